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

Simulate Register-ScheduledTask -Takes TaskName, TaskPath, Action, Trigger, Principal, Settings, Description, Force, User, Password, RunLevel {
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
    New-Shape 'Microsoft.Management.Infrastructure.CimInstance#Root/Microsoft/Windows/TaskScheduler/MSFT_ScheduledTask' @{ TaskName = $Task.Name; TaskPath = '\'; State = $Task.State }
}

function Start-DueTask {
    param($With)
    $task = $script:Machine.Tasks[$With.Name]
    if ($null -eq $task -or $task.Generation -ne $With.Generation) { return }
    Start-Task $task
}

function Start-Task {
    param($Task)
    $sink = [Text.StringBuilder]::new()
    $at = [Mullion.Boot.Clock]::UtcNow.ToString('s') + 'Z'
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

Simulate Start-ScheduledTask -Takes TaskName, TaskPath {
    foreach ($name in @($script:Machine.Tasks.Keys | Where-Object { Test-Name $_ $TaskName })) { Start-Task $script:Machine.Tasks[$name] }
}
