# containerd, its clients and BuildKit, where somebody installs them; HNS networks behind a restart; the CloudWatch agent.
# Containerd of the scenario: @{ PipeSeconds (from its start); PullSeconds; PullFails; NoWayOut; Images (names by namespace) }

function Update-Containerd {
    param([string] $Status)
    $script:Machine.Containerd.PipeAt = if ($Status -eq 'Running') { [Mullion.Boot.Clock]::UtcNow.AddSeconds($script:Machine.Containerd.PipeSeconds) }
}

function Test-Pipe {
    param([string] $Name)
    $service = $script:Machine.Services[$(if ($Name -eq 'containerd-containerd') { 'containerd' } else { $Name })]
    if ($Name -notin 'containerd-containerd', 'buildkitd', 'docker_engine') { Stop-Simulation "the pipe $Name is not simulated" }
    if ($Name -eq 'docker_engine') { $service = $script:Machine.Services['Docker'] }
    if ($null -eq $service -or $service.Status -ne 'Running') { return $false }
    $Name -ne 'containerd-containerd' -or [Mullion.Boot.Clock]::UtcNow -ge $script:Machine.Containerd.PipeAt
}

# NAT networks do not outlive a restart since Windows Server 2019; those of the scenario somebody makes at that boot.
# https://learn.microsoft.com/virtualization/windowscontainers/container-networking/network-drivers-topologies
function Reset-HnsNetworks {
    if ($script:Machine.Version.Build -ge 17763) { foreach ($network in @($script:Machine.HnsNetworks | Where-Object { $_.Type -eq 'NAT' })) { [Mullion.Boot.SimulatedHns]::Remove($network) } }
    foreach ($one in $script:Machine.HnsNetworksAtBoot) { [Mullion.Boot.SimulatedHns]::Add($one.Name, $(if ($one.Type) { $one.Type } else { 'NAT' }), $one.AddressPrefix, $one.Gateway, [int] $one.Endpoints) }
    $script:Machine.HnsNetworksAtBoot = @()
}

# https://learn.microsoft.com/powershell/module/netnat/get-netnat
Simulate Get-NetNat -Takes Name {
    foreach ($one in $script:Machine.NetNats) { if (-not $Name -or (Test-Name $one.Name $Name)) { New-Shape 'Microsoft.Management.Infrastructure.CimInstance#root/StandardCimv2/MSFT_NetNat' ([ordered] @{ Name = $one.Name; InternalIPInterfaceAddressPrefix = $one.InternalIPInterfaceAddressPrefix; Active = $true }) } }
}

