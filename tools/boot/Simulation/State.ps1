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

# Keys of a scenario: those of the table itself, of each entry of a table by name (Services.*), of each of a list (Fails[]).
$keys = @{
    '' = 'Adapters', 'Agent', 'Ami', 'Boots', 'Buckets', 'Buildkitd', 'Certificates', 'CloudWatchAgentAfterSeconds', 'Containerd', 'Domain', 'Domains', 'Downloads', 'Environment', 'Events', 'Fails', 'Features', 'Files', 'Groups', 'Hns', 'HnsNetworks', 'Kubelet', 'LaunchAgent', 'LifecycleAction', 'Metadata',
    'MetadataFails', 'Missing', 'MissingModules', 'Modules', 'NetNats', 'NrptRules', 'Parameters', 'Processes', 'Programs', 'Proxy', 'Registry', 'Release', 'Secrets', 'SerialConsoleInUse', 'ServiceChangeReturns', 'Services', 'Tags', 'Users'
    'Adapters[]' = 'InterfaceDescription', 'IPAddress', 'MacAddress', 'Name', 'ifIndex'
    'Agent' = 'Cluster', 'JoinSeconds', 'NeverAnswers', 'NeverJoins'
    'Boots.*' = 'Agent', 'Buckets', 'Containerd', 'Domain', 'Fails', 'Files', 'HnsNetworks', 'Metadata', 'Programs', 'Secrets', 'Services'
    'Buildkitd' = 'BuildFails', 'NoNetwork'
    'Containerd' = 'Images', 'NoWayOut', 'PipeSeconds', 'PullFails', 'PullSeconds'
    'Domains.*' = 'Password', 'User'
    'Downloads.*' = 'Base64', 'Fails', 'Seconds', 'Status', 'Text', 'Zip'
    'Events[]' = 'AfterSeconds', 'Boot', 'JoinsDomain', 'Restarts', 'StopsService'
    'Fails[]' = 'After', 'Command', 'Hangs', 'Message', 'RestartsMachine', 'Seconds', 'Times', 'Type', 'Where'
    'Features.*' = 'NeedsRestart', 'State'
    'Hns' = 'Fails'
    'HnsNetworks[]' = 'AddressPrefix', 'Endpoints', 'Gateway', 'Name', 'Type'
    'Kubelet' = 'HealthySeconds', 'NeverAnswers', 'NeverHealthy'
    'LifecycleAction' = 'NotYet', 'Result'
    'NetNats[]' = 'InternalIPInterfaceAddressPrefix', 'Name'
    'NrptRules[]' = 'Name', 'NameServers', 'Namespace'
    'Programs.*' = 'Creates', 'ErrorOutput', 'ExitCode', 'Hangs', 'Output', 'Script', 'Seconds', 'Windowed'
    'Services.*' = 'BinaryPathName', 'DependsOn', 'DiesAfter', 'DisplayName', 'Failure', 'StartFails', 'StartSeconds', 'StartType', 'Status'
}

# Whatever a scenario says and nobody reads would be a trial of something else.
function Test-Scenario {
    param([hashtable] $Scenario)
    Test-ScenarioKeys $Scenario '' ''
    foreach ($shape in $keys.Keys | Sort-Object) {
        $name = $shape -replace '(\.\*|\[\])$'
        if (-not $name -or -not $Scenario.ContainsKey($name)) { continue }
        $value = $Scenario[$name]
        if ($shape -like '*`[`]') { foreach ($one in @($value)) { Test-ScenarioKeys $one $shape "$name[]" } }
        elseif ($shape -like '*.`*') {
            if ($value -isnot [hashtable]) { throw [Mullion.Boot.Machine]::Refuse("the scenario says no table for $name") }
            foreach ($key in $value.Keys | Sort-Object) { Test-ScenarioKeys $value[$key] $shape "$name.$key" }
        }
        else { Test-ScenarioKeys $value $shape $name }
    }
    foreach ($name in 'Buckets', 'Certificates', 'Environment', 'Files', 'Groups', 'Metadata', 'Parameters', 'Registry', 'Secrets', 'Tags') {
        if ($Scenario.ContainsKey($name) -and $Scenario[$name] -isnot [hashtable]) { throw [Mullion.Boot.Machine]::Refuse("the scenario says no table for $name") }
    }
    foreach ($failure in $Scenario.Fails) {
        if ($simulated -notcontains $failure.Command) { throw [Mullion.Boot.Machine]::Refuse("the scenario says Fails[].Command $($failure.Command), which is no simulated command") }
    }
    foreach ($path in $Scenario.Files.Keys) { if (-not [Mullion.Boot.Drive]::IsWindowsPath($path)) { throw [Mullion.Boot.Machine]::Refuse("the scenario says Files.$path, which is no path of drive C:") } }
    foreach ($name in $Scenario.Services.Keys) {
        $service = $Scenario.Services[$name]
        if ($service.StartType -and $service.StartType -notin 'Automatic', 'Manual', 'Disabled') { throw [Mullion.Boot.Machine]::Refuse("the scenario says Services.$name.StartType $($service.StartType); known are Automatic, Manual, Disabled") }
    }
    foreach ($name in $Scenario.Features.Keys) {
        if ($Scenario.Features[$name].State -notin 'Available', 'Installed') { throw [Mullion.Boot.Machine]::Refuse("the scenario says Features.$name.State $($Scenario.Features[$name].State); known are Available, Installed") }
    }
}

