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

$restartByExitCode = $true

# Ends the script by a restart, behind which it runs again; the step with the exit code Done is done by then.
function Request-Restart {
    param([int] $Done = 0)
    if (@(Get-Content -Path $restarts -ErrorAction SilentlyContinue).Count -ge 5) {
        throw 'asks for a sixth restart: five did not bring this script to its end'
    }
    Add-Content -Encoding Ascii -Path $restarts -Value $Done
    Write-StepLog 'Windows restarts and runs this script again'
    Stop-Transcript | Out-Null
    if ($restartByExitCode) {
        exit 3010
    }
    Restart-Computer -Force
    exit 0
}

# Runs a file of the user in a process of its own.
function Invoke-OwnStep {
    param([int] $ExitCode, [string] $Name, [string] $Text)
    if (@(Get-Content -Path $restarts -ErrorAction SilentlyContinue) -contains "$ExitCode") {
        Write-Host 'was done before the restart'
        return
    }
    $runner = {
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'
        $mullion = @{ Restart = $false }
        function Request-Restart {
            $mullion.Restart = $true
            exit 1641
        }
        Set-Alias -Name 'Restart-Computer' -Value 'Request-Restart'
        $global:LASTEXITCODE = 0
        $code = $null
        do {
            try {
                & $args[0] | Out-Host
                $code = if ($?) { 0 } else { $LASTEXITCODE }
            }
            catch {
                $code = 1
                Write-Host $_.Exception.Message, $_.InvocationInfo.PositionMessage, $_.ScriptStackTrace -Separator "`n"
            }
        } while ($false)
        if ($mullion.Restart) {
            $code = 1641
        }
        elseif ($null -eq $code) {
            Write-Host 'ended at a break or continue outside of a loop'
        }
        exit [int] $code
    }
    $folder = "C:\ProgramData\Mullion\steps\$ExitCode"
    New-Item -ItemType Directory -Force -Path $folder | Out-Null
    $file = "$folder\$Name"
    Set-Content -Encoding Ascii -Path $file -Value $Text
    $run = 'C:\ProgramData\Mullion\steps\run.ps1'
    Set-Content -Encoding Ascii -Path $run -Value "function Invoke-Native {${function:Invoke-Native}}", $runner
    & {
        $ErrorActionPreference = 'Continue'
        & powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Unrestricted -File $run $file 2>&1 |
            ForEach-Object { "$_" }
    }
    switch ($LASTEXITCODE) {
        0 { }
        1641 { Request-Restart }
        3010 { Request-Restart -Done $ExitCode }
        default {
            Write-Host "$Name ended with exit code $LASTEXITCODE"
            Exit-Step -Name $Name -ExitCode $ExitCode
        }
    }
}

Invoke-Step -Name 'Set-PageFile' -ExitCode 50 -Script {
    $sizeMib = 8192

    $changes = @()
    $computer = Get-CimInstance -ClassName 'Win32_ComputerSystem'
    if ($computer.AutomaticManagedPagefile) {
        Set-CimInstance -InputObject $computer -Property @{ AutomaticManagedPagefile = $false }
        $changes += 'Windows no longer chooses its size'
    }
    $filter = "SettingID = 'pagefile.sys @ C:'"
    if ($null -eq (Get-CimInstance -ClassName 'Win32_PageFileSetting' -Filter $filter)) {
        New-CimInstance -ClassName 'Win32_PageFileSetting' -Property @{ Name = 'C:\pagefile.sys' } | Out-Null
        $changes += 'it is on C:'
    }
    $setting = Get-CimInstance -ClassName 'Win32_PageFileSetting' -Filter $filter
    if ($setting.InitialSize -ne $sizeMib -or $setting.MaximumSize -ne $sizeMib) {
        Set-CimInstance -InputObject $setting -Property @{ InitialSize = $sizeMib; MaximumSize = $sizeMib }
        $changes += "it has $sizeMib MiB"
    }
    if ($changes.Count -eq 0) {
        Write-Host "the page file has $sizeMib MiB"
        return
    }
    Write-Host "the page file from the next start on: $($changes -join ', ')"
    Request-Restart
}

