# Adapters, routes, the firewall and HNS networks.

Simulate Get-NetAdapter -Takes Name, InterfaceDescription, InterfaceIndex, IncludeHidden, Physical {
    $found = @($script:Machine.Adapters | Where-Object { (-not $Name -or (Test-Name $_.Name $Name)) -and (-not $InterfaceDescription -or (Test-Name $_.InterfaceDescription $InterfaceDescription)) -and (-not $InterfaceIndex -or $InterfaceIndex -contains $_.ifIndex) })
    if ($found.Count -eq 0 -and ($Name -and "$Name" -notmatch '[*?]')) { Write-CommandError $PSCmdlet "No MSFT_NetAdapter objects found with property 'Name' equal to '$Name'.  Verify the value of the property and retry." -Category ObjectNotFound }
    foreach ($one in $found) { New-Shape 'Microsoft.Management.Infrastructure.CimInstance#ROOT/StandardCimv2/MSFT_NetAdapter' ([ordered] @{ Name = $one.Name; InterfaceDescription = $one.InterfaceDescription; ifIndex = $one.ifIndex; InterfaceIndex = $one.ifIndex; Status = 'Up'; MacAddress = $one.MacAddress }) }
}

Simulate Get-NetIPAddress -Takes InterfaceIndex, InterfaceAlias, AddressFamily, IPAddress {
    foreach ($one in $script:Machine.Adapters) {
        if ($InterfaceAlias -and -not (Test-Name $one.Name $InterfaceAlias) -or $InterfaceIndex -and $InterfaceIndex -notcontains $one.ifIndex) { continue }
        New-Shape 'Microsoft.Management.Infrastructure.CimInstance#ROOT/StandardCimv2/MSFT_NetIPAddress' @{ IPAddress = $one.IPAddress; PrefixLength = 24; InterfaceAlias = $one.Name; InterfaceIndex = $one.ifIndex; AddressFamily = 'IPv4' }
    }
}

Simulate Get-NetRoute -Takes DestinationPrefix, InterfaceIndex, InterfaceAlias, AddressFamily, NextHop {
    $found = @($script:Machine.Routes | Where-Object { (-not $DestinationPrefix -or $DestinationPrefix -contains $_.DestinationPrefix) -and (-not $InterfaceIndex -or $InterfaceIndex -contains $_.ifIndex) })
    if ($found.Count -eq 0 -and $DestinationPrefix) { Write-CommandError $PSCmdlet "No MSFT_NetRoute objects found with property 'DestinationPrefix' equal to '$DestinationPrefix'.  Verify the value of the property and retry." -Category ObjectNotFound }
    foreach ($one in $found) { New-Shape 'Microsoft.Management.Infrastructure.CimInstance#ROOT/StandardCimv2/MSFT_NetRoute' @{ DestinationPrefix = $one.DestinationPrefix; NextHop = $one.NextHop; RouteMetric = $one.RouteMetric; ifIndex = $one.ifIndex; InterfaceIndex = $one.ifIndex } }
}

Simulate New-NetRoute -Takes DestinationPrefix, InterfaceIndex, InterfaceAlias, NextHop, PolicyStore, RouteMetric {
    if ($script:Machine.Routes | Where-Object { $_.DestinationPrefix -eq $DestinationPrefix -and $_.ifIndex -eq $InterfaceIndex }) { Stop-Command $PSCmdlet "Instance MSFT_NetRoute already exists" }
    if (-not ($script:Machine.Adapters | Where-Object ifIndex -EQ $InterfaceIndex)) { Stop-Command $PSCmdlet 'The parameter is incorrect.' }
    $script:Machine.Routes.Add(@{ DestinationPrefix = $DestinationPrefix; NextHop = $NextHop; RouteMetric = 256; ifIndex = $InterfaceIndex })
    Write-Change "route $DestinationPrefix by $NextHop on interface $InterfaceIndex"
    New-Shape 'Microsoft.Management.Infrastructure.CimInstance#ROOT/StandardCimv2/MSFT_NetRoute' @{ DestinationPrefix = $DestinationPrefix; NextHop = $NextHop }
}

Simulate Remove-NetRoute -Takes DestinationPrefix, InterfaceIndex, NextHop, Confirm {
    foreach ($one in @($script:Machine.Routes | Where-Object { $DestinationPrefix -contains $_.DestinationPrefix })) { $null = $script:Machine.Routes.Remove($one); Write-Change "remove route $DestinationPrefix" }
}

Simulate New-NetFirewallRule -Takes Name, DisplayName, Direction, Action, Protocol, LocalPort, RemoteAddress, Program, Profile, Enabled, Description, Group {
    $key = if ($Name) { $Name } else { $DisplayName }
    if ($Name -and $script:Machine.FirewallRules.Contains($Name)) { Stop-Command $PSCmdlet 'Cannot create a file when that file already exists.' }
    $script:Machine.FirewallRules[$key] = "$Direction $Action $Protocol $LocalPort"
    Write-Change "firewall rule $key"
    New-Shape 'Microsoft.Management.Infrastructure.CimInstance#root/standardcimv2/MSFT_NetFirewallRule' @{ Name = $key; DisplayName = $DisplayName; Enabled = 'True' }
}

Simulate Get-NetFirewallRule -Takes Name, DisplayName {
    $found = @($script:Machine.FirewallRules.Keys | Where-Object { -not "$Name$DisplayName" -or (Test-Name $_ (@($Name) + @($DisplayName))) })
    if ($found.Count -eq 0 -and "$Name$DisplayName" -and "$Name$DisplayName" -notmatch '[*?]') { Write-CommandError $PSCmdlet "No MSFT_NetFirewallRule objects found with property 'DisplayName' equal to '$Name$DisplayName'.  Verify the value of the property and retry." -Category ObjectNotFound }
    foreach ($one in $found) { New-Shape 'Microsoft.Management.Infrastructure.CimInstance#root/standardcimv2/MSFT_NetFirewallRule' @{ Name = $one; DisplayName = $one; Enabled = 'True' } }
}

Simulate Set-NetFirewallProfile -Takes Name, Enabled, All { Write-Change "firewall profile $Name Enabled=$Enabled" }

Simulate Add-MpPreference -Takes ExclusionPath, ExclusionProcess, ExclusionExtension, Force {
    foreach ($one in @($ExclusionPath) + @($ExclusionProcess) + @($ExclusionExtension)) {
        if ($one -and $script:Machine.DefenderExclusions -notcontains $one) { $script:Machine.DefenderExclusions.Add($one); Write-Change "Defender excludes $one" }
    }
}

Simulate Get-MpPreference { New-Shape 'MSFT_MpPreference' @{ ExclusionPath = @($script:Machine.DefenderExclusions); ExclusionProcess = @($script:Machine.DefenderExclusions) } }

Simulate Set-MpPreference -Takes DisableRealtimeMonitoring, Force { Write-Change "Defender DisableRealtimeMonitoring=$DisableRealtimeMonitoring" }
