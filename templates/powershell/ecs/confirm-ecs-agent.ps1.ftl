[#-- Initialize-ECSAgent can end well and the instance never join (https://github.com/aws/amazon-ecs-agent/issues/2416),
     and an agent that gives up exits with 0, so that Windows does not start it again:
     https://github.com/aws/amazon-ecs-agent/blob/8dfceca6/agent/app/agent_windows.go
     The agent itself knows where it is registered:
     https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-introspection.html --]
$clusterName = [=clusterName]
$timeoutSeconds = [=timeoutSeconds]

$starts = 0
$deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
do {
    $service = Get-Service -Name 'AmazonECS' -ErrorAction SilentlyContinue
    if ($null -eq $service) {
        $state = 'service AmazonECS does not exist'
    }
    elseif ($service.Status -ne 'Running') {
        $state = "service AmazonECS is $($service.Status)"
        if ($service.Status -eq 'Stopped' -and $starts -lt 3) {
            $starts++
            Write-Host "$state; start $starts of 3"
            Start-Service -Name 'AmazonECS' -ErrorAction Continue
        }
    }
    else {
        try {
            $metadata = Invoke-RestMethod -UseBasicParsing -TimeoutSec 5 -Uri 'http://localhost:51678/v1/metadata'
            if ($metadata.Cluster -eq $clusterName -and $metadata.ContainerInstanceArn) {
                Write-Host "joined $clusterName as $($metadata.ContainerInstanceArn)"
                return
            }
            $state = "the agent is in cluster '$($metadata.Cluster)' as '$($metadata.ContainerInstanceArn)'"
        }
        catch {
            $state = "the agent does not answer: $($_.Exception.Message)"
        }
    }
    Start-Sleep -Seconds 5
} while ([DateTime]::UtcNow -lt $deadline)
throw "not in cluster $clusterName after $timeoutSeconds seconds: $state; see C:\ProgramData\Amazon\ECS\log"
