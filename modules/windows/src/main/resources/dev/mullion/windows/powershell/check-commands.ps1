# Names what Windows PowerShell 5.1 on a Windows Server of AWS does not take from a script: what does not parse, commands,
# parameters (splatted ones too), values, values by place, operators, variables, and what ends a script unseen. It parses,
# and neither runs nor loads anything of what it reads.
#
#   pwsh -NoProfile -File check-commands.ps1 [-Own] [-Mark TEXT] FILE...
#
# Prints file:line:column: message for each, sorted; exits with 1 when there is one. Scripts of Mullion's own use no alias.
# -Own takes files of a user: aliases are fine, a branch that asks for the version may hold what 7 has, each line says which
# warning it is, and what does harm in a step is named too. -Mark is what each line begins with, by which it is known as ours.
param(
    [Parameter(Mandatory = $true, Position = 0, ValueFromRemainingArguments = $true)] [string[]] $Path,
    [switch] $Own,
    [string] $Mark = ''
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$env:PSModulePath = "$PSHOME/Modules"

# Each warning's id; docs/warnings.md says what it means.
$notIn51 = 'PSH001'
$leaves = 'PSH002'
$restarts = 'PSH003'
$policy = 'PSH004'
$transcript = 'PSH005'
$loads = 'PSH006'

# Every parameter of these that is no switch takes a value: about_CommonParameters of 5.1.
$actions = 'SilentlyContinue', 'Stop', 'Continue', 'Inquire', 'Ignore', 'Suspend'
$common = @{}
foreach ($line in 'Verbose vb', 'Debug db', 'WhatIf wi', 'Confirm cf', 'UseTransaction usetx') {
    foreach ($name in $line.Split(' ')) { $common[$name] = @{ Name = $line.Split(' ')[0]; Switch = $true; Type = 'Switch'; Values = @() } }
}
foreach ($line in 'ErrorAction ea', 'WarningAction wa', 'InformationAction infa') {
    foreach ($name in $line.Split(' ')) { $common[$name] = @{ Name = $line.Split(' ')[0]; Switch = $false; Type = 'ActionPreference'; Values = $actions } }
}
foreach ($line in 'ErrorVariable ev', 'WarningVariable wv', 'InformationVariable iv', 'OutVariable ov', 'OutBuffer ob', 'PipelineVariable pv') {
    foreach ($name in $line.Split(' ')) { $common[$name] = @{ Name = $line.Split(' ')[0]; Switch = $false; Type = 'String'; Values = @() } }
}

# Which of these a command has depends on the provider of its path; they are looked for when no other parameter fits.
$ofProvider = 'Attributes', 'Directory', 'File', 'Hidden', 'ReadOnly', 'System', 'Encoding', 'Delimiter', 'Wait', 'Raw', 'Stream', 'NoNewline',
    'CodeSigningCert', 'DocumentEncryptionCert', 'SSLServerAuthentication', 'DnsName', 'Eku', 'ExpiringInDays', 'DeleteKey', 'Type', 'Options',
    'ConnectionURI', 'OptionSet', 'Authentication', 'CertificateThumbprint', 'SessionOption', 'Port', 'ApplicationName', 'UseSSL'
$providerCommand = '-(Item|ItemProperty|ChildItem|Content|Path|Location)$'

# These take any number of values by place (ValueFromRemainingArguments).
$takesTheRest = 'ForEach-Object', 'Get-Command', 'New-Module', 'Read-Host', 'Trace-Command', 'Write-Host', 'Write-Output'

$variablesOf7 = 'IsWindows', 'IsLinux', 'IsMacOS', 'IsCoreCLR', 'EnabledExperimentalFeatures', 'PSNativeCommandArgumentPassing',
    'PSNativeCommandUseErrorActionPreference', 'PSStyle'
$operatorsOf7 = 'AndAnd', 'OrOr', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'QuestionMark'
# No module that can be added to 5.1 has these.
$commandsOf7 = 'ConvertFrom-CliXml', 'ConvertFrom-Markdown', 'ConvertTo-CliXml', 'Disable-ExperimentalFeature', 'Enable-ExperimentalFeature',
    'Get-Error', 'Get-ExperimentalFeature', 'Get-MarkdownOption', 'Get-PSSubsystem', 'Get-SecureRandom', 'Get-Uptime', 'Join-String',
    'Remove-Alias', 'Remove-Service', 'Set-MarkdownOption', 'Show-Markdown', 'Switch-Process', 'Test-Json'
# Members and types of .NET that .NET Framework 4.8 lacks, as people use them in scripts.
$typesOf7 = 'semver|SemanticVersion|DateOnly|TimeOnly|HttpClientJsonExtensions|SocketsHttpHandler|System\.Text\.Json(\..*)?|Text\.Json(\..*)?'
$membersOf7 = 'Math::Clamp', 'Convert::ToHexString', 'Convert::FromHexString', 'Path::GetRelativePath', 'Path::Join', 'Environment::ProcessPath',
    'Environment::ProcessId', 'Random::Shared', 'RandomNumberGenerator::Fill', 'RandomNumberGenerator::GetBytes', 'RandomNumberGenerator::GetInt32',
    'SHA256::HashData', 'SHA1::HashData', 'SHA512::HashData', 'MD5::HashData', 'DateTime::UnixEpoch', 'OperatingSystem::IsWindows',
    'OperatingSystem::IsLinux', 'OperatingSystem::IsMacOS', 'File::ReadAllTextAsync', 'String::Create'
# Nouns of the tools for AWS start with the service's prefix in capitals and digits; users write them in any case.
$awsNoun = '^[A-Z][A-Z0-9]{2,}[a-z]'
$awsService = '^(AAS|ACM|AG|AG2|AS|ASA|AWS|BAK|CFN|CF|CGIP|CT|CW|CWE|CWL|DDB|DS|EB|EBS|EC2|ECR|ECS|EFS|EKS|ELB|ELB2|EMR|EVB|FSX|GLC|IAM|INS2|KIN|KINF|KMS|LM|ORG|R53|RDS|RG|S3|SEC|SES|SFN|SHUB|SMUS|SNS|SQS|SSM|STS|WKS|XR)[A-Za-z]'

# Nouns of modules of Windows Server whose pages are not in the table.
$otherNoun = '^(Adcs|Adfs|AppV|AssignedAccess|Autologger|BC[A-Z]|CA[A-Z]|Certification|Container(Image|Network|OS)|DA[A-Z]|DO[A-Z]|DeliveryOptimization|Dfs|Dhcp|Dtc|Etw|Fsrm|Ipam|NetEvent|NetSwitchTeam|NetworkSwitch|Nfs|Nps|Pcsv|PmemDisk|Provisioning|RD[A-Z]|Sil[A-Z]|Smis|StorageBus|Tpm|Trusted|Ual|Uev|Vpn|WU[A-Z]|Wds|Wsus)'

$commands = New-Object -TypeName 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList ([StringComparer]::OrdinalIgnoreCase)
$verbs = @{}
$modules = @{}
foreach ($row in [IO.File]::ReadAllLines((Join-Path -Path $PSScriptRoot -ChildPath 'commands.tsv'))) {
    if ($row.StartsWith('#')) { continue }
    $fields = $row.Split("`t")
    # Of modules that share a name the first one counts, as it does on the machine.
    if (-not $commands.ContainsKey($fields[0])) { $commands[$fields[0]] = $fields }
    $verbs[($fields[0] -split '-')[0]] = $true
    $modules[$fields[1]] = $true
}
$aliases = @{}
foreach ($row in [IO.File]::ReadAllLines((Join-Path -Path $PSScriptRoot -ChildPath 'aliases.tsv'))) {
    if ($row.StartsWith('#')) { continue }
    $fields = $row.Split("`t")
    $aliases[$fields[0]] = $fields[1]
}

$findings = New-Object -TypeName 'System.Collections.Generic.List[object]'

# The file that is read, or the text within it.
$script:at = $null

function Add-Finding($Extent, [string] $Id, [string] $Message) {
    $column = $Extent.StartColumnNumber
    if ($Extent.StartLineNumber -eq 1) { $column += $at.Columns }
    $findings.Add([pscustomobject]@{ File = $at.File; Line = $Extent.StartLineNumber + $at.Lines; Column = $column; Id = $Id; Message = Get-Written $Message })
}

# PowerShell loads while it parses: `using module` evaluates the manifest that it names, which runs code, `using assembly`
# opens a file, `configuration` reads resources of DSC. What that takes is a word of these very letters, in any case and
# anywhere in a text. So the parser gets no such word: its g is another letter, with which it is a command's name. A word
# that only ends so stays (it begins with no digit, which could be a token of its own), and so does `using namespace`.
$otherG = [string] [char] 0x261
$loadingWord = '(?<!(?<![A-Za-z0-9_])[A-Za-z_][A-Za-z0-9_]*)' +
    '(?:(?<head>[uU][sS][iI][nN])[gG](?<tail>)(?![ \t]+(?i:namespace)[ \t])|(?<head>[cC][oO][nN][fF][iI])[gG](?<tail>[uU][rR][aA][tT][iI][oO][nN]))' +
    '(?![A-Za-z0-9_])'

function Get-Written([string] $Text) {
    return $Text.Replace($otherG, 'g')
}

# The only call of the parser.
function Read-Harmless([string] $Text) {
    $tokens = $null
    $errors = $null
    $harmless = [regex]::Replace($Text, $loadingWord, "`${head}$otherG`${tail}")
    $ast = [Management.Automation.Language.Parser]::ParseInput($harmless, [ref] $tokens, [ref] $errors)
    return @{ Text = $harmless; Ast = $ast; Tokens = $tokens; Errors = $errors }
}

# Should a word get by all the same: the parser asks this object for modules, and it is disposed of; and DSC's keywords are
# loaded where this one is not known.
function Stop-Loading {
    $resolver = [psobject].Assembly.GetType('System.Management.Automation.Language.SymbolResolver')
    $asked = $resolver.GetField('t_usingStatementResolvePowerShell', 'NonPublic, Static')
    $closed = [powershell]::Create('CurrentRunspace')
    $closed.Dispose()
    $asked.SetValue($null, $closed)
    $keyword = New-Object -TypeName 'Management.Automation.Language.DynamicKeyword'
    $keyword.Keyword = 'OMI_ConfigurationDocument'
    [Management.Automation.Language.DynamicKeyword]::AddKeyword($keyword)
}

# What loads in a parsed text, as the extents of its statements.
function Find-Loading($Ast) {
    $end = 0
    foreach ($call in $Ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
        $word = $call.CommandElements[0]
        if ($call.Extent.StartOffset -lt $end -or $call.InvocationOperator -ne 'Unknown' -or $word.Extent.Text -notmatch "^(usin|confi)$otherG(uration)?$") { continue }
        $extents = @($call.Extent)
        $names = ''
        if ($Matches[1] -eq 'usin') {
            if ($call.CommandElements.Count -gt 1 -and $call.CommandElements[1].Extent.Text -match '^(module|assembly)$') { $names = " $($Matches[1].ToLowerInvariant())" }
        }
        elseif ($call.Parent -is [Management.Automation.Language.PipelineAst] -and $call.Parent.Parent.PSObject.Properties['Statements']) {
            # The block of a configuration may begin on the next line.
            $statements = $call.Parent.Parent.Statements
            $next = $statements.IndexOf($call.Parent) + 1
            if ($next -lt $statements.Count -and (Get-Expression $statements[$next]) -is [Management.Automation.Language.ScriptBlockExpressionAst]) { $extents += $statements[$next].Extent }
        }
        $end = $extents[-1].EndOffset
        @{ Extents = $extents; Word = (Get-Written $word.Extent.Text).ToLowerInvariant() + $names }
    }
}

# The text as the checks see it, without what loads.
function Read-Script([string] $Text) {
    $read = Read-Harmless $Text
    $loading = @(Find-Loading $read.Ast)
    if ($loading.Count -gt 0) {
        $rest = $read.Text.ToCharArray()
        foreach ($statement in $loading) {
            foreach ($extent in $statement.Extents) {
                for ($i = $extent.StartOffset; $i -lt $extent.EndOffset; $i++) {
                    if ($rest[$i] -notin "`r", "`n") { $rest[$i] = ' ' }
                }
            }
        }
        $read = Read-Harmless (-join $rest)
    }
    $read.Loading = $loading
    return $read
}

# What a row of the table says, read when it is first asked for.
function Get-KnownCommand([string] $Name) {
    if (-not $commands.ContainsKey($Name)) { return $null }
    $known = $commands[$Name]
    if ($known -is [hashtable]) { return $known }
    $parameters = [ordered]@{}
    $places = 0
    $provider = $Name -match $providerCommand
    foreach ($text in $known[4].Split(' ')) {
        if ($text -notmatch '^(?<names>[^:]+):(?<type>[^{^!@]*)(\{(?<values>[^}]*)\})?(?<flags>.*)$') { continue }
        $names = $Matches['names'].Split('|')
        $values = @()
        if ($Matches['values']) { $values = $Matches['values'].Split(',') }
        $parameter = @{
            Name = $names[0]
            Names = $names
            Type = $Matches['type']
            Switch = $Matches['type'] -eq 'Switch'
            Values = $values
            Place = $Matches['flags'].Contains('^')
            OfProvider = $provider -and $ofProvider -contains $names[0]
            Common = $common.ContainsKey($names[0])
        }
        if ($parameter.Place) { $places++ }
        foreach ($each in $names) { $parameters[$each] = $parameter }
    }
    $command = @{
        Name = $known[0]
        Parameters = $parameters
        Places = $places
        Provider = $provider
        Unknown = $known[4] -eq '*'
        # Pages of other modules leave out which parameters have a place.
        AnyPlaces = ($known[2] -ne '5.1' -and $places -eq 0) -or $takesTheRest -contains $known[0]
        Certain = $known[2] -eq '5.1'
    }
    $commands[$Name] = $command
    return $command
}

# What a function of the file takes; empty for one that takes anything.
function Get-OwnCommand($Function) {
    $block = $Function.Body.ParamBlock
    if ($null -eq $block -or $null -ne $Function.Body.DynamicParamBlock) { return $null }
    $advanced = $block.Attributes | Where-Object { $_.TypeName.Name -eq 'CmdletBinding' }
    $parameters = [ordered]@{}
    $places = 0
    $someHavePlaces = $false
    $rest = $false
    foreach ($written in $block.Parameters) {
        $names = @(Get-Written $written.Name.VariablePath.UserPath)
        $switch = $false
        $place = $false
        foreach ($attribute in $written.Attributes) {
            if ($attribute.TypeName.Name -match '^(System\.Management\.Automation\.)?Switch(Parameter)?$') { $switch = $true }
            if ($attribute -isnot [Management.Automation.Language.AttributeAst]) { continue }
            if ($attribute.TypeName.Name -eq 'Alias') { $names += @(Get-Texts $attribute.PositionalArguments | ForEach-Object { Get-Written $_.Value }) }
            if ($attribute.TypeName.Name -eq 'Parameter') {
                $advanced = $true
                foreach ($argument in $attribute.NamedArguments) {
                    if ($argument.ArgumentName -eq 'Position') { $place = $true; $someHavePlaces = $true }
                    if ($argument.ArgumentName -eq 'ValueFromRemainingArguments') { $rest = $true }
                }
            }
        }
        $parameter = @{ Name = $names[0]; Names = $names; Type = ''; Switch = $switch; Values = @(); Place = $place; OfProvider = $false; Common = $false }
        foreach ($each in $names) { $parameters[$each] = $parameter }
    }
    if (-not $advanced) { return $null }
    foreach ($written in $block.Parameters) {
        $parameter = $parameters[(Get-Written $written.Name.VariablePath.UserPath)]
        if (-not $someHavePlaces -and -not $parameter.Switch) { $parameter.Place = $true }
        if ($parameter.Place) { $places++ }
    }
    return @{ Name = (Get-Written $Function.Name); Parameters = $parameters; Places = $places; Provider = $false; Unknown = $false; AnyPlaces = $rest; Certain = $true }
}

# The parameter that a name stands for, as the binder of 5.1 finds it: a whole name, else the one that it starts. Those of
# the command win over the common ones, and those of a provider come last.
function Find-Parameter($Command, [string] $Name) {
    if ($Command.Parameters.Contains($Name)) { return $Command.Parameters[$Name] }
    if ($common.ContainsKey($Name)) { return $common[$Name] }
    foreach ($provider in $false, $true) {
        $found = [ordered]@{}
        foreach ($each in $Command.Parameters.Keys) {
            $parameter = $Command.Parameters[$each]
            if ($parameter.OfProvider -eq $provider -and $each.StartsWith($Name, [StringComparison]::OrdinalIgnoreCase)) { $found[$parameter.Name] = $parameter }
        }
        if (-not $provider) {
            $declared = @($found.Values | Where-Object { -not $_.Common })
            if ($declared.Count -eq 1) { return $declared[0] }
            if ($declared.Count -eq 0) {
                foreach ($each in $common.Keys) {
                    if ($each.StartsWith($Name, [StringComparison]::OrdinalIgnoreCase)) { $found[$common[$each].Name] = $common[$each] }
                }
            }
        }
        if ($found.Count -eq 1) { return @($found.Values)[0] }
        if ($found.Count -gt 1) { return @{ Ambiguous = @($found.Keys | Sort-Object) } }
    }
    return $null
}

# The text that is written there, or that the variable there was given last.
function Get-Text($Node) {
    if ($Node -is [Management.Automation.Language.CommandParameterAst]) { $Node = $Node.Argument }
    if ($Node -is [Management.Automation.Language.ParenExpressionAst]) { $Node = Get-Expression $Node.Pipeline }
    if ($Node -is [Management.Automation.Language.VariableExpressionAst]) { $Node = Find-Assigned $Node }
    if ($Node -is [Management.Automation.Language.StringConstantExpressionAst]) { return $Node }
    return $null
}

# Those of several that are a text.
function Get-Texts($Nodes) {
    foreach ($node in $Nodes) {
        $text = Get-Text $node
        if ($null -ne $text) { $text }
    }
}

# The expression that a statement is, if it is nothing else.
function Get-Expression($Statement) {
    if ($Statement -is [Management.Automation.Language.PipelineAst] -and $Statement.PipelineElements.Count -eq 1) { $Statement = $Statement.PipelineElements[0] }
    if ($Statement -is [Management.Automation.Language.CommandExpressionAst]) { $Statement = $Statement.Expression }
    if ($Statement -is [Management.Automation.Language.ConvertExpressionAst]) { $Statement = $Statement.Child }
    return $Statement
}

# What a variable was given last before it is used, in the nearest scope that gives it anything.
function Find-Assigned($Variable) {
    $name = $Variable.VariablePath.UserPath
    if (-not $at.Assigned.ContainsKey($name)) { return $null }
    for ($scope = $Variable.Parent; $null -ne $scope; $scope = $scope.Parent) {
        if ($scope -isnot [Management.Automation.Language.ScriptBlockAst]) { continue }
        $last = $null
        foreach ($assignment in $at.Assigned[$name]) {
            if ($assignment.Scope -eq $scope -and $assignment.Node.Extent.EndOffset -le $Variable.Extent.StartOffset) { $last = $assignment.Node }
        }
        if ($null -ne $last) { return Get-Expression $last.Right }
    }
    return $null
}

function Get-Scope($Node) {
    for ($scope = $Node.Parent; $null -ne $scope; $scope = $scope.Parent) {
        if ($scope -is [Management.Automation.Language.ScriptBlockAst]) { return $scope }
    }
}

# Whether a branch is taken by version, as careful people write it for both.
function Test-Guarded($Node) {
    if (-not $at.Own) { return $false }
    for ($above = $Node; $null -ne $above; $above = $above.Parent) {
        if ($above -is [Management.Automation.Language.IfStatementAst]) {
            foreach ($clause in $above.Clauses) { if ($clause.Item1.Extent.Text -match 'PSVersionTable|PSEdition|IsCoreCLR|variable:|Get-Variable|Get-Command') { return $true } }
        }
        if ($above -is [Management.Automation.Language.BinaryExpressionAst] -and $above.Extent.Text -match 'PSVersionTable|PSEdition|variable:') { return $true }
    }
    return $false
}

# Whether errors there are caught or not shown.
function Test-Tolerant($Call) {
    for ($above = $Call; $null -ne $above.Parent; $above = $above.Parent) {
        if ($above.Parent -is [Management.Automation.Language.TryStatementAst] -and $above.Parent.Body -eq $above) { return $true }
    }
    return $Call.Extent.Text -match '(?i)-e(a|rr\w*a\w*)[ :]+[''"]?(silently|ignore|continue)'
}

function Test-Value($Parameter, [string] $Command, $Node) {
    if ($Parameter.Values.Count -eq 0) { return }
    $nodes = @($Node)
    if ($Node -is [Management.Automation.Language.ArrayLiteralAst]) { $nodes = @($Node.Elements) }
    foreach ($each in $nodes) {
        if ($each -isnot [Management.Automation.Language.StringConstantExpressionAst]) { continue }
        $parts = @($each.Value)
        # Flags are one text too, those of files with their own operators.
        if ($Parameter.Type -notmatch '^string') { $parts = @($each.Value -split '[,+!]' | ForEach-Object { $_.Trim() } | Where-Object { $_ -ne '' }) }
        foreach ($part in $parts) {
            $part = Get-Written $part
            $fits = @($Parameter.Values | Where-Object { $_ -eq $part })
            # An enumeration also takes a number, and the start of one name.
            if ($fits.Count -eq 0 -and $Parameter.Type -notmatch '^string') {
                $fits = @($Parameter.Values | Where-Object { $part -match '^-?\d+$' -or $_.StartsWith($part, [StringComparison]::OrdinalIgnoreCase) })
                if ($part -notmatch '^-?\d+$' -and $fits.Count -gt 1) { $fits = @() }
            }
            if ($fits.Count -eq 0 -and -not (Test-Guarded $each)) {
                Add-Finding $each.Extent $notIn51 "got '$part' for $Command -$($Parameter.Name); Windows PowerShell 5.1 takes $($Parameter.Values -join ', ')"
            }
        }
    }
}

# The parameter, after what is wrong with it was said.
function Test-Parameter($Command, [string] $Shown, [string] $Name, $Node) {
    $Name = Get-Written $Name
    $parameter = Find-Parameter $Command $Name
    if ($null -ne $parameter -and $parameter.ContainsKey('Ambiguous')) {
        Add-Finding $Node.Extent $notIn51 "got $Shown -$Name, which can be -$($parameter.Ambiguous -join ' or -'); write the whole name"
        return $null
    }
    # A module that is imported may bring another command of that name.
    $replaced = $at.Own -and $at.Imports -and -not $Command.Certain
    if ($null -eq $parameter -and -not $replaced -and -not ($Command.Provider -and $at.OtherProviders) -and -not (Test-Guarded $Node)) {
        $near = @($Command.Parameters.Values | ForEach-Object { $_.Name } | Where-Object { $_[0] -eq $Name[0] } | Sort-Object -Unique)
        $has = ''
        if ($near.Count -gt 0) { $has = "; near it there is -$($near -join ', -')" }
        Add-Finding $Node.Extent $notIn51 "got $Shown -$Name, a parameter that Windows PowerShell 5.1 does not have$has"
    }
    return $parameter
}

function Test-Call($Call) {
    $name = $Call.GetCommandName()
    if (-not $name) { return }
    $name = (Get-Written $name) -replace '^(Microsoft\.PowerShell\.\w+|[A-Za-z.]+)\\(?=[A-Za-z]+-[A-Za-z])', '' -replace '^(global|script|local|private):', ''
    $where = $Call.CommandElements[0].Extent
    $shown = $name
    $command = $null
    if ($at.Functions.ContainsKey($name)) {
        if ($at.Functions[$name].Count -ne 1) { return }
        $command = Get-OwnCommand $at.Functions[$name][0]
        if ($null -eq $command) { return }
    }
    elseif ($at.Aliases -contains $name) {
        return
    }
    elseif ($aliases.ContainsKey($name)) {
        $command = Get-KnownCommand $aliases[$name]
        $shown = "$($aliases[$name]) ($name)"
        if (-not $at.Own) { Add-Finding $where $notIn51 "got $name, an alias; write $($aliases[$name])" }
        if ($null -eq $command) { return }
    }
    else {
        $command = Get-KnownCommand $name
    }
    if ($null -eq $command) {
        Test-UnknownCommand $name $where $Call
        return
    }
    if ($at.Own) { Test-Harm $command.Name $Call }
    if ($command.Unknown) { return }

    $byPlace = 0
    $countable = -not $command.AnyPlaces
    $named = @{}
    $elements = @($Call.CommandElements)
    for ($i = 1; $i -lt $elements.Count; $i++) {
        $element = $elements[$i]
        if ($element -is [Management.Automation.Language.CommandParameterAst]) {
            $parameter = Test-Parameter $command $shown $element.ParameterName $element
            if ($null -eq $parameter) { $countable = $false; continue }
            if ($parameter.ContainsKey('Place') -and $parameter.Place) { $named[$parameter.Name] = $true }
            $value = $element.Argument
            if ($parameter.Switch) { continue }
            if ($null -eq $value) {
                $i++
                if ($i -lt $elements.Count) { $value = $elements[$i] }
                if ($null -eq $value -or $value -is [Management.Automation.Language.CommandParameterAst]) {
                    $i--
                    $countable = $false
                    if ($command.Certain) { Add-Finding $element.Extent $notIn51 "got $shown -$($element.ParameterName) without a value; it takes one" }
                    continue
                }
            }
            Test-Value $parameter $shown $value
        }
        elseif ($element -is [Management.Automation.Language.VariableExpressionAst] -and $element.Splatted) {
            $table = Find-Assigned $element
            if ($table -isnot [Management.Automation.Language.HashtableAst]) { $countable = $false; continue }
            $pairs = @(foreach ($pair in $table.KeyValuePairs) { @{ Key = $pair.Item1; Value = Get-Expression $pair.Item2 } })
            $variable = $element.VariablePath.UserPath
            foreach ($later in $at.Keyed) {
                if ($later.Variable -eq $variable -and $later.Offset -gt $table.Extent.EndOffset -and $later.Offset -lt $element.Extent.StartOffset) { $pairs += $later }
            }
            foreach ($pair in $pairs) {
                if ($pair.Key -isnot [Management.Automation.Language.StringConstantExpressionAst]) { $countable = $false; continue }
                $parameter = Test-Parameter $command $shown $pair.Key.Value $pair.Key
                if ($null -eq $parameter) { $countable = $false; continue }
                if ($parameter.ContainsKey('Place') -and $parameter.Place) { $named[$parameter.Name] = $true }
                Test-Value $parameter $shown $pair.Value
            }
        }
        elseif ($element.Extent.Text -eq '--%') {
            $countable = $false
            break
        }
        else {
            $byPlace++
        }
    }
    $places = $command.Places - $named.Count
    if ($countable -and $byPlace -gt $places -and -not (Test-Guarded $Call)) {
        $left = ''
        if ($named.Count -gt 0) { $left = " beside those that are named" }
        Add-Finding $where $notIn51 "got $shown with $byPlace values by place; Windows PowerShell 5.1 takes $places$left"
    }
}

function Test-UnknownCommand([string] $Name, $Where, $Call) {
    if ($at.Own -and $Name -match '^shutdown(\.exe)?$' -and @($Call.CommandElements | Where-Object { $_.Extent.Text -match '^[-/][rg]$' }).Count -gt 0) {
        Add-Finding $Call.Extent $restarts 'restarts the machine while the steps behind this file run on; end the file with `exit 3010` instead, which restarts and goes on behind it'
    }
    # A file, or a program: what a machine has of those nobody knows here.
    if ($Name -match '[\\/:*]|\.[A-Za-z0-9]+$') { return }
    if ($commandsOf7 -contains $Name) {
        if (-not (Test-Guarded $Call)) { Add-Finding $Where $notIn51 "got $Name, a command that only PowerShell 6 and newer have" }
        return
    }
    $verb, $noun = $Name -split '-', 2
    if ($null -ne $noun) {
        if ($noun -cmatch $awsNoun -or $noun -match $awsService) { return }
        if ($at.Own -and $noun -cmatch $otherNoun) { return }
        # What looks so and starts with no verb is a program (docker-compose).
        if ($at.Own -and ($at.Imports -or -not $verbs.ContainsKey($verb) -or (Test-Guarded $Call))) { return }
    }
    elseif ($at.Own) {
        return
    }
    Add-Finding $Where $notIn51 "got $Name, a command that neither Windows PowerShell 5.1 nor a module of Windows Server or of AWS has"
}

# What a step of a user can do to the steps behind it, or to itself.
function Test-Harm([string] $Name, $Call) {
    $where = $Call.Extent
    if ($Name -eq 'Restart-Computer') {
        Add-Finding $where $restarts 'restarts the machine, and then this file runs again from its top; end it with `exit 3010` instead, which restarts and goes on behind it'
    }
    $switches = @($Call.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] } | ForEach-Object { $_.ParameterName })
    if ($Name -match '^((Uni|I)nstall-WindowsFeature|(Add|Remove|Rename)-Computer)$' -and ($switches -like 'Rest*')) {
        Add-Finding $where $restarts 'restarts the machine while the steps behind this file run on; leave -Restart out and end the file with `exit 3010`, which restarts and goes on behind it'
    }
    if ($Name -eq 'Set-ExecutionPolicy' -and -not (Test-Tolerant $Call)) {
        $said = @(Get-Texts $Call.CommandElements | ForEach-Object { $_.Value })
        if (-not ($said | Where-Object { $_ -in 'Process', 'Unrestricted', 'Undefined' })) {
            Add-Finding $where $policy 'fails, since the process has a policy of its own, Unrestricted, that overrides this one; add `-Scope Process`, or leave it out'
        }
    }
    if ($Name -eq 'Stop-Transcript' -and -not (Test-Tolerant $Call)) {
        if ($at.Started -gt $where.StartOffset) { Add-Finding $where $transcript 'fails, since this file started no transcript; leave it out' }
    }
}

