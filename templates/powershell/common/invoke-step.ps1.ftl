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
