# Adapters, routes, the firewall and HNS networks.

Simulate Get-NetAdapter -Takes Name, InterfaceDescription, InterfaceIndex, IncludeHidden, Physical {
    $found = @($script:Machine.Adapters | Where-Object { (-not $Name -or (Test-Name $_.Name $Name)) -and (-not $InterfaceDescription -or (Test-Name $_.InterfaceDescription $InterfaceDescription)) -and (-not $InterfaceIndex -or $InterfaceIndex -contains $_.ifIndex) })
    if ($found.Count -eq 0 -and ($Name -and "$Name" -notmatch '[*?]')) { Write-CommandError $PSCmdlet "No MSFT_NetAdapter objects found with property 'Name' equal to '$Name'.  Verify the value of the property and retry." -Category ObjectNotFound }
    foreach ($one in $found) { New-Shape 'Microsoft.Management.Infrastructure.CimInstance#ROOT/StandardCimv2/MSFT_NetAdapter' ([ordered] @{ Name = $one.Name; InterfaceDescription = $one.InterfaceDescription; ifIndex = $one.ifIndex; InterfaceIndex = $one.ifIndex; Status = 'Up'; MacAddress = $one.MacAddress }) }
}

Simulate Get-NetIPAddress -Takes InterfaceIndex, InterfaceAlias, AddressFamily, IPAddress {
    foreach ($one in $script:Machine.Adapters) {
        if (($InterfaceAlias -and -not (Test-Name $one.Name $InterfaceAlias)) -or ($InterfaceIndex -and $InterfaceIndex -notcontains $one.ifIndex)) { continue }
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

# https://learn.microsoft.com/powershell/module/netsecurity/new-netfirewallrule
Simulate New-NetFirewallRule -Takes Name, DisplayName, Direction, Action, Protocol, LocalPort, RemotePort, LocalAddress, RemoteAddress, Program, Service, Profile, Enabled, Description, Group {
    $key = if ($Name) { $Name } else { $DisplayName }
    if ($Name -and $script:Machine.FirewallRules.Contains($Name)) { Stop-Command $PSCmdlet 'Cannot create a file when that file already exists.' }
    $script:Machine.FirewallRules[$key] = [ordered] @{
        DisplayName = $DisplayName; Direction = $(if ($Direction) { "$Direction" } else { 'Inbound' }); Action = $(if ($Action) { "$Action" } else { 'Allow' }); Protocol = $(if ($Protocol) { "$Protocol" } else { 'Any' })
        LocalPort = $(if ($LocalPort) { $LocalPort -join ',' } else { 'Any' }); RemoteAddress = $(if ($RemoteAddress) { $RemoteAddress -join ',' } else { 'Any' }); Program = $(if ($Program) { $Program } else { 'Any' }); Enabled = $(if ($Enabled) { "$Enabled" } else { 'True' })
    }
    Write-Change "firewall rule $key"
    Get-FirewallShape $key
}

function Get-FirewallShape {
    param([string] $Key)
    $rule = $script:Machine.FirewallRules[$Key]
    New-Shape 'Microsoft.Management.Infrastructure.CimInstance#root/standardcimv2/MSFT_NetFirewallRule' ([ordered] @{ Name = $Key; DisplayName = $rule.DisplayName; Enabled = $rule.Enabled; Direction = $rule.Direction; Action = $rule.Action })
}

function Find-FirewallRules {
    param($Cmdlet, [string[]] $Name, [string[]] $DisplayName, $InputObject)
    if ($InputObject) { return $InputObject | ForEach-Object Name }
    $found = @($script:Machine.FirewallRules.Keys | Where-Object { ($Name -and (Test-Name $_ $Name)) -or ($DisplayName -and (Test-Name $script:Machine.FirewallRules[$_].DisplayName $DisplayName)) -or (-not $Name -and -not $DisplayName) })
    $asked = "$Name$DisplayName"
    if ($found.Count -eq 0 -and $asked -and $asked -notmatch '[*?]') { Write-CommandError $Cmdlet "No MSFT_NetFirewallRule objects found with property '$(if ($Name) { 'InstanceID' } else { 'DisplayName' })' equal to '$asked'.  Verify the value of the property and retry." -Category ObjectNotFound }
    $found
}

Simulate Get-NetFirewallRule -Takes Name, DisplayName { foreach ($one in Find-FirewallRules $PSCmdlet $Name $DisplayName) { Get-FirewallShape $one } }

Simulate Remove-NetFirewallRule -Takes Name, DisplayName, InputObject, Confirm -Pipeline InputObject {
    foreach ($one in Find-FirewallRules $PSCmdlet $Name $DisplayName $InputObject) { $script:Machine.FirewallRules.Remove($one); Write-Change "remove firewall rule $one" }
}

function Set-FirewallRule {
    param([string] $Key, [string] $Property, $Value)
    if (-not $Value -or $script:Machine.FirewallRules[$Key][$Property] -eq $Value) { return }
    $script:Machine.FirewallRules[$Key][$Property] = "$Value"
    Write-Change "firewall rule $Key $Property=$Value"
}

Simulate Set-NetFirewallRule -Takes Name, DisplayName, InputObject, Enabled, Action, Direction, LocalPort, RemoteAddress, Protocol, Program, Profile -Pipeline InputObject {
    foreach ($one in Find-FirewallRules $PSCmdlet $Name $DisplayName $InputObject) {
        Set-FirewallRule $one Enabled $Enabled; Set-FirewallRule $one Action $Action; Set-FirewallRule $one Direction $Direction; Set-FirewallRule $one LocalPort ($LocalPort -join ',')
        Set-FirewallRule $one RemoteAddress ($RemoteAddress -join ','); Set-FirewallRule $one Protocol $Protocol; Set-FirewallRule $one Program $Program
    }
}

Simulate Enable-NetFirewallRule -Takes Name, DisplayName, InputObject -Pipeline InputObject { foreach ($one in Find-FirewallRules $PSCmdlet $Name $DisplayName $InputObject) { Set-FirewallRule $one Enabled 'True' } }

Simulate Disable-NetFirewallRule -Takes Name, DisplayName, InputObject -Pipeline InputObject { foreach ($one in Find-FirewallRules $PSCmdlet $Name $DisplayName $InputObject) { Set-FirewallRule $one Enabled 'False' } }

Simulate Get-NetFirewallProfile -Takes Name, All {
    foreach ($one in 'Domain', 'Private', 'Public') { if (-not $Name -or $Name -contains $one) { New-Shape 'Microsoft.Management.Infrastructure.CimInstance#root/standardcimv2/MSFT_NetFirewallProfile' ([ordered] @{ Name = $one; Enabled = $script:Machine.FirewallProfiles[$one] }) } }
}

Simulate Set-NetFirewallProfile -Takes Name, Enabled, All { foreach ($one in 'Domain', 'Private', 'Public') { if (-not $Name -or $Name -contains $one) { Set-FirewallProfile $one "$Enabled" } } }

function Set-FirewallProfile {
    param([string] $Name, [string] $Enabled)
    if ($script:Machine.FirewallProfiles[$Name] -eq $Enabled) { return }
    $script:Machine.FirewallProfiles[$Name] = $Enabled
    Write-Change "firewall profile $Name Enabled=$Enabled"
}

# https://learn.microsoft.com/troubleshoot/windows-server/networking/netsh-advfirewall-firewall-control-firewall-behavior
SimulateProgram 'C:\Windows\System32\netsh.exe' {
    param($Arguments)
    $line = $Arguments -join ' '
    if ($line -match '^advfirewall set (allprofiles|domainprofile|privateprofile|publicprofile) state (on|off)$') {
        $which, $enabled = $Matches[1], $(if ($Matches[2] -eq 'on') { 'True' } else { 'False' })
        foreach ($one in 'Domain', 'Private', 'Public') { if ($which -in 'allprofiles', "${one}profile") { Set-FirewallProfile $one $enabled } }
        return @{ ExitCode = 0; Output = 'Ok.' }
    }
    if ($line -notmatch '^advfirewall firewall (add|delete) rule ') { Stop-Simulation "netsh.exe $line is not simulated" }
    $verb = $Matches[1]
    $said = @{}
    foreach ($one in $Arguments[4..99]) { if ($one -match '^(\w+)=(.*)$') { $said[$Matches[1]] = $Matches[2] } }
    if ($verb -eq 'delete') {
        if (-not $script:Machine.FirewallRules.Contains("$($said.name)")) { return @{ ExitCode = 1; Output = 'No rules match the specified criteria.' } }
        $script:Machine.FirewallRules.Remove($said.name)
        Write-Change "remove firewall rule $($said.name)"
        return @{ ExitCode = 0; Output = 'Deleted 1 rule(s).', 'Ok.' }
    }
    if (-not $said.name -or $said.dir -notin 'in', 'out' -or $said.action -notin 'allow', 'block', 'bypass') { return @{ ExitCode = 1; Output = 'The syntax supplied for this command is not valid. Check help for the correct syntax.' } }
    $script:Machine.FirewallRules[$said.name] = [ordered] @{ DisplayName = $said.name; Direction = @{ in = 'Inbound'; out = 'Outbound' }[$said.dir]; Action = @{ allow = 'Allow'; block = 'Block'; bypass = 'Allow' }[$said.action]; Protocol = $(if ($said.protocol) { $said.protocol } else { 'Any' }); LocalPort = $(if ($said.localport) { $said.localport } else { 'Any' }); Enabled = 'True' }
    Write-Change "firewall rule $($said.name)"
    @{ ExitCode = 0; Output = 'Ok.' }
}

# https://learn.microsoft.com/powershell/module/defender/
Simulate Add-MpPreference -Takes ExclusionPath, ExclusionProcess, ExclusionExtension, Force {
    foreach ($kind in 'ExclusionPath', 'ExclusionProcess', 'ExclusionExtension') {
        foreach ($one in $PSBoundParameters[$kind]) { if ($script:Machine.Defender[$kind] -notcontains $one) { $script:Machine.Defender[$kind] = @($script:Machine.Defender[$kind]) + $one; Write-Change "Defender $kind $one" } }
    }
}

Simulate Remove-MpPreference -Takes ExclusionPath, ExclusionProcess, ExclusionExtension, Force {
    foreach ($kind in 'ExclusionPath', 'ExclusionProcess', 'ExclusionExtension') {
        foreach ($one in $PSBoundParameters[$kind]) { if ($script:Machine.Defender[$kind] -contains $one) { $script:Machine.Defender[$kind] = @($script:Machine.Defender[$kind] | Where-Object { $_ -ne $one }); Write-Change "Defender no longer $kind $one" } }
    }
}

Simulate Set-MpPreference -Takes DisableRealtimeMonitoring, ExclusionPath, ExclusionProcess, ExclusionExtension, Force {
    foreach ($kind in 'ExclusionPath', 'ExclusionProcess', 'ExclusionExtension', 'DisableRealtimeMonitoring') {
        if (-not $PSBoundParameters.ContainsKey($kind) -or "$($script:Machine.Defender[$kind])" -eq "$($PSBoundParameters[$kind])") { continue }
        $script:Machine.Defender[$kind] = $PSBoundParameters[$kind]
        Write-Change "Defender $kind=$($PSBoundParameters[$kind] -join ',')"
    }
}

Simulate Get-MpPreference { New-Shape 'Microsoft.Management.Infrastructure.CimInstance#root/Microsoft/Windows/Defender/MSFT_MpPreference' $script:Machine.Defender }

Simulate Get-MpComputerStatus { New-Shape 'Microsoft.Management.Infrastructure.CimInstance#root/Microsoft/Windows/Defender/MSFT_MpComputerStatus' ([ordered] @{ AMServiceEnabled = $true; AntivirusEnabled = $true; RealTimeProtectionEnabled = -not $script:Machine.Defender.DisableRealtimeMonitoring }) }

# HNS, as hns.psm1 has it: https://github.com/microsoft/SDN/blob/master/Kubernetes/windows/hns.psm1
# A network of type l2bridge, overlay or transparent takes an adapter, and brings one of its own.
function Get-HnsShape {
    param($Network)
    [pscustomobject] ([ordered] @{ Id = $Network.Id; Name = $Network.Name; Type = $Network.Type; Subnets = @([pscustomobject] @{ AddressPrefix = $Network.AddressPrefix; GatewayAddress = $Network.Gateway }); ManagementIP = $script:Machine.Metadata.Values['local-ipv4']; State = 1 } )
}

Simulate Get-HnsNetwork -Takes Id { foreach ($network in @($script:Machine.HnsNetworks)) { if (-not $Id -or $network.Id -eq $Id) { Get-HnsShape $network } } }

Simulate New-HnsNetwork -Takes JsonString, Type, Name, AddressPrefix, Gateway, AdapterName {
    if ($JsonString) {
        $said = ConvertFrom-Json $JsonString
        $Type, $Name, $AddressPrefix, $Gateway = $said.Type, $said.Name, @($said.Subnets)[0].AddressPrefix, @($said.Subnets)[0].GatewayAddress
    }
    if ($Type -notin 'NAT', 'ICS', 'Internal', 'Transparent', 'L2Bridge', 'L2Tunnel', 'Overlay') { Stop-Command $PSCmdlet "Network type $Type is not known to HNS" }
    if ($script:Machine.HnsNetworks | Where-Object { $_.Name -eq $Name }) { Stop-Command $PSCmdlet '@{Error=A network with this name already exists.; ErrorCode=2151350288; Success=False}' }
    if ($AdapterName -and -not ($script:Machine.Adapters | Where-Object { $_.Name -eq $AdapterName })) { Stop-Command $PSCmdlet '@{Error=The specified network adapter was not found.; Success=False}' }
    $network = @{ Id = "$([Mullion.Boot.SimulatedGuid]::NewGuid())".ToUpperInvariant(); Name = $Name; Type = $Type; AddressPrefix = "$AddressPrefix"; Gateway = "$Gateway" }
    $script:Machine.HnsNetworks.Add($network)
    Write-Change "new HNS network $Name of type $Type"
    $script:Machine.Adapters.Add(@{ Name = "vEthernet ($Name)"; InterfaceDescription = 'Hyper-V Virtual Ethernet Adapter'; ifIndex = 10 + $script:Machine.Adapters.Count; IPAddress = $(if ($Type -in 'NAT', 'ICS', 'Internal') { "$Gateway" } else { $script:Machine.Metadata.Values['local-ipv4'] }); MacAddress = '00-15-5D-00-00-{0:X2}' -f $script:Machine.Adapters.Count })
    Get-HnsShape $network
}

Simulate Remove-HnsNetwork -Takes InputObjects -Pipeline InputObjects {
    foreach ($one in $InputObjects) {
        $network = $script:Machine.HnsNetworks | Where-Object { $_.Id -eq $(if ($one -is [string]) { $one } else { $one.Id }) }
        if (-not $network) { Stop-Command $PSCmdlet '@{Error=Element not found.; Success=False}' }
        $null = $script:Machine.HnsNetworks.Remove($network)
        $null = $script:Machine.Adapters.RemoveAll({ param($adapter) $adapter.Name -eq "vEthernet ($($network.Name))" }.GetNewClosure())
        Write-Change "remove HNS network $($network.Name)"
    }
}

# https://learn.microsoft.com/powershell/module/dnsclient/add-dnsclientnrptrule
Simulate Get-DnsClientNrptRule -Takes Name {
    foreach ($one in @($script:Machine.NrptRules | Where-Object { -not $Name -or $Name -contains $_.Name })) { New-Shape 'Microsoft.Management.Infrastructure.CimInstance#root/Microsoft/Windows/DNS/DnsClientNrptRule' ([ordered] @{ Name = $one.Name; Namespace = @($one.Namespace); NameServers = @($one.NameServers) }) }
}

Simulate Add-DnsClientNrptRule -Takes Namespace, NameServers {
    foreach ($address in $NameServers) { $read = $null; if (-not [Net.IPAddress]::TryParse($address, [ref] $read)) { Stop-Command $PSCmdlet "The address $address is invalid." } }
    $key = '{{{0:D8}-0000-4000-8000-000000000000}}' -f ($script:Machine.NrptRules.Count + 1)
    $script:Machine.NrptRules.Add(@{ Name = $key; Namespace = @($Namespace); NameServers = @($NameServers) })
    Write-Change "names of $($Namespace -join ', ') are asked of $($NameServers -join ', ')"
}

Simulate Remove-DnsClientNrptRule -Takes Name, Force, Confirm {
    $found = $script:Machine.NrptRules | Where-Object Name -EQ $Name
    if (-not $found) { Stop-Command $PSCmdlet "Failed to find the NRPT rule $Name" }
    if (-not $Force -and -not $PSBoundParameters.ContainsKey('Confirm')) { Stop-Command $PSCmdlet 'Windows PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.' }
    $null = $script:Machine.NrptRules.Remove($found)
    Write-Change "remove name resolution policy $Name"
}

Simulate Clear-DnsClientCache { }
