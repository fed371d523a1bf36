[#-- bin/ of the archive: https://github.com/moby/buildkit/blob/v0.34.2/docs/windows.md --]
$archive = [=archive]

$install = @{
    Archive = $archive
    Folder = 'C:\Program Files\buildkit'
    Inner = 'bin'
    Programs = 'buildkitd.exe', 'buildctl.exe'
    Services = 'buildkitd'
}
Install-Archive @install
Add-MachinePath -Folder 'C:\Program Files\buildkit'