function Test-ScenarioKeys {
    param($Table, [string] $Shape, [string] $Path)
    if ($Table -isnot [hashtable]) { throw [Mullion.Boot.Machine]::Refuse("the scenario says no table for $Path") }
    foreach ($key in $Table.Keys | Sort-Object) {
        if ($keys[$Shape] -notcontains $key) { throw [Mullion.Boot.Machine]::Refuse("the scenario says $(if ($Path) { "$Path." })$key; known are $($keys[$Shape] -join ', ')") }
    }
}

function New-State {
    param([hashtable] $Scenario, [hashtable] $Programs)
    Test-Scenario $Scenario
    $release = $releases["$(if ($Scenario.Release) { $Scenario.Release } else { '2022' })"]
    if (-not $release) { throw [Mullion.Boot.Machine]::Refuse("the scenario says Release $($Scenario.Release); known are $(($releases.Keys | Sort-Object) -join ', ')") }
    $state = @{
        ComputerName = 'EC2AMAZ-0A1B2C3'; Version = [version] $release.Version; Caption = $release.Caption; LaunchAgent = $(if ($Scenario.LaunchAgent) { $Scenario.LaunchAgent } else { $release.LaunchAgent }); TimeZone = 'UTC'
        Services = New-Table; Environment = New-Table; UserEnvironment = New-Table; Features = New-Table; Groups = New-Table; Users = [Collections.Generic.List[string]]::new(); Programs = New-Table
        Tasks = New-Table; TaskRuns = [Collections.Generic.List[hashtable]]::new(); Registry = New-Table; Certificates = New-Table; FirewallRules = New-Table; Acls = New-Table
        Defender = [ordered] @{ ExclusionPath = @(); ExclusionProcess = @(); ExclusionExtension = @(); DisableRealtimeMonitoring = $false }; FirewallProfiles = [ordered] @{ Domain = 'True'; Private = 'True'; Public = 'True' }; HnsNetworks = [Collections.Generic.List[hashtable]]::new()
        Events = [Collections.Generic.List[hashtable]]::new(); EventSources = New-Table; Rights = New-Table; DisabledUsers = [Collections.Generic.List[string]]::new(); Eks = $null; Kubelet = @{}; PageFile = @{ Automatic = $true; Settings = New-Table }
        Routes = [Collections.Generic.List[hashtable]]::new(); Adapters = [Collections.Generic.List[hashtable]]::new(); MissingPrograms = [Collections.Generic.List[string]]::new()
        Processes = [Collections.Generic.List[string]]::new(); ExecutionPolicies = @{ LocalMachine = 'RemoteSigned' }; Modules = @(); MissingModules = @($Scenario.MissingModules)
        Downloads = @{}; Secrets = @{}; Parameters = @{}; Buckets = @{}; Domains = New-Table; Tags = New-Table; Fails = @($Scenario.Fails | Where-Object { $_ }); Agent = @{}; LifecycleAction = @{ NotYet = 0; Result = $null }
        Metadata = @{ Fails = [int] $Scenario.MetadataFails; Values = New-Table }; Computer = @{ PartOfDomain = [bool] $Scenario.Domain; Domain = $Scenario.Domain }; InstanceHealth = 'Healthy'; ServiceChangeReturns = $Scenario.ServiceChangeReturns; SerialConsole = [Collections.ArrayList]::new(); SerialConsoleInUse = [bool] $Scenario.SerialConsoleInUse
        Hns = @{ Fails = 0 }; HnsNetworksAtBoot = @($Scenario.HnsNetworks | Where-Object { $_ }); NetNats = @($Scenario.NetNats | Where-Object { $_ }); NrptRules = [Collections.Generic.List[hashtable]]::new(); Containerd = @{ PipeSeconds = 2; PullSeconds = 30; PullFails = 0; Images = New-Table }; Buildkitd = @{ BuildFails = 0 }
        CloudWatchAgentAfterSeconds = $Scenario.CloudWatchAgentAfterSeconds; Proxy = $Scenario.Proxy
    }
    foreach ($rule in $Scenario.NrptRules) { if ($rule) { $state.NrptRules.Add($rule) } }
    foreach ($name in $Scenario.Missing) { $null = [Mullion.Boot.Machine]::Missing.Add($name) }
    foreach ($log in 'Application', 'System', 'Security') { $state.EventSources[$log] = $log }
    $state.DisabledUsers.Add('Guest')
    Add-ToTable $state.Rights @{ SeServiceLogonRight = @('*S-1-5-80-0'); SeBatchLogonRight = @('*S-1-5-32-544', '*S-1-5-32-551'); SeInteractiveLogonRight = @('*S-1-5-32-544', '*S-1-5-32-545') }
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
        'eks' {
            Add-Service $state @{ Name = 'containerd'; DisplayName = 'containerd'; Status = 'Running'; StartType = 'Automatic' }
            # EKS's own: https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-versions-windows.html
            Add-Service $state @{ Name = 'csiproxy'; DisplayName = 'csiproxy'; Status = 'Running'; StartType = 'Automatic' }
        }
        'plain' { }
        default { throw [Mullion.Boot.Machine]::Refuse("the scenario says Ami $ami; known are ecs, eks, container, plain") }
    }
    foreach ($name in $Scenario.Services.Keys) {
        if ($null -eq $state.Services[$name]) { Add-Service $state @{ Name = $name; DisplayName = $name; Status = 'Stopped'; StartType = 'Manual' } }
        foreach ($key in $Scenario.Services[$name].Keys) { $state.Services[$name][$key] = $Scenario.Services[$name][$key] }
    }
    foreach ($name in 'Containers', 'Hyper-V', 'Hyper-V-PowerShell', 'Web-Server', 'NET-Framework-45-ASPNET', 'RSAT-AD-PowerShell', 'Telnet-Client') { $state.Features[$name] = @{ State = 'Available' } }
    # https://learn.microsoft.com/virtualization/windowscontainers/quick-start/set-up-environment
    foreach ($name in 'Containers', 'Hyper-V') { $state.Features[$name].NeedsRestart = $true }
    foreach ($name in $Scenario.Features.Keys) { $state.Features[$name] = $Scenario.Features[$name] }
    if ($ami -ne 'plain') { $state.Features['Containers'].State = 'Installed' }
    Add-ToTable $state.Groups @{ Administrators = @('Administrator'); Users = @(); Guests = @('Guest'); 'Performance Monitor Users' = @(); 'Remote Desktop Users' = @(); 'Event Log Readers' = @() }
    Add-ToTable $state.Groups $Scenario.Groups
    foreach ($user in @('Administrator', 'Guest') + @($Scenario.Users)) { if ($user) { $state.Users.Add($user) } }
    foreach ($path in $Programs.Keys) { $state.Programs[$path] = $Programs[$path] }
    Add-ToTable $state.Programs $Scenario.Programs
    foreach ($process in $Scenario.Processes) { $state.Processes.Add($process) }
    foreach ($table in 'Downloads', 'Secrets', 'Parameters', 'Buckets', 'Domains', 'Tags', 'Registry', 'Certificates') { Add-ToTable $state[$table] $Scenario[$table] }
    Add-ToTable $state.Metadata.Values @{
        'instance-id' = 'i-0123456789abcdef0'; 'placement/region' = 'eu-west-1'; 'placement/availability-zone' = 'eu-west-1a'; 'autoscaling/target-lifecycle-state' = 'InService'; 'instance-type' = 'm6i.large'; 'local-ipv4' = '10.40.0.17'
        'local-hostname' = 'ip-10-40-0-17.eu-west-1.compute.internal'; 'mac' = '0a:00:00:00:00:01'; 'network/interfaces/macs/0a:00:00:00:00:01/vpc-ipv4-cidr-blocks' = '10.40.0.0/16'
    }
    Add-ToTable $state.Metadata.Values $Scenario.Metadata
    foreach ($table in 'Hns', 'Containerd', 'Buildkitd') { foreach ($key in $Scenario[$table].Keys) { $state[$table][$key] = $Scenario[$table][$key] } }
    # https://learn.microsoft.com/windows/win32/services/service-control-handler-function
    if (-not $state.Registry.Contains('HKLM:\SYSTEM\CurrentControlSet\Control')) { $state.Registry['HKLM:\SYSTEM\CurrentControlSet\Control'] = [ordered] @{ WaitToKillServiceTimeout = '5000' } }
    foreach ($key in $Scenario.Agent.Keys) { $state.Agent[$key] = $Scenario.Agent[$key] }
    foreach ($key in $Scenario.Kubelet.Keys) { $state.Kubelet[$key] = $Scenario.Kubelet[$key] }
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