function Test-Leave($Node) {
    for ($above = $Node.Parent; $null -ne $above; $above = $above.Parent) {
        if ($above -is [Management.Automation.Language.LoopStatementAst] -or $above -is [Management.Automation.Language.SwitchStatementAst] -or $above -is [Management.Automation.Language.TrapStatementAst]) { return }
        if ($above -is [Management.Automation.Language.FunctionDefinitionAst]) { break }
    }
    $word = $Node.Extent.Text.Split(' ')[0]
    Add-Finding $Node.Extent $leaves "got ``$word`` outside of a loop or switch, which skips the rest of the script; use ``return`` or ``exit``"
}

# Whether a text looks like a file's.
function Test-Long($Text) {
    return $Text.StringConstantType -match 'HereString' -or $Text.Value.Contains("`n")
}

# Commands of PowerShell in a text of the script, which another command or the machine runs.
function Test-Within($Text) {
    if ($null -eq $Text -or $at.Within.ContainsKey($Text.Extent.StartOffset)) { return }
    $at.Within[$Text.Extent.StartOffset] = $true
    $here = $Text.StringConstantType -match 'HereString'
    $outer = $at
    $lines = $outer.Lines + $Text.Extent.StartLineNumber - 1
    $columns = $Text.Extent.StartColumnNumber
    if ($Text.Extent.StartLineNumber -eq 1) { $columns += $outer.Columns }
    if ($here) { $lines++; $columns = 0 }
    Test-Script (Read-Script $Text.Value) @{ File = $outer.File; Own = $true; Lines = $lines; Columns = $columns }
    $script:at = $outer
}

