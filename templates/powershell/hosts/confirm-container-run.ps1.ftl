[#-- The image of Windows' own build:
     https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility
     ipconfig shows the route that the container has from the configuration, curl that it leads somewhere and that names are
     found. --]
$gateway = [=gateway]
$proxy = [=proxy]

$build = [Environment]::OSVersion.Version.Build
$tag = if ($build -ge 26100) { 'ltsc2025' } elseif ($build -ge 20348) { 'ltsc2022' } else { '1809' }
$nerdctl = 'C:\Program Files\nerdctl\nerdctl.exe'
$image = "mcr.microsoft.com/windows/nanoserver:$tag"
$environment = @(foreach ($name in $proxy.Keys | Sort-Object) { '--env', "$name=$($proxy[$name])" })
foreach ($pause in 20, 60, 0) {
    try {
        Read-Native -FilePath $nerdctl -ArgumentList 'pull', '--quiet', $image | Out-Null
        $run = @('run', '--rm', '--network', 'nat') + $environment + @($image, 'cmd', '/c')
        $lines = Read-Native -FilePath $nerdctl -ArgumentList ($run + 'ipconfig')
        if (-not ($lines -match "\b$([regex]::Escape($gateway))\b")) {
            throw "a container has another gateway than ${gateway}: $($lines -join ' ')"
        }
        $curl = "curl.exe --silent --show-error --location --max-time 60 --output NUL https://mcr.microsoft.com/v2/"
        Read-Native -FilePath $nerdctl -ArgumentList ($run + $curl) | Out-Null
        Write-Host "a container of $image runs and reaches mcr.microsoft.com by $gateway"
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
