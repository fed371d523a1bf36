# Scheduled tasks: https://learn.microsoft.com/powershell/module/scheduledtasks/register-scheduledtask
# A task runs its program at its time, as a process of the machine.

Simulate New-ScheduledTaskAction -Takes Execute, Argument, WorkingDirectory, Id {
    New-Shape 'Microsoft.Management.Infrastructure.CimInstance#Root/Microsoft/Windows/TaskScheduler/MSFT_TaskExecAction' @{ Execute = $Execute; Arguments = $Argument; WorkingDirectory = $WorkingDirectory }
}

Simulate New-ScheduledTaskTrigger -Takes Once, At, AtStartup, AtLogOn, Daily, DaysInterval, RandomDelay, RepetitionInterval, RepetitionDuration {
    if (-not $AtStartup -and -not $AtLogOn -and -not $Once -and -not $Daily) { Stop-Simulation 'New-ScheduledTaskTrigger without -Once, -Daily or -AtStartup is not simulated' }
    New-Shape 'Microsoft.Management.Infrastructure.CimInstance#Root/Microsoft/Windows/TaskScheduler/MSFT_TaskTrigger' @{
        AtStartup = [bool] $AtStartup; Daily = [bool] $Daily; At = $(if ($At) { [DateTime] $At }); RepetitionInterval = $RepetitionInterval; RepetitionDuration = $RepetitionDuration
    }
}

Simulate New-ScheduledTaskPrincipal -Takes UserId, LogonType, RunLevel, GroupId, Id {
    New-Shape 'Microsoft.Management.Infrastructure.CimInstance#Root/Microsoft/Windows/TaskScheduler/MSFT_TaskPrincipal2' @{ UserId = $UserId; LogonType = $LogonType; RunLevel = $RunLevel }
}

Simulate New-ScheduledTaskSettingsSet -Takes StartWhenAvailable, ExecutionTimeLimit, RestartCount, RestartInterval, AllowStartIfOnBatteries, DontStopIfGoingOnBatteries, MultipleInstances, Priority, Hidden {
    New-Shape 'Microsoft.Management.Infrastructure.CimInstance#Root/Microsoft/Windows/TaskScheduler/MSFT_TaskSettings3' @{ StartWhenAvailable = [bool] $StartWhenAvailable }
}

Simulate Register-ScheduledTask -Takes TaskName, TaskPath, Action, Trigger, Principal, Settings, Description, Force, User, Password, RunLevel -Places TaskName, TaskPath, Action {
    if ($script:Machine.Tasks.Contains($TaskName) -and -not $Force) { Stop-Command $PSCmdlet 'Cannot create a file when that file already exists.' }
    $at = $Trigger | Where-Object { $null -ne $_.At } | Select-Object -First 1
    if ($at -and $at.At -lt [Mullion.Boot.Clock]::Now) { $at = $null }
    $generation = 1 + [int] $script:Machine.Tasks[$TaskName].Generation
    $task = @{
        Name = $TaskName; Execute = @($Action)[0].Execute; Arguments = @($Action)[0].Arguments; At = $at.At; AtStartup = [bool] ($Trigger | Where-Object AtStartup)
        User = $(if ($Principal) { $Principal.UserId } else { $User }); RunLevel = $(if ($Principal) { "$($Principal.RunLevel)" } else { "$RunLevel" }); Generation = $generation; State = 'Ready'; LastResult = $null
        StartWhenAvailable = [bool] $Settings.StartWhenAvailable
    }
    if (-not $task.User) { $task.User = 'SYSTEM' }
    $script:Machine.Tasks[$TaskName] = $task
    Write-Change "register scheduled task $TaskName"
    if ($at) { Add-DueEvent ($at.At - [Mullion.Boot.Clock]::Now).TotalSeconds Start-DueTask @{ Name = $TaskName; Generation = $generation } }
    Get-TaskShape $task
}