function Test-Token($Token, $Before) {
    if ($operatorsOf7 -contains $Token.Kind) { Add-Finding $Token.Extent $notIn51 "got the operator $($Token.Text), which Windows PowerShell 5.1 does not parse" }
    if ($Token.Kind -eq 'Pipe' -and $null -ne $Before -and $Before.Kind -eq 'NewLine') {
        Add-Finding $Token.Extent $notIn51 'got | at the start of a line, which Windows PowerShell 5.1 does not parse; end the line before with it'
    }
    if ($Token.Kind -eq 'Clean' -and $Token.TokenFlags -band [Management.Automation.Language.TokenFlags]::ScriptBlockBlockName) {
        Add-Finding $Token.Extent $notIn51 'got a block clean, which Windows PowerShell 5.1 does not parse; use try and finally'
    }
    if ($Token.Kind -eq 'Number' -and $Token.Text -match '^[-+]?(0b[01]+|0x[0-9a-f]+(u|ul|us|n|s|y|uy)|[0-9.]+(e[-+]?\d+)?(u|ul|us|n|s|y|uy)([kmgtp]b)?)$') {
        Add-Finding $Token.Extent $notIn51 "got the number $($Token.Text), whose prefix or suffix Windows PowerShell 5.1 does not know"
    }
    if ($Token.Kind -in 'StringExpandable', 'HereStringExpandable' -and $Token.Text -match '(?<!`)(``)*`(?<escape>e(?![A-Za-z0-9])|e(?=\[)|u\{)') {
        Add-Finding $Token.Extent $notIn51 "got the escape ``$($Matches['escape']), which Windows PowerShell 5.1 takes for the letter; use [char]"
    }
}

