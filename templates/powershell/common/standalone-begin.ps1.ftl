[#-- The first line keeps a script from a file; the check is for one that somebody pastes. --]
#Requires -Version 5.1
#Requires -RunAsAdministrator
# Makes this machine a container host: Windows Server 2019 or newer, or Windows 11. Run it again at will: what is right stays.
# It restarts nothing by itself: exit code 3010 asks for a restart, behind which it goes on by itself.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$restarts = 'C:\ProgramData\Mullion\restarts.txt'

$user = [Security.Principal.WindowsPrincipal] [Security.Principal.WindowsIdentity]::GetCurrent()
if (-not $user.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    Write-Host 'run this in a PowerShell that was started as administrator'
    exit 1
}
New-Item -ItemType Directory -Force -Path 'C:\ProgramData\Mullion\log' | Out-Null
Start-Transcript -Append -Path 'C:\ProgramData\Mullion\log\container-host.log' | Out-Null
