# The machine as an AMI leaves it, with what a scenario says on top: State.ps1 makes the table that the simulation keeps.

# Windows' own names are found whatever their case.
function New-Table { [Collections.Specialized.OrderedDictionary]::new([StringComparer]::OrdinalIgnoreCase) }

function Add-ToTable {
    param($Table, $Values)
    if ($Values) { foreach ($key in $Values.Keys | Sort-Object) { $Table[$key] = $Values[$key] } }
}

# https://learn.microsoft.com/windows/release-health/windows-server-release-info
$releases = @{
    '2016' = @{ Version = '10.0.14393'; Caption = 'Microsoft Windows Server 2016 Datacenter'; LaunchAgent = 'EC2Launch v1' }
    '2019' = @{ Version = '10.0.17763'; Caption = 'Microsoft Windows Server 2019 Datacenter'; LaunchAgent = 'EC2Launch v1' }
    '2022' = @{ Version = '10.0.20348'; Caption = 'Microsoft Windows Server 2022 Datacenter'; LaunchAgent = 'EC2Launch v2' }
    '2025' = @{ Version = '10.0.26100'; Caption = 'Microsoft Windows Server 2025 Datacenter'; LaunchAgent = 'EC2Launch v2' }
}

function New-State {
    param([hashtable] $Scenario, [hashtable] $Programs)
    $known = 'Release', 'LaunchAgent', 'Ami', 'Services', 'Environment', 'Features', 'Groups', 'Users', 'Programs', 'Modules', 'MissingModules', 'Files', 'Registry', 'Downloads', 'Secrets', 'Parameters', 'Buckets',
    'Domains', 'Domain', 'Tags', 'Metadata', 'MetadataFails', 'Agent', 'LifecycleAction', 'Fails', 'Events', 'Boots', 'Certificates', 'Adapters', 'ServiceChangeReturns', 'Processes'
    foreach ($key in $Scenario.Keys) { if ($known -notcontains $key) { throw [Mullion.Boot.Machine]::Refuse("the scenario says $key; known are $($known -join ', ')") } }
    $release = $releases["$(if ($Scenario.Release) { $Scenario.Release } else { '2022' })"]
    if (-not $release) { throw [Mullion.Boot.Machine]::Refuse("the scenario says Release $($Scenario.Release); known are $($releases.Keys -join ', ')") }
    $state = @{
        ComputerName = 'EC2AMAZ-0A1B2C3'; Version = [version] $release.Version; Caption = $release.Caption; LaunchAgent = $(if ($Scenario.LaunchAgent) { $Scenario.LaunchAgent } else { $release.LaunchAgent }); TimeZone = 'UTC'
        Services = New-Table; Environment = New-Table; UserEnvironment = New-Table; Features = New-Table; Groups = New-Table; Users = [Collections.Generic.List[string]]::new(); Programs = New-Table
        Tasks = New-Table; TaskRuns = [Collections.Generic.List[hashtable]]::new(); Registry = New-Table; Certificates = New-Table; FirewallRules = New-Table; Acls = New-Table
        DefenderExclusions = [Collections.Generic.List[string]]::new(); Routes = [Collections.Generic.List[hashtable]]::new(); Adapters = [Collections.Generic.List[hashtable]]::new(); MissingPrograms = [Collections.Generic.List[string]]::new()
        Processes = [Collections.Generic.List[string]]::new(); ExecutionPolicies = @{ LocalMachine = 'RemoteSigned' }; Modules = @(); MissingModules = @($Scenario.MissingModules)
        Downloads = @{}; Secrets = @{}; Parameters = @{}; Buckets = @{}; Domains = New-Table; Tags = New-Table; Fails = @($Scenario.Fails | Where-Object { $_ }); Agent = @{}; LifecycleAction = @{ NotYet = 0; Result = $null }
        Metadata = @{ Fails = [int] $Scenario.MetadataFails; Values = New-Table }; Computer = @{ PartOfDomain = [bool] $Scenario.Domain; Domain = $Scenario.Domain }; InstanceHealth = 'Healthy'; ServiceChangeReturns = $Scenario.ServiceChangeReturns
    }
    Add-ToTable $state.Environment @{
        ProgramFiles = 'C:\Program Files'; ProgramData = 'C:\ProgramData'; ALLUSERSPROFILE = 'C:\ProgramData'; TEMP = 'C:\Windows\TEMP'; TMP = 'C:\Windows\TEMP'; SystemRoot = 'C:\Windows'; windir = 'C:\Windows'; SystemDrive = 'C:'
        Path = 'C:\Windows\system32;C:\Windows;C:\Windows\System32\Wbem;C:\Windows\System32\WindowsPowerShell\v1.0\;C:\Program Files\Docker'; PSModulePath = 'C:\Program Files\WindowsPowerShell\Modules;C:\Windows\system32\WindowsPowerShell\v1.0\Modules'
        COMPUTERNAME = $state.ComputerName; USERNAME = 'SYSTEM'; USERPROFILE = 'C:\Windows\system32\config\systemprofile'; PROCESSOR_ARCHITECTURE = 'AMD64'; NUMBER_OF_PROCESSORS = '2'; OS = 'Windows_NT'; ComSpec = 'C:\Windows\system32\cmd.exe'
        'ProgramFiles(x86)' = 'C:\Program Files (x86)'; PUBLIC = 'C:\Users\Public'; USERDOMAIN = 'WORKGROUP'
    }
    Add-ToTable $state.Environment $Scenario.Environment
    # What the AMI's own agents are set to: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch-v2-settings.html
    Add-Service $state @{ Name = 'AmazonSSMAgent'; DisplayName = 'Amazon SSM Agent'; Status = 'Stopped'; StartType = 'Manual' }
    $ami = if ($Scenario.Ami) { $Scenario.Ami } else { 'ecs' }
    $state.Modules = @('AWSPowerShell', 'AWS.Tools.Common', 'ScheduledTasks', 'CimCmdlets', 'NetTCPIP', 'NetAdapter', 'ServerManager', 'Defender', 'NetSecurity', 'PKI', 'Microsoft.PowerShell.Management', 'Microsoft.PowerShell.Utility', 'Microsoft.PowerShell.Archive', 'International', 'DnsClient') + @($Scenario.Modules)
    switch ($ami) {
        'ecs' {
            Add-Service $state @{ Name = 'Docker'; DisplayName = 'Docker Engine'; Status = 'Running'; StartType = 'Automatic' }
            $state.Modules += 'ECSTools'
        }
        'container' { Add-Service $state @{ Name = 'Docker'; DisplayName = 'Docker Engine'; Status = 'Running'; StartType = 'Automatic' } }
        'plain' { }
        default { throw [Mullion.Boot.Machine]::Refuse("the scenario says Ami $ami; known are ecs, container, plain") }
    }
    foreach ($name in $Scenario.Services.Keys) {
        if ($null -eq $state.Services[$name]) { Add-Service $state @{ Name = $name; DisplayName = $name; Status = 'Stopped'; StartType = 'Manual' } }
        foreach ($key in $Scenario.Services[$name].Keys) { $state.Services[$name][$key] = $Scenario.Services[$name][$key] }
    }
    foreach ($name in 'Containers', 'Hyper-V', 'Hyper-V-PowerShell', 'Web-Server', 'NET-Framework-45-ASPNET', 'RSAT-AD-PowerShell', 'Telnet-Client') { $state.Features[$name] = @{ State = 'Available' } }
    foreach ($name in $Scenario.Features.Keys) { $state.Features[$name] = $Scenario.Features[$name] }
    if ($ami -ne 'plain') { $state.Features['Containers'].State = 'Installed' }
    Add-ToTable $state.Groups @{ Administrators = @('Administrator'); Users = @() }
    Add-ToTable $state.Groups $Scenario.Groups
    foreach ($user in @('Administrator', 'Guest') + @($Scenario.Users)) { if ($user) { $state.Users.Add($user) } }
    foreach ($path in $Programs.Keys) { $state.Programs[$path] = $Programs[$path] }
    Add-ToTable $state.Programs $Scenario.Programs
    foreach ($process in $Scenario.Processes) { $state.Processes.Add($process) }
    foreach ($table in 'Downloads', 'Secrets', 'Parameters', 'Buckets', 'Domains', 'Tags', 'Registry', 'Certificates') { Add-ToTable $state[$table] $Scenario[$table] }
    Add-ToTable $state.Metadata.Values @{
        'instance-id' = 'i-0123456789abcdef0'; 'placement/region' = 'eu-west-1'; 'placement/availability-zone' = 'eu-west-1a'; 'autoscaling/target-lifecycle-state' = 'InService'; 'instance-type' = 'm6i.large'; 'local-ipv4' = '10.40.0.17'
        'local-hostname' = 'ip-10-40-0-17.eu-west-1.compute.internal'; 'mac' = '0a:00:00:00:00:01'
    }
    Add-ToTable $state.Metadata.Values $Scenario.Metadata
    foreach ($key in $Scenario.Agent.Keys) { $state.Agent[$key] = $Scenario.Agent[$key] }
    foreach ($key in $Scenario.LifecycleAction.Keys) { $state.LifecycleAction[$key] = $Scenario.LifecycleAction[$key] }
    $state.Adapters.Add(@{ Name = 'Ethernet'; InterfaceDescription = 'Amazon Elastic Network Adapter'; ifIndex = 4; IPAddress = '10.40.0.17'; MacAddress = '0A-00-00-00-00-01' })
    foreach ($adapter in $Scenario.Adapters) { $state.Adapters.Add($adapter) }
    $state.Routes.Add(@{ DestinationPrefix = '0.0.0.0/0'; NextHop = '10.40.0.1'; RouteMetric = 25; ifIndex = $state.Adapters[-1].ifIndex })
    $state
}

