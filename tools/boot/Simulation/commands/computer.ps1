# The computer: its domain, restarts, features, CIM classes, local groups and users, event logs.

Simulate Get-CimInstance -Takes ClassName, Filter, Namespace, Property, KeyOnly {
    $objects = switch ($ClassName) {
        'Win32_ComputerSystem' {
            $computer = $script:Machine.Computer
            @{ Name = $script:Machine.ComputerName; PartOfDomain = $computer.PartOfDomain; Domain = $(if ($computer.PartOfDomain) { $computer.Domain } else { 'WORKGROUP' }); TotalPhysicalMemory = 8589934592; NumberOfLogicalProcessors = 2; AutomaticManagedPagefile = $script:Machine.PageFile.Automatic }
        }
        'Win32_OperatingSystem' { @{ Caption = $script:Machine.Caption; Version = "$($script:Machine.Version)"; BuildNumber = "$($script:Machine.Version.Build)"; LastBootUpTime = $script:Machine.BootedAt } }
        'Win32_Service' {
            foreach ($service in $script:Machine.Services.Values) {
                @{ Name = $service.Name; State = $(if ($service.Status -eq 'StartPending') { 'Start Pending' } else { $service.Status }); StartMode = $(if ($service.StartType -eq 'Automatic') { 'Auto' } else { $service.StartType }); PathName = $service.BinaryPathName; DisplayName = $service.DisplayName }
            }
        }
        'Win32_PageFileUsage' { }
        'Win32_PageFileSetting' { foreach ($file in $script:Machine.PageFile.Settings.Values) { $file } }
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

# The page file, as it will be when the machine has started again.
# https://learn.microsoft.com/windows/win32/cimwin32prov/win32-pagefilesetting
Simulate Set-CimInstance -Takes InputObject, Property, Query, Namespace, PassThru -Places InputObject, Property -Pipeline InputObject {
    if ($Query) {
        if ($Query -notmatch '^\s*SELECT\s+\*\s+FROM\s+(\w+)(?:\s+WHERE\s+(.*?))?\s*$') { Stop-Simulation "Set-CimInstance -Query `"$Query`" is not simulated" }
        $InputObject = if ($Matches[2]) { Get-CimInstance -ClassName $Matches[1] -Filter $Matches[2] } else { Get-CimInstance -ClassName $Matches[1] }
    }
    $known = @{ Win32_ComputerSystem = @('AutomaticManagedPagefile'); Win32_PageFileSetting = 'InitialSize', 'MaximumSize' }
    foreach ($object in $InputObject) {
        $class = $object.CimClassName
        foreach ($key in $Property.Keys | Sort-Object) {
            if ($known[$class] -notcontains $key) { Stop-Simulation "Set-CimInstance $class.$key is not simulated" }
            $value = if ($class -eq 'Win32_ComputerSystem') { [Convert]::ToBoolean($Property[$key]) } else { [uint32] $Property[$key] }
            $table, $name = if ($class -eq 'Win32_ComputerSystem') { $script:Machine.PageFile, 'Automatic' } else { $script:Machine.PageFile.Settings[$object.Name], $key }
            if ($table[$name] -ne $value) { Write-Change "$class $key=$value"; $table[$name] = $value }
            $object.$key = $value
        }
        if ($PassThru) { $object }
    }
}

Simulate New-CimInstance -Takes ClassName, Property, Namespace {
    if ($ClassName -ne 'Win32_PageFileSetting') { Stop-Simulation "New-CimInstance -ClassName $ClassName is not simulated" }
    foreach ($key in $Property.Keys) { if ($key -notin 'Name', 'InitialSize', 'MaximumSize') { Stop-Simulation "New-CimInstance $ClassName.$key is not simulated" } }
    # Windows chooses while it manages all of them.
    if ($script:Machine.PageFile.Automatic -or $script:Machine.PageFile.Settings.Contains($Property.Name)) { Stop-Command $PSCmdlet 'Generic failure' }
    $script:Machine.PageFile.Settings[$Property.Name] = @{ Name = $Property.Name; SettingID = "pagefile.sys @ $($Property.Name.Substring(0, 2))"; InitialSize = [uint32] $Property.InitialSize; MaximumSize = [uint32] $Property.MaximumSize }
    Write-Change "new Win32_PageFileSetting $($Property.Name)"
    Get-CimInstance -ClassName $ClassName | Where-Object { $_.Name -eq $Property.Name }
}

# Win32_Service.Change: https://learn.microsoft.com/windows/win32/cimwin32prov/change-method-in-class-win32-service
Simulate Invoke-CimMethod -Takes InputObject, MethodName, Arguments, ClassName, Namespace -Places InputObject, MethodName, Arguments -Pipeline InputObject {
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
# A feature of the scenario: @{ State = 'Available' | 'Installed'; NeedsRestart }
Simulate Install-WindowsFeature -Takes Name, IncludeManagementTools, IncludeAllSubFeature, Restart, Source {
    Set-Features $PSCmdlet $Name 'Install' -Restart:$Restart
}

Simulate Uninstall-WindowsFeature -Takes Name, IncludeManagementTools, Restart, Remove {
    Set-Features $PSCmdlet $Name 'Uninstall' -Restart:$Restart
}

function Set-Features {
    param($Cmdlet, $Names, [string] $Verb, [switch] $Restart)
    $changed = $false
    $names = @($Names | ForEach-Object { if ($_ -is [string]) { $_ } else { $_.Name } })
    foreach ($name in $names) { if (-not $script:Machine.Features.Contains($name)) { Stop-Command $Cmdlet "ArgumentNotValid: The role, role service, or feature name is not valid: '$name'. The name was not found." } }
    foreach ($name in $names) { if (Set-Feature $name $Verb) { $changed = $true } }
    $needed = [bool] ($names | Where-Object { $script:Machine.Features[$_].State -like '*Pending' })
    New-Shape 'Microsoft.Windows.ServerManager.Commands.FeatureOperationResult' ([ordered] @{
            Success = $true; RestartNeeded = $(if ($needed) { 'Yes' } else { 'No' }); FeatureResult = @($names | ForEach-Object { [pscustomobject] @{ Name = $_; Success = $true } })
            ExitCode = $(if ($needed) { 'SuccessRestartRequired' } elseif ($changed) { 'Success' } else { 'NoChangeNeeded' })
        })
    if ($Restart -and $needed) { Write-Change 'restart the machine'; $script:Machine.WantsRestart = $true }
}

# Answers whether something is different now.
function Set-Feature {
    param([string] $Name, [string] $Verb)
    $feature = $script:Machine.Features[$Name]
    if ($Verb -eq 'Install' -and $feature.State -eq 'Available') {
        $feature.State = if ($feature.NeedsRestart) { 'InstallPending' } else { 'Installed' }
        Write-Change "install feature $Name"
        return $true
    }
    if ($Verb -eq 'Uninstall' -and $feature.State -eq 'Installed') {
        $feature.State = if ($feature.NeedsRestart) { 'UninstallPending' } else { 'Available' }
        Write-Change "uninstall feature $Name"
        return $true
    }
    $false
}

Simulate Get-WindowsFeature -Takes Name {
    foreach ($feature in $script:Machine.Features.Keys | Sort-Object) {
        if ($Name -and -not (Test-Name $feature $Name)) { continue }
        $state = $script:Machine.Features[$feature].State
        New-Shape 'Microsoft.Windows.ServerManager.Commands.Feature' ([ordered] @{ Name = $feature; DisplayName = $feature; Installed = $state -eq 'Installed'; InstallState = $state })
    }
}

# Names of DISM differ from those of the server manager.
$script:OptionalFeatures = @{ 'Microsoft-Hyper-V' = 'Hyper-V'; 'Microsoft-Hyper-V-Management-PowerShell' = 'Hyper-V-PowerShell'; 'IIS-WebServer' = 'Web-Server'; 'IIS-WebServerRole' = 'Web-Server'; 'TelnetClient' = 'Telnet-Client' }

function Find-OptionalFeature {
    param([string] $Name)
    $known = if ($script:OptionalFeatures[$Name]) { $script:OptionalFeatures[$Name] } else { $Name }
    if ($script:Machine.Features.Contains($known)) { $known }
}

function Get-OptionalFeatureShape {
    param([string] $Name, [string] $Feature)
    $state = @{ Installed = 'Enabled'; Available = 'Disabled'; InstallPending = 'EnablePending'; UninstallPending = 'DisablePending' }[$script:Machine.Features[$Feature].State]
    New-Shape 'Microsoft.Dism.Commands.AdvancedFeatureObject' ([ordered] @{ FeatureName = $Name; State = $state; RestartNeeded = $state -like '*Pending'; Online = $true })
}

# https://learn.microsoft.com/powershell/module/dism/enable-windowsoptionalfeature
Simulate Get-WindowsOptionalFeature -Takes FeatureName, Online {
    $known = Find-OptionalFeature $FeatureName
    if (-not $known) { Stop-Simulation "Get-WindowsOptionalFeature -FeatureName $FeatureName is not in the scenario (Features)" }
    Get-OptionalFeatureShape $FeatureName $known
}

Simulate Enable-WindowsOptionalFeature -Takes FeatureName, Online, All, NoRestart {
    foreach ($one in $FeatureName) {
        $known = Find-OptionalFeature $one
        if (-not $known) { Stop-Command $PSCmdlet "Feature name $one is unknown." }
        $null = Set-Feature $known 'Install'
        Get-OptionalFeatureShape $one $known
    }
}

Simulate Disable-WindowsOptionalFeature -Takes FeatureName, Online, NoRestart {
    foreach ($one in $FeatureName) {
        $known = Find-OptionalFeature $one
        if (-not $known) { Stop-Command $PSCmdlet "Feature name $one is unknown." }
        $null = Set-Feature $known 'Uninstall'
        Get-OptionalFeatureShape $one $known
    }
}

# https://learn.microsoft.com/windows-hardware/manufacture/desktop/dism-operating-system-package-servicing-command-line-options
SimulateProgram 'C:\Windows\System32\dism.exe' {
    param($Arguments)
    $said = @{}
    foreach ($one in $Arguments) { $name, $value = $one.TrimStart('/') -split ':', 2; $said[$name] = if ($null -eq $value) { $true } else { $value } }
    foreach ($name in $said.Keys) { if ($name -notin 'online', 'enable-feature', 'disable-feature', 'featurename', 'all', 'norestart', 'quiet', 'source', 'limitaccess') { Stop-Simulation "dism.exe /$name is not simulated" } }
    $known = Find-OptionalFeature "$($said.featurename)"
    # 0x800f080c: the feature name is unknown.
    if (-not $known) { return @{ ExitCode = -2146498548; Output = 'Error: 0x800f080c', "Feature name $($said.featurename) is unknown." } }
    $null = Set-Feature $known $(if ($said.'enable-feature') { 'Install' } else { 'Uninstall' })
    $pending = $script:Machine.Features[$known].State -like '*Pending'
    if ($pending -and -not $said.norestart -and $said.quiet) { Write-Change 'restart the machine'; $script:Machine.WantsRestart = $true }
    @{ ExitCode = $(if ($pending) { 3010 } else { 0 }); Output = 'The operation completed successfully.' }
}

# https://learn.microsoft.com/powershell/module/microsoft.powershell.localaccounts/
function Get-LocalGroupName {
    param($Cmdlet, $Group)
    $name = if ($Group -is [string]) { $Group } else { $Group.Name }
    if ($script:Machine.Groups.Contains($name)) { return $name }
    Stop-Command $Cmdlet "Group $name was not found." -Id GroupNotFound
}

Simulate Get-LocalGroup -Takes Name {
    foreach ($one in $(if ($Name) { $Name } else { @($script:Machine.Groups.Keys) })) {
        $found = @($script:Machine.Groups.Keys | Where-Object { $_ -like $one })
        if (-not $found -and $one -notmatch '[*?]') { Write-CommandError $PSCmdlet "Group $one was not found." -Category ObjectNotFound -Id GroupNotFound }
        foreach ($group in $found) { New-Shape 'Microsoft.PowerShell.Commands.LocalGroup' ([ordered] @{ Name = $group; Description = ''; ObjectClass = 'Group' }) }
    }
}

Simulate New-LocalGroup -Takes Name, Description {
    if ($script:Machine.Groups.Contains($Name)) { Stop-Command $PSCmdlet "Group $Name already exists." -Id GroupExists }
    $script:Machine.Groups[$Name] = @()
    Write-Change "new local group $Name"
    New-Shape 'Microsoft.PowerShell.Commands.LocalGroup' ([ordered] @{ Name = $Name; Description = $Description; ObjectClass = 'Group' })
}

Simulate Remove-LocalGroup -Takes Name -Places Name {
    foreach ($one in $Name) { $script:Machine.Groups.Remove((Get-LocalGroupName $PSCmdlet $one)); Write-Change "remove local group $one" }
}

Simulate Get-LocalGroupMember -Takes Group, Name, Member -Places Name, Member {
    foreach ($one in $script:Machine.Groups[(Get-LocalGroupName $PSCmdlet $(if ($Group) { $Group } else { $Name }))]) {
        if (-not $Member -or $one -like $Member -or $one -like "*\$Member") { New-Shape 'Microsoft.PowerShell.Commands.LocalPrincipal' ([ordered] @{ Name = $one; ObjectClass = 'User'; PrincipalSource = 'Local' }) }
    }
}

Simulate Add-LocalGroupMember -Takes Group, Name, Member {
    $group = Get-LocalGroupName $PSCmdlet $(if ($Group) { $Group } else { $Name })
    foreach ($one in $Member | ForEach-Object { if ($_ -is [string]) { $_ } else { $_.Name } }) {
        if ($script:Machine.Groups[$group] -contains $one) { Write-CommandError $PSCmdlet "$one is already a member of group $group." -Id MemberExists; continue }
        if ($one -notmatch '\\|^S-1-' -and $script:Machine.Users -notcontains $one -and $one -notin 'NETWORK SERVICE', 'LOCAL SERVICE', 'SYSTEM') { Write-CommandError $PSCmdlet "Principal $one was not found." -Category ObjectNotFound -Id PrincipalNotFound; continue }
        $script:Machine.Groups[$group] = @($script:Machine.Groups[$group]) + $one
        Write-Change "add $one to local group $group"
    }
}

Simulate Remove-LocalGroupMember -Takes Group, Name, Member {
    $group = Get-LocalGroupName $PSCmdlet $(if ($Group) { $Group } else { $Name })
    foreach ($one in $Member | ForEach-Object { if ($_ -is [string]) { $_ } else { $_.Name } }) {
        if ($script:Machine.Groups[$group] -notcontains $one) { Write-CommandError $PSCmdlet "Member $one was not found in group $group." -Category ObjectNotFound; continue }
        $script:Machine.Groups[$group] = @($script:Machine.Groups[$group] | Where-Object { $_ -ne $one })
        Write-Change "remove $one from local group $group"
    }
}

Simulate New-LocalUser -Takes Name, Password, NoPassword, Description, FullName, PasswordNeverExpires, AccountNeverExpires, UserMayNotChangePassword {
    if ($script:Machine.Users -contains $Name) { Stop-Command $PSCmdlet "User $Name already exists." -Id UserExists }
    if ($Name.Length -gt 20) { Stop-Command $PSCmdlet "Cannot validate argument on parameter 'Name'. The name is longer than 20 characters." }
    $script:Machine.Users.Add($Name)
    Write-Change "new local user $Name"
    New-Shape 'Microsoft.PowerShell.Commands.LocalUser' ([ordered] @{ Name = $Name; Enabled = $true; Description = $Description })
}

function Get-LocalUserName {
    param($Cmdlet, $Names)
    foreach ($one in $Names | ForEach-Object { if ($_ -is [string]) { $_ } else { $_.Name } }) {
        if ($script:Machine.Users -contains $one) { $one } else { Write-CommandError $Cmdlet "User $one was not found." -Category ObjectNotFound -Id UserNotFound }
    }
}

Simulate Get-LocalUser -Takes Name {
    foreach ($one in $(if ($Name) { Get-LocalUserName $PSCmdlet $Name } else { @($script:Machine.Users) })) { New-Shape 'Microsoft.PowerShell.Commands.LocalUser' ([ordered] @{ Name = $one; Enabled = $script:Machine.DisabledUsers -notcontains $one; Description = '' }) }
}

Simulate Set-LocalUser -Takes Name, Password, Description, FullName, PasswordNeverExpires {
    foreach ($one in Get-LocalUserName $PSCmdlet $Name) { Write-Change "set local user $one" }
}

Simulate Remove-LocalUser -Takes Name -Places Name {
    foreach ($one in Get-LocalUserName $PSCmdlet $Name) { $null = $script:Machine.Users.Remove($one); Write-Change "remove local user $one" }
}

Simulate Disable-LocalUser -Takes Name -Places Name {
    foreach ($one in Get-LocalUserName $PSCmdlet $Name) { if ($script:Machine.DisabledUsers -notcontains $one) { $script:Machine.DisabledUsers.Add($one); Write-Change "disable local user $one" } }
}

Simulate Enable-LocalUser -Takes Name -Places Name {
    foreach ($one in Get-LocalUserName $PSCmdlet $Name) { if ($script:Machine.DisabledUsers.Remove($one)) { Write-Change "enable local user $one" } }
}

# User rights: https://learn.microsoft.com/windows-server/administration/windows-commands/secedit
SimulateProgram 'C:\Windows\System32\secedit.exe' {
    param($Arguments)
    $said = @{}
    for ($i = 1; $i -lt $Arguments.Count; $i++) {
        if ($Arguments[$i] -notmatch '^/(cfg|db|areas|log|quiet|overwrite)$') { Stop-Simulation "secedit.exe $($Arguments[$i]) is not simulated" }
        $said[$Matches[1]] = if ($Matches[1] -in 'quiet', 'overwrite') { $true } else { $Arguments[++$i] }
    }
    if ("$($said.areas)" -ne 'USER_RIGHTS' -or -not $said.cfg) { Stop-Simulation 'secedit.exe without /areas USER_RIGHTS and /cfg is not simulated' }
    $real = Get-RealPath $said.cfg
    switch ($Arguments[0]) {
        '/export' {
            $lines = @('[Unicode]', 'Unicode=yes', '[Privilege Rights]') + @($script:Machine.Rights.Keys | Sort-Object | ForEach-Object { "$_ = $($script:Machine.Rights[$_] -join ',')" }) + '[Version]', 'signature="$CHICAGO$"', 'Revision=1'
            [IO.File]::WriteAllText($real, (-join ($lines | ForEach-Object { "$_`r`n" })), [Text.Encoding]::Unicode)
            [Mullion.Boot.Drive]::Touch($real)
        }
        '/configure' {
            if (-not [IO.File]::Exists($real)) { return @{ ExitCode = 1; Output = 'The system cannot find the file specified.' } }
            foreach ($line in (Read-Text $real '') -split "`r?`n") {
                if ($line -notmatch '^\s*(Se\w+)\s*=\s*(.*?)\s*$') { continue }
                $right, $who = $Matches[1], @($Matches[2] -split ',' -ne '' | ForEach-Object Trim)
                if ("$($script:Machine.Rights[$right])" -ne "$who") { Write-Change "right $right=$($who -join ',')"; $script:Machine.Rights[$right] = $who }
            }
        }
        default { Stop-Simulation "secedit.exe $($Arguments[0]) is not simulated" }
    }
    @{ ExitCode = 0; Output = 'The task has completed successfully.' }
}

# https://learn.microsoft.com/powershell/module/microsoft.powershell.management/write-eventlog?view=powershell-5.1
Simulate New-EventLog -Takes LogName, Source {
    foreach ($one in $Source) {
        if ($script:Machine.EventSources.Contains($one)) { Stop-Command $PSCmdlet "The `"$one`" source is already registered on the `"localhost`" computer." }
        $script:Machine.EventSources[$one] = $LogName
        Write-Change "new event log source $one"
    }
}

Simulate Write-EventLog -Takes LogName, Source, EventId, Message, EntryType, Category {
    if ($script:Machine.EventSources[$Source] -ne $LogName) { Stop-Command $PSCmdlet "The source name `"$Source`" does not exist on computer `"localhost`"." }
    $script:Machine.Events.Add(@{ Log = $LogName; Source = $Source; Id = $EventId; Message = $Message; Type = $(if ($EntryType) { $EntryType } else { 'Information' }); At = [Mullion.Boot.Clock]::Now })
    Write-Change "event $EventId of $Source"
}

Simulate Get-EventLog -Takes LogName, Source, EntryType, Newest, After, Before, InstanceId, Message {
    $found = @($script:Machine.Events | Where-Object {
            $_.Log -eq $LogName -and (-not $Source -or (Test-Name $_.Source $Source)) -and (-not $EntryType -or $EntryType -contains $_.Type) -and (-not $After -or $_.At -gt $After) -and (-not $Before -or $_.At -lt $Before) -and
            (-not $InstanceId -or $InstanceId -contains $_.Id) -and (-not $Message -or $_.Message -like $Message) })
    [array]::Reverse($found)
    if ($Newest) { $found = @($found | Select-Object -First $Newest) }
    if ($found.Count -eq 0) { Write-CommandError $PSCmdlet 'No matches found' -Category ObjectNotFound; return }
    foreach ($one in $found) { New-Shape 'System.Diagnostics.EventLogEntry' ([ordered] @{ TimeGenerated = $one.At; EntryType = $one.Type; Source = $one.Source; InstanceId = $one.Id; EventID = $one.Id; Message = $one.Message }) }
}

# https://learn.microsoft.com/powershell/module/microsoft.powershell.diagnostics/get-winevent?view=powershell-5.1
Simulate Get-WinEvent -Takes LogName, ProviderName, FilterHashtable, MaxEvents, Oldest {
    $filter = if ($FilterHashtable) { @($FilterHashtable)[0] } else { @{} }
    foreach ($key in $filter.Keys) { if ($key -notin 'LogName', 'ProviderName', 'Id', 'StartTime', 'EndTime', 'Level') { Stop-Simulation "Get-WinEvent -FilterHashtable $key is not simulated" } }
    $levels = @{ Error = 2; Warning = 3; Information = 4 }
    $logs = @($LogName) + @($filter['LogName']) | Where-Object { $_ }
    $providers = @($ProviderName) + @($filter['ProviderName']) | Where-Object { $_ }
    $found = @($script:Machine.Events | Where-Object {
            (-not $logs -or (Test-Name $_.Log $logs)) -and (-not $providers -or (Test-Name $_.Source $providers)) -and (-not $filter['Id'] -or $filter['Id'] -contains $_.Id) -and
            (-not $filter['StartTime'] -or $_.At -ge $filter['StartTime']) -and (-not $filter['EndTime'] -or $_.At -le $filter['EndTime']) -and (-not $filter['Level'] -or $filter['Level'] -contains $levels[$_.Type]) })
    if (-not $Oldest) { [array]::Reverse($found) }
    if ($MaxEvents) { $found = @($found | Select-Object -First $MaxEvents) }
    if ($found.Count -eq 0) { Write-CommandError $PSCmdlet 'No events were found that match the specified selection criteria.' -Category ObjectNotFound -Id NoMatchingEventsFound; return }
    foreach ($one in $found) { New-Shape 'System.Diagnostics.Eventing.Reader.EventLogRecord' ([ordered] @{ TimeCreated = $one.At; Id = $one.Id; LevelDisplayName = $one.Type; ProviderName = $one.Source; LogName = $one.Log; Message = $one.Message }) }
}

# https://learn.microsoft.com/windows-server/administration/windows-commands/wevtutil
SimulateProgram 'C:\Windows\System32\wevtutil.exe' {
    param($Arguments)
    switch ($Arguments[0]) {
        { $_ -in 'sl', 'set-log' } { Write-Change "wevtutil $Arguments"; @{ ExitCode = 0 } }
        { $_ -in 'cl', 'clear-log' } { $null = $script:Machine.Events.RemoveAll({ param($one) $one.Log -eq $Arguments[1] }.GetNewClosure()); Write-Change "wevtutil $Arguments"; @{ ExitCode = 0 } }
        default { Stop-Simulation "wevtutil.exe $($Arguments[0]) is not simulated" }
    }
}

Simulate Get-HotFix -Takes Id { }

SimulateProgram 'C:\Windows\System32\hostname.exe' { @{ ExitCode = 0; Output = $script:Machine.ComputerName } }

SimulateProgram 'C:\Windows\System32\whoami.exe' {
    param($Arguments)
    if ($Arguments) { Stop-Simulation "whoami.exe $Arguments is not simulated" }
    @{ ExitCode = 0; Output = 'nt authority\system' }
}
