[#-- Programs of a HostProcess container ask the node's resolver, which knows no name of the cluster. A rule that is there is
     taken away first: upstream adds one at each start and leaves them all. --]
$namespace = [=namespace]

Get-DnsClientNrptRule |
    Where-Object { $_.Namespace -contains $namespace } |
    ForEach-Object { Remove-DnsClientNrptRule -Name $_.Name -Force }
Add-DnsClientNrptRule -Namespace $namespace -NameServers $address
Clear-DnsClientCache
Write-Host "names of $namespace are asked of $address"
