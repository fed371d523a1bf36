[#-- The launch agents write to COM1 too, which is what EC2 answers to GetConsoleOutput. Where the Special Administration Console
     is enabled, it has the port: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/troubleshooting-sac.html --]
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
