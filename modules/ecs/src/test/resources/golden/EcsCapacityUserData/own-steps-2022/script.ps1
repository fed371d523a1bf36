Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$restarts = 'C:\ProgramData\Mullion\restarts.txt'

New-Item -ItemType Directory -Force -Path 'C:\ProgramData\Mullion\log' | Out-Null
Start-Transcript -Append -Path 'C:\ProgramData\Mullion\log\user-data.log' | Out-Null
try {
    Start-Service -Name 'AmazonSSMAgent'
}
catch {
    Write-Host "the SSM agent does not start: $($_.Exception.Message)"
}

# Ends the script, and says so where aws ec2 get-console-output and mullion doctor see it.
function Stop-Script {
    param([string] $Name, [int] $ExitCode)
    try {
        $port = New-Object -TypeName 'System.IO.Ports.SerialPort' -ArgumentList 'COM1'
        $port.WriteTimeout = 5000
        $port.Open()
        $port.WriteLine("mullion: $Name ended with exit code $ExitCode")
        $port.Close()
    }
    catch {
        Write-StepLog "the serial console takes nothing: $($_.Exception.Message)"
    }
    Stop-Transcript | Out-Null
    exit $ExitCode
}

function Write-StepLog {
    param([string] $Message)
    Write-Host "$([DateTime]::UtcNow.ToString('s'))Z $Message"
}

# Runs one step in a scope of its own; when it fails, the whole script ends with the step's exit code.
function Invoke-Step {
    param([string] $Name, [int] $ExitCode, [scriptblock] $Script)
    Write-StepLog "$Name starts"
    try {
        & $Script | Out-Host
    }
    catch {
        Write-Host ($_ | Out-String)
        Exit-Step -Name $Name -ExitCode $ExitCode
    }
    Write-StepLog "$Name done"
}

function Exit-Step {
    param([string] $Name, [int] $ExitCode)
    Write-StepLog "$Name failed, exit code $ExitCode"
    Stop-Script -Name $Name -ExitCode $ExitCode
}

# All is done: the next boot knows nothing of the restarts of this one.
function Complete-UserData {
    Remove-Item -Force -Path $restarts -ErrorAction SilentlyContinue
    Stop-Script -Name 'user data' -ExitCode 0
}

# Runs a program and gives its output, line by line; throws unless it exits with 0 or 3010.
function Invoke-Native {
    param(
        [Parameter(Mandatory = $true)] [string] $FilePath,
        [string[]] $ArgumentList = @()
    )
    $program = Get-Command -CommandType Application -Name $FilePath -TotalCount 1 -ErrorAction Stop
    $ErrorActionPreference = 'Continue'
    & $program.Path @ArgumentList 2>&1 | ForEach-Object { "$_" }
    if ($LASTEXITCODE -eq 3010) {
        Write-Host "$FilePath asks for a restart (exit code 3010)"
    }
    elseif ($LASTEXITCODE -ne 0) {
        throw "$FilePath failed with exit code $LASTEXITCODE"
    }
}

$restartByExitCode = $true

# Ends the script by a restart, behind which it runs again; the step with the exit code Done is done by then.
function Request-Restart {
    param([int] $Done = 0)
    if (@(Get-Content -Path $restarts -ErrorAction SilentlyContinue).Count -ge 5) {
        throw 'asks for a sixth restart: five did not bring this script to its end'
    }
    Add-Content -Encoding Ascii -Path $restarts -Value $Done
    Write-StepLog 'Windows restarts and runs this script again'
    Stop-Transcript | Out-Null
    if ($restartByExitCode) {
        exit 3010
    }
    Restart-Computer -Force
    exit 0
}

