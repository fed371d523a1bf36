# Services: https://learn.microsoft.com/powershell/module/microsoft.powershell.management/get-service
# A service of the scenario: @{ DisplayName; Status; StartType; BinaryPathName; DependsOn; StartSeconds; StartFails; DiesAfter }: one number of
# seconds for every run, or a list that ends with the run that lasts.

function Find-Services {
    param($Cmdlet, [string[]] $Name)
    foreach ($pattern in $Name | Where-Object { $_ }) {
        $found = @($script:Machine.Services.Values | Where-Object { $_.Name -like $pattern })
        if ($found.Count -eq 0 -and $pattern -notmatch '[*?\[]') {
            Write-CommandError $Cmdlet "Cannot find any service with service name '$pattern'." -Category ObjectNotFound -Id NoServiceFoundForGivenName
        }
        $found
    }
}

function Set-ServiceStatus {
    param($Service, [string] $Status)
    if ($Service.Status -eq $Status) { return }
    $Service.Status = $Status
    if ($Status -eq 'Running') {
        $service.Runs = 1 + [int] $Service.Runs
        $Service.RunsSince = [Mullion.Boot.Clock]::UtcNow
        $seconds, $rest = $Service.DiesAfter
        if ($Service.DiesAfter -is [array]) { $Service.DiesAfter = @($rest) }
        if ($seconds) { Add-DueEvent $seconds Complete-ServiceDeath @{ Name = $Service.Name; Run = $service.Runs } }
    }
    if ($Service.Name -eq 'AmazonECS') { Update-EcsAgent $Status }
    if ($Service.Name -eq 'containerd') { Update-Containerd $Status }
}

function Complete-ServiceDeath {
    param($With)
    $service = $script:Machine.Services[$With.Name]
    if ($service.Status -ne 'Running' -or $service.Runs -ne $With.Run) { return }
    Set-ServiceStatus $service 'Stopped'
    Start-Recovery $service
}

# What `sc.exe failure` set: the action for this failure, the last one for all behind it, counted anew after the time of `reset`.
# https://learn.microsoft.com/windows/win32/api/winsvc/ns-winsvc-service_failure_actionsw
function Start-Recovery {
    param($Service)
    if ("$($Service.Failure)" -notmatch '^reset=(\S*) actions=(\S*)$') { return }
    $reset, $actions = $Matches[1], @($Matches[2] -split '/')
    $now = [Mullion.Boot.Clock]::UtcNow
    if ($Service.LastFailure -and $reset -match '^\d+$' -and ($now - $Service.LastFailure).TotalSeconds -gt [int] $reset) { $Service.Failures = 0 }
    $Service.LastFailure = $now
    $at = [Math]::Min([int] $Service.Failures, [Math]::Floor($actions.Count / 2) - 1)
    $Service.Failures = 1 + [int] $Service.Failures
    if ($at -lt 0) { return }
    switch ($actions[2 * $at]) {
        'restart' { Add-DueEvent ([int] $actions[2 * $at + 1] / 1000) Complete-Recovery @{ Name = $Service.Name } }
        'reboot' { Add-DueEvent ([int] $actions[2 * $at + 1] / 1000) Complete-ScenarioEvent @{ Restarts = $true } }
        '' { }
        default { Stop-Simulation "the recovery action $_ of service $($Service.Name) is not simulated" }
    }
}

function Complete-Recovery {
    param($With)
    $service = $script:Machine.Services[$With.Name]
    if ($null -eq $service -or $service.Status -ne 'Stopped') { return }
    Write-Change "recovery starts service $($service.Name)"
    $null = Start-MachineService $service
}

function Complete-ServiceStart {
    param($With)
    $service = $script:Machine.Services[$With.Name]
    if ($service.Status -eq 'StartPending') { Set-ServiceStatus $service 'Running' }
}

