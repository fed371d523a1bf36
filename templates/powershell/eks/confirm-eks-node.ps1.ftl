[#-- The bootstrap ends well whether its services stay up or not, and EKS calls a node group healthy whose kube-proxy has
     crashed: https://github.com/aws/containers-roadmap/issues/1969. AWS's host starts both again, so this only waits.
     kubelet answers at its default address, which the bootstrap's configuration leaves alone:
     https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
     Whether the node is registered only the API server knows. kubelet 1.31.0 and 1.31.1 do not come back behind a restart
     (https://github.com/kubernetes/kubernetes/issues/126965); nothing here mends it, as EKS supports 1.31 no longer. --]
$timeoutSeconds = [=timeoutSeconds]

$deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
do {
    $state = foreach ($name in 'kubelet', 'kube-proxy') {
        $service = Get-Service -Name $name -ErrorAction SilentlyContinue
        if ($null -eq $service) {
            "service $name does not exist"
        }
        elseif ($service.Status -ne 'Running') {
            "service $name is $($service.Status)"
        }
    }
    if (-not $state) {
        try {
            $health = Invoke-RestMethod -UseBasicParsing -TimeoutSec 5 -Uri 'http://127.0.0.1:10248/healthz'
            if ($health -eq 'ok') {
                Write-Host 'kubelet is healthy, and kube-proxy runs'
                return
            }
            $state = "kubelet's health is '$health'"
        }
        catch {
            $state = "kubelet does not answer: $($_.Exception.Message)"
        }
    }
    Start-Sleep -Seconds 5
} while ([DateTime]::UtcNow -lt $deadline)
throw "no node after $timeoutSeconds seconds: $($state -join ', '); see C:\ProgramData\Amazon\EKS\logs and the event log EKS Windows"
