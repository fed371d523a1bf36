[#-- Windows' own firewall, beside the security group. A Network Load Balancer asks whether a host is well from addresses of the
     VPC: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html,
     https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-categories.html
     Set-NetFirewallRule leaves what is right as it is. --]
$port = [=port]
$blocks = [=blocks]
$behindLoadBalancer = [=behindLoadBalancer]

$name = 'Mullion-BuildKit'
$rule = Get-NetFirewallRule -Name $name -ErrorAction SilentlyContinue
if (-not $blocks) {
    if ($null -ne $rule) {
        Remove-NetFirewallRule -Name $name
        Write-Host 'the firewall lets nobody to BuildKit any more'
    }
    return
}
if ($behindLoadBalancer) {
    $metadata = 'http://169.254.169.254/latest'
    $token = Invoke-RestMethod -Method Put -Uri "$metadata/api/token" -Headers @{ 'X-aws-ec2-metadata-token-ttl-seconds' = '60' }
    $headers = @{ 'X-aws-ec2-metadata-token' = $token }
    $mac = Invoke-RestMethod -Uri "$metadata/meta-data/mac" -Headers $headers
    $vpc = Invoke-RestMethod -Uri "$metadata/meta-data/network/interfaces/macs/$mac/vpc-ipv4-cidr-blocks" -Headers $headers
    $blocks = @($blocks) + @("$vpc" -split '\s+') | Where-Object { $_ } | Select-Object -Unique
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
