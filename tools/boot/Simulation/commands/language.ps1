# Commands of the language itself that could reach the real machine.

Simulate New-Object -Takes TypeName, ArgumentList, Property, ComObject, Strict {
    if ($ComObject) { Stop-Simulation "New-Object -ComObject $ComObject is not simulated" }
    $stand = [Mullion.Boot.Gate]::Made($TypeName)
    if ($stand -eq $TypeName -and -not [Mullion.Boot.Gate]::Knows($TypeName)) { Stop-Simulation "New-Object $TypeName is not simulated" }
    # `using namespace` of a script does not reach here.
    $name = if ($TypeName -match '^(List|Dictionary|HashSet)\[') { "System.Collections.Generic.$TypeName" } else { $stand }
    if ([Mullion.Boot.Gate]::Own.Contains($TypeName)) {
        # A class of the script is known where it calls from.
        $type = $PSCmdlet.SessionState.InvokeCommand.InvokeScript($PSCmdlet.SessionState, [scriptblock]::Create("[$TypeName]"), @())[0]
        return [Activator]::CreateInstance($type, [object[]] @($ArgumentList))
    }
    $given = @{}
    if ($PSBoundParameters.ContainsKey('ArgumentList')) { $given.ArgumentList = $ArgumentList }
    if ($PSBoundParameters.ContainsKey('Property')) { $given.Property = $Property }
    Native-New-Object -TypeName $name @given
}

Simulate Import-Module -Takes Name, Force, PassThru, Global, DisableNameChecking, MinimumVersion, RequiredVersion {
    foreach ($one in $Name) {
        if ($one -match '[\\/]|\.ps[dm]1$') { Import-OneFile $PSCmdlet $one -PassThru:$PassThru; continue }
        if ($script:Machine.Modules -notcontains $one) {
            if ($one -match '[\\/]' -or $script:Machine.MissingModules -notcontains $one) { Stop-Simulation "module $one is not simulated" }
            Stop-Command $PSCmdlet "The specified module '$one' was not loaded because no valid module file was found in any module directory." -Id Modules_ModuleNotFound
        }
    }
}

# A module that is a script of the machine; one with a manifest would need the engine's own look-up.
function Import-OneFile {
    param($Cmdlet, [string] $Path, [switch] $PassThru)
    $real = Get-RealPath $Path
    if (-not [IO.File]::Exists($real)) { Stop-Command $Cmdlet "The specified module '$Path' was not loaded because no valid module file was found in any module directory." -Id Modules_ModuleNotFound }
    # Its functions are simulated: network.ps1.
    if ([IO.Path]::GetFileName($real) -in 'hns.psm1', 'hns.v2.psm1') { return }
    if ($real -notlike '*.psm1') { Stop-Simulation "Import-Module $Path is not simulated" }
    Native-Import-Module -Name (New-GatedFile $real) -Global -DisableNameChecking -PassThru:$PassThru
}

Simulate Get-Module -Takes Name, ListAvailable {
    foreach ($one in $script:Machine.Modules) { if (-not $Name -or (Test-Name $one $Name)) { New-Shape 'System.Management.Automation.PSModuleInfo' @{ Name = $one; Version = [version] '1.0' } } }
}

Simulate Remove-Module -Takes Name, Force { }

# Of code of its own one call is let through: that of HNS, as hns.psm1 has it.
Simulate Add-Type -Takes AssemblyName, TypeDefinition, MemberDefinition, Path, Name, Namespace, PassThru {
    $text = '\[MarshalAs\(UnmanagedType\.LPWStr\)\]'
    if ("$MemberDefinition".Trim() -match "^\[DllImport\(`"vmcompute\.dll`"\)\]\s*public static extern void HNSCall\($text string method, $text string path, $text string request, $text out string response\);$") {
        if ($PassThru) { [Mullion.Boot.SimulatedHns] }
        return
    }
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

# Text that becomes script goes through the gate; it runs in the scope that calls.
# https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/invoke-expression?view=powershell-5.1
Simulate Invoke-Expression -Takes Command -Pipeline Command {
    $text = [Mullion.Boot.Gate]::Pass($Command, $null)
    $PSCmdlet.SessionState.InvokeCommand.InvokeScript($PSCmdlet.SessionState, [scriptblock]::Create($text), @())
}

# https://learn.microsoft.com/powershell/module/microsoft.powershell.core/invoke-command?view=powershell-5.1
Simulate Invoke-Command -Takes ScriptBlock, ArgumentList, NoNewScope, InputObject -Pipeline InputObject -Whole {
    if ($NoNewScope) { $InputObject | . $ScriptBlock @ArgumentList } else { $InputObject | & $ScriptBlock @ArgumentList }
}

# The same values in each trial.
Simulate Get-Random -Takes InputObject, Minimum, Maximum, Count, SetSeed -Pipeline InputObject -Whole {
    if (-not $script:seeded) { $null = Native-Get-Random -SetSeed ([Mullion.Boot.Machine]::NextSeed()); $script:seeded = $true }
    $given = @{}
    foreach ($name in 'Minimum', 'Maximum', 'Count', 'SetSeed') { if ($PSBoundParameters.ContainsKey($name)) { $given[$name] = $PSBoundParameters[$name] } }
    if ($InputObject.Count) { Native-Get-Random -InputObject $InputObject @given } else { Native-Get-Random @given }
}

$script:seeded = $false

Simulate New-Guid { [Mullion.Boot.SimulatedGuid]::NewGuid() }

Simulate Read-Host -Takes Prompt, AsSecureString { Stop-Command $PSCmdlet 'Windows PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.' }

Simulate Clear-Host { }
