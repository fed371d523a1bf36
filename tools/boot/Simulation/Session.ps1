# The session that each process of the simulated machine starts with: the language, commands that touch nothing but their
# arguments, and the simulated ones. What is not here does not exist.

# They read their arguments and write to their output.
$harmless = 'ForEach-Object', 'Where-Object', 'Select-Object', 'Sort-Object', 'Group-Object', 'Measure-Object', 'Compare-Object', 'Out-Null', 'Out-Host', 'Out-Default', 'Out-String',
'Write-Output', 'Write-Host', 'Write-Warning', 'Write-Verbose', 'Write-Error', 'Write-Debug', 'Write-Information', 'Write-Progress', 'Format-Table', 'Format-List', 'Format-Wide', 'Format-Custom',
'ConvertTo-Json', 'ConvertFrom-Json', 'ConvertTo-Csv', 'ConvertFrom-Csv', 'ConvertTo-Xml', 'ConvertFrom-StringData', 'New-Variable', 'Set-Variable', 'Get-Variable', 'Remove-Variable', 'Clear-Variable',
'Add-Member', 'Get-Member', 'Set-StrictMode', 'Set-PSDebug', 'New-TimeSpan', 'Get-Random', 'Select-String', 'Tee-Object', 'Invoke-Command', 'ConvertTo-SecureString', 'ConvertFrom-SecureString', 'Get-Unique', 'New-Guid',
'Get-Culture', 'Get-Host', 'Set-Alias', 'New-Alias', 'Get-Alias', 'Export-ModuleMember', 'Get-Error'
# The simulation's own hands.
$native = 'Get-Date', 'New-Object', 'Get-Location', 'Set-Location', 'Push-Location', 'Pop-Location', 'Start-Transcript', 'Stop-Transcript', 'Get-Command', 'Invoke-Expression', 'Get-ChildItem', 'New-PSDrive', 'Import-Module', 'Get-Module', 'Export-ModuleMember', 'Remove-Variable', 'Remove-PSDrive'

# https://learn.microsoft.com/powershell/scripting/learn/shell/using-aliases?view=powershell-5.1, by `Get-Alias` of 5.1
$aliases = @'
% ForEach-Object|? Where-Object|ac Add-Content|asnp Add-PSSnapin|cat Get-Content|cd Set-Location|chdir Set-Location|clc Clear-Content|clv Clear-Variable|compare Compare-Object|copy Copy-Item|cp Copy-Item|cpi Copy-Item|curl Invoke-WebRequest
cvpa Convert-Path|del Remove-Item|diff Compare-Object|dir Get-ChildItem|echo Write-Output|erase Remove-Item|fc Format-Custom|fl Format-List|foreach ForEach-Object|ft Format-Table|fw Format-Wide|gal Get-Alias|gc Get-Content|gci Get-ChildItem
gcm Get-Command|gi Get-Item|gjb Get-Job|gl Get-Location|gm Get-Member|gmo Get-Module|gp Get-ItemProperty|gpv Get-ItemPropertyValue|gps Get-Process|group Group-Object|gsv Get-Service|gu Get-Unique|gv Get-Variable|icm Invoke-Command
ipmo Import-Module|irm Invoke-RestMethod|iwr Invoke-WebRequest|kill Stop-Process|ls Get-ChildItem|man help|md mkdir|measure Measure-Object|mi Move-Item|move Move-Item|mv Move-Item|nal New-Alias|ndr New-PSDrive|ni New-Item|nv New-Variable
oh Out-Host|popd Pop-Location|ps Get-Process|pushd Push-Location|pwd Get-Location|rcjb Receive-Job|rd Remove-Item|ren Rename-Item|ri Remove-Item|rjb Remove-Job|rm Remove-Item|rmdir Remove-Item|rmo Remove-Module|rni Rename-Item|rp Remove-ItemProperty
rv Remove-Variable|rvpa Resolve-Path|sajb Start-Job|sal Set-Alias|saps Start-Process|sasv Start-Service|sc Set-Content|select Select-Object|set Set-Variable|sl Set-Location|sleep Start-Sleep|sls Select-String|sort Sort-Object|sp Set-ItemProperty
spjb Stop-Job|spps Stop-Process|spsv Stop-Service|start Start-Process|sv Set-Variable|tee Tee-Object|type Get-Content|wget Invoke-WebRequest|where Where-Object|wjb Wait-Job|write Write-Output|gcim Get-CimInstance|icim Invoke-CimMethod|Add-WindowsFeature Install-WindowsFeature
'@

function New-Session {
    param([string] $Module)
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
    foreach ($pair in $aliases -split '[|\r\n]+' -ne '') {
        $short, $long = $pair -split ' '
        $session.Commands.Add([Management.Automation.Runspaces.SessionStateAliasEntry]::new($short, $long))
    }
    $session.Commands.Add([Management.Automation.Runspaces.SessionStateFunctionEntry]::new('mkdir', 'param([string] $Path) New-Item -ItemType Directory -Path $Path'))
    $session.Variables.Add([Management.Automation.Runspaces.SessionStateVariableEntry]::new('PSModuleAutoLoadingPreference', 'None', ''))
    $session.ImportPSModule($Module)
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
