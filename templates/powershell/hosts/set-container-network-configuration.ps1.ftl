[#-- nerdctl reads a .conf as a list of no plug-in, also beside ours, and panics (tried with libcni 1.3.0 and nerdctl's own
     code); of two lists with one name the first counts. nerdctl reads the folders
     from its environment where they are others than its own. --]
$folder = [=folder]
$file = [=file]
$lines = [=lines]
$variables = [=variables]

$null = Set-TextFile -Path "$folder\$file" -Lines $lines
$moved = 'C:\ProgramData\Mullion\moved'
foreach ($other in Get-ChildItem -File -Path $folder) {
    $reason = if ($other.Name -eq $file) {
        $null
    }
    elseif ($other.Extension -in '.conf', '.json') {
        "nerdctl would take it for a list without plug-ins"
    }
    elseif ($other.Extension -eq '.conflist') {
        try {
            $list = Get-Content -Raw -Path $other.FullName | ConvertFrom-Json | Select-Object -Property 'name'
            if ($list.name -eq 'nat') { 'it has the name nat too' }
        }
        catch {
            'it is no JSON'
        }
    }
    if ($reason) {
        New-Item -ItemType Directory -Force -Path $moved | Out-Null
        Move-Item -Force -Path $other.FullName -Destination "$moved\$($other.Name)"
        Write-Host "moved $($other.FullName) to ${moved}: $reason"
    }
}
foreach ($name in $variables.Keys | Sort-Object) {
    foreach ($target in 'Machine', 'Process') {
        if ([Environment]::GetEnvironmentVariable($name, $target) -cne $variables[$name]) {
            [Environment]::SetEnvironmentVariable($name, $variables[$name], $target)
            Write-Host "$name of the $target is $($variables[$name])"
        }
    }
}
