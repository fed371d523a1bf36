[#-- bin/ of the archive, as containerd's own guide installs it:
     https://github.com/containerd/containerd/blob/v2.4.2/docs/getting-started.md --]
$archive = [=archive]

$install = @{
    Archive = $archive
    Folder = 'C:\Program Files\containerd'
    Inner = 'bin'
    Programs = 'containerd.exe', 'ctr.exe', 'containerd-shim-runhcs-v1.exe'
    Services = 'buildkitd', 'containerd'
}
Install-Archive @install
Add-MachinePath -Folder 'C:\Program Files\containerd'