# Runs a file of the user in a process of its own.
function Invoke-OwnStep {
    param([int] $ExitCode, [string] $Name, [string] $Text)
    if (@(Get-Content -Path $restarts -ErrorAction SilentlyContinue) -contains "$ExitCode") {
        Write-Host 'was done before the restart'
        return
    }
    $runner = {
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'
        $mullion = @{ Restart = $false }
        function Request-Restart {
            $mullion.Restart = $true
            exit 1641
        }
        Set-Alias -Name 'Restart-Computer' -Value 'Request-Restart'
        $global:LASTEXITCODE = 0
        $code = $null
        do {
            try {
                & $args[0] | Out-Host
                $code = if ($?) { 0 } else { $LASTEXITCODE }
            }
            catch {
                $code = 1
                Write-Host $_.Exception.Message, $_.InvocationInfo.PositionMessage, $_.ScriptStackTrace -Separator "`n"
            }
        } while ($false)
        if ($mullion.Restart) {
            $code = 1641
        }
        elseif ($null -eq $code) {
            Write-Host 'ended at a break or continue outside of a loop'
        }
        exit [int] $code
    }
    $folder = "C:\ProgramData\Mullion\steps\$ExitCode"
    New-Item -ItemType Directory -Force -Path $folder | Out-Null
    $file = "$folder\$Name"
    Set-Content -Encoding Ascii -Path $file -Value $Text
    $run = 'C:\ProgramData\Mullion\steps\run.ps1'
    Set-Content -Encoding Ascii -Path $run -Value "function Invoke-Native {${function:Invoke-Native}}", $runner
    & {
        $ErrorActionPreference = 'Continue'
        & powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Unrestricted -File $run $file 2>&1 |
            ForEach-Object { "$_" }
    }
    switch ($LASTEXITCODE) {
        0 { }
        1641 { Request-Restart }
        3010 { Request-Restart -Done $ExitCode }
        default {
            Write-Host "$Name ended with exit code $LASTEXITCODE"
            Exit-Step -Name $Name -ExitCode $ExitCode
        }
    }
}

Invoke-Step -Name 'Register-AgentWatch' -ExitCode 18 -Script {
    $clusterName = 'storefront-dev'
    $delaySeconds = 2700

    $script = {
        param([string] $ClusterName)
        $ErrorActionPreference = 'Stop'
        Start-Transcript -Append -Path 'C:\ProgramData\Mullion\log\agent-watch.log' | Out-Null
        try {
            $agent = Invoke-RestMethod -UseBasicParsing -TimeoutSec 30 -Uri 'http://localhost:51678/v1/metadata'
            if ($agent.Cluster -eq $ClusterName -and $agent.ContainerInstanceArn) {
                Write-Host "is in $ClusterName as $($agent.ContainerInstanceArn)"
                exit 0
            }
            Write-Host "the agent is in cluster '$($agent.Cluster)' as '$($agent.ContainerInstanceArn)'"
        }
        catch {
            Write-Host "the agent does not answer: $($_.Exception.Message)"
        }
        $metadata = 'http://169.254.169.254/latest'
        $token = Invoke-RestMethod -Method Put -Uri "$metadata/api/token" -Headers @{
            'X-aws-ec2-metadata-token-ttl-seconds' = '300'
        }
        $headers = @{ 'X-aws-ec2-metadata-token' = $token }
        $state = Invoke-RestMethod -Headers $headers -Uri "$metadata/meta-data/autoscaling/target-lifecycle-state"
        if ($state -ne 'InService') {
            Write-Host "bound for $state, so it need not have joined"
            exit 0
        }
        $instanceId = Invoke-RestMethod -Headers $headers -Uri "$metadata/meta-data/instance-id"
        $region = Invoke-RestMethod -Headers $headers -Uri "$metadata/meta-data/placement/region"
        Set-ASInstanceHealth -Region $region -InstanceId $instanceId -HealthStatus 'Unhealthy' -ShouldRespectGracePeriod $false
        Write-Host "marked $instanceId unhealthy"
    }
    $file = 'C:\ProgramData\Mullion\watch-agent.ps1'
    Set-Content -Encoding Ascii -Path $file -Value $script.ToString()
    $arguments = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File $file -ClusterName:$clusterName"
    $task = @{
        TaskName = 'Mullion-WatchAgent'
        Action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument $arguments
        Trigger = New-ScheduledTaskTrigger -Once -At ([DateTime]::Now.AddSeconds($delaySeconds))
        Principal = New-ScheduledTaskPrincipal -UserId 'SYSTEM' -LogonType ServiceAccount -RunLevel Highest
    }
    Register-ScheduledTask @task -Force | Out-Null
    Write-Host "looks in $delaySeconds seconds whether the agent joined $clusterName"
}

Invoke-Step -Name 'scripts/install-runtime.ps1' -ExitCode 100 -Script {
    Invoke-OwnStep -ExitCode 100 -Name 'install-runtime.ps1' -Text @'
#Requires -RunAsAdministrator
$mark = 'C:\ProgramData\Storefront\runtime.done'
if (Test-Path -Path $mark) { return }
Invoke-Native -FilePath 'C:\setup\runtime.exe' -ArgumentList '/quiet', '/norestart'
$code = $LASTEXITCODE
New-Item -ItemType File -Force -Path $mark | Out-Null
exit $code
'@
}

