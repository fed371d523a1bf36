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
    # They start with Windows; the first time the bootstrap starts them, all other times its task at startup.
    foreach ($name in 'kubelet', 'kube-proxy') {
        if ($script:Machine.Services.Contains($name)) { Stop-Command $PSCmdlet "Service '$name ($name)' cannot be created due to the following error: The specified service already exists" }
        $extra = if ($name -eq 'kubelet') { $KubeletExtraArgs } else { $KubeProxyExtraArgs }
        $command = "`"C:\Program Files\Amazon\EKS\EKS-WindowsServiceHost.exe`" $name `"C:\Program Files\kubernetes\$name.exe`" $extra".TrimEnd()
        $script:Machine.Services[$name] = @{ Name = $name; DisplayName = $name; Status = 'Stopped'; StartType = 'Automatic'; BinaryPathName = $command; DependsOn = @('containerd') }
        # What the program finds, behind the host's two.
        $script:Machine.Eks[$(if ($name -eq 'kubelet') { 'KubeletArguments' } else { 'KubeProxyArguments' })] = @(Split-CommandLine $command | Select-Object -Skip 3)
    }
    foreach ($name in 'kubelet', 'kube-proxy') {
        $refusal = Start-MachineService $script:Machine.Services[$name]
        if ($refusal) { Stop-Command $PSCmdlet "Service $name did not start: $refusal" }
    }
}

# https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/ (healthzBindAddress, healthzPort)
function Get-KubeletAnswer {
    param($Cmdlet, [Uri] $Uri)
    $service = $script:Machine.Services['kubelet']
    $kubelet = $script:Machine.Kubelet
    if ($null -eq $service -or $service.Status -ne 'Running' -or $kubelet.NeverAnswers) {
        [Mullion.Boot.Clock]::Advance(2)
        Stop-Web $Cmdlet 'Unable to connect to the remote server'
    }
    if ($Uri.AbsolutePath -ne '/healthz') { Stop-Simulation "kubelet's $($Uri.AbsolutePath) is not simulated" }
    $seconds = if ($null -ne $kubelet.HealthySeconds) { $kubelet.HealthySeconds } else { 8 }
    if ($kubelet.NeverHealthy -or [Mullion.Boot.Clock]::UtcNow -lt $service.RunsSince.AddSeconds($seconds)) { Stop-Web $Cmdlet 'The remote server returned an error: (500) Internal Server Error.' }
    , [Text.Encoding]::UTF8.GetBytes('ok')
}
