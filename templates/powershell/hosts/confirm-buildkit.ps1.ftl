[#-- Without a network configuration BuildKit builds without a network, and only its log says so:
     https://github.com/moby/buildkit/issues/4960 --]
$timeoutSeconds = [=timeoutSeconds]

$deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
while ($true) {
    try {
        $lines = Read-Native -FilePath 'C:\Program Files\buildkit\buildctl.exe' -ArgumentList 'debug', 'workers', '-v'
        if ($lines -match 'org\.mobyproject\.buildkit\.worker\.network:\s*cni\b') {
            Write-Host 'BuildKit has a worker whose builds have a network'
            return
        }
        $state = "no worker has the network cni: $($lines -match 'worker\.network')"
    }
    catch {
        $state = $_.Exception.Message
    }
    if ([DateTime]::UtcNow -ge $deadline) {
        throw "$state; see C:\ProgramData\buildkitd\buildkitd.log"
    }
    Start-Sleep -Seconds 5
}