Invoke-Step -Name 'certificates.ps1' -ExitCode 100 -Script {
    Invoke-OwnStep -ExitCode 100 -Name 'certificates.ps1' -Text @'
Write-Host 'certificates'
'@
}

Invoke-Step -Name 'Join-Domain' -ExitCode 13 -Script {
    $domain = 'corp.example.com'
    $secretArn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:domain-join-AbCdEf'
    $region = 'eu-west-1'
    $options = @{}

    $computer = Get-CimInstance -ClassName 'Win32_ComputerSystem'
    if ($computer.PartOfDomain) {
        if ($computer.Domain -ne $domain) {
            throw "this machine is in domain $($computer.Domain), not in $domain"
        }
        Write-Host "is in domain $domain"
        return
    }

    $secret = (Get-SECSecretValue -SecretId $secretArn -Region $region).SecretString | ConvertFrom-Json
    $user = $secret.username
    if ($user -notmatch '[\\@]') {
        $user = "$user@$domain"
    }
    $password = ConvertTo-SecureString -String $secret.password -AsPlainText -Force
    $credential = New-Object -TypeName 'System.Management.Automation.PSCredential' -ArgumentList $user, $password
    Add-Computer -DomainName $domain -Credential $credential -Force @options
    Write-Host "joined domain $domain"
    Request-Restart
}

Invoke-Step -Name 'New-CsiPluginFolder' -ExitCode 51 -Script {
    New-Item -ItemType Directory -Force -Path 'C:\var\lib\kubelet\plugins_registry' | Out-Null
}

Invoke-Step -Name 'Start-EksBootstrap' -ExitCode 52 -Script {
    $parameters = @{
        'EKSClusterName' = 'shop-dev'
        'APIServerEndpoint' = 'https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com'
        'Base64ClusterCA' = 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg=='
        'ServiceCIDR' = '172.20.0.0/16'
        'DNSClusterIP' = '172.20.0.10'
        'KubeletExtraArgs' = '--node-labels="team=storefront,edition=core" --register-with-taints="os=windows:NoSchedule" --max-pods=110'
        'KubeProxyExtraArgs' = '--enable-dsr=true'
        'ExcludedSnatCIDRs' = @(
            '10.8.0.0/16',
            '192.168.0.0/24'
        )
    }

    $bootstrapped = 'C:\ProgramData\Mullion\eks-bootstrapped.txt'
    if (Test-Path -Path $bootstrapped) {
        Write-Host "was done at $(Get-Content -Path $bootstrapped); its services start with Windows"
        return
    }

    $bootstrap = Join-Path -Path $env:ProgramFiles -ChildPath 'Amazon\EKS\Start-EKSBootstrap.ps1'
    if (-not (Test-Path -Path $bootstrap)) {
        throw "there is no ${bootstrap}: the AMI is no EKS optimized one"
    }
    foreach ($name in 'kubelet', 'kube-proxy') {
        if ($null -ne (Get-Service -Name $name -ErrorAction SilentlyContinue)) {
            Write-Host "service $name is of a bootstrap that did not come to its end"
            Stop-Service -Name $name -Force
            Invoke-Native -FilePath 'sc.exe' -ArgumentList 'delete', $name
        }
    }
    & {
        Set-StrictMode -Off
        $ErrorActionPreference = 'Continue'
        & $bootstrap @parameters 3>&1 4>&1 5>&1 6>&1
        if (-not $?) {
            throw "$bootstrap ended with exit code $LASTEXITCODE; see C:\ProgramData\Amazon\EKS\logs"
        }
    }
    Set-Content -Encoding Ascii -Path $bootstrapped -Value "$([DateTime]::UtcNow.ToString('s'))Z"
}

Invoke-Step -Name 'Confirm-EksNode' -ExitCode 53 -Script {
    $timeoutSeconds = 600

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
}

Invoke-Step -Name 'monitoring.ps1' -ExitCode 150 -Script {
    Invoke-OwnStep -ExitCode 150 -Name 'monitoring.ps1' -Text @'
Write-Host 'monitoring'
'@
}

Complete-UserData
