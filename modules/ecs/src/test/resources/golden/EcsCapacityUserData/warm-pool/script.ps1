Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$restarts = 'C:\ProgramData\Mullion\restarts.txt'

New-Item -ItemType Directory -Force -Path 'C:\ProgramData\Mullion\log' | Out-Null
Start-Transcript -Append -Path 'C:\ProgramData\Mullion\log\user-data.log' | Out-Null
try {
    Start-Service -Name 'AmazonSSMAgent'
}
catch {
    Write-Host "the SSM agent does not start: $($_.Exception.Message)"
}

# Ends the script, and says so where aws ec2 get-console-output and mullion doctor see it.
function Stop-Script {
    param([string] $Name, [int] $ExitCode)
    try {
        $port = New-Object -TypeName 'System.IO.Ports.SerialPort' -ArgumentList 'COM1'
        $port.WriteTimeout = 5000
        $port.Open()
        $port.WriteLine("mullion: $Name ended with exit code $ExitCode")
        $port.Close()
    }
    catch {
        Write-StepLog "the serial console takes nothing: $($_.Exception.Message)"
    }
    Stop-Transcript | Out-Null
    exit $ExitCode
}

function Write-StepLog {
    param([string] $Message)
    Write-Host "$([DateTime]::UtcNow.ToString('s'))Z $Message"
}

# Runs one step in a scope of its own; when it fails, the whole script ends with the step's exit code.
function Invoke-Step {
    param([string] $Name, [int] $ExitCode, [scriptblock] $Script)
    Write-StepLog "$Name starts"
    try {
        & $Script | Out-Host
    }
    catch {
        Write-Host ($_ | Out-String)
        Exit-Step -Name $Name -ExitCode $ExitCode
    }
    Write-StepLog "$Name done"
}

function Exit-Step {
    param([string] $Name, [int] $ExitCode)
    Write-StepLog "$Name failed, exit code $ExitCode"
    Stop-Script -Name $Name -ExitCode $ExitCode
}

# All is done: the next boot knows nothing of the restarts of this one.
function Complete-UserData {
    Remove-Item -Force -Path $restarts -ErrorAction SilentlyContinue
    Stop-Script -Name 'user data' -ExitCode 0
}

Invoke-Step -Name 'Set-EcsAgentEnvironment' -ExitCode 10 -Script {
    $environment = @{
        'ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE' = 'true'
        'ECS_CONTAINER_START_TIMEOUT' = '900s'
        'ECS_WARM_POOLS_CHECK' = 'true'
    }

    $variables = $environment.GetEnumerator() | Sort-Object -Property Key
    foreach ($variable in $variables) {
        [Environment]::SetEnvironmentVariable($variable.Key, $variable.Value, 'Machine')
        # What the machine has does not reach this process, nor those that it starts, as the AMI's module.
        [Environment]::SetEnvironmentVariable($variable.Key, $variable.Value, 'Process')
        Write-Host "set $($variable.Key)"
    }
}

Invoke-Step -Name 'Initialize-EcsAgent' -ExitCode 11 -Script {
    $parameters = @{
        'Cluster' = 'storefront-dev'
        'EnableTaskIAMRole' = $true
        'LoggingDrivers' = '["json-file","awslogs"]'
        'EnableTaskENI' = $true
        'AwsvpcBlockIMDS' = $true
    }
    $timeoutSeconds = 300

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
}

Invoke-Step -Name 'Register-LifecycleCompletion' -ExitCode 17 -Script {
    $lifecycleHookName = 'mullion-ecs-agent'
    $delaySeconds = 60

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
}

Invoke-Step -Name 'Confirm-EcsAgent' -ExitCode 12 -Script {
    $clusterName = 'storefront-dev'
    $timeoutSeconds = 600

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
}

Complete-UserData
