[#-- Writing below C:\ needs ContainerAdministrator: https://github.com/moby/buildkit/issues/4731 --]
$image = [=image]

if (-not $image) {
    $build = [Environment]::OSVersion.Version.Build
    $tag = if ($build -ge 26100) { 'ltsc2025' } elseif ($build -ge 20348) { 'ltsc2022' } else { '1809' }
    $image = "mcr.microsoft.com/windows/nanoserver:$tag"
}
$folder = 'C:\ProgramData\Mullion\test-build'
$null = Set-TextFile -Path "$folder\hello.txt" -Lines 'Hello'
$lines = "FROM $image", 'USER ContainerAdministrator', 'COPY hello.txt C:/', 'RUN type hello.txt'
$null = Set-TextFile -Path "$folder\Dockerfile" -Lines $lines
$arguments = @(
    'build', '--progress', 'plain', '--no-cache', '--frontend', 'dockerfile.v0'
    '--local', "context=$folder", '--local', "dockerfile=$folder"
    '--output', 'type=image,name=localhost/mullion-test-build,push=false'
)
Read-Native -FilePath 'C:\Program Files\buildkit\buildctl.exe' -ArgumentList $arguments | Out-Null
Write-Host "BuildKit built an image from $image"
