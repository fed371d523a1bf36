# PowerShell syntax by PowerShell's own parser. Usage: pwsh -NoProfile -File ps_parse.ps1 FILE...
# Prints file:line:column: message for each fault; exits with 1 when there was one.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$faults = 0
foreach ($path in $args) {
    $tokens = $null
    $errors = $null
    $full = (Resolve-Path -LiteralPath $path).Path
    [void] [System.Management.Automation.Language.Parser]::ParseFile($full, [ref] $tokens, [ref] $errors)
    foreach ($fault in $errors) {
        "${path}:$($fault.Extent.StartLineNumber):$($fault.Extent.StartColumnNumber): $($fault.Message)"
        $faults++
    }
}
exit [int] ($faults -gt 0)