function Test-Script($Read, $Place) {
    $ast = $Read.Ast
    $nodes = @($ast.FindAll({ $true }, $true))
    $script:at = @{
        File = $Place.File
        Own = $Place.Own
        Lines = $Place.Lines
        Columns = $Place.Columns
        Within = @{}
        Functions = @{}
        Aliases = @()
        Assigned = @{}
        Keyed = @()
        Imports = $false
        # Where the first transcript starts.
        Started = [int]::MaxValue
        # Their parameters are not in the table.
        OtherProviders = $ast.Extent.Text -match '(?i)\b(?!HKLM|HKCU|Env|Cert|Variable|Function|Alias|Registry)[a-z]{2,}:\\'
    }
    foreach ($statement in $Read.Loading) {
        $word = $statement.Word
        if ($word -eq 'configuration') {
            $message = 'whose resources of DSC PowerShell loads while it parses, so that what is in it was not checked'
        }
        else {
            $at.Imports = $true
            $message = 'by which PowerShell loads a file before it runs a line of this one; nothing brings that file to the machine, and it was not looked for here'
            if ($word -eq 'using module') { $message += '; use Import-Module' }
            if ($word -eq 'using assembly') { $message += '; use Add-Type' }
        }
        Add-Finding $statement.Extents[0] $loads "got ``$word``, $message"
    }
    foreach ($node in $nodes) {
        if ($node -is [Management.Automation.Language.FunctionDefinitionAst]) { $at.Functions[((Get-Written $node.Name) -replace '^(global|script|local|private):', '')] += @($node) }
        elseif ($node -is [Management.Automation.Language.AssignmentStatementAst]) {
            $left = $node.Left
            if ($left -is [Management.Automation.Language.ConvertExpressionAst]) { $left = $left.Child }
            if ($left -is [Management.Automation.Language.VariableExpressionAst]) { $at.Assigned[$left.VariablePath.UserPath] += @(@{ Node = $node; Scope = Get-Scope $node }) }
            elseif ($left -is [Management.Automation.Language.MemberExpressionAst] -and $left.Expression -is [Management.Automation.Language.VariableExpressionAst]) {
                $at.Keyed += @{ Variable = $left.Expression.VariablePath.UserPath; Offset = $node.Extent.StartOffset; Key = $left.Member; Value = Get-Expression $node.Right }
            }
            elseif ($left -is [Management.Automation.Language.IndexExpressionAst] -and $left.Target -is [Management.Automation.Language.VariableExpressionAst]) {
                $at.Keyed += @{ Variable = $left.Target.VariablePath.UserPath; Offset = $node.Extent.StartOffset; Key = $left.Index; Value = Get-Expression $node.Right }
            }
        }
        elseif ($node -is [Management.Automation.Language.CommandAst]) {
            $name = $node.GetCommandName()
            $texts = @(Get-Texts ($node.CommandElements | Select-Object -Skip 1) | ForEach-Object { Get-Written $_.Value })
            # A module that is not in the table may bring any command, and so may another file.
            if ($name -in 'Install-Module', 'Install-Script', 'Import-PSSession', 'Invoke-Expression', 'iex', 'New-Module') { $at.Imports = $true }
            if ($name -in 'Import-Module', 'ipmo' -and ($texts.Count -eq 0 -or -not $modules.ContainsKey($texts[0]))) { $at.Imports = $true }
            if ($node.InvocationOperator -eq 'Dot') { $at.Imports = $true }
            if ($name -eq 'Start-Transcript' -and $node.Extent.StartOffset -lt $at.Started) { $at.Started = $node.Extent.StartOffset }
            if ($name -in 'Set-Alias', 'New-Alias', 'sal', 'nal' -and $texts.Count -gt 0) { $at.Aliases += $texts[0] }
            if ($name -match '^New-Item$|^Set-Item$' -and $texts.Count -gt 0 -and $texts[0] -match '^(Function|Alias):\\?(.+)$') { $at.Aliases += $Matches[2] }
        }
    }

    foreach ($problem in $Read.Errors) {
        # Types of what was left out.
        if ($problem.ErrorId -match 'TypeNotFound$' -and ($Read.Loading.Count -gt 0 -or $problem.Message.Contains($otherG))) { continue }
        if ($problem.ErrorId -eq 'UnexpectedAttribute' -and $Read.Loading.Count -gt 0 -and $problem.Extent.Text -match '^\[DscLocalConfigurationManager\b') { continue }
        Add-Finding $problem.Extent $notIn51 "does not parse: $((($problem.Message -split '\r?\n')[0]).TrimEnd('.'))"
    }
    if ($null -ne $ast.ScriptRequirements) {
        $needs = $ast.ScriptRequirements
        if ($needs.RequiredPSVersion -gt [Version]'5.1' -or $needs.RequiredPSEditions -contains 'Core') {
            $line = $Read.Tokens | Where-Object { $_.Kind -eq 'Comment' -and $_.Text -match '(?i)^#requires.*(-version|-psedition)' } | Select-Object -First 1
            Add-Finding $line.Extent $notIn51 "got $($line.Text), which Windows PowerShell 5.1 does not meet, so that it refuses the file"
        }
    }
    $before = $null
    foreach ($token in $Read.Tokens) {
        Test-Token $token $before
        if ($token.Kind -notin 'Comment', 'LineContinuation') { $before = $token }
    }
    foreach ($node in $nodes) {
        if ($node -is [Management.Automation.Language.CommandAst]) {
            Test-Call $node
            $texts = @(Get-Texts $node.CommandElements)
            if ($texts.Count -gt 1 -and ($texts | Where-Object { $_.Value -match '^[^\n]*\.ps1$' })) {
                $texts | Where-Object { Test-Long $_ } | ForEach-Object { Test-Within $_ }
            }
            if ($node.GetCommandName() -in 'Invoke-Expression', 'iex' -and $texts.Count -gt 1) { Test-Within $texts[1] }
        }
        elseif ($node -is [Management.Automation.Language.InvokeMemberExpressionAst]) {
            $arguments = @(Get-Texts $node.Arguments)
            if ($node.Static -and $node.Expression -is [Management.Automation.Language.TypeExpressionAst] -and $node.Expression.TypeName.Name -match '(^|\.)ScriptBlock$' -and $arguments.Count -gt 0) {
                Test-Within $arguments[0]
            }
            elseif ($arguments | Where-Object { $_.Value -match '^[^\n]*\.ps1$' }) {
                $arguments | Where-Object { Test-Long $_ } | ForEach-Object { Test-Within $_ }
            }
            Test-Member $node
        }
        elseif ($node -is [Management.Automation.Language.MemberExpressionAst]) {
            Test-Member $node
        }
        elseif ($node -is [Management.Automation.Language.VariableExpressionAst]) {
            $name = $node.VariablePath.UserPath
            if ($variablesOf7 -contains $name -and -not $at.Assigned.ContainsKey($name) -and -not (Test-Guarded $node)) {
                Add-Finding $node.Extent $notIn51 "got `$$name, which Windows PowerShell 5.1 does not set, so that it is empty there"
            }
        }
        elseif ($node -is [Management.Automation.Language.TypeExpressionAst] -or $node -is [Management.Automation.Language.TypeConstraintAst]) {
            if ($node.TypeName.FullName -match "^(System\.)?($typesOf7)$" -and $ast.Extent.Text -notmatch 'Add-Type|LoadFrom|LoadFile|Assembly\]::Load' -and -not (Test-Guarded $node)) {
                Add-Finding $node.Extent $notIn51 "got the type $($node.TypeName.FullName), which .NET Framework does not have"
            }
        }
        elseif ($node -is [Management.Automation.Language.BinaryExpressionAst]) {
            if ($node.Operator -eq 'DotDot' -and $node.Left -is [Management.Automation.Language.StringConstantExpressionAst] -and $node.Left.Value -notmatch '^\d+$') {
                Add-Finding $node.Extent $notIn51 "got $($node.Extent.Text); Windows PowerShell 5.1 counts numbers alone"
            }
        }
        elseif ($node -is [Management.Automation.Language.PipelineAst]) {
            # 5.1's own parser knows no such property.
            if ($node.PSObject.Properties['Background'] -and $node.Background) { Add-Finding $node.Extent $notIn51 'got & behind a command, which Windows PowerShell 5.1 does not parse; use Start-Job' }
        }
        elseif ($node -is [Management.Automation.Language.BreakStatementAst] -or $node -is [Management.Automation.Language.ContinueStatementAst]) {
            Test-Leave $node
        }
    }
}

