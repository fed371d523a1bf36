# Each line is one kind of fault in a file of a user; what looks like one and is none stands in careful-versions.ps1.
curl -L -o C:\a.zip https://example.com/a.zip
iwr https://example.com -SkipHttpErrorCheck
sc config w32time start= auto extra
1..3 | ForEach-Object { if ($_ -eq 2) { continue } }
function Stop-Here { break }
Install-WindowsFeature -Name 'Web-Server' -Restart
Set-ExecutionPolicy RemoteSigned
Restart-Computer -Force
shutdown /r /t 0
Stop-Transcript
Get-Servize -Name 'w32time'
try { Get-Service
