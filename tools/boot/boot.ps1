# Boots a simulated Windows with a script. `run` starts this; README.md says what it does.
$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'

# One line, whatever happened: nothing can be told of the script.
function Stop-Run {
    param([string] $Message)
    [Console]::Error.WriteLine(($Message -replace '\s*[\r\n]+\s*', ' '))
    exit 125
}

$usage = 'usage: tools/boot/run SCRIPT [--scenario FILE] [--boots N] [--report FILE.json] | --serve'
if ($PSVersionTable.PSVersion -lt [version] '7.4') { Stop-Run "needs PowerShell 7.4 or newer, this is $($PSVersionTable.PSVersion)" }
$options = @{ Script = $null; Scenario = $null; Boots = 1; Report = $null; Serve = $false }
for ($i = 0; $i -lt $args.Count; $i++) {
    $said = "$($args[$i])"
    if ($said -in '--scenario', '--boots', '--report' -and ++$i -ge $args.Count) { Stop-Run "$said needs a value; $usage" }
    switch ($said) {
        '--scenario' { $options.Scenario = $args[$i] }
        '--boots' {
            $boots = 0
            if (-not [int]::TryParse($args[$i], [ref] $boots) -or $boots -lt 1 -or $boots -gt 100) { Stop-Run "--boots takes a number from 1 to 100, got $($args[$i])" }
            $options.Boots = $boots
        }
        '--report' { $options.Report = $args[$i] }
        '--serve' { $options.Serve = $true }
        { $_ -in '--help', '-h' } { $usage; exit 0 }
        default {
            if ($said -like '-*' -or $options.Script) { Stop-Run "does not know $said; $usage" }
            $options.Script = $args[$i]
        }
    }
}
if (-not $options.Serve) {
    if (-not $options.Script) { Stop-Run "no script; $usage" }
    foreach ($file in @($options.Script) + @($options.Scenario)) { if ($file -and -not (Test-Path -LiteralPath $file -PathType Leaf)) { Stop-Run "there is no file $file" } }
    if ($options.Report -and -not (Test-Path -LiteralPath ([IO.Path]::GetDirectoryName([IO.Path]::GetFullPath($options.Report, $PWD.Path))) -PathType Container)) { Stop-Run "there is no folder for $($options.Report)" }
}

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
    try { & "$PSScriptRoot/Simulation/Build.ps1" -Target $making -Table $table }
    catch { Remove-Item -Recurse -Force $making; Stop-Run "the simulation does not build: $_" }
    # Another trial may have been faster.
    try { [IO.Directory]::Move($making, $built) } catch { Remove-Item -Recurse -Force $making }
}
Add-Type -Path "$built/Mullion.Boot.dll"
[Mullion.Boot.Machine]::Built = [IO.Path]::GetFullPath($built)
. "$PSScriptRoot/Simulation/State.ps1"
. "$PSScriptRoot/Simulation/Session.ps1"
[Mullion.Boot.ProcessRunner]::Session = New-Session $built "$facts/aliases.tsv"
$programs = Import-PowerShellDataFile "$built/Programs.psd1"
$simulated = [IO.File]::ReadAllLines("$built/simulated.txt")
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
    foreach ($feature in $State.Features.Values) {
        if ($feature.State -eq 'InstallPending') { $feature.State = 'Installed' }
        if ($feature.State -eq 'UninstallPending') { $feature.State = 'Available' }
    }
    if ($State.NameAtRestart) { $State.ComputerName = $State.NameAtRestart; $State.NameAtRestart = $null }
    $before = Get-Picture $State
    [Mullion.Boot.Machine]::Changes.Clear()
    [Mullion.Boot.Machine]::Output.Clear() | Out-Null
    $State.TaskRuns.Clear()
    [Mullion.Boot.SimulatedEnvironment]::Restore($State.Environment)
    # Everything behind the machine's own start belongs to one process that sees its commands.
    $start = [Mullion.Boot.ProcessRunner]::RunSystem('Start-MachineAtBoot')
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
        $behind = [Mullion.Boot.ProcessRunner]::RunSystem('Start-MachineBehindUserData')
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
        'Containerd' { foreach ($name in $Value.Keys) { $State.Containerd[$name] = $Value[$name] } }
        'Secrets' { foreach ($name in $Value.Keys) { $State.Secrets[$name] = $Value[$name] } }
        'HnsNetworks' { $State.HnsNetworksAtBoot = @($Value) }
        'Files' { foreach ($path in $Value.Keys | Sort-Object) { Write-ScenarioFile $path $Value[$path] } }
        'Services' { foreach ($name in $Value.Keys) { foreach ($one in $Value[$name].Keys) { $State.Services[$name][$one] = $Value[$name][$one] } } }
        'Programs' { foreach ($name in $Value.Keys) { $State.Programs[$name] = $Value[$name] } }
        'Domain' { $State.Computer.PartOfDomain = $true; $State.Computer.Domain = $Value }
        'Buckets' { $State.Buckets = $Value }
        default { throw [Mullion.Boot.Machine]::Refuse("the scenario says Boots.$Key; known are Agent, Buckets, Containerd, Domain, Fails, Files, HnsNetworks, Metadata, Programs, Secrets, Services") }
    }
}