function Get-TaskShape {
    param($Task)
    New-Shape 'Microsoft.Management.Infrastructure.CimInstance#Root/Microsoft/Windows/TaskScheduler/MSFT_ScheduledTask' @{ TaskName = $Task.Name; TaskPath = '\'; State = $Task.State; Actions = @(New-Shape 'Microsoft.Management.Infrastructure.CimInstance#Root/Microsoft/Windows/TaskScheduler/MSFT_TaskExecAction' @{ Execute = $Task.Execute; Arguments = $Task.Arguments }) }
}

function Start-DueTask {
    param($With)
    $task = $script:Machine.Tasks[$With.Name]
    if ($null -eq $task -or $task.Generation -ne $With.Generation -or $task.State -eq 'Disabled') { return }
    Start-Task $task
}

function Start-Task {
    param($Task)
    $sink = [Text.StringBuilder]::new()
    $at = [Mullion.Boot.Clock]::UtcNow.ToString('s') + 'Z'
    $task.LastRun = [Mullion.Boot.Clock]::Now
    $task.LastResult = Invoke-CommandLine $Task.Execute $Task.Arguments $sink
    $script:Machine.TaskRuns.Add(@{ Task = $Task.Name; ExitCode = $task.LastResult; At = $at; Output = [Mullion.Boot.Drive]::ShownText("$sink") })
}

Simulate Get-ScheduledTask -Takes TaskName, TaskPath {
    $found = @($script:Machine.Tasks.Values | Where-Object { -not $TaskName -or (Test-Name $_.Name $TaskName) })
    if ($found.Count -eq 0 -and $TaskName -and "$TaskName" -notmatch '[*?]') {
        Write-CommandError $PSCmdlet "No MSFT_ScheduledTask objects found with property 'TaskName' equal to '$TaskName'.  Verify the value of the property and retry." -Category ObjectNotFound
    }
    foreach ($task in $found) { Get-TaskShape $task }
}

Simulate Unregister-ScheduledTask -Takes TaskName, Confirm, TaskPath {
    foreach ($name in @($script:Machine.Tasks.Keys | Where-Object { Test-Name $_ $TaskName })) {
        $script:Machine.Tasks.Remove($name)
        Write-Change "unregister scheduled task $name"
    }
}

Simulate Start-ScheduledTask -Takes TaskName, TaskPath -Places TaskName, TaskPath {
    foreach ($name in @($script:Machine.Tasks.Keys | Where-Object { Test-Name $_ $TaskName })) { Start-Task $script:Machine.Tasks[$name] }
}

Simulate Get-ScheduledTaskInfo -Takes TaskName, TaskPath, InputObject -Pipeline InputObject {
    foreach ($name in @($TaskName) + @($InputObject | ForEach-Object TaskName)) {
        if (-not $name) { continue }
        $task = $script:Machine.Tasks[$name]
        if (-not $task) { Write-CommandError $PSCmdlet 'The system cannot find the file specified.' -Category ObjectNotFound; continue }
        # 267011: the task has not yet run.
        New-Shape 'Microsoft.Management.Infrastructure.CimInstance#Root/Microsoft/Windows/TaskScheduler/MSFT_TaskDynamicInfo' ([ordered] @{ TaskName = $name; TaskPath = '\'; LastRunTime = $task.LastRun; LastTaskResult = $(if ($null -eq $task.LastResult) { 267011 } else { $task.LastResult }); NextRunTime = $task.At })
    }
}

function Set-TaskState {
    param($Cmdlet, [string[]] $TaskName, [string] $State)
    foreach ($name in $TaskName) {
        $task = $script:Machine.Tasks[$name]
        if (-not $task) { Stop-Command $Cmdlet 'The system cannot find the file specified.' }
        if ($task.State -ne $State) { Write-Change "scheduled task $name $State"; $task.State = $State }
        Get-TaskShape $task
    }
}

Simulate Enable-ScheduledTask -Takes TaskName, TaskPath, InputObject -Pipeline InputObject { Set-TaskState $PSCmdlet (@($TaskName) + @($InputObject | ForEach-Object TaskName) -ne $null) 'Ready' }

Simulate Disable-ScheduledTask -Takes TaskName, TaskPath, InputObject -Pipeline InputObject { Set-TaskState $PSCmdlet (@($TaskName) + @($InputObject | ForEach-Object TaskName) -ne $null) 'Disabled' }

Simulate Stop-ScheduledTask -Takes TaskName, TaskPath -Places TaskName, TaskPath { }

# https://learn.microsoft.com/windows-server/administration/windows-commands/schtasks
SimulateProgram 'C:\Windows\System32\schtasks.exe' {
    param($Arguments)
    $said = @{}
    for ($i = 1; $i -lt $Arguments.Count; $i++) {
        if ($Arguments[$i] -notmatch '^/(TN|TR|SC|ST|SD|MO|RU|RP|RL|F|Z|V1|FO|V|NP|ENABLE|DISABLE|DELAY|HRESULT)$') { return @{ ExitCode = 1; ErrorOutput = "ERROR: Invalid argument/option - '$($Arguments[$i])'." } }
        $name = $Matches[1].ToUpperInvariant()
        $said[$name] = if ($name -in 'F', 'Z', 'V1', 'V', 'NP', 'ENABLE', 'DISABLE', 'HRESULT') { $true } else { $Arguments[++$i] }
    }
    $name = "$($said.TN)".TrimStart('\')
    $task = $script:Machine.Tasks[$name]
    if ($Arguments[0] -notin '/Create', '/Query' -and -not $task) { return @{ ExitCode = 1; ErrorOutput = 'ERROR: The system cannot find the file specified.' } }
    switch ($Arguments[0]) {
        '/Create' {
            if (-not $name -or -not $said.TR -or -not $said.SC) { return @{ ExitCode = 1; ErrorOutput = 'ERROR: Invalid syntax. Mandatory option is missing.' } }
            # Without /F it asks, and nobody answers.
            if ($task -and -not $said.F) { return @{ ExitCode = 1; ErrorOutput = "WARNING: The task name `"$name`" already exists. Do you want to replace it (Y/N)?" } }
            if ($said.SC -notin 'ONSTART', 'ONCE', 'DAILY', 'WEEKLY', 'MONTHLY') { Stop-Simulation "schtasks.exe /SC $($said.SC) is not simulated" }
            $at = if ($said.SC -eq 'ONCE' -and $said.ST) { [Mullion.Boot.Clock]::Now.Date + [TimeSpan] $said.ST }
            $words = Split-CommandLine $said.TR
            $generation = 1 + [int] $task.Generation
            $script:Machine.Tasks[$name] = @{
                Name = $name; Execute = $words[0]; Arguments = $said.TR.Substring([Math]::Min($said.TR.Length, $said.TR.IndexOf($words[0]) + $words[0].Length)).TrimStart('"').Trim(); At = $at; AtStartup = $said.SC -eq 'ONSTART'
                User = $(if ($said.RU) { $said.RU } else { 'SYSTEM' }); RunLevel = $(if ($said.RL) { $said.RL } else { 'Limited' }); Generation = $generation; State = 'Ready'; LastResult = $null; StartWhenAvailable = $false
            }
            Write-Change "register scheduled task $name"
            if ($at -and $at -ge [Mullion.Boot.Clock]::Now) { Add-DueEvent ($at - [Mullion.Boot.Clock]::Now).TotalSeconds Start-DueTask @{ Name = $name; Generation = $generation } }
            @{ ExitCode = 0; Output = "SUCCESS: The scheduled task `"$name`" has successfully been created." }
        }
        '/Run' { Start-Task $task; @{ ExitCode = 0; Output = "SUCCESS: Attempted to run the scheduled task `"$name`"." } }
        '/Delete' {
            if (-not $said.F) { return @{ ExitCode = 1; ErrorOutput = "WARNING: Are you sure you want to remove the task `"$name`" (Y/N)?" } }
            $script:Machine.Tasks.Remove($name)
            Write-Change "unregister scheduled task $name"
            @{ ExitCode = 0; Output = "SUCCESS: The scheduled task `"$name`" was successfully deleted." }
        }
        '/Query' {
            if ($name -and -not $task) { return @{ ExitCode = 1; ErrorOutput = 'ERROR: The system cannot find the file specified.' } }
            @{ ExitCode = 0; Output = @('TaskName                                 Next Run Time          Status') + @($script:Machine.Tasks.Values | Where-Object { -not $name -or $_.Name -eq $name } | ForEach-Object { '{0,-40} {1,-22} {2}' -f $_.Name, 'N/A', $_.State }) }
        }
        '/Change' {
            $state = if ($said.ENABLE) { 'Ready' } elseif ($said.DISABLE) { 'Disabled' } else { Stop-Simulation 'schtasks.exe /Change without /ENABLE or /DISABLE is not simulated' }
            if ($task.State -ne $state) { Write-Change "scheduled task $name $state"; $task.State = $state }
            @{ ExitCode = 0; Output = "SUCCESS: The parameters of scheduled task `"$name`" have been changed." }
        }
        default { Stop-Simulation "schtasks.exe $($Arguments[0]) is not simulated" }
    }
}
