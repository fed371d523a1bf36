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

# Runs a program and gives its output, line by line; throws unless it exits with 0 or 3010.
function Invoke-Native {
    param(
        [Parameter(Mandatory = $true)] [string] $FilePath,
        [string[]] $ArgumentList = @()
    )
    $program = Get-Command -CommandType Application -Name $FilePath -TotalCount 1 -ErrorAction Stop
    $ErrorActionPreference = 'Continue'
    & $program.Path @ArgumentList 2>&1 | ForEach-Object { "$_" }
    if ($LASTEXITCODE -eq 3010) {
        Write-Host "$FilePath asks for a restart (exit code 3010)"
    }
    elseif ($LASTEXITCODE -ne 0) {
        throw "$FilePath failed with exit code $LASTEXITCODE"
    }
}

Invoke-Step -Name 'Set-EcsAgentEnvironment' -ExitCode 10 -Script {
    $environment = @{
        'ECS_CLUSTER' = 'storefront-dev'
        'ECS_ENABLE_TASK_IAM_ROLE' = 'false'
        'ECS_AVAILABLE_LOGGING_DRIVERS' = '["json-file","awslogs"]'
        'ECS_LOGFILE' = 'C:\ProgramData\Amazon\ECS\log\ecs-agent.log'
        'ECS_DATADIR' = 'C:\ProgramData\Amazon\ECS\data'
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

Invoke-Step -Name 'Install-EcsAgentArchive' -ExitCode 15 -Script {
    $url = 'https://s3.amazonaws.com/amazon-ecs-agent/ecs-agent-windows-v1.106.1.zip'
    $sha256 = '0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF'

    $folder = Join-Path -Path $env:ProgramFiles -ChildPath 'Amazon\ECS'
    $program = Join-Path -Path $folder -ChildPath 'amazon-ecs-agent.exe'
    $installed = Join-Path -Path $folder -ChildPath 'archive.sha256'
    if ((Test-Path -Path $program) -and (Test-Path -Path $installed) -and (Get-Content -Path $installed) -eq $sha256) {
        Write-Host "is installed: $sha256"
        return
    }

    $archive = Join-Path -Path $env:TEMP -ChildPath 'ecs-agent.zip'
    # Windows PowerShell 5.1 may offer older versions only.
    [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
    for ($attempt = 1; $true; $attempt++) {
        try {
            Invoke-WebRequest -UseBasicParsing -Uri $url -OutFile $archive
            break
        }
        catch {
            if ($attempt -ge 5) {
                throw
            }
            Write-Host "attempt $attempt to download $url failed: $($_.Exception.Message)"
            Start-Sleep -Seconds 15
        }
    }
    $actual = (Get-FileHash -Path $archive -Algorithm SHA256).Hash
    if ($actual -ne $sha256) {
        Remove-Item -Path $archive
        throw "$url has SHA-256 $actual, not $sha256; it was not unpacked"
    }

    # A running program can not be written over.
    if ($null -ne (Get-Service -Name 'AmazonECS' -ErrorAction SilentlyContinue)) {
        Stop-Service -Name 'AmazonECS' -Force
    }
    New-Item -ItemType Directory -Force -Path $folder | Out-Null
    Expand-Archive -Path $archive -DestinationPath $folder -Force
    if (-not (Test-Path -Path $program)) {
        throw "$url holds no amazon-ecs-agent.exe at its top"
    }
    Set-Content -Path $installed -Value $sha256
    Remove-Item -Path $archive
    Write-Host "installed $url"
}

Invoke-Step -Name 'Start-EcsAgentService' -ExitCode 16 -Script {
    $restartDelaysMilliseconds = @(
        5000,
        30000,
        60000
    )

    $program = Join-Path -Path $env:ProgramFiles -ChildPath 'Amazon\ECS\amazon-ecs-agent.exe'
    foreach ($name in 'cache', 'data', 'log') {
        New-Item -ItemType Directory -Force -Path (Join-Path -Path $env:ProgramData -ChildPath "Amazon\ECS\$name") | Out-Null
    }

    $command = '"' + $program + '" -windows-service'
    $service = Get-CimInstance -ClassName 'Win32_Service' -Filter "Name = 'AmazonECS'"
    if ($null -eq $service) {
        $new = @{
            Name = 'AmazonECS'
            DisplayName = 'Amazon ECS'
            BinaryPathName = $command
            DependsOn = 'Docker'
            StartupType = 'Automatic'
        }
        New-Service @new | Out-Null
    }
    else {
        $changed = Invoke-CimMethod -InputObject $service -MethodName 'Change' -Arguments @{
            PathName = $command
            StartMode = 'Automatic'
        }
        if ($changed.ReturnValue -ne 0) {
            throw "service AmazonECS can not be changed: Win32_Service.Change returned $($changed.ReturnValue)"
        }
    }

    $actions = ($restartDelaysMilliseconds | ForEach-Object { "restart/$_" }) -join '/'
    Invoke-Native -FilePath 'sc.exe' -ArgumentList 'failure', 'AmazonECS', 'reset=', '300', 'actions=', $actions
    # Also when it ends by itself with an error, not only when it crashes.
    Invoke-Native -FilePath 'sc.exe' -ArgumentList 'failureflag', 'AmazonECS', '1'

    # A running agent keeps the settings of its start.
    Restart-Service -Name 'AmazonECS' -Force
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
