[#-- The image of Windows' own build:
     https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility
     ipconfig shows the route that the container has from the configuration. Where the image had to be pulled, the machine
     reaches its registry, so that a container must too; later boots need no registry. --]
$gateway = [=gateway]
$proxy = [=proxy]
$image = [=image]

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
