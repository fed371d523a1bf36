# Holds the tables of the check of commands against the Windows Server that this runs on, in its powershell.exe 5.1. Prints
# each difference; exits with 1 when one is in a command of Windows PowerShell itself, whose table is for 5.1 alone. Modules
# of the server differ by release, so theirs are told and no fault.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$tables = Join-Path -Path $PSScriptRoot -ChildPath '../modules/windows/src/main/resources/dev/mullion/windows/powershell'
$common = 'Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction', 'ErrorVariable', 'WarningVariable', 'InformationVariable',
    'OutVariable', 'OutBuffer', 'PipelineVariable', 'WhatIf', 'wi', 'Confirm', 'cf', 'UseTransaction', 'usetx'
$faults = 0
$compared = 0
foreach ($row in Get-Content -Path (Join-Path -Path $tables -ChildPath 'commands.tsv')) {
    if ($row.StartsWith('#')) {
        continue
    }
    $name, $module, $releases, $null, $written = $row.Split("`t")
    if ($written -eq '*' -or $module -eq 'Mullion') {
        continue
    }
    $command = Get-Command -CommandType Cmdlet, Function -Name $name -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($null -eq $command -or $null -eq $command.Parameters -or $command.ModuleName -ne $module) {
        if ($releases -eq '5.1') {
            "$name of $module is not on this machine"
        }
        continue
    }
    $compared++
    $table = @{}
    foreach ($parameter in $written.Split(' ') -ne '') {
        foreach ($each in $parameter.Split(':')[0].Split('|')) {
            $table[$each] = $true
        }
    }
    $machine = @{}
    foreach ($parameter in $command.Parameters.Values) {
        if ($common -contains $parameter.Name) {
            continue
        }
        foreach ($each in @($parameter.Name) + @($parameter.Aliases)) {
            $machine[$each] = $true
        }
    }
    # The table also has what only the provider of a path brings, so what it has too much is not looked for.
    foreach ($each in $machine.Keys | Sort-Object) {
        if (-not $table.ContainsKey($each)) {
            "$name takes -$each, which the table does not have"
            if ($releases -eq '5.1') {
                $faults++
            }
        }
    }
    foreach ($each in $table.Keys | Sort-Object) {
        if (-not $machine.ContainsKey($each) -and $common -notcontains $each -and $name -notmatch '-(Item|ItemProperty|ChildItem|Content|Path|Location)$') {
            "$name has no -$each, which the table has"
        }
    }
}
foreach ($row in Get-Content -Path (Join-Path -Path $tables -ChildPath 'aliases.tsv')) {
    if ($row.StartsWith('#')) {
        continue
    }
    $name, $target = $row.Split("`t")
    $alias = Get-Item -LiteralPath "Alias:$name" -ErrorAction SilentlyContinue
    if ($null -ne $alias -and $alias.Definition -ne $target) {
        "$name stands for $($alias.Definition), not for $target"
        $faults++
    }
}
"$compared commands compared, $faults faults"
exit [int] ($faults -gt 0 -or $compared -eq 0)