# What the service control manager does; its refusal is a text.
function Start-MachineService {
    param($Service)
    if ($Service.Status -in 'Running', 'StartPending') { return }
    if ($Service.StartType -eq 'Disabled') { return "Cannot start service $($Service.Name) on computer '.'." }
    foreach ($needed in $Service.DependsOn) {
        if (-not $script:Machine.Services.Contains($needed)) { return "The dependency service does not exist or has been marked for deletion" }
        $refusal = Start-MachineService $script:Machine.Services[$needed]
        if ($refusal) { return "The dependency service or group failed to start" }
    }
    if ($Service.StartFails) {
        if ($Service.StartFails -is [int]) { $Service.StartFails-- }
        return "Cannot start service $($Service.Name) on computer '.'."
    }
    $refusal = Test-ContainerService $Service
    if ($refusal) { return $refusal }
    if ($Service.StartSeconds) {
        Set-ServiceStatus $Service 'StartPending'
        Add-DueEvent $Service.StartSeconds Complete-ServiceStart @{ Name = $Service.Name }
        return
    }
    Set-ServiceStatus $Service 'Running'
}

# Start-Service waits until the service runs, and gives up where it does not.
function Start-OneService {
    param($Cmdlet, $Service)
    if ($Service.Status -eq 'Running') { return }
    Write-Change "start service $($Service.Name)"
    $refusal = Start-MachineService $Service
    if ($refusal) {
        Write-CommandError $Cmdlet "Service '$($Service.DisplayName) ($($Service.Name))' cannot be started due to the following error: $refusal" -Id CouldNotStartService
        return
    }
    while ($Service.Status -eq 'StartPending') { [Mullion.Boot.Clock]::AdvanceToNext() }
}

function Stop-OneService {
    param($Cmdlet, $Service, [switch] $Force)
    if ($Service.Status -eq 'Stopped') { return }
    if ($Service.Status -eq 'StartPending') {
        Write-CommandError $Cmdlet "Service '$($Service.DisplayName) ($($Service.Name))' cannot be stopped due to the following error: Cannot stop $($Service.Name) service on computer '.'." -Id CouldNotStopService
        return
    }
    $dependents = @($script:Machine.Services.Values | Where-Object { $_.DependsOn -contains $Service.Name -and $_.Status -eq 'Running' })
    if ($dependents.Count -gt 0 -and -not $Force) {
        Write-CommandError $Cmdlet "Cannot stop service '$($Service.DisplayName) ($($Service.Name))' because it has dependent services. It can only be stopped if the Force flag is set." -Id ServiceHasDependentServices
        return
    }
    foreach ($dependent in $dependents) { Stop-OneService $Cmdlet $dependent -Force }
    Write-Change "stop service $($Service.Name)"
    Set-ServiceStatus $Service 'Stopped'
}

Simulate Get-Service -Takes Name, DisplayName {
    if ($DisplayName) { $found = $script:Machine.Services.Values | Where-Object { Test-Name $_.DisplayName $DisplayName } }
    elseif ($Name) { $found = Find-Services $PSCmdlet $Name }
    else { $found = $script:Machine.Services.Values }
    foreach ($service in $found) { [Mullion.Boot.ServiceController]::new($service) }
}

Simulate Start-Service -Takes Name, InputObject, PassThru -Places Name -Pipeline InputObject {
    foreach ($service in Find-Services $PSCmdlet (@($Name) + @($InputObject | ForEach-Object Name))) {
        Start-OneService $PSCmdlet $service
        if ($PassThru) { [Mullion.Boot.ServiceController]::new($service) }
    }
}

Simulate Stop-Service -Takes Name, InputObject, Force, PassThru, NoWait -Places Name -Pipeline InputObject {
    foreach ($service in Find-Services $PSCmdlet (@($Name) + @($InputObject | ForEach-Object Name))) {
        Stop-OneService $PSCmdlet $service -Force:$Force
        if ($PassThru) { [Mullion.Boot.ServiceController]::new($service) }
    }
}

Simulate Restart-Service -Takes Name, InputObject, Force, PassThru -Places Name -Pipeline InputObject {
    foreach ($service in Find-Services $PSCmdlet (@($Name) + @($InputObject | ForEach-Object Name))) {
        $dependents = @($script:Machine.Services.Values | Where-Object { $_.DependsOn -contains $service.Name -and $_.Status -eq 'Running' })
        Stop-OneService $PSCmdlet $service -Force:$Force
        Start-OneService $PSCmdlet $service
        foreach ($dependent in $dependents) { Start-OneService $PSCmdlet $dependent }
        if ($PassThru) { [Mullion.Boot.ServiceController]::new($service) }
    }
}

