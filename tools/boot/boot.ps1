# Boots a simulated Windows with a script. `run` starts this; README.md says what it does.
$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
if ($PSVersionTable.PSVersion -lt [version] '7.4') {
    [Console]::Error.WriteLine("needs PowerShell 7.4 or newer, this is $($PSVersionTable.PSVersion)")
    exit 125
}

$usage = 'usage: tools/boot/run SCRIPT [--scenario FILE] [--boots N] [--report FILE.json] | --serve'
$options = @{ Script = $null; Scenario = $null; Boots = 1; Report = $null; Serve = $false }
for ($i = 0; $i -lt $args.Count; $i++) {
    switch ($args[$i]) {
        '--scenario' { $options.Scenario = $args[++$i] }
        '--boots' { $options.Boots = [int] $args[++$i] }
        '--report' { $options.Report = $args[++$i] }
        '--serve' { $options.Serve = $true }
        { $_ -in '--help', '-h' } { $usage; exit 0 }
        default {
            if ($args[$i] -like '-*' -or $options.Script) { [Console]::Error.WriteLine("$usage`ndoes not know $($args[$i])"); exit 125 }
            $options.Script = $args[$i]
        }
    }
}
if (-not $options.Serve -and (-not $options.Script -or $options.Boots -lt 1)) { [Console]::Error.WriteLine($usage); exit 125 }

# The simulation, compiled once for a state of its files.
$facts = Join-Path $PSScriptRoot '../../modules/windows/src/main/resources/dev/mullion/windows/powershell'
$table = "$facts/commands.tsv"
$sources = @(Get-ChildItem -Recurse -File "$PSScriptRoot/Simulation" | Sort-Object FullName | ForEach-Object FullName) + $table
$sum = [Security.Cryptography.SHA256]::Create()
foreach ($source in $sources) { $bytes = [IO.File]::ReadAllBytes($source); $null = $sum.TransformBlock($bytes, 0, $bytes.Length, $null, 0) }
$null = $sum.TransformFinalBlock([byte[]]::new(0), 0, 0)
$target = Join-Path $PSScriptRoot '../../target/boot'
$built = Join-Path $target ([BitConverter]::ToString($sum.Hash).Replace('-', '').Substring(0, 16).ToLowerInvariant() + "-$($PSVersionTable.PSVersion)")
if (-not (Test-Path "$built/Mullion.Boot.dll")) {
    $making = "$built.$PID"
    $null = New-Item -ItemType Directory -Force $making
    & "$PSScriptRoot/Simulation/Build.ps1" -Target $making -Table $table
    # Another trial may have been faster.
    try { [IO.Directory]::Move($making, $built) } catch { Remove-Item -Recurse -Force $making }
}
Add-Type -Path "$built/Mullion.Boot.dll"
. "$PSScriptRoot/Simulation/State.ps1"
. "$PSScriptRoot/Simulation/Session.ps1"
[Mullion.Boot.ProcessRunner]::Session = New-Session $built "$facts/aliases.tsv"
$programs = Import-PowerShellDataFile "$built/Programs.psd1"
$linux = [Mullion.Boot.SimulatedEnvironment]::Snapshot()

# The script alone, of a user data document or of a file.
function Get-UserScript {
    param([string] $Text)
    if ($Text -match '(?s)<powershell>\r?\n?(.*?)</powershell>') { return $Matches[1] }
    $Text
}

