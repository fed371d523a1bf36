[#-- It tells Windows that it runs only when worker and network are set up, so that a network that is not there looks like a
     service that does not answer. A step's log is cut at 2 MiB unless told otherwise, and the cut stopped builds for good.
     A stop ends builds; what they then still write must end too, or the next build fails with 0xb7. Windows waits this long
     for its services when it shuts down: https://learn.microsoft.com/windows/win32/services/service-control-handler-function
     Groups by the machine's name, between commas:
     https://github.com/moby/buildkit/blob/v0.34.2/cmd/buildkitd/main_windows.go --]
$configuration = [=configuration]
$groups = [=groups]
$environment = [=environment]
$reads = [=reads]
$stopTimeoutSeconds = [=stopTimeoutSeconds]
$timeoutSeconds = [=timeoutSeconds]

$folder = 'C:\ProgramData\buildkitd'
$null = Set-TextFile -Path "$folder\buildkitd.toml" -Lines $configuration
$arguments = @('--config', "$folder\buildkitd.toml", '--log-file', "$folder\buildkitd.log")
if ($groups) {
    $arguments += '--group', (@($groups | ForEach-Object { "$env:COMPUTERNAME\$_" }) -join ',')
}
$key = 'HKLM:\SYSTEM\CurrentControlSet\Control'
$waits = (Get-ItemProperty -Path $key | Select-Object -Property 'WaitToKillServiceTimeout').WaitToKillServiceTimeout
if ([long] "0$waits" -lt 1000 * $stopTimeoutSeconds) {
    Set-ItemProperty -Path $key -Name 'WaitToKillServiceTimeout' -Type 'String' -Value "$(1000 * $stopTimeoutSeconds)"
    Write-Host "Windows waits $stopTimeoutSeconds seconds for its services when it shuts down"
}
$service = @{
    Name = 'buildkitd'
    Program = 'C:\Program Files\buildkit\buildkitd.exe'
    ArgumentList = $arguments
    DependsOn = 'containerd'
    Environment = $environment
}
Register-ProgramService @service
Start-ProgramService -Name 'buildkitd' -Reads (@('C:\Program Files\buildkit\buildkitd.exe', "$folder\buildkitd.toml") + $reads)

$deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
while (-not (Test-Path -Path '\\.\pipe\buildkitd')) {
    if ([DateTime]::UtcNow -ge $deadline) {
        throw "buildkitd has no pipe after $timeoutSeconds seconds; see $folder\buildkitd.log"
    }
    Start-Sleep -Seconds 3
}
Write-Host 'buildkitd has its pipe'
