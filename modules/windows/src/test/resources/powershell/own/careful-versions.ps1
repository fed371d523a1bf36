# Nothing of this is wrong in Windows PowerShell 5.1.
#Requires -Version 5.1
using namespace System.IO
if ($PSVersionTable.PSVersion.Major -ge 6) {
    Invoke-WebRequest -Uri 'https://example.com' -OutFile 'C:\a' -MaximumRetryCount 5
    $up = Get-Uptime
}
elseif ($PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows) {
    iwr -useb https://example.com -OutF C:\a
}
gci C:\ -r -fi *.log -ea silent | ? Length -gt 1MB | % FullName | sort -u | select -f 3
dir HKLM:\SOFTWARE -rec | Where-Object { $_.Name -match 'x' } | ForEach-Object { $_ } { $_ } { $_ }
New-ItemProperty HKLM:\SOFTWARE\A B -Type DWord -Value 1 -Fo | Out-Null
Set-ItemProperty -Path 'HKLM:\SOFTWARE\A' -Name 'B' -Type 'String' -Value 'x'
Get-Content -Path 'C:\a' -Encoding utf8 -Tail 3 -Wait
Import-Module WebAdministration
New-Item 'IIS:\Sites\Shop' -bindings @{ protocol = 'http'; bindingInformation = ':80:' } -physicalPath 'C:\shop'
[Net.ServicePointManager]::SecurityProtocol = 'Tls12'
Install-PackageProvider -Name NuGet -MinimumVersion 2.8.5.201 -Force
Write-Host 'a' 'b' 'c' -Fore Red -NoNewline
Write-Output 1 2 3
docker-compose up -d
docker run --rm mcr.microsoft.com/windows/nanoserver:ltsc2022 cmd /c ver
aws s3 cp s3://bucket/a C:\a --quiet 2>&1 | Out-String
& "$env:ProgramFiles\Amazon\SSM\amazon-ssm-agent.exe" -register -y
get-s3object -bucketname a
Get-EC2Tag -Filter @{ Name = 'key'; Values = 'x' }
Start-Process msiexec.exe -ArgumentList '/i', 'a.msi', '/qn' -Wait -NoNewWindow -PassThru | Select-Object -ExpandProperty ExitCode
foreach ($name in 'a', 'b') { switch ($name) { 'a' { continue } default { break } } }
$text = "tab`t quote`" nul`0 escaped ``e and path C:`$e"
try { Stop-Transcript } catch { Write-Host 'none' }
Start-Transcript C:\own.log; Stop-Transcript
Set-ExecutionPolicy Bypass -Scope Process -Force; Set-ExecutionPolicy -Scope Process RemoteSigned
function Get-Thing { param([string] $Name) "$Name $args" }
Get-Thing -Nmae 'a' 'b' 'c'
function Join-All([Parameter(ValueFromRemainingArguments)] [string[]] $Part) { $Part -join '-' }
Join-All a b c
$options = [ordered]@{ Path = 'C:\'; Recurse = $true }
if ($text) { $options = @{ LiteralPath = 'C:\'; Force = $true } }
Get-ChildItem @options | Remove-Item -Recurse -Force -Confirm:$false -WhatIf
function Use-Options { $options = @{ Name = 'w32time' }; Get-Service @options }
Get-WmiObject -Class Win32_OperatingSystem -Namespace 'root\cimv2' | Select-Object Caption
New-NetFirewallRule -DisplayName 'a' -Direction Inbound -Action Allow -Protocol TCP -LocalPort 80 | Out-Null
Set-Alias -Name ll -Value Get-ChildItem; ll C:\ -Foo
trap { continue }
$ofs = ','; $IsWindowsServer = $true
Get-Process -Name w3wp -ErrorAction 0
net.exe stop w32time; if ($LASTEXITCODE -ne 0) { exit 3010 }
Initialize-ECSAgent -Cluster 'a' -EnableTaskIAMRole
Get-Command -Name docker -ErrorAction SilentlyContinue
[Environment]::SetEnvironmentVariable('A', 'b', 'Machine')
$number = 0xFF + 1kb + 5l + 2d
Add-WindowsFeature Web-Server, NET-Framework-Core -IncludeManagementTools
New-Item -Path 'WSMan:\localhost\Listener' -Transport HTTPS -Address '*' -CertificateThumbPrint 'a' -Force
New-NetEventSession -Name 'trace' -CaptureMode SaveToFile
Get-HnsNetwork -Version 2 | Out-Null
function Copy-Two { param([Parameter(Mandatory)] [string] $From, [Parameter(Mandatory)] [string] $To) "$From $To" }
Copy-Two 'a' 'b'
Import-Module -Name 'C:\harbour\Harbour.psm1'; Get-NoSuchThing -Of 'that module'
