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
