[#-- Without --log-file its log goes nowhere. --]
$configuration = [=configuration]
$dropIn = [=dropIn]
$environment = [=environment]
$timeoutSeconds = [=timeoutSeconds]

$folder = 'C:\Program Files\containerd'
$files = "$folder\config.toml", "$folder\conf.d\mullion.toml"
$null = Set-TextFile -Path $files[0] -Lines $configuration
$null = Set-TextFile -Path $files[1] -Lines $dropIn
New-Item -ItemType Directory -Force -Path 'C:\ProgramData\containerd\certs.d' | Out-Null
$service = @{
    Name = 'containerd'
    Program = "$folder\containerd.exe"
    ArgumentList = '--config', $files[0], '--log-file', 'C:\ProgramData\containerd\containerd.log'
    DependsOn = ''
    Environment = $environment
}
Register-ProgramService @service
Start-ProgramService -Name 'containerd' -Reads (@("$folder\containerd.exe") + $files)

$deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
while ($true) {
    try {
        Read-Native -FilePath "$folder\ctr.exe" -ArgumentList 'version' | Out-Null
        Write-Host 'containerd answers'
        return
    }
    catch {
        if ([DateTime]::UtcNow -ge $deadline) {
            throw ("containerd does not answer after $timeoutSeconds seconds: $($_.Exception.Message);" +
                ' see C:\ProgramData\containerd\containerd.log')
        }
    }
    Start-Sleep -Seconds 3
}
