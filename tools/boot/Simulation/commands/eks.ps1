# The EKS optimized AMI: its bootstrap script, whose source is closed, and the services it sets up.
# https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html#bootstrap-script-configuration-parameters
# The script's file on the machine calls this command, so that a scenario fails it as any other (Fails).

Simulate Start-EKSBootstrap -Takes EKSClusterName, APIServerEndpoint, Base64ClusterCA, DNSClusterIP, ServiceCIDR, KubeletExtraArgs, KubeProxyExtraArgs, ExcludedSnatCIDRs, ContainerRuntime, Endpoint {
    if ([bool] $APIServerEndpoint -ne [bool] $Base64ClusterCA) { Stop-Command $PSCmdlet 'APIServerEndpoint and Base64ClusterCA must be specified together' }
    $arguments = [ordered] @{}
    foreach ($name in $PSBoundParameters.Keys | Sort-Object) { if ($script:CommonParameters -notcontains $name) { $arguments[$name] = $PSBoundParameters[$name] } }
    Write-Change "Start-EKSBootstrap $(@($arguments.Keys | ForEach-Object { "$_=$($arguments[$_] -join ',')" }) -join ' ')"
    $isTen = "$($script:Machine.Metadata.Values['local-ipv4'])" -like '10.*'
    $range = if ($ServiceCIDR) { $ServiceCIDR } elseif ($script:Machine.Environment['SERVICE_IPV4_CIDR']) { $script:Machine.Environment['SERVICE_IPV4_CIDR'] } elseif ($isTen) { '172.20.0.0/16' } else { '10.100.0.0/16' }
    $script:Machine.Eks = [ordered] @{
        Arguments = $arguments; Cluster = $EKSClusterName; ServiceCidr = $range; DnsClusterIp = $(if ($DNSClusterIP) { $DNSClusterIP } elseif ($isTen) { '172.20.0.10' } else { '10.100.0.10' })
        ExcludedSnatCidrs = @(if ($ExcludedSnatCIDRs) { $ExcludedSnatCIDRs } else { "$($script:Machine.Environment['EXCLUDED_SNAT_CIDRS'])" -split ',' -ne '' })
    }
    [Mullion.Boot.Clock]::Advance(40)
    foreach ($name in 'kubelet', 'kube-proxy') {
        if (-not $script:Machine.Services.Contains($name)) {
            $script:Machine.Services[$name] = @{ Name = $name; DisplayName = $name; Status = 'Stopped'; StartType = 'Automatic'; BinaryPathName = "`"C:\Program Files\Amazon\EKS\bin\EKS-WindowsServiceHost.exe`" $name"; DependsOn = @('containerd') }
        }
        $refusal = Start-MachineService $script:Machine.Services[$name]
        if ($refusal) { Stop-Command $PSCmdlet "Service $name did not start: $refusal" }
    }
}
