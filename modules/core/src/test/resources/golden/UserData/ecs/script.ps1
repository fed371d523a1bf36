Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

New-Item -ItemType Directory -Force -Path 'C:\ProgramData\Mullion\log' | Out-Null
Start-Transcript -Append -Path 'C:\ProgramData\Mullion\log\user-data.log' | Out-Null

# Runs a program and gives its output, line by line; throws unless it exits with 0.
function Invoke-Native {
    param(
        [Parameter(Mandatory = $true)] [string] $FilePath,
        [string[]] $ArgumentList = @()
    )
    $program = Get-Command -CommandType Application -Name $FilePath -TotalCount 1
    # With 'Stop', Windows PowerShell 5.1 ends the script at the first line on a redirected standard error,
    # however the program fares: https://github.com/PowerShell/PowerShell/issues/4002
    $ErrorActionPreference = 'Continue'
    & $program.Path @ArgumentList 2>&1 | ForEach-Object { "$_" }
    if ($LASTEXITCODE -ne 0) {
        throw "$FilePath failed with exit code $LASTEXITCODE"
    }
}

function Write-Log {
    param([string] $Message)
    Write-Host "$([DateTime]::UtcNow.ToString('s'))Z $Message"
}

# Runs one step in a scope of its own; when it fails, the whole script ends with the step's exit code.
function Invoke-Step {
    param(
        [Parameter(Mandatory = $true)] [string] $Name,
        [Parameter(Mandatory = $true)] [int] $ExitCode,
        [Parameter(Mandatory = $true)] [scriptblock] $Script
    )
    Write-Log "$Name starts"
    try {
        & $Script | Out-Host
    }
    catch {
        Write-Log "$Name failed, exit code $ExitCode"
        # Message and position.
        Write-Host ($_ | Out-String)
        Stop-Transcript | Out-Null
        exit $ExitCode
    }
    Write-Log "$Name done"
}

Invoke-Step -Name 'Set-EcsAgentEnvironment' -ExitCode 10 -Script {
    $environment = @{
        'ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE' = 'true'
        'ECS_IMAGE_PULL_BEHAVIOR' = 'prefer-cached'
    }

    foreach ($variable in ($environment.GetEnumerator() | Sort-Object -Property Key)) {
        [Environment]::SetEnvironmentVariable($variable.Key, $variable.Value, 'Machine')
        # What the machine has reaches only processes that start later; the AMI's script runs in this one.
        [Environment]::SetEnvironmentVariable($variable.Key, $variable.Value, 'Process')
        Write-Host "set $($variable.Key)"
    }
}

Invoke-Step -Name 'Initialize-EcsAgent' -ExitCode 11 -Script {
    $parameters = @{
        'Cluster' = 'storefront-dev'
        'EnableTaskIAMRole' = $true
        'EnableTaskENI' = $true
        'AwsvpcBlockIMDS' = $true
        'LoggingDrivers' = '["json-file","awslogs"]'
    }

    # A running agent keeps the settings of its start, and none can be stopped while it starts. Its containers run on.
    $service = Get-Service -Name 'AmazonECS' -ErrorAction SilentlyContinue
    if ($null -ne $service -and $service.Status -ne 'Stopped') {
        if ($service.Status -eq 'StartPending') {
            $service.WaitForStatus('Running', '00:02:00')
        }
        Stop-Service -Name 'AmazonECS' -Force
    }

    Import-Module -Name 'ECSTools'
    for ($attempt = 1; $true; $attempt++) {
        try {
            # AWS's module expects PowerShell's defaults. A module sees the global preference, not ours.
            $global:ErrorActionPreference = 'Continue'
            & {
                Set-StrictMode -Off
                Initialize-ECSAgent @parameters
            }
            break
        }
        catch {
            # Right after a boot the network of the containers may not be there yet.
            if ($attempt -ge 3) {
                throw
            }
            Write-Host "attempt $attempt failed: $($_.Exception.Message)"
            Start-Sleep -Seconds 30
        }
        finally {
            $global:ErrorActionPreference = 'Stop'
        }
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

Stop-Transcript | Out-Null
# Without this, the exit code is that of the last command.
exit 0
