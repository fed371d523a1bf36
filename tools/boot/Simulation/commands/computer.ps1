# The computer: its domain, restarts, features, CIM classes, local groups and users, event logs.

Simulate Get-CimInstance -Takes ClassName, Filter, Namespace, Property, KeyOnly {
    $objects = switch ($ClassName) {
        'Win32_ComputerSystem' {
            $computer = $script:Machine.Computer
            @{ Name = $script:Machine.ComputerName; PartOfDomain = $computer.PartOfDomain; Domain = $(if ($computer.PartOfDomain) { $computer.Domain } else { 'WORKGROUP' }); TotalPhysicalMemory = 8589934592; NumberOfLogicalProcessors = 2 }
        }
        'Win32_OperatingSystem' { @{ Caption = $script:Machine.Caption; Version = "$($script:Machine.Version)"; BuildNumber = "$($script:Machine.Version.Build)"; LastBootUpTime = $script:Machine.BootedAt } }
        'Win32_Service' {
            foreach ($service in $script:Machine.Services.Values) {
                @{ Name = $service.Name; State = $(if ($service.Status -eq 'StartPending') { 'Start Pending' } else { $service.Status }); StartMode = $(if ($service.StartType -eq 'Automatic') { 'Auto' } else { $service.StartType }); PathName = $service.BinaryPathName; DisplayName = $service.DisplayName }
            }
        }
        'Win32_PageFileUsage' { }
        'Win32_LogicalDisk' { @{ DeviceID = 'C:'; DriveType = 3; Size = 107374182400; FreeSpace = 64424509440 } }
        default { Stop-Simulation "Get-CimInstance -ClassName $ClassName is not simulated" }
    }
    foreach ($object in $objects) {
        if ($Filter) {
            if ($Filter -notmatch '^\s*(\w+)\s*(=|LIKE|<>)\s*[''"]?([^''"]*)[''"]?\s*$') { Stop-Simulation "Get-CimInstance -Filter `"$Filter`" is not simulated" }
            $value = "$($object[$Matches[1]])"
            $holds = switch ($Matches[2]) { '=' { $value -eq $Matches[3] } '<>' { $value -ne $Matches[3] } 'LIKE' { $value -like $Matches[3].Replace('%', '*') } }
            if (-not $holds) { continue }
        }
        New-Shape "Microsoft.Management.Infrastructure.CimInstance#root/cimv2/$ClassName" ($object + @{ CimClassName = $ClassName })
    }
}

# Win32_Service.Change: https://learn.microsoft.com/windows/win32/cimwin32prov/change-method-in-class-win32-service
Simulate Invoke-CimMethod -Takes InputObject, MethodName, Arguments, ClassName, Namespace -Pipeline InputObject {
    if ($InputObject.CimClassName -ne 'Win32_Service' -or $MethodName -ne 'Change') { Stop-Simulation "Invoke-CimMethod $MethodName of $($InputObject.CimClassName)$ClassName is not simulated" }
    $service = $script:Machine.Services[$InputObject.Name]
    $known = 'PathName', 'StartMode', 'DisplayName'
    foreach ($key in $Arguments.Keys) { if ($known -notcontains $key) { Stop-Simulation "Win32_Service.Change($key) is not simulated" } }
    if ($Arguments.StartMode -and $Arguments.StartMode -notin 'Boot', 'System', 'Automatic', 'Manual', 'Disabled') { return New-Shape 'CimMethodResult' @{ ReturnValue = 21 } }
    if ($script:Machine.ServiceChangeReturns) { return New-Shape 'CimMethodResult' @{ ReturnValue = $script:Machine.ServiceChangeReturns } }
    if ($Arguments.PathName -and $service.BinaryPathName -ne $Arguments.PathName) { Write-Change "service $($service.Name) BinaryPathName=$($Arguments.PathName)"; $service.BinaryPathName = $Arguments.PathName }
    if ($Arguments.StartMode -and $service.StartType -ne $Arguments.StartMode) { Write-Change "service $($service.Name) StartType=$($Arguments.StartMode)"; $service.StartType = $Arguments.StartMode }
    New-Shape 'CimMethodResult' @{ ReturnValue = 0 }
}

# https://learn.microsoft.com/powershell/module/microsoft.powershell.management/add-computer?view=powershell-5.1
Simulate Add-Computer -Takes DomainName, Credential, OUPath, Server, Options, NewName, Force, Restart, PassThru {
    $domain = $script:Machine.Domains[$DomainName]
    if ($null -eq $domain) { Stop-Command $PSCmdlet "Computer '$($script:Machine.ComputerName)' failed to join domain '$DomainName' from its current workgroup 'WORKGROUP' with following error message: The specified domain either does not exist or could not be contacted." }
    $network = $Credential.GetNetworkCredential()
    $user = "$($Credential.UserName)"
    if ($domain.User -and ($user -ne $domain.User -or $network.Password -cne $domain.Password)) {
        Stop-Command $PSCmdlet "Computer '$($script:Machine.ComputerName)' failed to join domain '$DomainName' from its current workgroup 'WORKGROUP' with following error message: The user name or password is incorrect."
    }
    Write-Change "join domain $DomainName$(if ($OUPath) { " OU=$OUPath" })"
    # It is in the domain once it has restarted.
    $script:Machine.Computer.JoinsAtRestart = $DomainName
    $script:Machine.Computer.OUPath = $OUPath
    if ($Restart) { Write-Change 'restart the machine'; $script:Machine.WantsRestart = $true }
}

function Complete-DomainJoin {
    param($With)
    $script:Machine.Computer.JoinsAtRestart = $With.Domain
    Write-Change "the association joins domain $($With.Domain) and restarts the machine"
    Stop-Machine
}

# Asks for the restart only: what stands behind it runs until Windows is down.
Simulate Restart-Computer -Takes Force, Wait {
    Write-Change 'restart the machine'
    $script:Machine.WantsRestart = $true
}

Simulate Rename-Computer -Takes NewName, Force, Restart {
    Write-Change "rename the machine to $NewName"
    $script:Machine.NameAtRestart = $NewName
}

# https://learn.microsoft.com/powershell/module/servermanager/install-windowsfeature
Simulate Install-WindowsFeature -Takes Name, IncludeManagementTools, IncludeAllSubFeature, Restart {
    Install-Features $PSCmdlet $Name
}

function Install-Features {
    param($Cmdlet, $Names)
    $restart = 'No'
    $changed = $false
    foreach ($name in $Names | ForEach-Object { if ($_ -is [string]) { $_ } else { $_.Name } }) {
        $feature = $script:Machine.Features[$name]
        if ($null -eq $feature) { Stop-Command $Cmdlet "ArgumentNotValid: The role, role service, or feature name is not valid: '$name'. The name was not found." }
        if ($feature.State -eq 'Available') {
            $changed = $true
            Write-Change "install feature $name"
            $feature.State = if ($feature.NeedsRestart) { 'InstallPending' } else { 'Installed' }
        }
        if ($feature.State -eq 'InstallPending') { $restart = 'Yes' }
    }
    New-Shape 'Microsoft.Windows.ServerManager.Commands.FeatureOperationResult' @{ Success = $true; RestartNeeded = $restart; FeatureResult = @(); ExitCode = $(if ($restart -eq 'Yes') { 'SuccessRestartRequired' } elseif ($changed) { 'Success' } else { 'NoChangeNeeded' }) }
}

Simulate Get-WindowsFeature -Takes Name {
    foreach ($feature in $script:Machine.Features.Keys | Sort-Object) {
        if ($Name -and -not (Test-Name $feature $Name)) { continue }
        $state = $script:Machine.Features[$feature].State
        New-Shape 'Microsoft.Windows.ServerManager.Commands.Feature' @{ Name = $feature; Installed = $state -eq 'Installed'; InstallState = $state }
    }
}

Simulate Get-LocalGroupMember -Takes Group, Name, Member {
    foreach ($one in $script:Machine.Groups["$Group$Name"]) { New-Shape 'Microsoft.PowerShell.Commands.LocalPrincipal' @{ Name = $one } }
}

Simulate Add-LocalGroupMember -Takes Group, Name, Member {
    foreach ($one in $Member) {
        if ($script:Machine.Groups["$Group$Name"] -contains $one) { Write-CommandError $PSCmdlet "$one is already a member of group $Group$Name."; continue }
        $script:Machine.Groups["$Group$Name"] = @($script:Machine.Groups["$Group$Name"]) + $one
        Write-Change "add $one to local group $Group$Name"
    }
}

Simulate New-LocalUser -Takes Name, Password, NoPassword, Description, FullName, PasswordNeverExpires, AccountNeverExpires {
    if ($script:Machine.Users -contains $Name) { Stop-Command $PSCmdlet "User $Name already exists." }
    $script:Machine.Users.Add($Name)
    Write-Change "new local user $Name"
}

Simulate Get-LocalUser -Takes Name {
    foreach ($one in $Name) {
        if ($script:Machine.Users -contains $one) { New-Shape 'Microsoft.PowerShell.Commands.LocalUser' @{ Name = $one; Enabled = $true } }
        else { Write-CommandError $PSCmdlet "User $one was not found." -Category ObjectNotFound }
    }
}

Simulate New-EventLog -Takes LogName, Source { Write-Change "new event log source $Source" }

Simulate Write-EventLog -Takes LogName, Source, EventId, Message, EntryType, Category { Write-Change "event $EventId of $Source" }

Simulate Get-HotFix -Takes Id { }
