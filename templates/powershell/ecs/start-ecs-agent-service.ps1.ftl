[#-- A service as AWS's own installer makes it, but one that Windows starts at boot:
     https://github.com/aws/amazon-ecs-agent/blob/19a0d65f/misc/windows-deploy/Install-ECSAgent.ps1 --]
$restartDelaysMilliseconds = [=restartDelaysMilliseconds]

$program = Join-Path -Path $env:ProgramFiles -ChildPath 'Amazon\ECS\amazon-ecs-agent.exe'
foreach ($name in 'cache', 'data', 'log') {
    New-Item -ItemType Directory -Force -Path (Join-Path -Path $env:ProgramData -ChildPath "Amazon\ECS\$name") | Out-Null
}

$command = '"' + $program + '" -windows-service'
$service = Get-CimInstance -ClassName 'Win32_Service' -Filter "Name = 'AmazonECS'"
if ($null -eq $service) {
    $new = @{
        Name = 'AmazonECS'
        DisplayName = 'Amazon ECS'
        BinaryPathName = $command
        DependsOn = 'Docker'
        StartupType = 'Automatic'
    }
    New-Service @new | Out-Null
}
else {
    $changed = Invoke-CimMethod -InputObject $service -MethodName 'Change' -Arguments @{
        PathName = $command
        StartMode = 'Automatic'
    }
    if ($changed.ReturnValue -ne 0) {
        throw "service AmazonECS can not be changed: Win32_Service.Change returned $($changed.ReturnValue)"
    }
}

$actions = ($restartDelaysMilliseconds | ForEach-Object { "restart/$_" }) -join '/'
Invoke-Native -FilePath 'sc.exe' -ArgumentList 'failure', 'AmazonECS', 'reset=', '300', 'actions=', $actions
# Also when it ends by itself with an error, not only when it crashes.
Invoke-Native -FilePath 'sc.exe' -ArgumentList 'failureflag', 'AmazonECS', '1'

# A running agent keeps the settings of its start.
Restart-Service -Name 'AmazonECS' -Force
