# Makes what each trial loads, once for a state of these files: Mullion.Boot.dll, and Simulation.psm1 with a function for
# every command of commands/. Its parameters are those of Windows PowerShell 5.1, out of the table of commands.
param([Parameter(Mandatory)] [string] $Target, [Parameter(Mandatory)] [string] $Table)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$types = @{
    String = 'string'; 'String[]' = 'string[]'; Switch = 'switch'; Int32 = 'int'; Int64 = 'long'; UInt16 = 'int'; UInt32 = 'int'; Boolean = 'bool'; Hashtable = 'hashtable'
    IDictionary = 'Collections.IDictionary'; ScriptBlock = 'scriptblock'; PSCredential = 'pscredential'; DateTime = 'datetime'; TimeSpan = 'timespan'; Uri = 'uri'; SecureString = 'securestring'
}

$rows = @{}
foreach ($file in $Table, "$PSScriptRoot/more-commands.tsv") {
    foreach ($line in [IO.File]::ReadAllLines($file)) {
        if ($line.StartsWith('#')) { continue }
        $fields = $line.Split("`t")
        $row = @{ Command = $fields[0]; Releases = $fields[2]; Parameters = $fields[4] }
        # Parameters that the provider of a path brings.
        if ($row.Releases -eq 'provider') { $rows[$row.Command].Parameters += " $($row.Parameters)" }
        elseif (-not $rows[$row.Command] -or $row.Releases -eq '5.1' -or $rows[$row.Command].Parameters -eq '*') { $rows[$row.Command] = $row }
    }
}

