function Stop-Script {
    param([string] $Name, [int] $ExitCode)
    Stop-Transcript | Out-Null
    exit $ExitCode
}
