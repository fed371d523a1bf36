[#-- Systems Manager installs the agent, by an association of this instance.
     https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Agent-on-EC2-Instance-fleet.html --]
$configuration = [=configuration]
$timeoutSeconds = [=timeoutSeconds]

$control = 'C:\Program Files\Amazon\AmazonCloudWatchAgent\amazon-cloudwatch-agent-ctl.ps1'
$deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
while (-not (Test-Path -Path $control)) {
    if ([DateTime]::UtcNow -ge $deadline) {
        throw ("there is no CloudWatch agent after $timeoutSeconds seconds;" +
            ' see the association of this instance in Systems Manager')
    }
    Start-Sleep -Seconds 10
}
$file = 'C:\ProgramData\Mullion\cloudwatch-agent.json'
$marker = 'C:\ProgramData\Mullion\cloudwatch-agent.txt'
$null = Set-TextFile -Path $file -Lines $configuration
$hash = (Get-FileHash -Algorithm SHA256 -Path $file).Hash
$service = Get-Service -Name 'AmazonCloudWatchAgent' -ErrorAction SilentlyContinue
$runs = $null -ne $service -and $service.Status -eq 'Running'
if ($runs -and "$(Get-Content -Path $marker -ErrorAction SilentlyContinue)" -eq $hash) {
    Write-Host 'the CloudWatch agent runs with this configuration'
    return
}
$arguments = '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $control
$arguments += '-a', 'fetch-config', '-m', 'ec2', '-s', '-c', "file:$file"
Read-Native -FilePath "$env:SystemRoot\System32\WindowsPowerShell\v1.0\powershell.exe" -ArgumentList $arguments | Out-Null
Set-Content -Encoding Ascii -Path $marker -Value $hash
Write-Host 'the CloudWatch agent has its configuration'