# One boot: services that start, the launch agent with the script, what is due within the hour behind it.
function Start-Boot {
    param($State, [string] $Text, [hashtable] $Scenario, [int] $Number)
    [Mullion.Boot.Clock]::CancelAll()
    [Mullion.Boot.Clock]::Bound()
    $State.BootedAt = [Mullion.Boot.Clock]::UtcNow
    $State.WantsRestart = $false
    $State.IsRestarting = $false
    $State.ExecutionPolicies.Process = 'Unrestricted'
    foreach ($key in $Scenario.Boots."$Number".Keys) { Set-AtBoot $State $key $Scenario.Boots."$Number"[$key] }
    if ($State.Computer.JoinsAtRestart) {
        $State.Computer.PartOfDomain = $true
        $State.Computer.Domain = $State.Computer.JoinsAtRestart
        $State.Computer.JoinsAtRestart = $null
    }
    foreach ($feature in $State.Features.Values) { if ($feature.State -eq 'InstallPending') { $feature.State = 'Installed' } }
    if ($State.NameAtRestart) { $State.ComputerName = $State.NameAtRestart; $State.NameAtRestart = $null }
    $before = Get-Picture $State
    [Mullion.Boot.Machine]::Changes.Clear()
    [Mullion.Boot.Machine]::Output.Clear() | Out-Null
    $State.TaskRuns.Clear()
    [Mullion.Boot.SimulatedEnvironment]::Restore($State.Environment)
    # Everything behind the machine's own start belongs to one process that sees its commands.
    $start = [Mullion.Boot.ProcessRunner]::Run('Start-MachineAtBoot', 'boot', $null, $null, [Text.StringBuilder]::new(), [DateTime]::MaxValue)
    if ($start.ExitCode -ne 0 -and -not [Mullion.Boot.Machine]::Fault) { throw "the machine does not start: $($start.Failure)" }
    foreach ($event in $Scenario.Events) {
        if ($event.Boot -and $event.Boot -ne $Number) { continue }
        [Mullion.Boot.Clock]::At($State.BootedAt.AddSeconds($event.AfterSeconds), @{ Function = 'Complete-ScenarioEvent'; With = $event })
    }
    [Mullion.Boot.Machine]::Changes.Clear()
    try {
        $gated = [Mullion.Boot.Gate]::Pass($Text, 'C:\Windows\TEMP\UserScript.ps1')
        $result = [Mullion.Boot.ProcessRunner]::Run($gated, 'C:\Windows\TEMP\UserScript.ps1', $null, $null, $null, [DateTime]::MaxValue)
    }
    catch {
        if (-not [Mullion.Boot.Machine]::Fault) { throw }
        $result = [Mullion.Boot.ProcessResult] @{ ExitCode = 125 }
    }
    $seconds = ([Mullion.Boot.Clock]::UtcNow - $State.BootedAt).TotalSeconds
    $restarts = $State.IsRestarting -or $State.WantsRestart -or ($result.ExitCode -eq 3010 -and $State.LaunchAgent -eq 'EC2Launch v2')
    if (-not $restarts -and -not [Mullion.Boot.Machine]::Fault) {
        [Mullion.Boot.Clock]::Bound()
        # EC2Launch v2 starts the SSM agent when the user data has ended.
        $behind = [Mullion.Boot.ProcessRunner]::Run('Start-MachineBehindUserData', 'boot', $null, $null, [Text.StringBuilder]::new(), [DateTime]::MaxValue)
        if ($behind.Failure -and -not $State.IsRestarting -and -not [Mullion.Boot.Machine]::Fault) { throw "the machine does not go on: $($behind.Failure) $($behind.Failure.ScriptStackTrace)" }
        $restarts = $State.IsRestarting
    }
    $fault = [Mullion.Boot.Machine]::Fault
    $text = [Mullion.Boot.Drive]::ShownText("$([Mullion.Boot.Machine]::Output)")
    [ordered] @{
        boot = $Number; exitCode = $(if ($fault) { 125 } elseif ($State.IsRestarting -and -not $result.ExitCode) { $null } else { $result.ExitCode }); cutOff = [bool] $State.IsRestarting; restarts = $restarts; seconds = $seconds; fault = $fault
        output = $text.Replace("`r`n", "`n"); calls = @([Mullion.Boot.Machine]::Changes.ToArray()); different = @(Compare-Pictures $before (Get-Picture $State))
        tasks = @($State.TaskRuns | ForEach-Object { [ordered] @{ task = $_.Task; at = $_.At; exitCode = $_.ExitCode; output = $_.Output } })
        missingPrograms = @($State.MissingPrograms | Select-Object -Unique)
    }
    # A restart takes a minute.
    [Mullion.Boot.Clock]::CancelAll()
    if (-not $fault) { [Mullion.Boot.Clock]::Bound(); [Mullion.Boot.Clock]::Advance(60) }
}

function Set-AtBoot {
    param($State, [string] $Key, $Value)
    switch ($Key) {
        'Metadata' { foreach ($name in $Value.Keys) { $State.Metadata.Values[$name] = $Value[$name] } }
        'Agent' { foreach ($name in $Value.Keys) { $State.Agent[$name] = $Value[$name] } }
        'Fails' { $State.Fails = @($Value) }
        'Services' { foreach ($name in $Value.Keys) { foreach ($one in $Value[$name].Keys) { $State.Services[$name][$one] = $Value[$name][$one] } } }
        'Programs' { foreach ($name in $Value.Keys) { $State.Programs[$name] = $Value[$name] } }
        'Domain' { $State.Computer.PartOfDomain = $true; $State.Computer.Domain = $Value }
        default { throw [Mullion.Boot.Machine]::Refuse("the scenario says Boots.$Key; known are Agent, Domain, Fails, Metadata, Programs, Services") }
    }
}

# The state of the machine as trials ask for it.
function Get-StateReport {
    param($State)
    [ordered] @{
        services = $State.Services; environment = $State.Environment; features = $State.Features; domain = $(if ($State.Computer.PartOfDomain) { $State.Computer.Domain }); agent = [ordered] @{ cluster = $State.Agent.Environment.ECS_CLUSTER; flags = $State.Agent.Flags; environment = $State.Agent.Environment; joined = $State.AgentJoined }
        tasks = $State.Tasks; lifecycleAction = $State.LifecycleAction.Result; instanceHealth = $State.InstanceHealth; routes = @($State.Routes); registry = $State.Registry; certificates = $State.Certificates; timeZone = $State.TimeZone
        files = Get-FileReport
    }
}

