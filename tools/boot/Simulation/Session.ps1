# The session that each process of the simulated machine starts with: the language, commands that touch nothing but their
# arguments, and the simulated ones. What is not here does not exist.

# They read their arguments and write to their output.
$harmless = 'ForEach-Object', 'Where-Object', 'Select-Object', 'Sort-Object', 'Group-Object', 'Measure-Object', 'Compare-Object', 'Out-Null', 'Out-Host', 'Out-Default', 'Out-String',
'Write-Output', 'Write-Host', 'Write-Warning', 'Write-Verbose', 'Write-Error', 'Write-Debug', 'Write-Information', 'Write-Progress', 'Format-Table', 'Format-List', 'Format-Wide', 'Format-Custom',
'ConvertTo-Json', 'ConvertFrom-Json', 'ConvertTo-Csv', 'ConvertFrom-Csv', 'ConvertTo-Xml', 'ConvertFrom-StringData', 'New-Variable', 'Set-Variable', 'Get-Variable', 'Remove-Variable', 'Clear-Variable',
'Add-Member', 'Get-Member', 'Set-StrictMode', 'Set-PSDebug', 'New-TimeSpan', 'ConvertTo-SecureString', 'ConvertFrom-SecureString', 'Get-Unique', 'Get-Culture', 'Get-Host', 'Set-Alias', 'New-Alias', 'Get-Alias', 'Export-ModuleMember'
# The simulation's own hands.
$native = 'Get-Date', 'New-Object', 'Get-Location', 'Set-Location', 'Push-Location', 'Pop-Location', 'Start-Transcript', 'Stop-Transcript', 'Get-Command', 'Invoke-Expression', 'Get-ChildItem', 'New-PSDrive', 'Import-Module', 'Get-Module', 'Export-ModuleMember', 'Remove-Variable', 'Remove-PSDrive', 'Get-Random', 'Select-String', 'ConvertTo-Csv', 'ConvertFrom-Csv', 'Get-Variable'

function New-Session {
    param([string] $Built, [string] $Aliases)
    $session = [initialsessionstate]::CreateDefault2()
    $known = @{}
    foreach ($entry in @($session.Commands)) { if ($entry -is [Management.Automation.Runspaces.SessionStateCmdletEntry]) { $known[$entry.Name] = $entry.ImplementingType } }
    $session.Commands.Clear()
    foreach ($name in $harmless + $native) {
        if (-not $known[$name]) { $known[$name] = (Get-Command -CommandType Cmdlet $name -ErrorAction Ignore).ImplementingType }
        if (-not $known[$name]) { continue }
        if ($harmless -contains $name) { $session.Commands.Add([Management.Automation.Runspaces.SessionStateCmdletEntry]::new($name, $known[$name], $null)) }
        if ($native -contains $name) { $session.Commands.Add([Management.Automation.Runspaces.SessionStateCmdletEntry]::new("Native-$name", $known[$name], $null)) }
    }
    foreach ($line in [IO.File]::ReadAllLines($Aliases)) {
        if ($line.StartsWith('#')) { continue }
        $short, $long = $line.Split("`t")
        $session.Commands.Add([Management.Automation.Runspaces.SessionStateAliasEntry]::new($short, $long))
        [Mullion.Boot.Gate]::Aliases[$short] = $long
    }
    $session.Commands.Add([Management.Automation.Runspaces.SessionStateFunctionEntry]::new('mkdir', 'param([string] $Path) New-Item -ItemType Directory -Path $Path'))
    $session.Variables.Add([Management.Automation.Runspaces.SessionStateVariableEntry]::new('PSModuleAutoLoadingPreference', 'None', ''))
    foreach ($name in [IO.File]::ReadAllLines("$Built/known.txt")) { $null = [Mullion.Boot.ProcessRunner]::Known.Add($name) }
    foreach ($line in [IO.File]::ReadAllLines("$Built/only-of-7.tsv")) {
        $name, $parameters = $line.Split("`t")
        [Mullion.Boot.Gate]::OnlyOf7[$name] = [Collections.Generic.HashSet[string]]::new([string[]] $parameters, [StringComparer]::OrdinalIgnoreCase)
    }
    $session.ImportPSModule("$Built/Simulation.psm1")
    # As 5.1 lists a folder.
    $row = [Management.Automation.TableControlBuilder] [Management.Automation.TableControl]::Create()
    foreach ($column in @('Mode', 'Left', 7), @('LastWriteTime', 'Right', 26), @('Length', 'Right', 14), @('Name', 'Left', 0)) { $null = $row.AddHeader($column[1], $column[2], $column[0]) }
    $row = $row.StartRowDefinition()
    foreach ($column in 'Mode', 'LastWriteTime', 'Length', 'Name') { $null = $row.AddPropertyColumn($column) }
    $view = [Management.Automation.FormatViewDefinition]::new('Item', $row.EndRowDefinition().EndTable())
    $session.Formats.Add([Management.Automation.Runspaces.SessionStateFormatEntry]::new([Management.Automation.ExtendedTypeDefinition]::new('Mullion.Boot.Item', [Management.Automation.FormatViewDefinition[]] @($view))))
    $session.ThrowOnRunspaceOpenError = $true
    $session
}

# A scenario is a data file: it can run nothing.
function Read-Scenario {
    param([string] $Text)
    $errors = $null
    $script = [Management.Automation.Language.Parser]::ParseInput($Text, [ref] $null, [ref] $errors)
    if ($errors) { throw "line $($errors[0].Extent.StartLineNumber): $($errors[0].Message)" }
    $table = $script.Find({ $args[0] -is [Management.Automation.Language.HashtableAst] }, $false)
    if (-not $table) { throw 'is no table: @{ … }' }
    $table.SafeGetValue()
}
