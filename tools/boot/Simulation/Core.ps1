# What every simulated command stands on. This file and the functions made out of commands/ are one module, which each
# process of the simulated machine loads; the machine itself is Mullion.Boot.Machine, which they share.

$script:Machine = [Mullion.Boot.Machine]::State

# Called first by every simulated command: the failures of the scenario, and what of a command nobody has simulated.
function Enter-Simulated {
    param($Cmdlet, [string] $Name, [string[]] $Takes)
    if ([Mullion.Boot.ProcessInfo]::IsEnding -or [Mullion.Boot.Machine]::Fault) { exit 125 }
    [Mullion.Boot.Machine]::Enter()
    if ([Mullion.Boot.Machine]::Fault) { exit 125 }
    $bound = $Cmdlet.MyInvocation.BoundParameters
    foreach ($parameter in $bound.Keys) {
        if ($Takes -notcontains $parameter -and $script:CommonParameters -notcontains $parameter) {
            Stop-Simulation "$Name -$parameter is not simulated"
        }
    }
    foreach ($failure in $script:Machine.Fails) {
        if ($failure.Command -ne $Name -or $failure.Times -eq 0) { continue }
        if ($failure.Where -and ($bound.Values | ForEach-Object { "$_" } | Where-Object { $_ -like $failure.Where } | Select-Object -First 1) -eq $null) { continue }
        if ($failure.After -gt 0) { $failure.After--; continue }
        if ($failure.Times) { $failure.Times-- }
        if ($failure.Seconds) { [Mullion.Boot.Clock]::Advance($failure.Seconds) }
        if ($failure.Hangs) { Wait-Forever $Name }
        if ($failure.RestartsMachine) { Stop-Machine; exit 125 }
        Stop-Command $Cmdlet $failure.Message -Type ($failure.Type)
    }
}

$script:CommonParameters = 'ErrorAction', 'WarningAction', 'InformationAction', 'Verbose', 'Debug', 'ErrorVariable', 'WarningVariable',
'InformationVariable', 'OutVariable', 'OutBuffer', 'PipelineVariable'

# The trial is over: the simulation, not the script, is at fault.
function Stop-Simulation {
    param([string] $Message)
    $null = [Mullion.Boot.Machine]::RefuseHere($Message)
    # No `catch` of the script holds this up.
    exit 125
}

function Wait-Forever {
    param([string] $Name)
    if ([Mullion.Boot.ProcessInfo]::Limit -eq [DateTime]::MaxValue) { Stop-Simulation "$Name never ends, and nothing bounds it" }
    [Mullion.Boot.Clock]::AdvanceTo([DateTime]::MaxValue)
    exit 125
}

# Fails as a cmdlet does: the command ends, and the caller's preference decides what follows.
function Stop-Command {
    param($Cmdlet, [string] $Message, [string] $Type = 'InvalidOperationException', [string] $Id = $Cmdlet.MyInvocation.MyCommand.Name)
    if (-not $Type) { $Type = 'InvalidOperationException' }
    $exception = New-Exception $Type $Message
    if ($null -eq $Cmdlet) { throw $exception }
    $Cmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new($exception, $Id, 'NotSpecified', $null))
}

# An error behind which the command goes on, unless the caller's preference is 'Stop'.
function Write-CommandError {
    param($Cmdlet, [string] $Message, [string] $Type = 'InvalidOperationException', [string] $Id = $Cmdlet.MyInvocation.MyCommand.Name, $Category = 'NotSpecified')
    $record = [Management.Automation.ErrorRecord]::new((New-Exception $Type $Message), $Id, $Category, $null)
    if ($Cmdlet.GetVariableValue('ErrorActionPreference') -eq 'Stop' -and -not $Cmdlet.MyInvocation.BoundParameters.ContainsKey('ErrorAction')) {
        $Cmdlet.ThrowTerminatingError($record)
    }
    $Cmdlet.WriteError($record)
}

function New-Exception {
    param([string] $Type, [string] $Message)
    switch ($Type) {
        'WebException' {
            $response = if ($Message -match '\((\d{3})\)') { [Mullion.Boot.SimulatedWebResponse]::new([int] $Matches[1]) }
            [Net.WebException]::new($Message, $null, $(if ($response) { 'ProtocolError' } else { 'ConnectFailure' }), $response)
        }
        'SecurityException' { [Security.SecurityException]::new($Message) }
        'ItemNotFoundException' { [Management.Automation.ItemNotFoundException]::new($Message) }
        default { [InvalidOperationException]::new($Message) }
    }
}

function Write-Change {
    param([string] $What)
    [Mullion.Boot.Machine]::Change($What)
}

function Add-DueEvent {
    param([double] $Seconds, [string] $Function, [hashtable] $With)
    [Mullion.Boot.Clock]::At([Mullion.Boot.Clock]::UtcNow.AddSeconds($Seconds), @{ Function = $Function; With = $With })
}

function Complete-DueEvent {
    param($Event)
    & $Event.Function $Event.With
}

# An object of the shape of the real one's.
function New-Shape {
    param([string] $Type, [Collections.IDictionary] $Properties)
    $shape = [pscustomobject] $Properties
    $shape.PSObject.TypeNames.Insert(0, $Type)
    $shape
}

