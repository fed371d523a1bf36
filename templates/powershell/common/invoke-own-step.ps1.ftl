# Runs a file of the user in a process of its own: what it does to its PowerShell ends with it.
function Invoke-OwnStep {
    param(
        [Parameter(Mandatory = $true)] [int] $ExitCode,
        [Parameter(Mandatory = $true)] [string] $Name,
        [Parameter(Mandatory = $true)] [string] $Text
    )
    if (@(Get-Content -Path 'C:\ProgramData\Mullion\restarts.txt' -ErrorAction SilentlyContinue) -contains "$ExitCode") {
        Write-Host 'was done before the restart'
        return
    }
    $runner = {
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'
        $tokens = $null
        $faults = $null
        [void] [System.Management.Automation.Language.Parser]::ParseFile($args[0], [ref] $tokens, [ref] $faults)
        foreach ($fault in $faults) {
            $start = $fault.Extent
            Write-Host "$($args[1]):$($start.StartLineNumber):$($start.StartColumnNumber): $($fault.Message)"
        }
        if ($faults) {
            exit 1
        }
        # Restart-Computer returns, and what stands behind it would run on until Windows is down.
        function Request-Restart {
            $global:mullionRestart = $true
            exit 1641
        }
        Set-Alias -Name 'Restart-Computer' -Value 'Request-Restart'
        $global:mullionRestart = $false
        $global:LASTEXITCODE = 0
        $code = 0
        $end = "$($args[1]) ended at a break or continue outside of a loop"
        do {
            try {
                & $args[0] | Out-Host
                # Only exit makes it false; a program that failed leaves its code in $LASTEXITCODE too.
                if (-not $?) {
                    $code = $LASTEXITCODE
                }
                $end = ''
            }
            catch {
                $code = 1
                $end = $_.Exception.Message, $_.InvocationInfo.PositionMessage, $_.ScriptStackTrace -join "`n"
            }
            finally {
                if ($end) {
                    Write-Host $end
                }
            }
        } while ($false)
        if ($global:mullionRestart) {
            exit 1641
        }
        exit $code
    }
    $folder = "C:\ProgramData\Mullion\steps\$ExitCode"
    New-Item -ItemType Directory -Force -Path $folder | Out-Null
    Set-Content -Encoding Ascii -Path "$folder\$Name" -Value $Text
    $run = 'C:\ProgramData\Mullion\steps\run.ps1'
    Set-Content -Encoding Ascii -Path $run -Value "function Invoke-Native {${function:Invoke-Native}}", $runner
    & {
        # As in Invoke-Native.
        $ErrorActionPreference = 'Continue'
        & powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Unrestricted -File $run "$folder\$Name" $Name 2>&1 |
            ForEach-Object { "$_" }
    }
    switch ($LASTEXITCODE) {
        0 { }
        # What Windows Installer ends with when it has begun the restart itself.
        1641 { Request-Restart }
        3010 { Request-Restart -Done $ExitCode }
        default {
            Write-Host "$Name ended with exit code $LASTEXITCODE"
            Exit-Step -Name $Name -ExitCode $ExitCode
        }
    }
}
