[#-- In a process of its own, nothing that a file does to its PowerShell reaches the steps behind it, and it is a script as
     any: exit, return, #Requires, using and param mean what they mean elsewhere, errors name its own lines.
     Restart-Computer returns at once, and a script runs on until Windows is down; here it ends the file. 1641 is what
     Windows Installer ends with when it has begun the restart itself.
     Only exit with another code than 0 makes $? false behind a script; a program that failed leaves its code in
     $LASTEXITCODE too. A break outside of a loop looks for one in what called the script:
     https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_break
     A script that the file calls may ask for the restart: then exit ends that one, and the table remembers.
     The runner is a script of Windows PowerShell's defaults, so strict mode is off; 'Continue' as in Invoke-Native. --]
# Runs a file of the user in a process of its own.
function Invoke-OwnStep {
    param([int] $ExitCode, [string] $Name, [string] $Text)
    if (@(Get-Content -Path $restarts -ErrorAction SilentlyContinue) -contains "$ExitCode") {
        Write-Host 'was done before the restart'
        return
    }
    $runner = {
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'
        $mullion = @{ Restart = $false }
        function Request-Restart {
            $mullion.Restart = $true
            exit 1641
        }
        Set-Alias -Name 'Restart-Computer' -Value 'Request-Restart'
        $global:LASTEXITCODE = 0
        $code = $null
        do {
            try {
                & $args[0] | Out-Host
                $code = if ($?) { 0 } else { $LASTEXITCODE }
            }
            catch {
                $code = 1
                Write-Host $_.Exception.Message, $_.InvocationInfo.PositionMessage, $_.ScriptStackTrace -Separator "`n"
            }
        } while ($false)
        if ($mullion.Restart) {
            $code = 1641
        }
        elseif ($null -eq $code) {
            Write-Host 'ended at a break or continue outside of a loop'
        }
        exit [int] $code
    }
    $folder = "C:\ProgramData\Mullion\steps\$ExitCode"
    New-Item -ItemType Directory -Force -Path $folder | Out-Null
    $file = "$folder\$Name"
    Set-Content -Encoding Ascii -Path $file -Value $Text
    $run = 'C:\ProgramData\Mullion\steps\run.ps1'
    Set-Content -Encoding Ascii -Path $run -Value "function Invoke-Native {${function:Invoke-Native}}", $runner
    & {
        $ErrorActionPreference = 'Continue'
        & powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Unrestricted -File $run $file 2>&1 |
            ForEach-Object { "$_" }
    }
    switch ($LASTEXITCODE) {
        0 { }
        1641 { Request-Restart }
        3010 { Request-Restart -Done $ExitCode }
        default {
            Write-Host "$Name ended with exit code $LASTEXITCODE"
            Exit-Step -Name $Name -ExitCode $ExitCode
        }
    }
}