Invoke-Step -Name 'Set-EcsAgentEnvironment' -ExitCode 10 -Script {
    $environment = @{
        'ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE' = 'true'
        'ECS_CONTAINER_START_TIMEOUT' = '900s'
    }

    $variables = $environment.GetEnumerator() | Sort-Object -Property Key
    foreach ($variable in $variables) {
        [Environment]::SetEnvironmentVariable($variable.Key, $variable.Value, 'Machine')
        # What the machine has does not reach this process, nor those that it starts, as the AMI's module.
        [Environment]::SetEnvironmentVariable($variable.Key, $variable.Value, 'Process')
        Write-Host "set $($variable.Key)"
    }
}

Invoke-Step -Name 'Initialize-EcsAgent' -ExitCode 11 -Script {
    $parameters = @{
        'Cluster' = 'storefront-dev'
        'EnableTaskIAMRole' = $true
        'LoggingDrivers' = '["json-file","awslogs"]'
        'EnableTaskENI' = $true
        'AwsvpcBlockIMDS' = $true
    }
    $timeoutSeconds = 300

    # A running agent keeps the settings of its start, and none can be stopped while it starts. Its containers run on.
    $service = Get-Service -Name 'AmazonECS' -ErrorAction SilentlyContinue
    if ($null -ne $service -and $service.Status -ne 'Stopped') {
        if ($service.Status -eq 'StartPending') {
            $service.WaitForStatus('Running', '00:02:00')
        }
        Stop-Service -Name 'AmazonECS' -Force
    }

    for ($attempt = 1; $true; $attempt++) {
        $job = Start-Job -ArgumentList $parameters -ScriptBlock {
            param($Parameters)
            try {
                Import-Module -Name 'ECSTools' -ErrorAction Stop
                Initialize-ECSAgent @Parameters
            }
            catch {
                throw
            }
        }
        Wait-Job -Job $job -Timeout $timeoutSeconds | Out-Null
        $state = $job.State
        Receive-Job -Job $job -ErrorAction Continue 2>&1 | ForEach-Object { "$_" }
        $reason = $job.ChildJobs[0].JobStateInfo.Reason
        Remove-Job -Job $job -Force
        if ($state -eq 'Completed') {
            break
        }
        $failure = if ($state -eq 'Failed') { "failed: $($reason.Message)" } else { "did not end in $timeoutSeconds seconds" }
        if ($attempt -ge 3) {
            throw "Initialize-ECSAgent $failure; see C:\ProgramData\Amazon\ECS\log"
        }
        # Right after a boot the network of the containers may not be there yet.
        Write-Host "attempt $attempt $failure"
        Start-Sleep -Seconds 30
    }
}

Invoke-Step -Name 'Confirm-EcsAgent' -ExitCode 12 -Script {
    $clusterName = 'storefront-dev'
    $timeoutSeconds = 600

    $starts = 0
    $deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
    do {
        $service = Get-Service -Name 'AmazonECS' -ErrorAction SilentlyContinue
        if ($null -eq $service) {
            $state = 'service AmazonECS does not exist'
        }
        elseif ($service.Status -ne 'Running') {
            $state = "service AmazonECS is $($service.Status)"
            if ($service.Status -eq 'Stopped' -and $starts -lt 3) {
                $starts++
                Write-Host "$state; start $starts of 3"
                Start-Service -Name 'AmazonECS' -ErrorAction Continue
            }
        }
        else {
            try {
                $metadata = Invoke-RestMethod -UseBasicParsing -TimeoutSec 5 -Uri 'http://localhost:51678/v1/metadata'
                if ($metadata.Cluster -eq $clusterName -and $metadata.ContainerInstanceArn) {
                    Write-Host "joined $clusterName as $($metadata.ContainerInstanceArn)"
                    return
                }
                $state = "the agent is in cluster '$($metadata.Cluster)' as '$($metadata.ContainerInstanceArn)'"
            }
            catch {
                $state = "the agent does not answer: $($_.Exception.Message)"
            }
        }
        Start-Sleep -Seconds 5
    } while ([DateTime]::UtcNow -lt $deadline)
    throw "not in cluster $clusterName after $timeoutSeconds seconds: $state; see C:\ProgramData\Amazon\ECS\log"
}

Invoke-Step -Name 'scripts/motd.ps1' -ExitCode 150 -Script {
    Invoke-OwnStep -ExitCode 150 -Name 'motd.ps1' -Text '$text = @''
It''s a node of the storefront.
''@
Set-Content -Encoding Ascii -Path ''C:\motd.txt'' -Value $text'
}

Complete-UserData
