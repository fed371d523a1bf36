# Runs a program and gives its output, line by line; throws unless it exits with 0.
function Invoke-Native {
    param(
        [Parameter(Mandatory = $true)] [string] $FilePath,
        [string[]] $ArgumentList = @()
    )
    $program = Get-Command -CommandType Application -Name $FilePath -TotalCount 1
    # With 'Stop', Windows PowerShell 5.1 ends the script at the first line on a redirected standard error,
    # however the program fares: https://github.com/PowerShell/PowerShell/issues/4002
    $ErrorActionPreference = 'Continue'
    & $program.Path @ArgumentList 2>&1 | ForEach-Object { "$_" }
    if ($LASTEXITCODE -ne 0) {
        throw "$FilePath failed with exit code $LASTEXITCODE"
    }
}