# As syscall.EscapeArg of Go, for arguments without quotes.
function Get-EscapedArgument {
    param([string] $Argument)
    if ($Argument -match '[\s]' -or $Argument -eq '') { "`"$Argument`"" } else { $Argument }
}

# https://github.com/containerd/containerd/blob/v2.3.7/cmd/containerd/command/service_windows.go and buildkitd's copy of it
function Invoke-ServiceProgram {
    param([string] $Name, [string] $DisplayName, [string[]] $Arguments)
    $rest = @($Arguments | Where-Object { $_ -notin '--register-service', '--unregister-service' })
    $known = '--config', '--log-file', '--group', '--service-name', '--root', '--log-level'
    for ($i = 0; $i -lt $rest.Count; $i += 2) { if ($known -notcontains $rest[$i]) { Stop-Simulation "$Name.exe $($rest[$i]) is not simulated" } }
    $key = "HKLM:\SYSTEM\CurrentControlSet\Services\$Name"
    $service = $script:Machine.Services[$Name]
    if ($Arguments -contains '--register-service') {
        if ($service) { return @{ ExitCode = 1; ErrorOutput = "${Name}: The specified service already exists." } }
        $command = (@($script:ProgramPath, '--run-service') + $rest | ForEach-Object { Get-EscapedArgument $_ }) -join ' '
        $script:Machine.Services[$Name] = @{ Name = $Name; DisplayName = $DisplayName; Status = 'Stopped'; StartType = 'Automatic'; BinaryPathName = $command; Failure = 'reset=86400 actions=restart/15000/restart/15000//0' }
        $script:Machine.Registry[$key] = [ordered] @{ ImagePath = $command }
        Write-Change "register service $Name"
        return @{ ExitCode = 0 }
    }
    if ($Arguments -contains '--unregister-service') {
        if (-not $service) { return @{ ExitCode = 1; ErrorOutput = "${Name}: The specified service does not exist as an installed service." } }
        $script:Machine.Services.Remove($Name)
        $script:Machine.Registry.Remove($key)
        Write-Change "unregister service $Name"
        return @{ ExitCode = 0 }
    }
    Stop-Simulation "$Name.exe $Arguments is not simulated"
}

SimulateProgram '*\containerd.exe' { param($Arguments) Invoke-ServiceProgram 'containerd' 'Containerd' $Arguments }

SimulateProgram '*\buildkitd.exe' { param($Arguments) Invoke-ServiceProgram 'buildkitd' 'Buildkitd' $Arguments }

# Why a service that is containerd's or BuildKit's program does not start; nothing for one that does, and for every other.
function Test-ContainerService {
    param($Service)
    $words = @(Split-CommandLine "$($Service.BinaryPathName)")
    if ($words.Count -lt 2 -or $words[1] -ne '--run-service') { return }
    # It ends before it tells Windows that it runs.
    $refusal = "Cannot start service $($Service.Name) on computer '.': The service did not respond to the start or control request in a timely fashion"
    if (-not [IO.File]::Exists((Get-RealPath $words[0]))) { return "Cannot start service $($Service.Name) on computer '.': The system cannot find the file specified" }
    $at = [array]::IndexOf($words, '--config')
    if ($at -lt 0 -or -not [IO.File]::Exists((Get-RealPath $words[$at + 1]))) { return $refusal }
    if ($words[0] -notlike '*\buildkitd.exe') { return }
    # A worker that is enabled dials longer than Windows waits.
    if (-not (Test-Pipe 'containerd-containerd')) { return $refusal }
    $groups = [array]::IndexOf($words, '--group')
    if ($groups -ge 0) { foreach ($group in $words[$groups + 1] -split ',') { if (-not $script:Machine.Groups.Contains(($group -split '\\')[-1])) { return $refusal } } }
    $toml = [IO.File]::ReadAllText((Get-RealPath $words[$at + 1]))
    $said = @{}
    foreach ($match in [regex]::Matches($toml, '(?m)^(\w+) = [''"](.*)[''"]$')) { $said[$match.Groups[1].Value] = $match.Groups[2].Value }
    $tcp = $toml -match '"tcp://'
    foreach ($name in 'cert', 'key', 'ca') { if ($tcp -and (-not $said[$name] -or -not [IO.File]::Exists((Get-RealPath $said[$name])) -or [IO.File]::ReadAllText((Get-RealPath $said[$name])) -notmatch '-----BEGIN ')) { return $refusal } }
    $script:Machine.Buildkitd.Network = $said.networkMode
    if ($said.networkMode -ne 'cni') { return }
    # It makes a first endpoint: https://github.com/moby/buildkit/blob/v0.34.2/util/network/cniprovider/cni.go
    $list = Read-NetworkList $said.cniConfigPath
    if ($null -eq $list -or -not [IO.File]::Exists((Get-RealPath "$($said.cniBinaryPath)\$(@($list.plugins)[0].type).exe")) -or -not ($script:Machine.HnsNetworks | Where-Object { $_.Name -eq $list.name })) { return $refusal }
}

# Only the suffix .conflist is read as a list.
function Read-NetworkList {
    param([string] $Path)
    if ($Path -notlike '*.conflist' -or -not [IO.File]::Exists((Get-RealPath $Path))) { return }
    try { $list = ConvertFrom-Json ([IO.File]::ReadAllText((Get-RealPath $Path))) } catch { return }
    if (@($list.plugins).Count -gt 0) { $list }
}

function Get-DialFailure {
    param([string] $Program)
    @{ ExitCode = 1; ErrorOutput = "${Program}: failed to dial `"\\.\pipe\containerd-containerd`": open \\.\pipe\containerd-containerd: The system cannot find the file specified." }
}

# Process isolation: the image of the host's build, for 2025 also that of 2022.
# https://github.com/containerd/platforms/blob/v1.0.0-rc.1/platform_windows_compat.go
function Test-ImageOfHost {
    param([string] $Image)
    if ($Image -notmatch '/windows/.*:(1809|ltsc\d{4})') { return $true }
    $of = @{ '1809' = 17763; 'ltsc2019' = 17763; 'ltsc2022' = 20348; 'ltsc2025' = 26100 }[$Matches[1]]
    $build = $script:Machine.Version.Build
    $of -eq $build -or ($build -ge 20348 -and $of -ge 20348 -and $of -le $build)
}

function Save-Image {
    param([string] $Namespace, [string] $Image)
    $images = $script:Machine.Containerd.Images
    if (@($images[$Namespace]) -contains $Image) { return }
    if ($script:Machine.Containerd.PullFails -gt 0) { $script:Machine.Containerd.PullFails--; return "failed to resolve reference `"$Image`": dial tcp: lookup $(($Image -split '/')[0]): no such host" }
    if (-not (Test-ImageOfHost $Image)) { return "no match for platform in manifest: not found" }
    [Mullion.Boot.Clock]::Advance($script:Machine.Containerd.PullSeconds)
    $images[$Namespace] = @(@($images[$Namespace]) -ne $null) + $Image
    Write-Change "pull $Image into namespace $Namespace"
}

SimulateProgram '*\ctr.exe' {
    param($Arguments)
    $namespace = 'default'
    $words = [Collections.Generic.List[string]]::new()
    for ($i = 0; $i -lt $Arguments.Count; $i++) { if ($Arguments[$i] -in '-n', '--namespace') { $namespace = $Arguments[++$i] } else { $words.Add($Arguments[$i]) } }
    if (-not (Test-Pipe 'containerd-containerd')) { return Get-DialFailure 'ctr' }
    switch -Regex ($words -join ' ') {
        '^version$' { return @{ ExitCode = 0; Output = 'Client:', '  Version:  v2', '', 'Server:', '  Version:  v2' } }
        '^images? ls (-q|--quiet)( name==(\S+))?$' { $wanted = $Matches[3]; return @{ ExitCode = 0; Output = @($script:Machine.Containerd.Images[$namespace] | Where-Object { $_ -and (-not $wanted -or $_ -eq $wanted) }) } }
        '^images? pull (\S+)$' {
            $failure = Save-Image $namespace $Matches[1]
            if ($failure) { return @{ ExitCode = 1; ErrorOutput = "ctr: $failure" } }
            return @{ ExitCode = 0; Output = 'elapsed: 30.0s total:  100.0M (3.3 MiB/s)' }
        }
    }
    Stop-Simulation "ctr.exe $Arguments is not simulated"
}

# It reads every file of the folder as a list, a .conf too, which has no plug-in (nerdctl 2.0.5 and newer).
SimulateProgram '*\nerdctl.exe' {
    param($Arguments)
    if (-not (Test-Pipe 'containerd-containerd')) { return @{ ExitCode = 1; ErrorOutput = 'time="2026-01-05T10:00:00Z" level=fatal msg="cannot access containerd socket \"//./pipe/containerd-containerd\""' } }
    if ($Arguments[0] -eq 'pull') {
        $failure = Save-Image 'default' $Arguments[-1]
        if ($failure) { return @{ ExitCode = 1; ErrorOutput = "time=`"2026-01-05T10:00:00Z`" level=fatal msg=`"$failure`"" } }
        return @{ ExitCode = 0; Output = 'sha256:0123' }
    }
    $line = $Arguments -join ' '
    if ($line -notmatch '^run --rm --network nat (?:--env \S+ )*(\S+) cmd /c (.+)$') { Stop-Simulation "nerdctl.exe $Arguments is not simulated" }
    $image, $command = $Matches[1], $Matches[2]
    $failure = Save-Image 'default' $image
    if ($failure) { return @{ ExitCode = 1; ErrorOutput = "level=fatal msg=`"$failure`"" } }
    $folder = [Mullion.Boot.SimulatedEnvironment]::GetEnvironmentVariable('NETCONFPATH')
    $plugins = [Mullion.Boot.SimulatedEnvironment]::GetEnvironmentVariable('CNI_PATH')
    if (-not $folder) { $folder = 'C:\Program Files\containerd\cni\conf' }
    if (-not $plugins) { $plugins = 'C:\Program Files\containerd\cni\bin' }
    $list = $null
    foreach ($file in $(if ([IO.Directory]::Exists((Get-RealPath $folder))) { [IO.Directory]::GetFiles((Get-RealPath $folder)) | Sort-Object })) {
        if ($file -match '\.(conf|json)$') { return @{ ExitCode = 2; ErrorOutput = 'panic: runtime error: index out of range [0] with length 0' } }
        $one = Read-NetworkList ([Mullion.Boot.Drive]::Shown($file))
        if ($one -and $one.name -eq 'nat') { $list = $one; break }
    }
    $network = $script:Machine.HnsNetworks | Where-Object { $_.Name -eq 'nat' } | Select-Object -First 1
    if (-not $list -or -not $network -or -not [IO.File]::Exists((Get-RealPath "$plugins\nat.exe"))) { return @{ ExitCode = 1; ErrorOutput = 'level=fatal msg="failed to create shim task: plugin type=\"nat\" failed (add)"' } }
    $gateway = @(@($list.plugins)[0].ipam.routes)[0].GW
    if ($command -eq 'ipconfig') { return @{ ExitCode = 0; Output = '', 'Windows IP Configuration', '', 'Ethernet adapter vEthernet (nat):', '', "   IPv4 Address. . . . . . . . . . . : $(($network.AddressPrefix -split '/')[0] -replace '\d+$', '77')", "   Default Gateway . . . . . . . . . : $gateway" } }
    if ($command -notlike 'curl.exe *') { Stop-Simulation "a container that runs $command is not simulated" }
    if ($gateway -ne $network.Gateway -or $script:Machine.Containerd.NoWayOut) { [Mullion.Boot.Clock]::Advance(10); return @{ ExitCode = 6; ErrorOutput = 'curl: (6) Could not resolve host: mcr.microsoft.com' } }
    @{ ExitCode = 0 }
}

SimulateProgram '*\buildctl.exe' {
    param($Arguments)
    if (-not (Test-Pipe 'buildkitd')) { return @{ ExitCode = 1; ErrorOutput = 'error: failed to list workers: Unavailable: connection error: desc = "transport: error while dialing: open //./pipe/buildkitd: The system cannot find the file specified."' } }
    if ("$Arguments" -eq 'debug workers -v') {
        $network = if ($script:Machine.Buildkitd.Network -eq 'cni' -and -not $script:Machine.Buildkitd.NoNetwork) { 'cni' } else { '' }
        return @{ ExitCode = 0; Output = "ID:`t`t0123456789", "Platforms:`twindows/amd64", 'Labels:', "`torg.mobyproject.buildkit.worker.executor:`tcontainerd", "`torg.mobyproject.buildkit.worker.network:`t$network" }
    }
    if ($Arguments[0] -ne 'build') { Stop-Simulation "buildctl.exe $Arguments is not simulated" }
    $folder = "$($Arguments -match '^dockerfile=')" -replace '^dockerfile=', ''
    if (-not [IO.File]::Exists((Get-RealPath "$folder\Dockerfile"))) { return @{ ExitCode = 1; ErrorOutput = 'error: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory' } }
    [Mullion.Boot.Clock]::Advance(20)
    if ($script:Machine.Buildkitd.BuildFails -gt 0) { $script:Machine.Buildkitd.BuildFails--; return @{ ExitCode = 1; ErrorOutput = 'error: failed to solve: hcsshim::ImportLayer failed in Win32: Cannot create a file when that file already exists. (0xb7)' } }
    Write-Change "build an image of $folder"
    @{ ExitCode = 0; Output = '#7 exporting to image' }
}

