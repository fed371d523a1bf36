[#-- Each namespace sees its own images alone. --]
$images = [=images]

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
