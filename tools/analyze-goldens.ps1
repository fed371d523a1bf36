# PSScriptAnalyzer on every golden script, by tools/script-analyzer.psd1. Needs that module. Prints file:line:column: severity
# rule: message for each; exits with 1 when one is an error, or what Windows PowerShell 5.1 does not parse.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = Split-Path -Parent -Path $PSScriptRoot
$goldens = Get-ChildItem -Path (Join-Path -Path $root -ChildPath 'modules') -Recurse -Filter '*.ps1' |
    Where-Object { $_.FullName -match '[\\/]src[\\/]test[\\/]resources[\\/]golden[\\/]' } | Sort-Object -Property 'FullName'
if (-not $goldens) {
    throw 'there is no golden script'
}
$faults = 0
foreach ($golden in $goldens) {
    $settings = Join-Path -Path $PSScriptRoot -ChildPath 'script-analyzer.psd1'
    foreach ($found in @(Invoke-ScriptAnalyzer -Path $golden.FullName -Settings $settings)) {
        $place = $golden.FullName.Substring($root.Length + 1).Replace('\', '/')
        "${place}:$($found.Line):$($found.Column): $($found.Severity) $($found.RuleName): $($found.Message)"
        if ("$($found.Severity)" -in 'Error', 'ParseError' -or $found.RuleName -eq 'PSUseCompatibleSyntax') {
            $faults++
        }
    }
}
"$(@($goldens).Count) scripts, $faults faults"
exit [int] ($faults -gt 0)
