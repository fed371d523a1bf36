# Commands of the language itself that could reach the real machine.

Simulate New-Object -Takes TypeName, ArgumentList, Property, ComObject, Strict {
    if ($ComObject) { Stop-Simulation "New-Object -ComObject $ComObject is not simulated" }
    if (-not [Mullion.Boot.Gate]::Knows($TypeName)) { Stop-Simulation "New-Object $TypeName is not simulated" }
    # `using namespace` of a script does not reach here.
    $name = if ($TypeName -match '^(List|Dictionary|HashSet)\[') { "System.Collections.Generic.$TypeName" } else { $TypeName }
    $given = @{}
    if ($PSBoundParameters.ContainsKey('ArgumentList')) { $given.ArgumentList = $ArgumentList }
    if ($PSBoundParameters.ContainsKey('Property')) { $given.Property = $Property }
    Native-New-Object -TypeName $name @given
}

Simulate Import-Module -Takes Name, Force, PassThru, Global, DisableNameChecking, MinimumVersion, RequiredVersion {
    foreach ($one in $Name) {
        if ($script:Machine.Modules -notcontains $one) {
            if ($one -match '[\\/]' -or $script:Machine.MissingModules -notcontains $one) { Stop-Simulation "module $one is not simulated" }
            Stop-Command $PSCmdlet "The specified module '$one' was not loaded because no valid module file was found in any module directory." -Id Modules_ModuleNotFound
        }
    }
}

Simulate Get-Module -Takes Name, ListAvailable {
    foreach ($one in $script:Machine.Modules) { if (-not $Name -or (Test-Name $one $Name)) { New-Shape 'System.Management.Automation.PSModuleInfo' @{ Name = $one; Version = [version] '1.0' } } }
}

Simulate Remove-Module -Takes Name, Force { }

Simulate Add-Type -Takes AssemblyName, TypeDefinition, MemberDefinition, Path, Name, Namespace {
    if (-not $AssemblyName) { Stop-Simulation 'Add-Type with code of its own is not simulated' }
}

# The launch agent starts PowerShell with -ExecutionPolicy Unrestricted, which is of a more specific scope.
# https://learn.microsoft.com/powershell/module/microsoft.powershell.security/set-executionpolicy?view=powershell-5.1
Simulate Set-ExecutionPolicy -Takes ExecutionPolicy, Scope, Force {
    if (-not $Scope) { $Scope = 'LocalMachine' }
    $script:Machine.ExecutionPolicies[$Scope] = $ExecutionPolicy
    Write-Change "execution policy $Scope $ExecutionPolicy"
    $effective = $script:Machine.ExecutionPolicies['Process']
    if ($Scope -ne 'Process' -and $effective -and $effective -ne $ExecutionPolicy) {
        Stop-Command $PSCmdlet ("Windows PowerShell updated your execution policy successfully, but the setting is overridden by a policy defined at a more specific scope.  " +
            "Due to the override, your shell will retain its current effective execution policy of $effective. Type `"Get-ExecutionPolicy -List`" to view your execution policy settings. " +
            'For more information please see "Get-Help Set-ExecutionPolicy".') -Type SecurityException -Id ExecutionPolicyOverride
    }
}

Simulate Get-ExecutionPolicy -Takes Scope {
    if ($Scope) { $script:Machine.ExecutionPolicies[$Scope] } elseif ($script:Machine.ExecutionPolicies['Process']) { $script:Machine.ExecutionPolicies['Process'] } else { $script:Machine.ExecutionPolicies['LocalMachine'] }
}
