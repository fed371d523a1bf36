[#-- The network of the containers is gone after each restart, and features want one: this script runs at each start, from a
     copy that only SYSTEM and Administrators may change, since SYSTEM runs it. --]
$taskName = [=taskName]

$folder = 'C:\ProgramData\Mullion\tasks'
New-PrivateFolder -Path $folder
$file = "$folder\container-host.ps1"
if ($PSCommandPath -and $PSCommandPath -ne $file) {
    Copy-Item -Force -Path $PSCommandPath -Destination $file
    Write-Host "this script is copied to $file"
}
elseif (-not (Test-Path -Path $file)) {
    throw 'run this from a file, such as container-host.ps1: each start of the machine runs a copy of it'
}
$arguments = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File $file"
$there = Get-ScheduledTask -TaskName $taskName -ErrorAction SilentlyContinue
if ($null -ne $there -and @($there.Actions)[0].Arguments -ceq $arguments) {
    Write-Host "scheduled task $taskName runs it at each start"
    return
}
$task = @{
    TaskName = $taskName
    Action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument $arguments
    Trigger = New-ScheduledTaskTrigger -AtStartup
    Principal = New-ScheduledTaskPrincipal -UserId 'SYSTEM' -LogonType ServiceAccount -RunLevel Highest
    Settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
}
Register-ScheduledTask @task -Force | Out-Null
Write-Host "scheduled task $taskName runs it at each start from now on"
