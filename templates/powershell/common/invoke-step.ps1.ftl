function Write-StepLog {
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
    Write-StepLog "$Name starts"
    try {
        & $Script | Out-Host
    }
    catch {
        # Message and position.
        Write-Host ($_ | Out-String)
        Exit-Step -Name $Name -ExitCode $ExitCode
    }
    Write-StepLog "$Name done"
}

# Ends the script where a step failed.
function Exit-Step {
    param([string] $Name, [int] $ExitCode)
    Write-StepLog "$Name failed, exit code $ExitCode"
    Stop-Transcript | Out-Null
    exit $ExitCode
}

# Ends the script where all is done; the next boot knows of no restart of this one.
function Complete-UserData {
    Remove-Item -Force -Path 'C:\ProgramData\Mullion\restarts.txt' -ErrorAction SilentlyContinue
    Stop-Transcript | Out-Null
    # Without this, the exit code is that of the last command.
    exit 0
}
