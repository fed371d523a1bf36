[#-- The agent from its archive instead of AWS's Initialize-ECSAgent; what does not have this hash is never unpacked. --]
$url = [=url]
$sha256 = [=sha256]

$folder = Join-Path -Path $env:ProgramFiles -ChildPath 'Amazon\ECS'
$program = Join-Path -Path $folder -ChildPath 'amazon-ecs-agent.exe'
$installed = Join-Path -Path $folder -ChildPath 'archive.sha256'
if ((Test-Path -Path $program) -and (Test-Path -Path $installed) -and (Get-Content -Path $installed) -eq $sha256) {
    Write-Host "is installed: $sha256"
    return
}

$archive = Join-Path -Path $env:TEMP -ChildPath 'ecs-agent.zip'
# Windows PowerShell 5.1 may offer older versions only.
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
for ($attempt = 1; $true; $attempt++) {
    try {
        Invoke-WebRequest -UseBasicParsing -Uri $url -OutFile $archive
        break
    }
    catch {
        if ($attempt -ge 5) {
            throw
        }
        Write-Host "attempt $attempt to download $url failed: $($_.Exception.Message)"
        Start-Sleep -Seconds 15
    }
}
$actual = (Get-FileHash -Path $archive -Algorithm SHA256).Hash
if ($actual -ne $sha256) {
    Remove-Item -Path $archive
    throw "$url has SHA-256 $actual, not $sha256; it was not unpacked"
}

# A running program can not be written over.
if ($null -ne (Get-Service -Name 'AmazonECS' -ErrorAction SilentlyContinue)) {
    Stop-Service -Name 'AmazonECS' -Force
}
New-Item -ItemType Directory -Force -Path $folder | Out-Null
Expand-Archive -Path $archive -DestinationPath $folder -Force
if (-not (Test-Path -Path $program)) {
    throw "$url holds no amazon-ecs-agent.exe at its top"
}
Set-Content -Path $installed -Value $sha256
Remove-Item -Path $archive
Write-Host "installed $url"
