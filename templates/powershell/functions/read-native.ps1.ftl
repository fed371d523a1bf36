[#-- As Invoke-Native, for programs whose output nobody reads while they do well, such as the progress of a pull. --]
# Runs a program and gives its output; throws with its last line unless it exits with 0.
function Read-Native {
    param([string] $FilePath, [string[]] $ArgumentList)
    $lines = @(& {
        $ErrorActionPreference = 'Continue'
        & $FilePath @ArgumentList 2>&1 | ForEach-Object { "$_" }
    })
    if ($LASTEXITCODE -ne 0) {
        $last = $lines | Where-Object { $_.Trim() } | Select-Object -Last 1
        throw "$(Split-Path -Leaf -Path $FilePath) failed with exit code ${LASTEXITCODE}: $last"
    }
    $lines
}
