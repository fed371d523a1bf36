[#-- ctr, nerdctl and buildctl read these, and what a person starts; services have their own. --]
$proxy = [=proxy]

$marker = 'C:\ProgramData\Mullion\proxy.txt'
if ($proxy.Count -eq 0 -and -not (Test-Path -Path $marker)) {
    Write-Host 'no proxy'
    return
}
foreach ($name in 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY') {
    $value = if ($proxy.Count -gt 0) { $proxy[$name] } else { '' }
    foreach ($target in 'Machine', 'Process') {
        [Environment]::SetEnvironmentVariable($name, $value, $target)
    }
    Write-Host "$name is '$value'"
}
if ($proxy.Count -gt 0) {
    Set-Content -Encoding Ascii -Path $marker -Value 'is ours'
}
else {
    Remove-Item -Force -Path $marker
}
