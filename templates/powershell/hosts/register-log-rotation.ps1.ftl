[#-- Both programs append to their log for ever and hold it open, so that it is copied and then emptied; Go opens files so that
     others may write them too, and appends at whatever their end is. --]
$files = [=files]
$maxBytes = [=maxBytes]
$keep = [=keep]

$script = {
    param([string] $Files, [long] $MaxBytes, [int] $Keep)
    $ErrorActionPreference = 'Stop'
    foreach ($file in $Files -split ';') {
        if (-not (Test-Path -Path $file) -or (Get-Item -Path $file).Length -lt $MaxBytes) {
            continue
        }
        Remove-Item -Force -Path "$file.$Keep" -ErrorAction SilentlyContinue
        for ($i = $Keep - 1; $i -ge 1; $i--) {
            if (Test-Path -Path "$file.$i") {
                Move-Item -Force -Path "$file.$i" -Destination "$file.$($i + 1)"
            }
        }
        $source = [IO.File]::Open($file, 'Open', 'ReadWrite', 'ReadWrite')
        try {
            $target = [IO.File]::Create("$file.1")
            try {
                $source.CopyTo($target)
            }
            finally {
                $target.Dispose()
            }
            $source.SetLength(0)
        }
        finally {
            $source.Dispose()
        }
        Write-Host "$file goes on from its start"
    }
}
$folder = 'C:\ProgramData\Mullion\tasks'
New-PrivateFolder -Path $folder
$null = Set-TextFile -Path "$folder\rotate-logs.ps1" -Lines ($script.ToString().Trim() -split "\r?\n")
$arguments = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File $folder\rotate-logs.ps1" +
    " -Files `"$($files -join ';')`" -MaxBytes $maxBytes -Keep $keep"
$there = Get-ScheduledTask -TaskName 'Mullion-RotateLogs' -ErrorAction SilentlyContinue
if ($null -ne $there -and @($there.Actions)[0].Arguments -ceq $arguments) {
    Write-Host 'logs are rotated'
    return
}
$task = @{
    TaskName = 'Mullion-RotateLogs'
    Action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument $arguments
    Trigger = New-ScheduledTaskTrigger -Once -At ([DateTime]::Today) -RepetitionInterval ([TimeSpan]::FromMinutes(30))
    Principal = New-ScheduledTaskPrincipal -UserId 'SYSTEM' -LogonType ServiceAccount -RunLevel Highest
}
Register-ScheduledTask @task -Force | Out-Null
Write-Host "logs are rotated from $maxBytes bytes on"
