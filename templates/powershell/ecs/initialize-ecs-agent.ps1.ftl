[#-- Initialize-ECSAgent is AWS's, in module ECSTools of the AMI; its source is not public. Parameters:
     https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html

     Every boot runs this. AWS says that after a restart "you must delete the proxy interface and initialize the
     Amazon ECS container agent again to bring the credential proxy back up", and names neither interface nor command:
     https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#windows_task_IAM_roles
     We initialize again and delete nothing: the module itself leaves a scheduled task Initialize-ECSHostReboot
     (its log in https://github.com/aws/amazon-ecs-agent/issues/2416, 2024-11-27), and in the only public ancestor
     of its set-up, removing the address alone would make the next run skip what it should repair:
     https://github.com/aws/amazon-ecs-agent/blob/17f4635877d24eef0c51c144f0cb2a8b7a4a7874/misc/windows-deploy/hostsetup.ps1
     It fails now and then: https://github.com/aws/amazon-ecs-agent/issues/2272, .../issues/2416, .../issues/3130
     On images older than January 2025 it loops for ever where the network adapter gets no address: .../issues/4453
     A job is a process of its own, which can be ended, and has PowerShell's defaults, which AWS's module expects. Errors are
     caught and thrown again there, since one that ends a statement alone would leave the job Completed.
     Nor is the agent's cache deleted: it holds what ECS Exec needs (https://github.com/aws/aws-cdk/issues/20711). --]
$parameters = [=parameters]
$timeoutSeconds = [=timeoutSeconds]

# A running agent keeps the settings of its start, and none can be stopped while it starts. Its containers run on.
$service = Get-Service -Name 'AmazonECS' -ErrorAction SilentlyContinue
if ($null -ne $service -and $service.Status -ne 'Stopped') {
    if ($service.Status -eq 'StartPending') {
        $service.WaitForStatus('Running', '00:02:00')
    }
    Stop-Service -Name 'AmazonECS' -Force
}

for ($attempt = 1; $true; $attempt++) {
    $job = Start-Job -ArgumentList $parameters -ScriptBlock {
        param($Parameters)
        try {
            Import-Module -Name 'ECSTools' -ErrorAction Stop
            Initialize-ECSAgent @Parameters
        }
        catch {
            throw
        }
    }
    Wait-Job -Job $job -Timeout $timeoutSeconds | Out-Null
    $state = $job.State
    Receive-Job -Job $job -ErrorAction Continue 2>&1 | ForEach-Object { "$_" }
    $reason = $job.ChildJobs[0].JobStateInfo.Reason
    Remove-Job -Job $job -Force
    if ($state -eq 'Completed') {
        break
    }
    $failure = if ($state -eq 'Failed') { "failed: $($reason.Message)" } else { "did not end in $timeoutSeconds seconds" }
    if ($attempt -ge 3) {
        throw "Initialize-ECSAgent $failure; see C:\ProgramData\Amazon\ECS\log"
    }
    # Right after a boot the network of the containers may not be there yet.
    Write-Host "attempt $attempt $failure"
    Start-Sleep -Seconds 30
}
