$service = 'kubernetes.default.svc.cluster.local'
$port = 443
$timeoutSeconds = 180

$ErrorActionPreference = 'Stop'
$deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
do {
    try {
        $address = (Resolve-DnsName -Name $service -Type A -DnsOnly | Select-Object -First 1).IPAddress
        Write-Host "$service has the address $address"
        $client = New-Object -TypeName System.Net.Sockets.TcpClient
        try {
            $client.Connect($address, $port)
        }
        finally {
            $client.Dispose()
        }
        Write-Host "$address answers at port $port"
        exit 0
    }
    catch {
        Write-Host $_.Exception.Message
    }
    Start-Sleep -Seconds 5
} while ([DateTime]::UtcNow -lt $deadline)
Write-Host "no way to $service after $timeoutSeconds seconds"
exit 1