function Add-Service {
    param($State, $Service)
    $State.Services[$Service.Name] = $Service
}

# Folders and files of the AMI, then those of the scenario.
function New-DriveC {
    param($State, $Scenario)
    foreach ($folder in 'Windows\System32\drivers\etc', 'Windows\TEMP', 'Windows\System32\config\systemprofile', 'Program Files\Amazon', 'Program Files (x86)', 'ProgramData\Amazon', 'Users\Public') {
        $null = [IO.Directory]::CreateDirectory([IO.Path]::Combine([Mullion.Boot.Machine]::Root, $folder.Replace('\', '/')))
    }
    $files = @{ 'C:\Windows\System32\drivers\etc\hosts' = "# hosts`r`n" }
    foreach ($path in $State.Programs.Keys) { if ($path -match '[\\/]') { $files[$path] = '' } }
    foreach ($path in $Scenario.Files.Keys) { $files[$path] = $Scenario.Files[$path] }
    foreach ($path in $files.Keys | Sort-Object) {
        $real = [Mullion.Boot.Drive]::Real($path)
        $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($real))
        [IO.File]::WriteAllText($real, $files[$path])
    }
}

# What is different after a boot: a flat picture of the machine, by which two are compared.
function Get-Picture {
    param($State)
    $picture = [ordered] @{}
    foreach ($name in $State.Services.Keys) { $service = $State.Services[$name]; $picture["service $name"] = "$($service.Status), $($service.StartType)$(if ($service.Failure) { ", failure $($service.Failure)" })" }
    foreach ($name in $State.Environment.Keys) { $picture["environment $name"] = $State.Environment[$name] }
    foreach ($name in $State.Features.Keys) { $picture["feature $name"] = $State.Features[$name].State }
    foreach ($name in $State.Tasks.Keys) { $task = $State.Tasks[$name]; $picture["scheduled task $name"] = "$($task.Execute) $($task.Arguments)" }
    foreach ($name in $State.Groups.Keys) { $picture["local group $name"] = $State.Groups[$name] -join ', ' }
    foreach ($name in $State.Certificates.Keys) { $picture["certificates $name"] = $State.Certificates[$name] -join ', ' }
    foreach ($key in $State.Registry.Keys) { foreach ($value in $State.Registry[$key].Keys) { $picture["registry $key $value"] = "$($State.Registry[$key][$value])" } }
    foreach ($name in $State.FirewallRules.Keys) { $picture["firewall rule $name"] = $State.FirewallRules[$name] }
    foreach ($one in $State.DefenderExclusions) { $picture["Defender excludes $one"] = 'yes' }
    foreach ($route in $State.Routes) { $picture["route $($route.DestinationPrefix) on interface $($route.ifIndex)"] = $route.NextHop }
    $picture['domain'] = if ($State.Computer.PartOfDomain) { $State.Computer.Domain } else { 'none' }
    $picture['time zone'] = $State.TimeZone
    foreach ($file in [IO.Directory]::GetFiles([Mullion.Boot.Machine]::Root, '*', 'AllDirectories') | Sort-Object) {
        $hash = [BitConverter]::ToString([Security.Cryptography.SHA256]::HashData([IO.File]::ReadAllBytes($file))).Replace('-', '').Substring(0, 12).ToLowerInvariant()
        $picture["file $([Mullion.Boot.Drive]::Shown($file))"] = "$([IO.FileInfo]::new($file).Length) bytes, SHA-256 $hash"
    }
    $picture
}

function Compare-Pictures {
    param($Before, $After)
    foreach ($key in $After.Keys) {
        if (-not $Before.Contains($key)) { "+ $key`: $($After[$key])" }
        elseif ("$($Before[$key])" -cne "$($After[$key])") { "~ $key`: $($Before[$key]) -> $($After[$key])" }
    }
    foreach ($key in $Before.Keys) { if (-not $After.Contains($key)) { "- $key`: $($Before[$key])" } }
}
