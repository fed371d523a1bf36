[#-- This runs in a container, as its entry point, and ends with exit code 0 or 1. A name proves an address and a way to
     CoreDNS, whose service has an address of kube-proxy's; the connection proves another service, whose pods are no pods. --]
$service = [=service]
$port = [=port]
$timeoutSeconds = [=timeoutSeconds]

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
