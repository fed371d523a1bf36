[#-- Two engines on one machine damage each other's layers: https://github.com/docker/docs/pull/22816. A containerd that
     was there before anything of ours is none of ours. Hosts need a tar, a curl and an HNS that came with build 17763. --]
$unchecked = [=unchecked]

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