# Systems Manager's Distributor installs it once the SSM agent runs; its control is a script of AWS's.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/create-cloudwatch-agent-configuration-file-details.html
function Start-CloudWatchInstallation {
    if ($null -ne $script:Machine.CloudWatchAgentAfterSeconds) { Add-DueEvent $script:Machine.CloudWatchAgentAfterSeconds Complete-CloudWatchInstallation @{} }
}

function Complete-CloudWatchInstallation {
    param($With)
    $real = [Mullion.Boot.Drive]::Real('C:\Program Files\Amazon\AmazonCloudWatchAgent\amazon-cloudwatch-agent-ctl.ps1')
    if ([IO.File]::Exists($real)) { return }
    if ($script:Machine.Services['AmazonSSMAgent'].Status -ne 'Running') { Add-DueEvent 10 Complete-CloudWatchInstallation $With; return }
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($real))
    [Mullion.Boot.Drive]::WriteBytes($real, [Text.Encoding]::ASCII.GetBytes(@'
param([Alias('a')] [string] $Action, [Alias('c')] [string] $ConfigLocation, [Alias('m')] [string] $Mode, [Alias('s')] [switch] $Start)
if ($Action -ne 'fetch-config' -or $Mode -ne 'ec2' -or $ConfigLocation -notlike 'file:*' -or -not (Test-Path $ConfigLocation.Substring(5))) { 'usage: amazon-cloudwatch-agent-ctl.ps1 -a'; exit 1 }
$null = Get-Content -Raw $ConfigLocation.Substring(5) | ConvertFrom-Json
if (-not (Get-Service AmazonCloudWatchAgent -ErrorAction SilentlyContinue)) { $null = New-Service -Name AmazonCloudWatchAgent -BinaryPathName 'C:\Program Files\Amazon\AmazonCloudWatchAgent\start-amazon-cloudwatch-agent.exe' -StartupType Automatic }
if ($Start) { Restart-Service AmazonCloudWatchAgent }
exit 0
'@))
}
