[#-- A NAT network is gone after each restart since Windows Server 2019, and whoever asks first makes it:
     https://learn.microsoft.com/virtualization/windowscontainers/container-networking/network-drivers-topologies
     The plug-in takes the network by its name alone, and the route from its file: a network at another prefix is one without
     a way out (https://github.com/containerd/nerdctl/issues/28). No AdapterName: on EC2 none has the name of Hyper-V's. --]
$subnet = [=subnet]
$gateway = [=gateway]

for ($attempt = 1; $true; $attempt++) {
    try {
        $networks = @(Invoke-Hns -Method 'GET' -Path '/networks' | Select-Object -Property 'ID', 'Name', 'Type', 'Subnets')
        break
    }
    catch {
        if ($attempt -ge 12) {
            throw
        }
        Write-Host "attempt ${attempt}: $($_.Exception.Message)"
        Start-Sleep -Seconds 5
    }
}
foreach ($nat in Get-NetNat -ErrorAction SilentlyContinue) {
    if ($nat.InternalIPInterfaceAddressPrefix -ne $subnet) {
        Write-Host ("Windows has the NAT $($nat.Name) for $($nat.InternalIPInterfaceAddressPrefix); where the network" +
            " can not be made beside it, Remove-NetNat -Name '$($nat.Name)' removes it")
    }
}
$there = $null
foreach ($network in $networks) {
    $prefixes = @($network.Subnets | Where-Object { $_ } |
        ForEach-Object { "$($_.AddressPrefix) by $($_.GatewayAddress)" }) -join ', '
    if ($network.Name -eq 'nat' -and $network.Type -eq 'NAT' -and $prefixes -eq "$subnet by $gateway") {
        $there = $network
    }
    elseif ($network.Name -eq 'nat') {
        $used = @(Invoke-Hns -Method 'GET' -Path '/endpoints' | Select-Object -Property 'VirtualNetwork' |
            Where-Object { $_.VirtualNetwork -eq $network.ID }).Count
        if ($used -gt 0) {
            throw ("the network nat is at $prefixes, not at $subnet by $gateway, and $used endpoints use it:" +
                ' remove their containers, or whatever else makes that network')
        }
        Write-Host "the network nat is at $prefixes and nothing uses it: it is made again"
        Invoke-Hns -Method 'DELETE' -Path "/networks/$($network.ID)" | Out-Null
    }
    elseif ($network.Type -eq 'NAT') {
        Write-Host "there is another NAT network $($network.Name) at ${prefixes}; Windows supports one"
    }
}
if ($null -eq $there) {
    $request = @{ Type = 'NAT'; Name = 'nat'; Subnets = @(@{ AddressPrefix = $subnet; GatewayAddress = $gateway }) }
    $json = ConvertTo-Json -Compress -Depth 4 -InputObject $request
    Invoke-Hns -Method 'POST' -Path '/networks' -Request $json | Out-Null
    Write-Host "made the network nat at $subnet by $gateway"
}
else {
    Write-Host "the network nat is at $subnet by $gateway"
}
