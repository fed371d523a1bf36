# Runs a program and gives its output, line by line; throws unless it exits with 0, or with 3010, by which an installer
# asks for a restart: $LASTEXITCODE tells.
function Invoke-Native {
    param(
        [Parameter(Mandatory = $true)] [string] $FilePath,
        [string[]] $ArgumentList = @()
    )
    $program = Get-Command -CommandType Application -Name $FilePath -TotalCount 1 -ErrorAction Stop
    # With 'Stop', Windows PowerShell 5.1 ends the script at the first line on a redirected standard error,
    # however the program fares: https://github.com/PowerShell/PowerShell/issues/4002
    $ErrorActionPreference = 'Continue'
    & $program.Path @ArgumentList 2>&1 | ForEach-Object { "$_" }
    if ($LASTEXITCODE -eq 3010) {
        Write-Host "$FilePath asks for a restart (exit code 3010)"
    }
    elseif ($LASTEXITCODE -ne 0) {
        throw "$FilePath failed with exit code $LASTEXITCODE"
    }
}
