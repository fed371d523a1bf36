[#-- tar of Windows is bsdtar, which unpacks .tar.gz and .zip: Windows Server 2019 and newer have it. Its path is whole, as a
     tar of Git for Windows takes C: for a host. A program that runs can be renamed and not replaced, as the shim of a
     container that outlives containerd. --]
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