# A path as the machine knows it, made absolute by the place the process is in.
function Get-AbsolutePath {
    param([string] $Path)
    if ([Mullion.Boot.Drive]::IsWindowsPath($Path)) { return $Path.Replace('/', '\') }
    if ($Path -match '^(Microsoft\.PowerShell\.Core\\)?FileSystem::(.*)$') { return Get-AbsolutePath $Matches[2] }
    if ($Path.StartsWith('\\?\')) { return Get-AbsolutePath $Path.Substring(4) }
    if ($Path.StartsWith('\\')) { Stop-Simulation "the share $Path is not simulated" }
    if ($Path.StartsWith([Mullion.Boot.Machine]::Root)) { return [Mullion.Boot.Drive]::Shown($Path) }
    if ($Path.StartsWith('/')) { Stop-Simulation "the path $Path is one of Linux" }
    $location = [Mullion.Boot.Drive]::Shown((Native-Get-Location).ProviderPath)
    if ($Path.StartsWith('\')) { return 'C:' + $Path.Replace('/', '\') }
    [Mullion.Boot.SimulatedPath]::Combine($location, $Path.Replace('/', '\'))
}

function Get-RealPath {
    param([string] $Path)
    [Mullion.Boot.Drive]::Real((Get-AbsolutePath $Path))
}

# Does the name match one of the patterns? As the wildcards of cmdlets do, whatever the case.
function Test-Name {
    param([string] $Name, [string[]] $Patterns)
    foreach ($pattern in $Patterns) { if ($Name -like $pattern) { return $true } }
    $false
}

function Stop-Machine {
    $script:Machine.IsRestarting = $true
    foreach ($process in [Mullion.Boot.ProcessInfo]::Stack) { $process.IsCutOff = $true }
}

# Windows' own process goes on from boot to boot, and from machine to machine.
function Use-Machine {
    $script:Machine = [Mullion.Boot.Machine]::State
    $script:Jobs = [Collections.Generic.List[hashtable]]::new()
    $script:seeded = $false
    $script:isInstant = $false
}

# Services that start with the machine, and tasks that its start sets off.
function Start-MachineAtBoot {
    $ErrorActionPreference = 'Stop'
    foreach ($service in $script:Machine.Services.Values) { $service.Status = 'Stopped' }
    $script:Machine.Agent.JoinsAt = $null
    Reset-HnsNetworks
    foreach ($service in @($script:Machine.Services.Values)) { if ($service.StartType -eq 'Automatic') { $null = Start-MachineService $service } }
    Start-CloudWatchInstallation
    foreach ($task in @($script:Machine.Tasks.Values)) {
        if ($task.AtStartup) { Add-DueEvent 1 Start-DueTask @{ Name = $task.Name; Generation = $task.Generation } }
        elseif ($task.At -and $null -eq $task.LastResult) {
            $wait = ($task.At - [Mullion.Boot.Clock]::Now).TotalSeconds
            if ($wait -ge 0 -or $task.StartWhenAvailable) { Add-DueEvent ([Math]::Max(1, $wait)) Start-DueTask @{ Name = $task.Name; Generation = $task.Generation } }
        }
    }
}

# What comes when the script has ended: the SSM agent, and whatever is due within the hour.
function Start-MachineBehindUserData {
    $ErrorActionPreference = 'Stop'
    $agent = $script:Machine.Services['AmazonSSMAgent']
    if ($agent) { $null = Start-MachineService $agent }
    $end = [Mullion.Boot.Clock]::UtcNow.AddHours(1)
    while ([Mullion.Boot.Clock]::IsDueBefore($end) -and -not $script:Machine.IsRestarting) { [Mullion.Boot.Clock]::AdvanceToNext() }
    $script:Machine.AgentJoined = if (Test-EcsAgentJoined) { Get-EcsAgentCluster }
}

# Events of the scenario: @{ AfterSeconds; JoinsDomain | StopsService | Restarts }
function Complete-ScenarioEvent {
    param($With)
    if ($With.JoinsDomain) {
        # The association needs the SSM agent.
        $agent = $script:Machine.Services['AmazonSSMAgent']
        if ($null -eq $agent -or $agent.Status -ne 'Running') { Add-DueEvent 10 Complete-ScenarioEvent $With; return }
        if ($script:Machine.Computer.PartOfDomain) { return }
        Complete-DomainJoin @{ Domain = $With.JoinsDomain }
    }
    if ($With.StopsService) { Set-ServiceStatus $script:Machine.Services[$With.StopsService] 'Stopped' }
    if ($With.Restarts) { Stop-Machine }
}

# Every process finds drive C:, and nothing of Linux. The launch agent starts it in system32.
$PSStyle.OutputRendering = 'PlainText'
$null = Native-New-PSDrive -Name C -PSProvider FileSystem -Root ([Mullion.Boot.Machine]::Root) -Scope Global
if ([IO.Directory]::Exists("$([Mullion.Boot.Machine]::Root)/Windows/System32")) { Native-Set-Location -LiteralPath 'C:/Windows/System32' }
foreach ($name in 'IsWindows', 'IsLinux', 'IsMacOS', 'IsCoreCLR', 'EnabledExperimentalFeatures', 'PSStyle') { Native-Remove-Variable -Name $name -Scope Global -Force -ErrorAction Ignore }
$global:ErrorView = 'NormalView'
$global:PSDefaultParameterValues = @{}