# Its parameters: https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html
# It stops at errors and reads a variable that nobody set, as the copy of 2020 does:
# https://github.com/bgsilvait/EKS/blob/f27f2c9c/Windows/Start-EKSBootstrap_117_DSR.ps1
$eksBootstrap = @'
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $EKSClusterName,
    [string] $APIServerEndpoint,
    [string] $Base64ClusterCA,
    [string] $DNSClusterIP,
    [string] $ServiceCIDR,
    [string] $KubeletExtraArgs,
    [string] $KubeProxyExtraArgs,
    [string[]] $ExcludedSnatCIDRs,
    [ValidateSet('docker', 'containerd')] [string] $ContainerRuntime,
    [string] $Endpoint
)
$ErrorActionPreference = 'STOP'
$null = [string] $versionArgs
Write-Information 'Initializing AWS default configurations...'
Start-EKSBootstrap @PSBoundParameters
Write-Information 'Registering kubelet and kube-proxy services...'
Get-Service -Name 'kubelet', 'kube-proxy' | Select-Object -Property Status, Name, DisplayName
'@

# Folders and files of the AMI, then those of the scenario.
function New-DriveC {
    param($State, $Scenario)
    foreach ($folder in 'Windows\System32\drivers\etc', 'Windows\TEMP', 'Windows\System32\config\systemprofile', 'Program Files\Amazon', 'Program Files (x86)', 'ProgramData\Amazon', 'Users\Public') {
        $null = [IO.Directory]::CreateDirectory([IO.Path]::Combine([Mullion.Boot.Machine]::Root, $folder.Replace('\', '/')))
    }
    $files = @{ 'C:\Windows\System32\drivers\etc\hosts' = "# hosts`r`n" }
    if ($Scenario.Ami -eq 'eks') { $files['C:\Program Files\Amazon\EKS\Start-EKSBootstrap.ps1'] = $eksBootstrap }
    # A package of Windows Installer is no program: the script brings it.
    foreach ($path in $State.Programs.Keys) { if (-not $path.StartsWith('*') -and $path -match '[\\/]' -and $path -notlike '*.ms[ip]') { $files[$path] = '' } }
    foreach ($path in $Scenario.Files.Keys) { $files[$path] = $Scenario.Files[$path] }
    foreach ($path in $files.Keys | Sort-Object) { Write-ScenarioFile $path $files[$path] }
}

function Write-ScenarioFile {
    param([string] $Path, $Text)
    $real = [Mullion.Boot.Drive]::Real($Path)
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($real))
    [Mullion.Boot.Drive]::WriteBytes($real, [Text.UTF8Encoding]::new($false).GetBytes("$Text"))
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
    foreach ($name in $State.FirewallRules.Keys) { $rule = $State.FirewallRules[$name]; $picture["firewall rule $name"] = "$($rule.Direction) $($rule.Action) $($rule.Protocol) $($rule.LocalPort)$(if ($rule.Enabled -ne 'True') { ', disabled' })" }
    foreach ($name in $State.FirewallProfiles.Keys) { $picture["firewall profile $name"] = "enabled $($State.FirewallProfiles[$name])" }
    foreach ($name in $State.Defender.Keys) { $picture["Defender $name"] = $State.Defender[$name] -join ', ' }
    foreach ($network in $State.HnsNetworks) { $picture["HNS network $($network.Name)"] = $network.Type }
    foreach ($rule in $State.NrptRules) { $picture["name resolution policy $($rule.Name)"] = "$($rule.Namespace) by $($rule.NameServers -join ', ')" }
    foreach ($adapter in $State.Adapters) { $picture["adapter $($adapter.Name)"] = "$($adapter.IPAddress)" }
    foreach ($one in $State.Users) { $picture["local user $one"] = if ($State.DisabledUsers -contains $one) { 'disabled' } else { 'enabled' } }
    foreach ($name in $State.Rights.Keys) { $picture["right $name"] = $State.Rights[$name] -join ', ' }
    if (-not $State.PageFile.Automatic) { foreach ($file in $State.PageFile.Settings.Values) { $picture["page file $($file.Name)"] = if ($file.MaximumSize) { "$($file.InitialSize) to $($file.MaximumSize) MiB" } else { 'as Windows chooses' } } }
    if ($State.Eks) { $picture['EKS node of cluster'] = $State.Eks.Cluster }
    foreach ($route in $State.Routes) { $picture["route $($route.DestinationPrefix) on interface $($route.ifIndex)"] = $route.NextHop }
    $picture['domain'] = if ($State.Computer.PartOfDomain) { $State.Computer.Domain } else { 'none' }
    $picture['time zone'] = $State.TimeZone
    $picture['computer name'] = $State.ComputerName
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
