Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$restarts = 'C:\ProgramData\Mullion\restarts.txt'

New-Item -ItemType Directory -Force -Path 'C:\ProgramData\Mullion\log' | Out-Null
Start-Transcript -Append -Path 'C:\ProgramData\Mullion\log\user-data.log' | Out-Null
try {
    Start-Service -Name 'AmazonSSMAgent'
}
catch {
    Write-Host "the SSM agent does not start: $($_.Exception.Message)"
}

# Ends the script, and says so where aws ec2 get-console-output and mullion doctor see it.
function Stop-Script {
    param([string] $Name, [int] $ExitCode)
    try {
        $port = New-Object -TypeName 'System.IO.Ports.SerialPort' -ArgumentList 'COM1'
        $port.WriteTimeout = 5000
        $port.Open()
        $port.WriteLine("mullion: $Name ended with exit code $ExitCode")
        $port.Close()
    }
    catch {
        Write-StepLog "the serial console takes nothing: $($_.Exception.Message)"
    }
    Stop-Transcript | Out-Null
    exit $ExitCode
}

function Write-StepLog {
    param([string] $Message)
    Write-Host "$([DateTime]::UtcNow.ToString('s'))Z $Message"
}

# Runs one step in a scope of its own; when it fails, the whole script ends with the step's exit code.
function Invoke-Step {
    param([string] $Name, [int] $ExitCode, [scriptblock] $Script)
    Write-StepLog "$Name starts"
    try {
        & $Script | Out-Host
    }
    catch {
        Write-Host ($_ | Out-String)
        Exit-Step -Name $Name -ExitCode $ExitCode
    }
    Write-StepLog "$Name done"
}

function Exit-Step {
    param([string] $Name, [int] $ExitCode)
    Write-StepLog "$Name failed, exit code $ExitCode"
    Stop-Script -Name $Name -ExitCode $ExitCode
}

# All is done: the next boot knows nothing of the restarts of this one.
function Complete-UserData {
    Remove-Item -Force -Path $restarts -ErrorAction SilentlyContinue
    Stop-Script -Name 'user data' -ExitCode 0
}

# Runs a program and gives its output, line by line; throws unless it exits with 0 or 3010.
function Invoke-Native {
    param(
        [Parameter(Mandatory = $true)] [string] $FilePath,
        [string[]] $ArgumentList = @()
    )
    $program = Get-Command -CommandType Application -Name $FilePath -TotalCount 1 -ErrorAction Stop
    $ErrorActionPreference = 'Continue'
    & $program.Path @ArgumentList 2>&1 | ForEach-Object { "$_" }
    if ($LASTEXITCODE -eq 3010) {
        Write-Host "$FilePath asks for a restart (exit code 3010)"
    }
    elseif ($LASTEXITCODE -ne 0) {
        throw "$FilePath failed with exit code $LASTEXITCODE"
    }
}

$restartByExitCode = $true

# Ends the script by a restart, behind which it runs again; the step with the exit code Done is done by then.
function Request-Restart {
    param([int] $Done = 0)
    if (@(Get-Content -Path $restarts -ErrorAction SilentlyContinue).Count -ge 5) {
        throw 'asks for a sixth restart: five did not bring this script to its end'
    }
    Add-Content -Encoding Ascii -Path $restarts -Value $Done
    Write-StepLog 'Windows restarts and runs this script again'
    Stop-Transcript | Out-Null
    if ($restartByExitCode) {
        exit 3010
    }
    Restart-Computer -Force
    exit 0
}

# A folder that SYSTEM and Administrators alone reach, and whatever is written into it.
function New-PrivateFolder {
    param([string] $Path)
    New-Item -ItemType Directory -Force -Path $Path | Out-Null
    $rights = '/inheritance:r', '/grant:r', '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F'
    Invoke-Native -FilePath 'icacls.exe' -ArgumentList (@($Path) + $rights) | Out-Null
}

