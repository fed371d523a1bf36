[#-- The marker comes behind the file's end: a file that fails, or asks for a restart that runs it again, is not done. --]
# Runs a file of the user at the first boot alone.
function Invoke-OnceStep {
    param([int] $ExitCode, [string] $Name, [string] $Text)
    $folder = 'C:\ProgramData\Mullion\once'
    $marker = "$folder\$Name.done"
    if (Test-Path -Path $marker) {
        Write-Host 'was done at the first boot'
        return
    }
    Invoke-OwnStep -ExitCode $ExitCode -Name $Name -Text $Text
    New-Item -ItemType Directory -Force -Path $folder | Out-Null
    Set-Content -Encoding Ascii -Path $marker -Value "$([DateTime]::UtcNow.ToString('s'))Z"
}