Simulate Set-Service -Takes Name, StartupType, Status, DisplayName, Description, PassThru {
    foreach ($service in Find-Services $PSCmdlet $Name) {
        if ($StartupType -and $service.StartType -ne $StartupType) {
            Write-Change "service $($service.Name) StartType=$StartupType"
            $service.StartType = $StartupType
        }
        if ($DisplayName) { $service.DisplayName = $DisplayName }
        if ($Description) { $service.Description = $Description }
        if ($Status -eq 'Running') { Start-OneService $PSCmdlet $service }
        if ($Status -eq 'Stopped') { Stop-OneService $PSCmdlet $service -Force }
        if ($PassThru) { [Mullion.Boot.ServiceController]::new($service) }
    }
}

Simulate New-Service -Takes Name, BinaryPathName, DisplayName, Description, StartupType, DependsOn {
    if ($script:Machine.Services.Contains($Name)) {
        Write-CommandError $PSCmdlet "Service '$Name ($Name)' cannot be created due to the following error: The specified service already exists"
        return
    }
    $service = @{
        Name = $Name; DisplayName = $(if ($DisplayName) { $DisplayName } else { $Name }); Status = 'Stopped'
        StartType = $(if ($StartupType) { $StartupType } else { 'Automatic' }); BinaryPathName = $BinaryPathName; DependsOn = @($DependsOn | Where-Object { $_ }); Description = $Description
    }
    $script:Machine.Services[$Name] = $service
    Write-Change "new service $Name"
    [Mullion.Boot.ServiceController]::new($service)
}

