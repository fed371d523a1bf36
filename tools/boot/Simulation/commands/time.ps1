# The clock of the machine. Waiting costs simulated time only.

Simulate Start-Sleep -Takes Seconds, Milliseconds {
    [Mullion.Boot.Clock]::Advance($Seconds + $Milliseconds / 1000)
}

Simulate Get-Date -Takes Date, Format, UFormat, Year, Month, Day, Hour, Minute, Second {
    $now = if ($Date) { [DateTime] $Date } else { [Mullion.Boot.Clock]::Now }
    $parts = @{}
    foreach ($part in 'Year', 'Month', 'Day', 'Hour', 'Minute', 'Second', 'Format', 'UFormat') {
        if ($PSBoundParameters.ContainsKey($part)) { $parts[$part] = $PSBoundParameters[$part] }
    }
    Native-Get-Date -Date $now @parts
}

Simulate Measure-Command -Takes Expression {
    $start = [Mullion.Boot.Clock]::UtcNow
    & $Expression | Out-Null
    [Mullion.Boot.Clock]::UtcNow - $start
}

Simulate Set-TimeZone -Takes Id, Name {
    $zone = "$Id$Name"
    if ($script:Machine.TimeZone -ne $zone) { Write-Change "time zone $zone"; $script:Machine.TimeZone = $zone }
}

Simulate Get-TimeZone {
    New-Shape 'System.TimeZoneInfo' @{ Id = $script:Machine.TimeZone; DisplayName = $script:Machine.TimeZone; StandardName = $script:Machine.TimeZone }
}

SimulateProgram 'C:\Windows\System32\tzutil.exe' {
    param($Arguments)
    switch ($Arguments[0]) {
        '/g' { @{ ExitCode = 0; Output = $script:Machine.TimeZone } }
        '/s' {
            if ($script:Machine.TimeZone -ne $Arguments[1]) { Write-Change "time zone $($Arguments[1])"; $script:Machine.TimeZone = $Arguments[1] }
            @{ ExitCode = 0 }
        }
        default { @{ ExitCode = 1 } }
    }
}

SimulateProgram 'C:\Windows\System32\w32tm.exe' {
    param($Arguments)
    Write-Change "w32tm $Arguments"
    @{ ExitCode = 0; Output = 'The command completed successfully.' }
}
