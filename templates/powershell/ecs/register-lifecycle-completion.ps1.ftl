[#-- An instance of a warm pool waits in a lifecycle hook until it is initialized, then it is stopped. AWS completes the
     hook a minute later, from a scheduled task, so that EC2Launch has saved its state by then:
     https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-warm-pool.html#using-warm-pool-windows-lifecycle-hooks
     When it leaves the pool it boots, runs this script again, and the hook waits again. --]
$lifecycleHookName = [=lifecycleHookName]
$delaySeconds = [=delaySeconds]

$script = {
    param([string] $LifecycleHookName)
    $ErrorActionPreference = 'Stop'
    Start-Transcript -Append -Path 'C:\ProgramData\Mullion\log\lifecycle.log' | Out-Null
    # A restart that nobody waits for has no action to complete; then all attempts fail, and nothing is lost.
    for ($attempt = 1; $attempt -le 5; $attempt++) {
        try {
            $metadata = 'http://169.254.169.254/latest'
            $token = Invoke-RestMethod -Method Put -Uri "$metadata/api/token" -Headers @{
                'X-aws-ec2-metadata-token-ttl-seconds' = '300'
            }
            $headers = @{ 'X-aws-ec2-metadata-token' = $token }
            $instanceId = Invoke-RestMethod -Headers $headers -Uri "$metadata/meta-data/instance-id"
            $region = Invoke-RestMethod -Headers $headers -Uri "$metadata/meta-data/placement/region"
            $group = Get-EC2Tag -Region $region -Filter @(
                @{ Name = 'resource-id'; Values = $instanceId },
                @{ Name = 'key'; Values = 'aws:autoscaling:groupName' }
            )
            if ($null -eq $group) {
                throw 'the instance has no tag aws:autoscaling:groupName yet'
            }
            $action = @{
                AutoScalingGroupName = $group.Value
                LifecycleHookName = $LifecycleHookName
                LifecycleActionResult = 'CONTINUE'
            }
            Complete-ASLifecycleAction -Region $region -InstanceId $instanceId @action
            break
        }
        catch {
            Write-Host "attempt $attempt failed: $($_.Exception.Message)"
            Start-Sleep -Seconds 30
        }
    }
}
$file = 'C:\ProgramData\Mullion\complete-lifecycle-action.ps1'
Set-Content -Encoding Ascii -Path $file -Value $script.ToString()
$arguments = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File $file -LifecycleHookName:$lifecycleHookName"
$task = @{
    TaskName = 'Mullion-CompleteLifecycleAction'
    Action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument $arguments
    Trigger = New-ScheduledTaskTrigger -Once -At ([DateTime]::Now.AddSeconds($delaySeconds))
    Principal = New-ScheduledTaskPrincipal -UserId 'SYSTEM' -LogonType ServiceAccount -RunLevel Highest
    Settings = New-ScheduledTaskSettingsSet -StartWhenAvailable
}
Register-ScheduledTask @task -Force | Out-Null
Write-Host "the lifecycle action is completed in $delaySeconds seconds"

$metadata = 'http://169.254.169.254/latest'
$token = Invoke-RestMethod -Method Put -Uri "$metadata/api/token" -Headers @{
    'X-aws-ec2-metadata-token-ttl-seconds' = '300'
}
$headers = @{ 'X-aws-ec2-metadata-token' = $token }
$state = Invoke-RestMethod -Headers $headers -Uri "$metadata/meta-data/autoscaling/target-lifecycle-state"
if ($state -like 'Warmed*') {
    # The agent joins only when the instance leaves the pool (ECS_WARM_POOLS_CHECK), so there is nothing to confirm yet.
    Write-Host "bound for $state; the steps behind this one run when it leaves the warm pool"
    Complete-UserData
}