# https://learn.microsoft.com/windows-server/administration/windows-commands/sc-config and its neighbours
SimulateProgram 'C:\Windows\System32\sc.exe' {
    param($Arguments)
    if ($Arguments[0] -like '\\*') { Stop-Simulation "sc.exe on another machine is not simulated" }
    $verb, $name = $Arguments[0..1]
    $service = if ($name) { $script:Machine.Services[$name] }
    if ($verb -in 'failure', 'failureflag', 'config', 'start', 'stop', 'delete', 'qfailure', 'sdset', 'description' -and $null -eq $service) {
        return @{ ExitCode = 1060; Output = "[SC] OpenService FAILED 1060:", '', 'The specified service does not exist as an installed service.' }
    }
    switch ($verb) {
        'failure' {
            $set = Read-ScOptions $Arguments[2..99] 'reset', 'actions', 'command', 'reboot'
            # The two need each other: https://learn.microsoft.com/windows-server/administration/windows-commands/sc-failure
            if ($null -eq $set -or $set.ContainsKey('reset') -ne $set.ContainsKey('actions')) { return @{ ExitCode = 1639; Output = 'DESCRIPTION:', '        Changes the actions upon failure' } }
            $text = "reset=$($set.reset) actions=$($set.actions)"
            if ($service.Failure -ne $text) { Write-Change "service $name failure $text"; $service.Failure = $text }
            @{ ExitCode = 0; Output = '[SC] ChangeServiceConfig2 SUCCESS' }
        }
        'failureflag' {
            if ($Arguments[2] -notin '0', '1') { return @{ ExitCode = 1639; Output = 'DESCRIPTION:' } }
            if ($service.FailureFlag -ne $Arguments[2]) { Write-Change "service $name failureflag $($Arguments[2])"; $service.FailureFlag = $Arguments[2] }
            @{ ExitCode = 0; Output = '[SC] ChangeServiceConfig2 SUCCESS' }
        }
        'config' {
            $set = Read-ScOptions $Arguments[2..99] 'start', 'depend', 'binPath', 'DisplayName', 'obj', 'password'
            if ($null -eq $set) { return @{ ExitCode = 1639; Output = 'DESCRIPTION:', '        Modifies a service entry in the registry and Service Database.' } }
            if ($set.start) {
                $type = switch ($set.start) { 'auto' { 'Automatic' } 'demand' { 'Manual' } 'disabled' { 'Disabled' } 'delayed-auto' { 'Automatic' } default { return @{ ExitCode = 1639; Output = 'DESCRIPTION:' } } }
                if ($service.StartType -ne $type) { Write-Change "service $name StartType=$type"; $service.StartType = $type }
            }
            if ($set.depend -and "$($service.DependsOn)" -ne "$($set.depend -split '/')") { $service.DependsOn = $set.depend -split '/'; Write-Change "service $name DependsOn=$($set.depend)" }
            if ($set.binPath) { $service.BinaryPathName = $set.binPath; Write-Change "service $name binPath=$($set.binPath)" }
            @{ ExitCode = 0; Output = '[SC] ChangeServiceConfig SUCCESS' }
        }
        'start' {
            $refusal = Start-MachineService $service
            if ($refusal) { return @{ ExitCode = 1058; Output = '[SC] StartService FAILED 1058:', '', $refusal } }
            Write-Change "start service $name"
            @{ ExitCode = 0; Output = "SERVICE_NAME: $name" }
        }
        'stop' {
            if ($service.Status -eq 'Stopped') { return @{ ExitCode = 1062; Output = '[SC] ControlService FAILED 1062:', '', 'The service has not been started.' } }
            Write-Change "stop service $name"
            Set-ServiceStatus $service 'Stopped'
            @{ ExitCode = 0; Output = "SERVICE_NAME: $name" }
        }
        'delete' {
            Write-Change "delete service $name"
            $script:Machine.Services.Remove($name)
            $script:Machine.Registry.Remove("HKLM:\SYSTEM\CurrentControlSet\Services\$name")
            @{ ExitCode = 0; Output = '[SC] DeleteService SUCCESS' }
        }
        'create' {
            if ($service) { return @{ ExitCode = 1073; Output = '[SC] CreateService FAILED 1073:', '', 'The specified service already exists.' } }
            $set = Read-ScOptions $Arguments[2..99] 'binPath', 'start', 'depend', 'DisplayName', 'obj', 'type', 'error', 'password'
            if ($null -eq $set -or -not $set.binPath) { return @{ ExitCode = 1639; Output = 'DESCRIPTION:' } }
            $type = switch ($set.start) { 'auto' { 'Automatic' } 'delayed-auto' { 'Automatic' } 'disabled' { 'Disabled' } default { 'Manual' } }
            $script:Machine.Services[$name] = @{ Name = $name; DisplayName = $(if ($set.DisplayName) { $set.DisplayName } else { $name }); Status = 'Stopped'; StartType = $type; BinaryPathName = $set.binPath; DependsOn = @($set.depend -split '/' -ne '') }
            Write-Change "new service $name"
            @{ ExitCode = 0; Output = '[SC] CreateService SUCCESS' }
        }
        'qfailure' { @{ ExitCode = 0; Output = '[SC] QueryServiceConfig2 SUCCESS', '', "SERVICE_NAME: $name", "        $($service.Failure)" } }
        'description' { @{ ExitCode = 0; Output = '[SC] ChangeServiceConfig2 SUCCESS' } }
        'query' {
            if ($null -eq $service) { return @{ ExitCode = 1060; Output = '[SC] EnumQueryServicesStatus:OpenService FAILED 1060:' } }
            $number = @{ Stopped = '1  STOPPED'; StartPending = '2  START_PENDING'; Running = '4  RUNNING' }[$service.Status]
            @{ ExitCode = 0; Output = "SERVICE_NAME: $name", "        STATE              : $number" }
        }
        default { Stop-Simulation "sc.exe $verb is not simulated" }
    }
}

# `name= value`: sc takes the name with its equals sign, and the value as the next argument.
function Read-ScOptions {
    param([string[]] $Arguments, [string[]] $Known)
    $set = @{}
    for ($i = 0; $i -lt $Arguments.Count; $i++) {
        if ($null -eq $Arguments[$i]) { continue }
        $name = $Arguments[$i].TrimEnd('=')
        if (-not $Arguments[$i].EndsWith('=') -or $Known -notcontains $name -or $i + 1 -ge $Arguments.Count) { return $null }
        $set[$name] = $Arguments[++$i]
    }
    $set
}
