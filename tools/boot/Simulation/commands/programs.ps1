# Programs of Windows that belong to nothing else here.

# https://learn.microsoft.com/windows-server/administration/windows-commands/cmd
SimulateProgram 'C:\Windows\System32\cmd.exe' {
    param($Arguments)
    $words = [Collections.Generic.List[string]]::new()
    foreach ($one in $Arguments) { $words.Add($one) }
    while ($words.Count -and $words[0] -match '^/[sdq]$') { $words.RemoveAt(0) }
    if (-not $words.Count -or $words[0] -ne '/c') { Stop-Simulation "cmd.exe $Arguments is not simulated" }
    $words.RemoveAt(0)
    $line = if ($words.Count -eq 1) { $words[0] } else { ($words | ForEach-Object { if ($_ -match '\s' -and $_ -notmatch '"') { "`"$_`"" } else { $_ } }) -join ' ' }
    $line = [Mullion.Boot.SimulatedEnvironment]::ExpandEnvironmentVariables($line)
    $output = [Collections.Generic.List[string]]::new()
    $code = 0
    $parts = $line -split '\s*(&&|\|\||&)\s*(?!1|2)'
    for ($i = 0; $i -lt $parts.Count; $i += 2) {
        if ($i -gt 0) { $by = $parts[$i - 1]; if (($by -eq '&&' -and $code -ne 0) -or ($by -eq '||' -and $code -eq 0)) { continue } }
        $part = $parts[$i] -replace '\s*2>&1', ''
        $quiet = $part -match '(^|\s)1?>\s*nul\b'
        $part = $part -replace '\s*[12]?>\s*nul\b', ''
        if ($part -match '[<>|^()%]') { Stop-Simulation "cmd.exe /c $part is not simulated" }
        $answer = Invoke-CmdLine $part.Trim()
        if ($answer.Ends) { return @{ ExitCode = $answer.ExitCode; Output = $output.ToArray() } }
        if (-not $quiet) { foreach ($text in @($answer.Output) + @($answer.ErrorOutput)) { if ($null -ne $text) { $output.Add("$text") } } }
        $code = [int] $answer.ExitCode
    }
    @{ ExitCode = $code; Output = $output.ToArray() }
}

function Invoke-CmdLine {
    param([string] $Line)
    $words = @(Split-CommandLine $Line)
    $rest = @($words | Select-Object -Skip 1)
    switch ($words[0]) {
        'echo' { return @{ ExitCode = 0; Output = $Line.Substring(4).TrimStart() } }
        'rem' { return @{ ExitCode = 0 } }
        'exit' { return @{ Ends = $true; ExitCode = [int] ($rest | Where-Object { $_ -ne '/b' } | Select-Object -First 1) } }
        'ver' { return @{ ExitCode = 0; Output = "Microsoft Windows [Version $($script:Machine.Version).2227]" } }
        'type' {
            $real = Get-RealPath $rest[0]
            if (-not [IO.File]::Exists($real)) { return @{ ExitCode = 1; ErrorOutput = 'The system cannot find the file specified.' } }
            return @{ ExitCode = 0; Output = (Read-Text $real '').TrimEnd("`r", "`n") -split "`r?`n" }
        }
        { $_ -in 'mkdir', 'md' } {
            $real = Get-RealPath $rest[0]
            if (Test-Real $real) { return @{ ExitCode = 1; ErrorOutput = "A subdirectory or file $($rest[0]) already exists." } }
            Write-Change "new folder $([Mullion.Boot.Drive]::Shown($real))"
            $null = [IO.Directory]::CreateDirectory($real)
            return @{ ExitCode = 0 }
        }
        { $_ -in 'del', 'erase', 'rd', 'rmdir' } {
            foreach ($one in $rest | Where-Object { $_ -notlike '/*' }) {
                $real = Get-RealPath $one
                if ($one -match '[*?]') { Stop-Simulation "cmd.exe /c $Line is not simulated" }
                if (-not (Test-Real $real)) { return @{ ExitCode = $(if ($words[0] -like 'r*') { 2 } else { 0 }); ErrorOutput = $(if ($words[0] -like 'r*') { 'The system cannot find the file specified.' } else { "Could Not Find $one" }) } }
                Write-Change "remove $([Mullion.Boot.Drive]::Shown($real))"
                if ([IO.Directory]::Exists($real)) { [IO.Directory]::Delete($real, $rest -contains '/s') } else { [IO.File]::Delete($real) }
            }
            return @{ ExitCode = 0 }
        }
        { $_ -in 'copy', 'move', 'dir', 'set', 'if', 'for', 'call', 'start', 'mklink', 'cd', 'chdir', 'pushd', 'ren', 'assoc' } { Stop-Simulation "cmd.exe /c $_ is not simulated" }
    }
    $path = Find-Program $words[0]
    if (-not $path) {
        if (-not [Mullion.Boot.Machine]::IsMissing($words[0])) { Stop-Simulation "cmd.exe /c $($words[0]) is not simulated; say in the scenario what it does (Programs), or that it is not there (Missing)" }
        $script:Machine.MissingPrograms.Add($words[0])
        return @{ ExitCode = 1; ErrorOutput = "'$($words[0])' is not recognized as an internal or external command,", 'operable program or batch file.' }
    }
    Get-ProgramAnswer $path $rest
}

# What a package does, the scenario says under the package's own path (Programs).
# https://learn.microsoft.com/windows-server/administration/windows-commands/msiexec
SimulateProgram 'C:\Windows\System32\msiexec.exe' {
    param($Arguments)
    $package = $null
    for ($i = 0; $i -lt $Arguments.Count; $i++) {
        switch -Regex ($Arguments[$i]) {
            '^[/-](i|package|x|uninstall)$' { $package = $Arguments[++$i]; continue }
            '^[/-](i|x)(.+)$' { $package = $Matches[2]; continue }
            '^[/-](l\S*|log)$' { $i++; continue }
            '^[/-](q[nbrf]?[+!-]*|quiet|passive|norestart|forcerestart|promptrestart)$' { continue }
            '^\w+=' { continue }
            default { return @{ ExitCode = 1639 } }
        }
    }
    if (-not $package) { return @{ ExitCode = 1639 } }
    $known = if ($package -match '^\{') { $package } else { Get-AbsolutePath $package }
    $program = $script:Machine.Programs.Keys | Where-Object { $_ -eq $known }
    if ($program) { return Get-ProgramAnswer $program $Arguments }
    # 1619: the package could not be opened, 1605: the product is not installed.
    if ($package -match '^\{') { return @{ ExitCode = 1605 } }
    if (-not [IO.File]::Exists((Get-RealPath $package))) { return @{ ExitCode = 1619 } }
    Stop-Simulation "the package $known is not simulated; say in the scenario what it does (Programs)"
}

# https://learn.microsoft.com/windows-server/administration/windows-commands/net-user and its neighbours
SimulateProgram 'C:\Windows\System32\net.exe' {
    param($Arguments)
    $what, $name = $Arguments[0..1]
    switch ($what) {
        { $_ -in 'start', 'stop' } {
            $service = if ($name) { $script:Machine.Services[$name] } else { Stop-Simulation "net.exe $Arguments is not simulated" }
            if (-not $service) { return @{ ExitCode = 2; ErrorOutput = 'The service name is invalid.' } }
            if ($what -eq 'start') {
                if ($service.Status -eq 'Running') { return @{ ExitCode = 2; ErrorOutput = 'The requested service has already been started.' } }
                $refusal = Start-MachineService $service
                if ($refusal) { return @{ ExitCode = 2; ErrorOutput = "The $name service could not be started.", $refusal } }
                Write-Change "start service $name"
                while ($service.Status -eq 'StartPending') { [Mullion.Boot.Clock]::AdvanceToNext() }
                return @{ ExitCode = 0; Output = "The $name service was started successfully." }
            }
            if ($service.Status -ne 'Running') { return @{ ExitCode = 2; ErrorOutput = "The $name service is not started." } }
            Write-Change "stop service $name"
            Set-ServiceStatus $service 'Stopped'
            @{ ExitCode = 0; Output = "The $name service was stopped successfully." }
        }
        'user' {
            if ($Arguments -contains '/add') {
                if ($script:Machine.Users -contains $name) { return @{ ExitCode = 2; ErrorOutput = 'The account already exists.' } }
                $script:Machine.Users.Add($name)
                Write-Change "new local user $name"
            }
            elseif ($script:Machine.Users -notcontains $name) { return @{ ExitCode = 2; ErrorOutput = 'The user name could not be found.' } }
            elseif ($Arguments -contains '/delete') { $null = $script:Machine.Users.Remove($name); Write-Change "remove local user $name" }
            else { Stop-Simulation "net.exe $what is simulated with /add and /delete only" }
            @{ ExitCode = 0; Output = 'The command completed successfully.' }
        }
        'localgroup' {
            $member = if ($Arguments[2] -notlike '/*') { $Arguments[2] }
            if (-not $member -or $Arguments -notcontains '/add') { Stop-Simulation "net.exe $Arguments is not simulated" }
            if (-not $script:Machine.Groups.Contains($name)) { return @{ ExitCode = 2; ErrorOutput = 'The specified local group does not exist.' } }
            if ($script:Machine.Groups[$name] -contains $member) { return @{ ExitCode = 2; ErrorOutput = 'The specified account name is already a member of the group.' } }
            $script:Machine.Groups[$name] = @($script:Machine.Groups[$name]) + $member
            Write-Change "add $member to local group $name"
            @{ ExitCode = 0; Output = 'The command completed successfully.' }
        }
        default { Stop-Simulation "net.exe $what is not simulated" }
    }
}

# https://curl.se/docs/manpage.html: the program, which `curl` alone does not name in 5.1
SimulateProgram 'C:\Windows\System32\curl.exe' {
    param($Arguments)
    $file = $null; $address = $null; $fails = $false
    for ($i = 0; $i -lt $Arguments.Count; $i++) {
        switch -CaseSensitive -Regex ($Arguments[$i]) {
            '^(-o|--output)$' { $file = $Arguments[++$i]; continue }
            '^-O$' { $file = '-O'; continue }
            '^--fail$|^-f$' { $fails = $true; continue }
            '^-[sSLkf]+$|^--(silent|show-error|location)$' { if ($_ -clike '-*f*' -and $_ -notlike '--*') { $fails = $true }; continue }
            '^--(retry|connect-timeout|max-time)$' { $i++; continue }
            '^-' { Stop-Simulation "curl.exe $_ is not simulated" }
            default { $address = $_ }
        }
    }
    try { $bytes = Get-WebAnswer $PSCmdlet ([Uri] $address) 'Get' @{} 0 }
    catch {
        if ([Mullion.Boot.Machine]::Fault) { exit 125 }
        if ("$_" -notmatch '\(\d{3}\)') { return @{ ExitCode = 7; ErrorOutput = "curl: (7) Failed to connect to $(([Uri] $address).Host)" } }
        if ($fails) { return @{ ExitCode = 22; ErrorOutput = 'curl: (22) The requested URL returned error' } }
        $bytes = [byte[]] @()
    }
    if (-not $file) { return @{ ExitCode = 0; Output = [Text.Encoding]::UTF8.GetString($bytes) } }
    $real = Get-RealPath $(if ($file -eq '-O') { ([Uri] $address).Segments[-1] } else { $file })
    if (-not [IO.Directory]::Exists([IO.Path]::GetDirectoryName($real))) { return @{ ExitCode = 23; ErrorOutput = 'curl: (23) Failure writing output to destination' } }
    [Mullion.Boot.Drive]::WriteBytes($real, $bytes)
    @{ ExitCode = 0 }
}
