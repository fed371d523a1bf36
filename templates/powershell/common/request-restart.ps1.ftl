[#-- EC2Launch v2 restarts on exit code 3010, at most five times for a task, and runs the script again; Restart-Computer
     confuses it: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch-v2-settings.html
     EC2Launch v1 knows no such code, and runs the script again since it persists. --]
$restartByExitCode = [=restartByExitCode]

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
