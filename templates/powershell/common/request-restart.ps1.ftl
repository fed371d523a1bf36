[#-- EC2Launch v2 restarts on exit code 3010, at most five times for a task, and runs the script again; Restart-Computer
     confuses it: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch-v2-settings.html
     EC2Launch v1 knows no such code, and runs the script again since it persists. --]
$restartByExitCode = [=restartByExitCode]

# Ends the script by a restart of Windows, behind which it runs again. A step whose exit code is given is done by then.
function Request-Restart {
    param([int] $Done = 0)
    $file = 'C:\ProgramData\Mullion\restarts.txt'
    $restarts = @(Get-Content -Path $file -ErrorAction SilentlyContinue).Count
    if ($restarts -ge 5) {
        throw "asks for a restart after $restarts restarts that did not bring this script to its end"
    }
    Add-Content -Encoding Ascii -Path $file -Value $Done
    Write-StepLog 'Windows restarts and runs this script again'
    Stop-Transcript | Out-Null
    if ($restartByExitCode) {
        exit 3010
    }
    Restart-Computer -Force
    exit 0
}