function New-ParameterText {
    param($Row, [string] $Pipeline, [string[]] $Places)
    $position = 0
    $aliases = [Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($text in $Row.Parameters -split ' ' -ne '') {
        if ($text -notmatch '^(?<names>[^:]+):(?<type>[^{^!@]*)(\{(?<values>[^}]*)\})?(?<flags>.*)$') { throw "$($Row.Command): can not read $text" }
        $match = $Matches
        $names = $match.names -split '\|'
        $said = @()
        if ($Places) { if ($Places -contains $names[0]) { $said += "Position = $([array]::IndexOf($Places, $names[0]))" } }
        elseif ($match.flags -match '\^') { $said += "Position = $position"; $position++ }
        if ($match.flags -match '!' -and $names[0] -ne $Pipeline) { $said += 'Mandatory' }
        if ($names[0] -eq $Pipeline) { $said += 'ValueFromPipeline', 'ValueFromPipelineByPropertyName' }
        $parameter = "[Parameter($($said -join ', '))] "
        $names = @($names[0]) + @($names | Select-Object -Skip 1 | Where-Object { $aliases.Add($_) })
        if ($names.Count -gt 1) { $parameter += "[Alias($(($names | Select-Object -Skip 1 | ForEach-Object { "'$_'" }) -join ', '))] " }
        $values = $match['values']
        $plain = $match.type.TrimEnd()
        if ($values -and $plain -notmatch '\[\]$') { $parameter += "[ValidateSet($(($values -split ',' | ForEach-Object { "'$_'" }) -join ', '))] [string] " }
        elseif ($types.ContainsKey($plain)) { $parameter += "[$($types[$plain])] " }
        "$parameter`$$($names[0])"
    }
}

function New-CommandText {
    param($Command)
    $elements = $Command.CommandElements
    $name = $elements[1].Value
    $takes = @(); $places = @(); $pipeline = ''; $whole = $false; $body = $null
    for ($i = 2; $i -lt $elements.Count; $i++) {
        if ($elements[$i] -is [Management.Automation.Language.ScriptBlockExpressionAst]) { $body = $elements[$i].ScriptBlock; continue }
        switch ($elements[$i].ParameterName) {
            'Takes' { $i++; $takes = @($elements[$i].Extent.Text -split '[,\s]+') }
            # Where the table's order mixes parameter sets.
            'Places' { $i++; $places = @($elements[$i].Extent.Text -split '[,\s]+') }
            'Pipeline' { $i++; $pipeline = $elements[$i].Extent.Text }
            'Whole' { $whole = $true }
        }
    }
    $row = $rows[$name]
    if (-not $row) { $script:problems.Add("$name stands in no table"); return }
    $parameters = @(New-ParameterText $row $pipeline $places)
    foreach ($one in $takes) { if (-not ($parameters -match "\`$$one$")) { $script:problems.Add("$name has no parameter $one in 5.1") } }
    $list = ($takes | ForEach-Object { "'$_'" }) -join ', '
    $text = $body.Extent.Text
    $text = $text.Substring(1, $text.Length - 2)
    $begin = "if (-not `$PSBoundParameters.ContainsKey('ErrorAction')) { `$ErrorActionPreference = `$PSCmdlet.GetVariableValue('ErrorActionPreference') }; Enter-Simulated `$PSCmdlet '$name' @($list)"
    $blocks = if ($whole) { "begin { $begin; `$piped = [Collections.Generic.List[object]]::new() } process { if (`$null -ne `$$pipeline) { foreach (`$one in `$$pipeline) { `$piped.Add(`$one) } } } end { `$$pipeline = `$piped.ToArray(); $text }" }
    elseif ($pipeline) { "begin { $begin } process { $text }" }
    else { "end { $begin; $text }" }
    "function $name { [CmdletBinding(PositionalBinding = `$false)] param($($parameters -join ', ')) $blocks }"
}

$problems = [Collections.Generic.List[string]]::new()
$module = [Text.StringBuilder]::new()
$exported = [Collections.Generic.List[string]]::new()
$programs = [Collections.Generic.List[string]]::new()
foreach ($file in @("$PSScriptRoot/Core.ps1") + @(Get-ChildItem "$PSScriptRoot/commands/*.ps1" | Sort-Object Name | ForEach-Object FullName)) {
    $errors = $null
    $script = [Management.Automation.Language.Parser]::ParseFile($file, [ref] $null, [ref] $errors)
    if ($errors) { throw "$file`: $($errors[0].Extent.StartLineNumber): $($errors[0].Message)" }
    $null = $module.AppendLine("# $(Split-Path -Leaf $file)")
    foreach ($statement in $script.EndBlock.Statements) {
        $command = if ($statement -is [Management.Automation.Language.PipelineAst]) { $statement.PipelineElements[0] }
        $called = if ($command -is [Management.Automation.Language.CommandAst]) { $command.GetCommandName() }
        if ($called -eq 'Simulate') {
            $null = $module.AppendLine((New-CommandText $command))
            $exported.Add($command.CommandElements[1].Value)
        }
        elseif ($called -eq 'SimulateProgram') {
            $path = $command.CommandElements[1].Value
            $function = 'Invoke-Program-' + ($path -split '\\')[-1]
            $body = $command.CommandElements[2].ScriptBlock.Extent.Text
            $null = $module.AppendLine("function $function $body")
            $programs.Add("'$path' = '$function'")
        }
        else { $null = $module.AppendLine($statement.Extent.Text) }
    }
}
if ($problems.Count) { throw ($problems -join "`n") }
$visible = @($exported) + 'Resolve-Invocation', 'Invoke-SimulatedProgram', 'Complete-DueEvent', 'Complete-SimulatedProcess', 'Start-MachineAtBoot', 'Use-Machine', 'Start-MachineBehindUserData' | ForEach-Object { "'$_'" }
$null = $module.AppendLine("Export-ModuleMember -Function $($visible -join ', ')")
[IO.File]::WriteAllText("$Target/Simulation.psm1", "$module")
[IO.File]::WriteAllLines("$Target/simulated.txt", $exported)
[IO.File]::WriteAllText("$Target/Programs.psd1", "@{`n$($programs -join "`n")`n}`n")
[IO.File]::WriteAllLines("$Target/known.txt", [string[]] ($rows.Keys | Sort-Object))
# Commands that are the real ones, with their parameters that 5.1 has not, shortened as far as 5.1 would not understand.
. "$PSScriptRoot/Session.ps1"
$only = foreach ($name in $harmless) {
    $mine = @($rows[$name].Parameters -split ' ' -ne '' | ForEach-Object { ($_ -split ':')[0] -split '\|' })
    $newer = foreach ($parameter in (Get-Command -CommandType Cmdlet $name).Parameters.Values) {
        foreach ($one in @($parameter.Name) + @($parameter.Aliases)) {
            if ($mine -contains $one -or $one -in [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters + 'pa', 'proga') { continue }
            for ($i = 1; $i -le $one.Length; $i++) { if (-not ($mine -like "$($one.Substring(0, $i))*")) { $one.Substring(0, $i) } }
        }
    }
    if ($newer) { "$name`t$(($newer | Sort-Object -Unique) -join "`t")" }
}
[IO.File]::WriteAllLines("$Target/only-of-7.tsv", [string[]] $only)
Add-Type -Path "$PSScriptRoot/Machine.cs", "$PSScriptRoot/Gate.cs" -OutputAssembly "$Target/Mullion.Boot.dll" -OutputType Library
