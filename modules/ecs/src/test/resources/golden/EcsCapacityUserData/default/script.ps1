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
