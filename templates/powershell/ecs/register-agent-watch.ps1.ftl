[#-- A task of the machine's own, so that it works whatever becomes of the user data: an instance whose agent has not joined
     its cluster by then is marked unhealthy, and its Auto Scaling group replaces it. Once a boot; one replacement takes at
     least this long, which bounds what a fault that hits every instance can cost.
     https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_SetInstanceHealth.html --]
$clusterName = [=clusterName]
$delaySeconds = [=delaySeconds]

$script = {
    param([string] $ClusterName)
    $ErrorActionPreference = 'Stop'
    Start-Transcript -Append -Path 'C:\ProgramData\Mullion\log\agent-watch.log' | Out-Null
    try {
        $agent = Invoke-RestMethod -UseBasicParsing -TimeoutSec 30 -Uri 'http://localhost:51678/v1/metadata'
        if ($agent.Cluster -eq $ClusterName -and $agent.ContainerInstanceArn) {
            Write-Host "is in $ClusterName as $($agent.ContainerInstanceArn)"
            exit 0
        }
        Write-Host "the agent is in cluster '$($agent.Cluster)' as '$($agent.ContainerInstanceArn)'"
    }
    catch {
        Write-Host "the agent does not answer: $($_.Exception.Message)"
    }
    $metadata = 'http://169.254.169.254/latest'
    $token = Invoke-RestMethod -Method Put -Uri "$metadata/api/token" -Headers @{
        'X-aws-ec2-metadata-token-ttl-seconds' = '300'
    }
    $headers = @{ 'X-aws-ec2-metadata-token' = $token }
    $state = Invoke-RestMethod -Headers $headers -Uri "$metadata/meta-data/autoscaling/target-lifecycle-state"
    if ($state -ne 'InService') {
        Write-Host "bound for $state, so it need not have joined"
        exit 0
    }
    $instanceId = Invoke-RestMethod -Headers $headers -Uri "$metadata/meta-data/instance-id"
    $region = Invoke-RestMethod -Headers $headers -Uri "$metadata/meta-data/placement/region"
    Set-ASInstanceHealth -Region $region -InstanceId $instanceId -HealthStatus 'Unhealthy' -ShouldRespectGracePeriod $false
    Write-Host "marked $instanceId unhealthy"
}
$file = 'C:\ProgramData\Mullion\watch-agent.ps1'
Set-Content -Encoding Ascii -Path $file -Value $script.ToString()
$arguments = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File $file -ClusterName:$clusterName"
$task = @{
    TaskName = 'Mullion-WatchAgent'
    Action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument $arguments
    Trigger = New-ScheduledTaskTrigger -Once -At ([DateTime]::Now.AddSeconds($delaySeconds))
    Principal = New-ScheduledTaskPrincipal -UserId 'SYSTEM' -LogonType ServiceAccount -RunLevel Highest
}
Register-ScheduledTask @task -Force | Out-Null
Write-Host "looks in $delaySeconds seconds whether the agent joined $clusterName"
