[#-- Windows' own firewall, beside the security group. Set-NetFirewallRule leaves what is right as it is. --]
$port = [=port]
$blocks = [=blocks]

$name = 'Mullion-BuildKit'
$rule = Get-NetFirewallRule -Name $name -ErrorAction SilentlyContinue
if (-not $blocks) {
    if ($null -ne $rule) {
        Remove-NetFirewallRule -Name $name
        Write-Host 'the firewall lets nobody to BuildKit any more'
    }
    return
}
$wanted = @{
    Name = $name
    Direction = 'Inbound'
    Action = 'Allow'
    Enabled = 'True'
    Profile = 'Any'
    Protocol = 'TCP'
    LocalPort = "$port"
    RemoteAddress = $blocks
    Program = 'C:\Program Files\buildkit\buildkitd.exe'
}
if ($null -eq $rule) {
    New-NetFirewallRule -DisplayName 'BuildKit (Mullion)' @wanted | Out-Null
}
else {
    Set-NetFirewallRule @wanted
}
Write-Host "the firewall lets $($blocks -join ', ') to port $port"
