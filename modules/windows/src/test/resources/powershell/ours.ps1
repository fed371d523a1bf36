# Each line is one kind of fault in a script of Mullion's own.
Set-StrictMode -Version Latest
gci -Path 'C:\'
Invoke-WebRequest -UseBasicParsing -Uri 'https://example.com' -OutFile 'C:\a' -MaximumRetryCount 5
Get-Content -Path 'C:\a' -AsByteStream
Get-Content -T 3 -Path 'C:\a'
Set-Content -Path 'C:\a' -Value 'x' -Encoding 'utf8NoBOM'
Get-Service -Name 'a' -ErrorAction 'Break'
Join-Path 'a' 'b' 'c'
Join-Path -Path 'a' 'b' 'c'
Get-Uptime
Get-Servize -Name 'a'
$request = @{ Uri = 'https://example.com'; SkipCertificateCheck = $true }
$request.RetryIntervalSec = 3
$request['Method'] = 'Patsch'
Invoke-RestMethod @request
$a = $request ?? 'b'
$a ??= 'b'
$b = ${a}?.Length
$c = ${a}?[0]
$d = $a ? 'b' : 'c'
Get-Service -Name 'a' && Get-Service -Name 'b'
Get-Service -Name 'a' || Get-Service -Name 'b'
Get-Service -Name 'a' &
if ($IsWindows) { Get-Service }
1, 2 | ForEach-Object -Parallel { $_ }
function Use-It { clean { Get-Service } }
Get-Service -Name 'a'
    | Out-Null
$number = 0b101 + 5u
$text = "`e[31m `u{1F680} ``e"
$letters = 'a'..'c'
$hex = [Convert]::ToHexString([byte[]] (1, 2))
$version = [semver] '1.2.3'
Get-Content -Path 'C:\a' -Raw -Encoding
function Set-Thing { [CmdletBinding()] param([string] $Name, [switch] $Force) "$Name $Force" }
Set-Thing -Nmae 'a'
Set-Thing 'a' 'b'
Get-Service -Name 'a' -ProgressAction 'SilentlyContinue'
break
& ([ScriptBlock]::Create('gci C:\ -Parallel; Get-Uptime'))
& ([ScriptBlock]::Create(@'
Get-Content C:\a -Raw
Get-Error
'@))
$file = 'C:\own.ps1'
$own = @'

Get-MarkdownOption
'@
Set-Content -Path $file -Value $own
[IO.File]::WriteAllText('C:\other.ps1', @'
Join-String -Separator ','
'@)
#Requires -Version 7.0
Get-ChildItem -Path 'C:\' -Attributes 'Hidden+Wrong'
Register-ScheduledTask -TaskName 'a' -Force -Nonesuch 'b'
