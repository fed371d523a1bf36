# Ends the script where Windows has to restart first. Somebody works at this machine, so that it does not restart by itself.
function Request-Restart {
    param([int] $Done = 0)
    Add-Content -Encoding Ascii -Path $restarts -Value $Done
    Write-StepLog 'restart Windows when it suits; this script then goes on by itself (exit code 3010)'
    Stop-Transcript | Out-Null
    exit 3010
}
