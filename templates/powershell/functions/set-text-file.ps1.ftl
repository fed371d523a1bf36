[#-- Set-Content of 5.1 knows UTF-8 with a byte order mark only, which no parser of TOML and JSON takes; bytes are compared, as
     a file with that mark is another one. --]
# Writes a text file where its text differs, and says whether it did.
function Set-TextFile {
    param([string] $Path, [string[]] $Lines)
    $bytes = [Text.Encoding]::ASCII.GetBytes(($Lines -join "`n") + "`n")
    if (Test-Path -Path $Path) {
        $there = [IO.File]::ReadAllBytes($Path)
        if ([Convert]::ToBase64String($there) -ceq [Convert]::ToBase64String($bytes)) {
            return $false
        }
    }
    New-Item -ItemType Directory -Force -Path (Split-Path -Path $Path) | Out-Null
    [IO.File]::WriteAllBytes($Path, $bytes)
    Write-Host "wrote $Path"
    return $true
}
