& {
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

$noRestart = 'asks for a restart, which is not possible ahead of EKS''s own bootstrap; use ownBootstrap: true'

# Nothing restarts the machine ahead of what stands behind this script.
function Request-Restart {
    param([int] $Done = 0)
    throw $noRestart
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

Invoke-Step -Name 'New-CsiPluginFolder' -ExitCode 51 -Script {
    New-Item -ItemType Directory -Force -Path 'C:\var\lib\kubelet\plugins_registry' | Out-Null
}

Invoke-Step -Name 'certificates.ps1' -ExitCode 100 -Script {
    Invoke-OwnStep -ExitCode 100 -Name 'certificates.ps1' -Text @'
Write-Host 'certificates'
'@
}

Stop-Transcript | Out-Null
}