function Get-FileReport {
    $files = [ordered] @{}
    foreach ($file in [IO.Directory]::GetFiles([Mullion.Boot.Machine]::Root, '*', 'AllDirectories') | Sort-Object) {
        $bytes = [IO.File]::ReadAllBytes($file)
        $files[[Mullion.Boot.Drive]::Shown($file)] = if ($bytes.Length -gt 65536) { "$($bytes.Length) bytes" } else { [Text.Encoding]::Latin1.GetString($bytes) }
    }
    $files
}

# Boots a new machine as often as asked, each time with the same script.
function Start-Trial {
    param([string] $Text, [hashtable] $Scenario, [int] $Boots)
    $folder = Join-Path ([IO.Path]::GetTempPath()) "mullion-boot-$([guid]::NewGuid().ToString('N'))"
    try {
        [Mullion.Boot.Machine]::Reset("$folder/C", @{})
        $results = @()
        try {
            $state = New-State $Scenario $programs
            [Mullion.Boot.Machine]::State = $state
            New-DriveC $state $Scenario
            $script = Get-UserScript $Text
            for ($boot = 1; $boot -le $Boots; $boot++) {
                $result = Start-Boot $state $script $Scenario $boot
                $results += , $result
                if ($result.fault) { break }
            }
            $report = [ordered] @{ boots = $results; fault = [Mullion.Boot.Machine]::Fault; state = Get-StateReport $state }
        }
        catch [Mullion.Boot.SimulationFault] {
            $report = [ordered] @{ boots = $results; fault = $_.Exception.Message; state = $null }
        }
        $report
    }
    finally {
        [Mullion.Boot.SimulatedEnvironment]::Restore($linux)
        if ([IO.Directory]::Exists($folder)) { [IO.Directory]::Delete($folder, $true) }
    }
}

if ($options.Serve) {
    # One request a line, one answer a line: {"script": "…", "scenario": "… .psd1 text …", "boots": 1}
    while ($null -ne ($line = [Console]::In.ReadLine())) {
        $request = ConvertFrom-Json -AsHashtable $line
        try {
            $scenario = if ($request.scenario) { Read-Scenario $request.scenario } else { @{} }
            $answer = Start-Trial $request.script $scenario $(if ($request.boots) { $request.boots } else { 1 })
        }
        catch { $answer = @{ boots = @(); fault = "the simulation failed: $_ $($_.ScriptStackTrace)"; state = $null } }
        [Console]::Out.WriteLine((ConvertTo-Json -Compress -Depth 12 -WarningAction SilentlyContinue $answer))
        [Console]::Out.Flush()
    }
    exit 0
}

foreach ($file in @($options.Script) + @($options.Scenario)) {
    if ($file -and -not (Test-Path -LiteralPath $file -PathType Leaf)) { [Console]::Error.WriteLine("there is no file $file"); exit 125 }
}
try { $scenario = if ($options.Scenario) { Read-Scenario ([IO.File]::ReadAllText((Convert-Path -LiteralPath $options.Scenario))) } else { @{} } }
catch { [Console]::Error.WriteLine("$($options.Scenario): $($_.Exception.Message)"); exit 125 }
$report = Start-Trial ([IO.File]::ReadAllText((Convert-Path -LiteralPath $options.Script))) $scenario $options.Boots
if ($options.Report) { [IO.File]::WriteAllText([IO.Path]::GetFullPath($options.Report, $PWD.Path), (ConvertTo-Json -Depth 12 -WarningAction SilentlyContinue $report) + "`n") }
foreach ($boot in $report.boots) {
    $time = [TimeSpan]::FromSeconds([Math]::Round($boot.seconds))
    "boot $($boot.boot): $(if ($boot.cutOff) { 'cut off by a restart' } else { "exit code $($boot.exitCode)" }) after $('{0}m{1:00}s' -f [Math]::Floor($time.TotalMinutes), $time.Seconds)$(if ($boot.restarts) { ', restarts' })"
    foreach ($line in $boot.output.TrimEnd("`n") -split "`n") { "  | $line".TrimEnd() }
    if ($boot.calls.Count) { '  calls:'; foreach ($call in $boot.calls) { "    $call" } }
    foreach ($task in $boot.tasks) { "  scheduled task $($task.task) at $($task.at): exit code $($task.exitCode)"; foreach ($line in "$($task.output)".TrimEnd("`n") -split "`n") { "    | $line".TrimEnd() } }
    if ($boot.different.Count) { '  different:'; foreach ($one in $boot.different) { "    $one" } }
}
if ($report.fault) {
    [Console]::Error.WriteLine("the simulation can not tell: $($report.fault)")
    exit 125
}
exit $report.boots[-1].exitCode