function Test-Member($Node) {
    if (-not $Node.Static -or $Node.Expression -isnot [Management.Automation.Language.TypeExpressionAst] -or $Node.Member -isnot [Management.Automation.Language.StringConstantExpressionAst]) { return }
    $type = ($Node.Expression.TypeName.Name -split '\.')[-1]
    if ($membersOf7 -contains "${type}::$($Node.Member.Value)" -and -not (Test-Guarded $Node)) {
        Add-Finding $Node.Extent $notIn51 "got [$($Node.Expression.TypeName.Name)]::$($Node.Member.Value), which .NET Framework does not have"
    }
}

Stop-Loading
foreach ($file in $Path) {
    $full = (Resolve-Path -LiteralPath $file).ProviderPath
    Test-Script (Read-Script ([IO.File]::ReadAllText($full))) @{ File = $file; Own = [bool] $Own; Lines = 0; Columns = 0 }
}

$sorted = @($findings | Sort-Object -Property File, Line, Column, Id, Message -Unique)
foreach ($finding in $sorted) {
    $kind = ''
    if ($Own) { $kind = "warning $($finding.Id): " }
    "$Mark$($finding.File):$($finding.Line):$($finding.Column): $kind$($finding.Message)"
}
exit [int] ($sorted.Count -gt 0)
