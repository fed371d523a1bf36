[#-- With 'Stop', Windows PowerShell 5.1 ends the script at the first line on a redirected standard error, however the
     program fares (https://github.com/PowerShell/PowerShell/issues/4002), and with 'Continue' nobody hears of a program that
     is not there. An installer asks for a restart by 3010; who called it reads $LASTEXITCODE. --]
# Runs a program and gives its output, line by line; throws unless it exits with 0 or 3010.
function Invoke-Native {
    param(
        [Parameter(Mandatory = $true)] [string] $FilePath,
        [string[]] $ArgumentList = @()
    )
    $program = Get-Command -CommandType Application -Name $FilePath -TotalCount 1 -ErrorAction Stop
    $ErrorActionPreference = 'Continue'
    & $program.Path @ArgumentList 2>&1 | ForEach-Object { "$_" }
    if ($LASTEXITCODE -eq 3010) {
        Write-Host "$FilePath asks for a restart (exit code 3010)"
    }
    elseif ($LASTEXITCODE -ne 0) {
        throw "$FilePath failed with exit code $LASTEXITCODE"
    }
}