# Tables come in the order of their names: .NET has another one in each process.
function Get-Ordered {
    param($Value)
    if ($Value -is [Collections.IDictionary]) {
        $ordered = [ordered] @{}
        foreach ($key in $Value.Keys | Sort-Object { "$_" }) { $ordered["$key"] = Get-Ordered $Value[$key] }
        return $ordered
    }
    if ($Value -is [Collections.IList] -and $Value -isnot [byte[]]) { return , @(foreach ($one in $Value) { Get-Ordered $one }) }
    $Value
}

# The state of the machine as trials ask for it.
function Get-StateReport {
    param($State)
    $report = [ordered] @{
        services = $State.Services; environment = $State.Environment; features = $State.Features; domain = $(if ($State.Computer.PartOfDomain) { $State.Computer.Domain }); computerName = $State.ComputerName
        agent = @{ cluster = $State.Agent.Environment.ECS_CLUSTER; flags = $State.Agent.Flags; environment = $State.Agent.Environment; joined = $State.AgentJoined }; eks = $State.Eks; pageFile = $State.PageFile
        tasks = $State.Tasks; lifecycleAction = $State.LifecycleAction.Result; instanceHealth = $State.InstanceHealth; serialConsole = @($State.SerialConsole); routes = @($State.Routes); registry = $State.Registry; certificates = $State.Certificates; timeZone = $State.TimeZone
        groups = $State.Groups; users = @($State.Users); rights = $State.Rights; defender = $State.Defender; firewallRules = $State.FirewallRules; firewallProfiles = $State.FirewallProfiles; hnsNetworks = @($State.HnsNetworks); events = @($State.Events)
        files = Get-FileReport
    }
    foreach ($name in @($report.Keys)) { $report[$name] = Get-Ordered $report[$name] }
    $report
}

function Get-FileReport {
    $files = [ordered] @{}
    foreach ($file in [IO.Directory]::GetFiles([Mullion.Boot.Machine]::Root, '*', 'AllDirectories') | Sort-Object) {
        $bytes = [IO.File]::ReadAllBytes($file)
        $files[[Mullion.Boot.Drive]::Shown($file)] = if ($bytes.Length -gt 65536) { "$($bytes.Length) bytes" } else { [Text.Encoding]::Latin1.GetString($bytes) }
    }
    $files
}

# Of every trial of this process: runspaces know the drive by it.
$folder = Join-Path ([IO.Path]::GetTempPath()) "mullion-boot-$([guid]::NewGuid().ToString('N'))"

# Boots a new machine as often as asked, each time with the same script.
function Start-Trial {
    param([string] $Text, [hashtable] $Scenario, [int] $Boots)
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
            try { $scenario = if ($request.scenario) { Read-Scenario $request.scenario } else { @{} } }
            catch { throw [Mullion.Boot.SimulationFault]::new("the scenario, $($_.Exception.Message)") }
            $answer = Start-Trial $request.script $scenario $(if ($request.boots) { $request.boots } else { 1 })
        }
        catch [Mullion.Boot.SimulationFault] { $answer = @{ boots = @(); fault = $_.Exception.Message; state = $null } }
        catch { $answer = @{ boots = @(); fault = "the simulation failed: $_ $($_.ScriptStackTrace)"; state = $null } }
        [Console]::Out.WriteLine((ConvertTo-Json -Compress -Depth 12 -WarningAction SilentlyContinue $answer))
        [Console]::Out.Flush()
    }
    exit 0
}

try { $scenario = if ($options.Scenario) { Read-Scenario ([IO.File]::ReadAllText((Convert-Path -LiteralPath $options.Scenario))) } else { @{} } }
catch { Stop-Run "$($options.Scenario): $($_.Exception.Message)" }
try { $report = Start-Trial ([IO.File]::ReadAllText((Convert-Path -LiteralPath $options.Script))) $scenario $options.Boots }
catch { Stop-Run "the simulation failed: $_ $($_.ScriptStackTrace)" }
if ($options.Report) { [IO.File]::WriteAllText([IO.Path]::GetFullPath($options.Report, $PWD.Path), (ConvertTo-Json -Depth 12 -WarningAction SilentlyContinue $report) + "`n") }
foreach ($boot in $report.boots) {
    $time = [TimeSpan]::FromSeconds([Math]::Round($boot.seconds))
    "boot $($boot.boot): $(if ($boot.fault) { 'no verdict' } elseif ($boot.cutOff) { 'cut off by a restart' } else { "exit code $($boot.exitCode)" }) after $('{0}m{1:00}s' -f [Math]::Floor($time.TotalMinutes), $time.Seconds)$(if ($boot.restarts) { ', restarts' })"
    if ($boot.output) { foreach ($line in $boot.output.TrimEnd("`n") -split "`n") { "  | $line".TrimEnd() } }
    if ($boot.calls.Count) { '  calls:'; foreach ($call in $boot.calls) { "    $call" } }
    foreach ($task in $boot.tasks) { "  scheduled task $($task.task) at $($task.at): exit code $($task.exitCode)"; foreach ($line in "$($task.output)".TrimEnd("`n") -split "`n") { "    | $line".TrimEnd() } }
    if ($boot.missingPrograms.Count) { "  looked for and not found: $($boot.missingPrograms -join ', ')" }
    if ($boot.different.Count) { '  different:'; foreach ($one in $boot.different) { "    $one" } }
}
if ($report.fault) { Stop-Run "the simulation can not tell: $($report.fault)" }
# A machine that restarts while the script runs asks it for no code.
exit [int] $report.boots[-1].exitCode
