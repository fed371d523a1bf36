[#-- Once, before istio-cni reads the folder. Bootstrap may still be at it on a new node. --]
$waitSeconds = [=waitSeconds]

$conf = "$folder\$file"
$deadline = [DateTime]::UtcNow.AddSeconds($waitSeconds)
while (-not (Test-Path -Path $conf) -and -not (Test-Path -Path "${conf}list")) {
    if ([DateTime]::UtcNow -ge $deadline) {
        throw "neither $conf nor ${conf}list is there after $waitSeconds seconds"
    }
    Start-Sleep -Seconds 5
}
Convert-Conflist -Conf $conf
