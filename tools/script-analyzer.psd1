# Settings of PSScriptAnalyzer for the scripts that Mullion renders: what it finds beside its defaults, and what is no fault here.
# https://github.com/PowerShell/PSScriptAnalyzer/blob/main/docs/Rules/README.md
@{
    IncludeDefaultRules = $true
    ExcludeRules = @(
        # What a boot says goes to its transcript and to nobody's pipeline; Write-Output would be the answer of a function.
        'PSAvoidUsingWriteHost'
    )
    Rules = @{
        PSUseCompatibleSyntax = @{
            Enable = $true
            TargetVersions = @('5.1')
        }
        PSUseCorrectCasing = @{
            Enable = $true
        }
        PSPlaceOpenBrace = @{
            Enable = $true
            OnSameLine = $true
            NewLineAfter = $true
            IgnoreOneLineBlock = $true
        }
        PSPlaceCloseBrace = @{
            Enable = $true
            NewLineAfter = $true
            IgnoreOneLineBlock = $true
        }
        PSUseConsistentWhitespace = @{
            Enable = $true
        }
    }
}