# Downloads an archive, by another name until its hash is right.
function Receive-Archive {
    param([hashtable] $Archive, [string] $Path)
    [Net.ServicePointManager]::SecurityProtocol =
        [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
    $request = @{ Uri = $Archive.url; OutFile = "$Path.part"; UseBasicParsing = $true; TimeoutSec = 600 }
    if ($Archive.proxy) {
        $request.Proxy = $Archive.proxy
    }
    foreach ($pause in 5, 15, 45, 90, 0) {
        try {
            Invoke-WebRequest @request
            $hash = (Get-FileHash -Algorithm $Archive.algorithm -Path "$Path.part").Hash
            if ($hash -eq $Archive.hash) {
                Move-Item -Force -Path "$Path.part" -Destination $Path
                return
            }
            $failure = "its $($Archive.algorithm) is $($hash.ToLowerInvariant()), not $($Archive.hash)"
        }
        catch {
            $failure = $_.Exception.Message
        }
        Remove-Item -Force -Path "$Path.part" -ErrorAction SilentlyContinue
        if ($pause -eq 0) {
            throw "$($Archive.url) can not be used: $failure"
        }
        Write-Host "$($Archive.url): $failure; again in $pause seconds"
        Start-Sleep -Seconds $pause
    }
}

# Installs what is in a release's archive, unless just that is installed.
function Install-Archive {
    param([hashtable] $Archive, [string] $Folder, [string] $Inner, [string[]] $Programs, [string[]] $Services = @())
    $title = "$($Archive.name) $($Archive.version)"
    if (-not $Archive.hash) {
        throw "nobody knows the hash of $title, and nothing is installed that was not checked: give sha256 or sha512"
    }
    $store = 'C:\ProgramData\Mullion\tools'
    New-PrivateFolder -Path $store
    $marker = "$store\$($Archive.name).txt"
    $there = @(foreach ($program in $Programs) {
        if (Test-Path -Path "$Folder\$program") {
            (Get-FileHash -Algorithm SHA256 -Path "$Folder\$program").Hash
        }
    })
    # What the archive was, and what its programs were when they were put there.
    $wanted = @($Archive.version, $Archive.hash) + $there -join ' '
    if ($there.Count -eq $Programs.Count -and "$(Get-Content -Path $marker -ErrorAction SilentlyContinue)" -eq $wanted) {
        Write-Host "$title is installed"
        return
    }
    Receive-Archive -Archive $Archive -Path "$store\$($Archive.file)"
    $stage = "$store\$($Archive.name)"
    Remove-Item -Recurse -Force -Path $stage -ErrorAction SilentlyContinue
    New-Item -ItemType Directory -Force -Path $stage, $Folder | Out-Null
    Invoke-Native -FilePath "$env:SystemRoot\System32\tar.exe" -ArgumentList '-xf', "$store\$($Archive.file)", '-C', $stage
    $source = if ($Inner) { "$stage\$Inner" } else { $stage }
    foreach ($program in $Programs) {
        if (-not (Test-Path -Path "$source\$program")) {
            throw "there is no $program in $($Archive.url)"
        }
    }
    Remove-Item -Force -Path $marker -ErrorAction SilentlyContinue
    foreach ($name in $Services) {
        if (Get-Service -Name $name -ErrorAction SilentlyContinue | Where-Object { $_.Status -ne 'Stopped' }) {
            Write-Host "service $name stops, since $title replaces it"
            Stop-Service -Name $name -Force
        }
    }
    foreach ($file in Get-ChildItem -Path $source) {
        $target = "$Folder\$($file.Name)"
        if (Test-Path -Path $target) {
            Move-Item -Force -Path $target -Destination "$target.old"
        }
        Move-Item -Path $file.FullName -Destination $target
        Remove-Item -Force -Path "$target.old" -ErrorAction SilentlyContinue
    }
    $there = @(foreach ($program in $Programs) {
        (Get-FileHash -Algorithm SHA256 -Path "$Folder\$program").Hash
    })
    Remove-Item -Recurse -Force -Path $stage, "$store\$($Archive.file)"
    Set-Content -Encoding Ascii -Path $marker -Value (@($Archive.version, $Archive.hash) + $there -join ' ')
    Write-Host "installed $title in $Folder"
}

# Puts a folder on the PATH of the machine and of this process, once.
function Add-MachinePath {
    param([string] $Folder)
    foreach ($target in 'Machine', 'Process') {
        $path = [Environment]::GetEnvironmentVariable('Path', $target)
        $folders = $path -split ';' | ForEach-Object { [Environment]::ExpandEnvironmentVariables($_).TrimEnd('\') }
        if ($folders -notcontains $Folder) {
            [Environment]::SetEnvironmentVariable('Path', $path.TrimEnd(';') + ';' + $Folder, $target)
        }
    }
}

# Asks the Host Network Service, and gives what it puts out.
function Invoke-Hns {
    param([string] $Method, [string] $Path, [string] $Request = '')
    $text = '[MarshalAs(UnmanagedType.LPWStr)] string'
    $signature = '[DllImport("vmcompute.dll")] public static extern void HNSCall(' +
        "$text method, $text path, $text request, [MarshalAs(UnmanagedType.LPWStr)] out string response);"
    $native = Add-Type -MemberDefinition $signature -Namespace 'Mullion' -Name 'HostNetworkService' -PassThru
    $response = ''
    $native::HNSCall($Method, $Path, $Request, [ref] $response)
    $answer = $response | ConvertFrom-Json | Select-Object -Property 'Success', 'Error', 'Output'
    if (-not $answer.Success) {
        throw "HNS answers $Method ${Path}: $($answer.Error)"
    }
    if ($null -ne $answer.Output) {
        $answer.Output
    }
}

# Writes a text file where its text differs, and says whether it did.
function Set-TextFile {
    param([string] $Path, [string[]] $Lines)
    $bytes = [Text.Encoding]::ASCII.GetBytes(($Lines -join "`n") + "`n")
    if (Test-Path -Path $Path) {
        $there = [IO.File]::ReadAllBytes($Path)
        if ([Convert]::ToBase64String($there) -ceq [Convert]::ToBase64String($bytes)) {
            return $false
        }
    }
    New-Item -ItemType Directory -Force -Path (Split-Path -Path $Path) | Out-Null
    [IO.File]::WriteAllBytes($Path, $bytes)
    Write-Host "wrote $Path"
    return $true
}

# Runs a program and gives its output; throws with its last line unless it exits with 0.
function Read-Native {
    param([string] $FilePath, [string[]] $ArgumentList)
    $lines = @(& {
        $ErrorActionPreference = 'Continue'
        & $FilePath @ArgumentList 2>&1 | ForEach-Object { "$_" }
    })
    if ($LASTEXITCODE -ne 0) {
        $last = $lines | Where-Object { $_.Trim() } | Select-Object -Last 1
        throw "$(Split-Path -Leaf -Path $FilePath) failed with exit code ${LASTEXITCODE}: $last"
    }
    $lines
}

# Registers a program as a service that this script starts, or as it differs from what is registered.
function Register-ProgramService {
    param([string] $Name, [string] $Program, [string[]] $ArgumentList, [string] $DependsOn, [string[]] $Environment)
    $words = foreach ($word in @($Program, '--run-service') + $ArgumentList) {
        if ($word -match '\s') { '"' + $word + '"' } else { $word }
    }
    $command = $words -join ' '
    $service = Get-CimInstance -ClassName 'Win32_Service' -Filter "Name = '$Name'"
    if ($null -ne $service -and $service.PathName -cne $command) {
        Write-Host "service $Name has another command line: $($service.PathName)"
        Stop-Service -Name $Name -Force
        Invoke-Native -FilePath 'sc.exe' -ArgumentList 'delete', $Name | Out-Null
        $deadline = [DateTime]::UtcNow.AddSeconds(60)
        while ($null -ne (Get-Service -Name $Name -ErrorAction SilentlyContinue)) {
            if ([DateTime]::UtcNow -ge $deadline) {
                throw "service $Name is marked for deletion and not gone after 60 seconds: somebody has it open"
            }
            Start-Sleep -Seconds 2
        }
        $service = $null
    }
    if ($null -eq $service) {
        Invoke-Native -FilePath $Program -ArgumentList (@('--register-service') + $ArgumentList)
        Write-Host "registered service $Name"
    }
    $key = "HKLM:\SYSTEM\CurrentControlSet\Services\$Name"
    $there = @((Get-ItemProperty -Path $key -ErrorAction SilentlyContinue | Select-Object -Property 'Environment').Environment)
    if (($there -join "`n") -cne ($Environment -join "`n")) {
        Set-ItemProperty -Path $key -Name 'Environment' -Type 'MultiString' -Value $Environment
        Write-Host "service $Name has another environment"
    }
    Set-Service -Name $Name -StartupType 'Manual'
    if ($DependsOn) {
        Invoke-Native -FilePath 'sc.exe' -ArgumentList 'config', $Name, 'depend=', $DependsOn | Out-Null
    }
    $actions = 'restart/15000/restart/15000/restart/60000'
    Invoke-Native -FilePath 'sc.exe' -ArgumentList 'failure', $Name, 'reset=', '86400', 'actions=', $actions | Out-Null
    Invoke-Native -FilePath 'sc.exe' -ArgumentList 'failureflag', $Name, '1' | Out-Null
}

# Starts a service, or again where what it reads is not what it was at its start.
function Start-ProgramService {
    param([string] $Name, [string[]] $Reads)
    $key = "HKLM:\SYSTEM\CurrentControlSet\Services\$Name"
    $hashes = foreach ($file in $Reads) {
        (Get-FileHash -Algorithm SHA256 -Path $file).Hash
    }
    $environment = (Get-ItemProperty -Path $key | Select-Object -Property 'Environment').Environment
    $state = @($hashes) + @($environment) -join ' '
    $marker = "C:\ProgramData\Mullion\started-$Name.txt"
    $service = Get-Service -Name $Name
    if ($service.Status -ne 'Stopped') {
        if ("$(Get-Content -Path $marker -ErrorAction SilentlyContinue)" -ceq $state) {
            Write-Host "service $Name runs"
            return
        }
        Write-Host "service $Name starts again, since what it reads is different"
        Stop-Service -Name $Name -Force
    }
    for ($attempt = 1; $true; $attempt++) {
        try {
            Start-Service -Name $Name
            break
        }
        catch {
            if ($attempt -ge 3) {
                throw
            }
            Write-Host "attempt ${attempt}: $($_.Exception.Message)"
            Start-Sleep -Seconds 10
        }
    }
    Set-Content -Encoding Ascii -Path $marker -Value $state
    Write-Host "started service $Name"
}

Invoke-Step -Name 'Confirm-ContainerHost' -ExitCode 70 -Script {
    $unchecked = @()

    if ([Environment]::OSVersion.Version.Build -lt 17763) {
        throw "Windows build $([Environment]::OSVersion.Version.Build) is older than Windows Server 2019 (17763)"
    }
    if ($env:PROCESSOR_ARCHITECTURE -ne 'AMD64') {
        throw "the releases of containerd and the CNI plug-ins are for amd64, and this machine is $env:PROCESSOR_ARCHITECTURE"
    }
    if ($unchecked) {
        throw ("nobody knows the hash of $($unchecked -join ', '), and nothing is installed that was not checked:" +
            ' give sha256 or sha512')
    }
    $ours = Test-Path -Path 'C:\ProgramData\Mullion\tools'
    foreach ($service in Get-CimInstance -ClassName 'Win32_Service') {
        $engine = if ($service.Name -eq 'docker' -or $service.PathName -match 'dockerd\.exe|com\.docker\.service') {
            'Docker'
        }
        elseif ($service.PathName -match 'containerd\.exe' -and -not ($ours -and $service.Name -eq 'containerd')) {
            'another containerd'
        }
        if ($engine -and -not ($service.State -eq 'Stopped' -and $service.StartMode -eq 'Disabled')) {
            throw "service $($service.Name) is ${engine}: two container engines damage each other's layers; use an image without it"
        }
    }
    Write-Host 'no other container engine serves here'
}

Invoke-Step -Name 'Install-ContainerFeatures' -ExitCode 71 -Script {
    $features = @('Containers')

    $restart = $false
    foreach ($feature in $features) {
        $state = (Get-WindowsOptionalFeature -Online -FeatureName $feature).State
        if ($state -eq 'Enabled') {
            Write-Host "feature $feature is there"
            continue
        }
        if ($state -ne 'EnablePending') {
            Enable-WindowsOptionalFeature -Online -FeatureName $feature -All -NoRestart -WarningAction SilentlyContinue | Out-Null
            $state = (Get-WindowsOptionalFeature -Online -FeatureName $feature).State
        }
        Write-Host "feature $feature is $state"
        if ($state -ne 'Enabled') {
            $restart = $true
        }
    }
    if ($restart) {
        Request-Restart
    }
}

Invoke-Step -Name 'Set-MachineProxy' -ExitCode 72 -Script {
    $proxy = @{}

    $marker = 'C:\ProgramData\Mullion\proxy.txt'
    if ($proxy.Count -eq 0 -and -not (Test-Path -Path $marker)) {
        Write-Host 'no proxy'
        return
    }
    foreach ($name in 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY') {
        $value = if ($proxy.Count -gt 0) { $proxy[$name] } else { '' }
        foreach ($target in 'Machine', 'Process') {
            [Environment]::SetEnvironmentVariable($name, $value, $target)
        }
        Write-Host "$name is '$value'"
    }
    if ($proxy.Count -gt 0) {
        Set-Content -Encoding Ascii -Path $marker -Value 'is ours'
    }
    else {
        Remove-Item -Force -Path $marker
    }
}

Invoke-Step -Name 'Install-Containerd' -ExitCode 73 -Script {
    $archive = @{
        'name' = 'containerd'
        'version' = '2.3.7'
        'url' = 'https://github.com/containerd/containerd/releases/download/v2.3.7/containerd-2.3.7-windows-amd64.tar.gz'
        'file' = 'containerd-2.3.7-windows-amd64.tar.gz'
        'algorithm' = 'SHA256'
        'hash' = 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc'
        'proxy' = ''
    }

    $install = @{
        Archive = $archive
        Folder = 'C:\Program Files\containerd'
        Inner = 'bin'
        Programs = 'containerd.exe', 'ctr.exe', 'containerd-shim-runhcs-v1.exe'
        Services = 'buildkitd', 'containerd'
    }
    Install-Archive @install
    Add-MachinePath -Folder 'C:\Program Files\containerd'
}

Invoke-Step -Name 'Install-Nerdctl' -ExitCode 74 -Script {
    $archive = @{
        'name' = 'nerdctl'
        'version' = '2.3.5'
        'url' = 'https://github.com/containerd/nerdctl/releases/download/v2.3.5/nerdctl-2.3.5-windows-amd64.tar.gz'
        'file' = 'nerdctl-2.3.5-windows-amd64.tar.gz'
        'algorithm' = 'SHA256'
        'hash' = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
        'proxy' = ''
    }

    Install-Archive -Archive $archive -Folder 'C:\Program Files\nerdctl' -Programs 'nerdctl.exe'
    Add-MachinePath -Folder 'C:\Program Files\nerdctl'
}

Invoke-Step -Name 'Install-CniPlugins' -ExitCode 75 -Script {
    $archive = @{
        'name' = 'windows-container-networking'
        'version' = '0.3.1'
        'url' = 'https://github.com/microsoft/windows-container-networking/releases/download/v0.3.1/windows-container-networking-cni-amd64-v0.3.1.zip'
        'file' = 'windows-container-networking-cni-amd64-v0.3.1.zip'
        'algorithm' = 'SHA256'
        'hash' = '4444444444444444444444444444444444444444444444444444444444444444'
        'proxy' = ''
    }
    $binDir = 'C:\Program Files\containerd\cni\bin'

    Install-Archive -Archive $archive -Folder $binDir -Programs 'nat.exe'
}

Invoke-Step -Name 'Install-Buildkit' -ExitCode 76 -Script {
    $archive = @{
        'name' = 'buildkit'
        'version' = '0.33.0'
        'url' = 'https://github.com/moby/buildkit/releases/download/v0.33.0/buildkit-v0.33.0.windows-amd64.tar.gz'
        'file' = 'buildkit-v0.33.0.windows-amd64.tar.gz'
        'algorithm' = 'SHA256'
        'hash' = '5555555555555555555555555555555555555555555555555555555555555555'
        'proxy' = ''
    }

    $install = @{
        Archive = $archive
        Folder = 'C:\Program Files\buildkit'
        Inner = 'bin'
        Programs = 'buildkitd.exe', 'buildctl.exe'
        Services = 'buildkitd'
    }
    Install-Archive @install
    Add-MachinePath -Folder 'C:\Program Files\buildkit'
}

Invoke-Step -Name 'Set-DefenderExclusions' -ExitCode 77 -Script {
    $processes = @(
        'C:\Program Files\containerd\containerd.exe',
        'C:\Program Files\containerd\ctr.exe',
        'C:\Program Files\containerd\containerd-shim-runhcs-v1.exe',
        'C:\Program Files\buildkit\buildkitd.exe'
    )
    $folders = @()

    if ($null -eq (Get-Command -Name 'Get-MpPreference' -ErrorAction SilentlyContinue)) {
        Write-Host 'Defender is not there'
        return
    }
    try {
        $there = Get-MpPreference
        $missing = @($processes | Where-Object { $there.ExclusionProcess -notcontains $_ })
        if ($missing.Count -gt 0) {
            Add-MpPreference -ExclusionProcess $missing
            Write-Host "Defender leaves alone what these do: $($missing -join ', ')"
        }
        $missing = @($folders | Where-Object { $there.ExclusionPath -notcontains $_ })
        if ($missing.Count -gt 0) {
            Add-MpPreference -ExclusionPath $missing
            Write-Host "Defender leaves alone what is in $($missing -join ', ')"
        }
    }
    catch {
        Write-Host "Defender takes no exclusions, so that layers come slowly: $($_.Exception.Message)"
    }
}

Invoke-Step -Name 'Set-ContainerNetwork' -ExitCode 78 -Script {
    $subnet = '172.30.208.0/20'
    $gateway = '172.30.208.1'

    for ($attempt = 1; $true; $attempt++) {
        try {
            $networks = @(Invoke-Hns -Method 'GET' -Path '/networks' | Select-Object -Property 'ID', 'Name', 'Type', 'Subnets')
            break
        }
        catch {
            if ($attempt -ge 12) {
                throw
            }
            Write-Host "attempt ${attempt}: $($_.Exception.Message)"
            Start-Sleep -Seconds 5
        }
    }
    foreach ($nat in Get-NetNat -ErrorAction SilentlyContinue) {
        if ($nat.InternalIPInterfaceAddressPrefix -ne $subnet) {
            Write-Host ("Windows has the NAT $($nat.Name) for $($nat.InternalIPInterfaceAddressPrefix); where the network" +
                " can not be made beside it, Remove-NetNat -Name '$($nat.Name)' removes it")
        }
    }
    $there = $null
    foreach ($network in $networks) {
        $prefixes = @($network.Subnets | Where-Object { $_ } |
            ForEach-Object { "$($_.AddressPrefix) by $($_.GatewayAddress)" }) -join ', '
        if ($network.Name -eq 'nat' -and $network.Type -eq 'NAT' -and $prefixes -eq "$subnet by $gateway") {
            $there = $network
        }
        elseif ($network.Name -eq 'nat') {
            $used = @(Invoke-Hns -Method 'GET' -Path '/endpoints' | Select-Object -Property 'VirtualNetwork' |
                Where-Object { $_.VirtualNetwork -eq $network.ID }).Count
            if ($used -gt 0) {
                throw ("the network nat is at $prefixes, not at $subnet by $gateway, and $used endpoints use it:" +
                    ' remove their containers, or whatever else makes that network')
            }
            Write-Host "the network nat is at $prefixes and nothing uses it: it is made again"
            Invoke-Hns -Method 'DELETE' -Path "/networks/$($network.ID)" | Out-Null
        }
        elseif ($network.Type -eq 'NAT') {
            Write-Host "there is another NAT network $($network.Name) at ${prefixes}; Windows supports one"
        }
    }
    if ($null -eq $there) {
        $request = @{ Type = 'NAT'; Name = 'nat'; Subnets = @(@{ AddressPrefix = $subnet; GatewayAddress = $gateway }) }
        $json = ConvertTo-Json -Compress -Depth 4 -InputObject $request
        Invoke-Hns -Method 'POST' -Path '/networks' -Request $json | Out-Null
        Write-Host "made the network nat at $subnet by $gateway"
    }
    else {
        Write-Host "the network nat is at $subnet by $gateway"
    }
}

Invoke-Step -Name 'Set-ContainerNetworkConfiguration' -ExitCode 93 -Script {
    $folder = 'C:\Program Files\containerd\cni\conf'
    $file = '0-containerd-nat.conflist'
    $lines = @(
        '{',
        '  "cniVersion" : "1.0.0",',
        '  "name" : "nat",',
        '  "plugins" : [ {',
        '    "type" : "nat",',
        '    "master" : "Ethernet",',
        '    "ipam" : {',
        '      "subnet" : "172.30.208.0/20",',
        '      "routes" : [ {',
        '        "GW" : "172.30.208.1"',
        '      } ]',
        '    },',
        '    "dns" : {',
        '      "nameservers" : [ "10.80.0.2" ]',
        '    },',
        '    "capabilities" : {',
        '      "portMappings" : true,',
        '      "dns" : true',
        '    }',
        '  } ]',
        '}'
    )
    $variables = @{}

    $null = Set-TextFile -Path "$folder\$file" -Lines $lines
    $moved = 'C:\ProgramData\Mullion\moved'
    foreach ($other in Get-ChildItem -File -Path $folder) {
        $reason = if ($other.Name -eq $file) {
            $null
        }
        elseif ($other.Extension -in '.conf', '.json') {
            "nerdctl would take it for a list without plug-ins"
        }
        elseif ($other.Extension -eq '.conflist') {
            try {
                $list = Get-Content -Raw -Path $other.FullName | ConvertFrom-Json | Select-Object -Property 'name'
                if ($list.name -eq 'nat') { 'it has the name nat too' }
            }
            catch {
                'it is no JSON'
            }
        }
        if ($reason) {
            New-Item -ItemType Directory -Force -Path $moved | Out-Null
            Move-Item -Force -Path $other.FullName -Destination "$moved\$($other.Name)"
            Write-Host "moved $($other.FullName) to ${moved}: $reason"
        }
    }
    foreach ($name in $variables.Keys | Sort-Object) {
        foreach ($target in 'Machine', 'Process') {
            if ([Environment]::GetEnvironmentVariable($name, $target) -cne $variables[$name]) {
                [Environment]::SetEnvironmentVariable($name, $variables[$name], $target)
                Write-Host "$name of the $target is $($variables[$name])"
            }
        }
    }
}

Invoke-Step -Name 'Start-Containerd' -ExitCode 79 -Script {
    $configuration = @(
        '# Written by Mullion, which puts back what is changed here.',
        'version = 3',
        'imports = [''C:\Program Files\containerd\conf.d\*.toml'']'
    )
    $dropIn = @(
        '# Written by Mullion, which puts back what is changed here.',
        'version = 3',
        '',
        '[plugins."io.containerd.cri.v1.runtime".cni]',
        'bin_dirs = [''C:\Program Files\containerd\cni\bin'']',
        'conf_dir = ''C:\Program Files\containerd\cni\conf''',
        '',
        '[plugins."io.containerd.cri.v1.images".registry]',
        'config_path = ''C:\ProgramData\containerd\certs.d'''
    )
    $environment = @()
    $timeoutSeconds = 180

    $folder = 'C:\Program Files\containerd'
    $files = "$folder\config.toml", "$folder\conf.d\mullion.toml"
    $null = Set-TextFile -Path $files[0] -Lines $configuration
    $null = Set-TextFile -Path $files[1] -Lines $dropIn
    New-Item -ItemType Directory -Force -Path 'C:\ProgramData\containerd\certs.d' | Out-Null
    $service = @{
        Name = 'containerd'
        Program = "$folder\containerd.exe"
        ArgumentList = '--config', $files[0], '--log-file', 'C:\ProgramData\containerd\containerd.log'
        DependsOn = ''
        Environment = $environment
    }
    Register-ProgramService @service
    Start-ProgramService -Name 'containerd' -Reads (@("$folder\containerd.exe") + $files)

    $deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
    while ($true) {
        try {
            Read-Native -FilePath "$folder\ctr.exe" -ArgumentList 'version' | Out-Null
            Write-Host 'containerd answers'
            return
        }
        catch {
            if ([DateTime]::UtcNow -ge $deadline) {
                throw ("containerd does not answer after $timeoutSeconds seconds: $($_.Exception.Message);" +
                    ' see C:\ProgramData\containerd\containerd.log')
            }
        }
        Start-Sleep -Seconds 3
    }
}

Invoke-Step -Name 'Register-LogRotation' -ExitCode 80 -Script {
    $files = @(
        'C:\ProgramData\containerd\containerd.log',
        'C:\ProgramData\buildkitd\buildkitd.log'
    )
    $maxBytes = 52428800
    $keep = 5

    $script = {
        param([string] $Files, [long] $MaxBytes, [int] $Keep)
        $ErrorActionPreference = 'Stop'
        foreach ($file in $Files -split ';') {
            if (-not (Test-Path -Path $file) -or (Get-Item -Path $file).Length -lt $MaxBytes) {
                continue
            }
            Remove-Item -Force -Path "$file.$Keep" -ErrorAction SilentlyContinue
            for ($i = $Keep - 1; $i -ge 1; $i--) {
                if (Test-Path -Path "$file.$i") {
                    Move-Item -Force -Path "$file.$i" -Destination "$file.$($i + 1)"
                }
            }
            $source = [IO.File]::Open($file, 'Open', 'ReadWrite', 'ReadWrite')
            try {
                $target = [IO.File]::Create("$file.1")
                try {
                    $source.CopyTo($target)
                }
                finally {
                    $target.Dispose()
                }
                $source.SetLength(0)
            }
            finally {
                $source.Dispose()
            }
            Write-Host "$file goes on from its start"
        }
    }
    $folder = 'C:\ProgramData\Mullion\tasks'
    New-PrivateFolder -Path $folder
    $null = Set-TextFile -Path "$folder\rotate-logs.ps1" -Lines ($script.ToString().Trim() -split "\r?\n")
    $arguments = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File $folder\rotate-logs.ps1" +
        " -Files `"$($files -join ';')`" -MaxBytes $maxBytes -Keep $keep"
    $there = Get-ScheduledTask -TaskName 'Mullion-RotateLogs' -ErrorAction SilentlyContinue
    if ($null -ne $there -and @($there.Actions)[0].Arguments -ceq $arguments) {
        Write-Host 'logs are rotated'
        return
    }
    $task = @{
        TaskName = 'Mullion-RotateLogs'
        Action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument $arguments
        Trigger = New-ScheduledTaskTrigger -Once -At ([DateTime]::Today) -RepetitionInterval ([TimeSpan]::FromMinutes(30))
        Principal = New-ScheduledTaskPrincipal -UserId 'SYSTEM' -LogonType ServiceAccount -RunLevel Highest
    }
    Register-ScheduledTask @task -Force | Out-Null
    Write-Host "logs are rotated from $maxBytes bytes on"
}

Invoke-Step -Name 'Receive-Images' -ExitCode 81 -Script {
    $images = @(
        @{
            'namespace' = 'buildkit'
            'name' = 'mcr.microsoft.com/windows/servercore:ltsc2022'
        },
        @{
            'namespace' = 'buildkit'
            'name' = 'mcr.microsoft.com/windows/nanoserver:ltsc2022'
        }
    )

    $ctr = 'C:\Program Files\containerd\ctr.exe'
    foreach ($image in $images) {
        $namespace, $name = $image.namespace, $image.name
        $there = Read-Native -FilePath $ctr -ArgumentList '--namespace', $namespace, 'images', 'ls', '--quiet', "name==$name"
        if (@($there) -contains $name) {
            Write-Host "$name is in namespace $namespace"
            continue
        }
        foreach ($pause in 15, 60, 0) {
            try {
                Read-Native -FilePath $ctr -ArgumentList '--namespace', $namespace, 'images', 'pull', $name | Out-Null
                Write-Host "pulled $name into namespace $namespace"
                break
            }
            catch {
                if ($pause -eq 0) {
                    throw "$name can not be pulled: $($_.Exception.Message)"
                }
                Write-Host "${name}: $($_.Exception.Message); again in $pause seconds"
                Start-Sleep -Seconds $pause
            }
        }
    }
}

Invoke-Step -Name 'Confirm-ContainerRun' -ExitCode 86 -Script {
    $gateway = '172.30.208.1'
    $proxy = @{}
    $image = ''

    if (-not $image) {
        $build = [Environment]::OSVersion.Version.Build
        $tag = if ($build -ge 26100) { 'ltsc2025' } elseif ($build -ge 20348) { 'ltsc2022' } else { '1809' }
        $image = "mcr.microsoft.com/windows/nanoserver:$tag"
    }
    $registry = ($image -split '/')[0]
    $ctr = 'C:\Program Files\containerd\ctr.exe'
    $nerdctl = 'C:\Program Files\nerdctl\nerdctl.exe'
    $environment = @(foreach ($name in $proxy.Keys | Sort-Object) { '--env', "$name=$($proxy[$name])" })
    $run = @('run', '--rm', '--network', 'nat') + $environment + @($image, 'cmd', '/c')
    $pulled = $false
    foreach ($pause in 20, 60, 0) {
        try {
            $there = Read-Native -FilePath $ctr -ArgumentList '--namespace', 'default', 'images', 'ls', '--quiet', "name==$image"
            if (@($there) -notcontains $image) {
                Read-Native -FilePath $nerdctl -ArgumentList 'pull', '--quiet', $image | Out-Null
                $pulled = $true
            }
            $lines = Read-Native -FilePath $nerdctl -ArgumentList ($run + 'ipconfig')
            if (-not ($lines -match "\b$([regex]::Escape($gateway))\b")) {
                throw "a container has another gateway than ${gateway}: $($lines -join ' ')"
            }
            if (-not $pulled) {
                Write-Host "a container of $image runs, with the gateway $gateway"
                return
            }
            $curl = "curl.exe --silent --show-error --location --max-time 60 --output NUL https://$registry/v2/"
            Read-Native -FilePath $nerdctl -ArgumentList ($run + $curl) | Out-Null
            Write-Host "a container of $image runs and reaches $registry by $gateway"
            return
        }
        catch {
            if ($pause -eq 0) {
                throw "no container runs with a network: $($_.Exception.Message)"
            }
            Write-Host "$($_.Exception.Message); again in $pause seconds"
            Start-Sleep -Seconds $pause
        }
    }
}

Invoke-Step -Name 'Set-BuildkitCertificates' -ExitCode 83 -Script {
    $secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:buildkit-tls-AbCdEf'
    $region = 'eu-central-1'

    $folder = 'C:\ProgramData\buildkitd\tls'
    New-PrivateFolder -Path $folder
    $text = (Get-SECSecretValue -SecretId $secretArn -Region $region).SecretString
    try {
        $secret = $text | ConvertFrom-Json | Select-Object -Property 'ca', 'cert', 'key'
    }
    catch {
        throw "the secret $secretArn is no JSON with ca, cert and key in PEM"
    }
    foreach ($name in 'ca', 'cert', 'key') {
        if ("$($secret.$name)" -notmatch '-----BEGIN [A-Z ]+-----') {
            throw "the secret $secretArn has no PEM in '$name'; it is JSON with ca, cert and key"
        }
    }
    foreach ($name in 'ca', 'cert', 'key') {
        $null = Set-TextFile -Path "$folder\$name.pem" -Lines ($secret.$name.Trim() -split "\r?\n")
    }
    Write-Host 'the certificates are those of the secret'
}

Invoke-Step -Name 'Set-BuildkitGroups' -ExitCode 82 -Script {
    $groups = @(@{
        'name' = 'buildkit-users'
        'members' = @()
    })

    foreach ($group in $groups) {
        if ($null -eq (Get-LocalGroup -Name $group.name -ErrorAction SilentlyContinue)) {
            New-LocalGroup -Name $group.name -Description 'Uses the pipe of BuildKit' | Out-Null
            Write-Host "made local group $($group.name)"
        }
        foreach ($member in $group.members) {
            try {
                Add-LocalGroupMember -Group $group.name -Member $member
                Write-Host "added $member to $($group.name); it logs on again before that counts"
            }
            catch {
                if ($_.FullyQualifiedErrorId -notlike 'MemberExists*') {
                    throw
                }
                Write-Host "$member is in $($group.name)"
            }
        }
    }
}

Invoke-Step -Name 'Start-Buildkitd' -ExitCode 84 -Script {
    $configuration = @(
        '# Written by Mullion, which puts back what is changed here.',
        'root = ''C:\ProgramData\buildkitd\.buildstate''',
        '',
        '[log]',
        'format = "json"',
        '',
        '[grpc]',
        'address = ["npipe:////./pipe/buildkitd", "tcp://0.0.0.0:1234"]',
        '',
        '[grpc.tls]',
        'cert = ''C:\ProgramData\buildkitd\tls\cert.pem''',
        'key = ''C:\ProgramData\buildkitd\tls\key.pem''',
        'ca = ''C:\ProgramData\buildkitd\tls\ca.pem''',
        '',
        '[worker.containerd]',
        'enabled = true',
        'address = ''\\.\pipe\containerd-containerd''',
        'namespace = "buildkit"',
        'networkMode = "cni"',
        'cniConfigPath = ''C:\Program Files\containerd\cni\conf\0-containerd-nat.conflist''',
        'cniBinaryPath = ''C:\Program Files\containerd\cni\bin''',
        'max-parallelism = 4',
        'gc = true',
        '',
        '[worker.oci]',
        'enabled = false',
        '',
        '[[worker.containerd.gcpolicy]]',
        'filters = ["type==source.local", "type==exec.cachemount", "type==source.git.checkout"]',
        'keepDuration = 172800',
        'maxUsedSpace = 512000000',
        '',
        '[[worker.containerd.gcpolicy]]',
        'keepDuration = 5184000',
        'reservedSpace = 32212254720',
        'maxUsedSpace = 193273528320',
        'minFreeSpace = 64424509440',
        '',
        '[[worker.containerd.gcpolicy]]',
        'reservedSpace = 32212254720',
        'maxUsedSpace = 193273528320',
        'minFreeSpace = 64424509440',
        '',
        '[[worker.containerd.gcpolicy]]',
        'all = true',
        'reservedSpace = 32212254720',
        'maxUsedSpace = 193273528320',
        'minFreeSpace = 64424509440'
    )
    $groups = @('buildkit-users')
    $environment = @(
        'BUILDKIT_STEP_LOG_MAX_SIZE=-1',
        'BUILDKIT_STEP_LOG_MAX_SPEED=-1'
    )
    $reads = @(
        'C:\Program Files\containerd\cni\conf\0-containerd-nat.conflist',
        'C:\ProgramData\buildkitd\tls\ca.pem',
        'C:\ProgramData\buildkitd\tls\cert.pem',
        'C:\ProgramData\buildkitd\tls\key.pem'
    )
    $stopTimeoutSeconds = 900
    $timeoutSeconds = 180

    $folder = 'C:\ProgramData\buildkitd'
    $null = Set-TextFile -Path "$folder\buildkitd.toml" -Lines $configuration
    $arguments = @('--config', "$folder\buildkitd.toml", '--log-file', "$folder\buildkitd.log")
    if ($groups) {
        $arguments += '--group', (@($groups | ForEach-Object { "$env:COMPUTERNAME\$_" }) -join ',')
    }
    $key = 'HKLM:\SYSTEM\CurrentControlSet\Control'
    $waits = (Get-ItemProperty -Path $key | Select-Object -Property 'WaitToKillServiceTimeout').WaitToKillServiceTimeout
    if ([long] "0$waits" -lt 1000 * $stopTimeoutSeconds) {
        Set-ItemProperty -Path $key -Name 'WaitToKillServiceTimeout' -Type 'String' -Value "$(1000 * $stopTimeoutSeconds)"
        Write-Host "Windows waits $stopTimeoutSeconds seconds for its services when it shuts down"
    }
    $service = @{
        Name = 'buildkitd'
        Program = 'C:\Program Files\buildkit\buildkitd.exe'
        ArgumentList = $arguments
        DependsOn = 'containerd'
        Environment = $environment
    }
    Register-ProgramService @service
    Start-ProgramService -Name 'buildkitd' -Reads (@('C:\Program Files\buildkit\buildkitd.exe', "$folder\buildkitd.toml") + $reads)

    $deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
    while (-not (Test-Path -Path '\\.\pipe\buildkitd')) {
        if ([DateTime]::UtcNow -ge $deadline) {
            throw "buildkitd has no pipe after $timeoutSeconds seconds; see $folder\buildkitd.log"
        }
        Start-Sleep -Seconds 3
    }
    Write-Host 'buildkitd has its pipe'
}

Invoke-Step -Name 'Set-BuildkitFirewall' -ExitCode 85 -Script {
    $port = 1234
    $blocks = @('10.80.0.0/16')
    $behindLoadBalancer = $true

    $name = 'Mullion-BuildKit'
    $rule = Get-NetFirewallRule -Name $name -ErrorAction SilentlyContinue
    if (-not $blocks) {
        if ($null -ne $rule) {
            Remove-NetFirewallRule -Name $name
            Write-Host 'the firewall lets nobody to BuildKit any more'
        }
        return
    }
    if ($behindLoadBalancer) {
        $metadata = 'http://169.254.169.254/latest'
        $token = Invoke-RestMethod -Method Put -Uri "$metadata/api/token" -Headers @{ 'X-aws-ec2-metadata-token-ttl-seconds' = '60' }
        $headers = @{ 'X-aws-ec2-metadata-token' = $token }
        $mac = Invoke-RestMethod -Uri "$metadata/meta-data/mac" -Headers $headers
        $vpc = Invoke-RestMethod -Uri "$metadata/meta-data/network/interfaces/macs/$mac/vpc-ipv4-cidr-blocks" -Headers $headers
        $blocks = @($blocks) + @("$vpc" -split '\s+') | Where-Object { $_ } | Select-Object -Unique
    }
    $wanted = @{
        Name = $name
        Direction = 'Inbound'
        Action = 'Allow'
        Enabled = 'True'
        Profile = 'Any'
        Protocol = 'TCP'
        LocalPort = "$port"
        RemoteAddress = $blocks
        Program = 'C:\Program Files\buildkit\buildkitd.exe'
    }
    if ($null -eq $rule) {
        New-NetFirewallRule -DisplayName 'BuildKit (Mullion)' @wanted | Out-Null
    }
    else {
        Set-NetFirewallRule @wanted
    }
    Write-Host "the firewall lets $($blocks -join ', ') to port $port"
}

Invoke-Step -Name 'Confirm-Buildkit' -ExitCode 87 -Script {
    $timeoutSeconds = 180

    $deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
    while ($true) {
        try {
            $lines = Read-Native -FilePath 'C:\Program Files\buildkit\buildctl.exe' -ArgumentList 'debug', 'workers', '-v'
            if ($lines -match 'org\.mobyproject\.buildkit\.worker\.network:\s*cni\b') {
                Write-Host 'BuildKit has a worker whose builds have a network'
                return
            }
            $state = "no worker has the network cni: $($lines -match 'worker\.network')"
        }
        catch {
            $state = $_.Exception.Message
        }
        if ([DateTime]::UtcNow -ge $deadline) {
            throw "$state; see C:\ProgramData\buildkitd\buildkitd.log"
        }
        Start-Sleep -Seconds 5
    }
}

Complete-UserData
