# Programs of the machine and of the scenario. A program of the scenario, by its path or name:
# @{ ExitCode; Output; ErrorOutput; Seconds; Creates; Hangs; Windowed; Script } - lists of ExitCode are used one after another.

# What stands behind a name that a script calls: a function, a script file or a program.
function Resolve-Invocation {
    param($Called, [switch] $Redirected)
    if ($Called -is [scriptblock]) { return $Called }
    if ([Mullion.Boot.Machine]::Fault) { exit 125 }
    $name = if ($Called -is [Management.Automation.CommandInfo] -or $Called.PSObject.TypeNames -contains 'System.Management.Automation.ApplicationInfo') {
        if ($Called.PSObject.Properties['Path'] -and $Called.Path) { $Called.Path } else { $Called.Name }
    }
    else { "$Called" }
    if ($name -match '\.ps1$') {
        $real = Get-RealPath $name
        # The engine then says that there is none.
        if (-not [IO.File]::Exists($real)) { return Get-AbsolutePath $name }
        return New-GatedFile $real
    }
    $program = Find-Program $name
    if ($program) {
        $flag = if ($Redirected) { '$true' } else { '$false' }
        return [scriptblock]::Create("Invoke-SimulatedProgram '$($program.Replace("'", "''"))' $flag `$args (`$MyInvocation.PipelinePosition -lt `$MyInvocation.PipelineLength); [Mullion.Boot.ProcessRunner]::EndProgram(`$ExecutionContext)")
    }
    if ($name -match '[\\/]' -or $name -match '\.(exe|cmd|bat|com)$') {
        if ($name -match '[\\/]' -and [IO.File]::Exists((Get-RealPath $name))) { Stop-Simulation "the program $name is not simulated; say in the scenario what it does (Programs)" }
        if ($name.StartsWith('/')) { Stop-Simulation "the path $name is one of Linux" }
        $script:Machine.MissingPrograms.Add($name)
        if ($name -match '\\') { return Get-AbsolutePath $name }
        return $name
    }
    $Called
}

# The script of a file as it passed the gate, under the path by which the engine reads it.
function New-GatedFile {
    param([string] $Real)
    $shown = [Mullion.Boot.Drive]::Shown($Real)
    $gated = [Mullion.Boot.Drive]::Shadow + $Real.Substring([Mullion.Boot.Machine]::Root.Length)
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($gated))
    [IO.File]::WriteAllText($gated, [Mullion.Boot.Gate]::Pass((Read-ScriptFile $Real), $shown))
    $gated
}

# 5.1 reads a script without byte order mark in the ANSI code page.
function Read-ScriptFile {
    param([string] $Real)
    $bytes = [IO.File]::ReadAllBytes($Real)
    if ($bytes.Length -ge 2 -and $bytes[0] -eq 0xFF -and $bytes[1] -eq 0xFE) { return [Text.Encoding]::Unicode.GetString($bytes, 2, $bytes.Length - 2) }
    if ($bytes.Length -ge 3 -and $bytes[0] -eq 0xEF -and $bytes[1] -eq 0xBB -and $bytes[2] -eq 0xBF) { return [Text.Encoding]::UTF8.GetString($bytes, 3, $bytes.Length - 3) }
    [Text.Encoding]::Latin1.GetString($bytes)
}

# The full path of a program, by path or by name on the machine's PATH; nothing where there is none.
function Find-Program {
    param([string] $Name)
    $names = if ([IO.Path]::HasExtension($Name)) { , $Name } else { "$Name.exe", "$Name.cmd", "$Name.bat" }
    foreach ($candidate in $names) {
        foreach ($path in $script:Machine.Programs.Keys) {
            if ($path.StartsWith('*')) { continue }
            if ($path -eq $candidate) { return $path }
            if ($candidate -notmatch '[\\/]' -and $path -notmatch '[\\/]' -and $path -eq $candidate) { return $path }
            if ($candidate -notmatch '[\\/]' -and [Mullion.Boot.SimulatedPath]::GetFileName($path) -eq $candidate -and (Test-OnPath $path)) { return $path }
            if ($candidate -match '^\.?[\\/]|[\\/]' -and $path -match '[\\/]' -and (Get-AbsolutePath $candidate) -eq $path) { return $path }
        }
        $installed = Find-InstalledProgram $candidate
        if ($installed) { return $installed }
    }
}

# A program that is there where somebody has put its file: SimulateProgram '*\its.exe'.
function Find-InstalledProgram {
    param([string] $Name)
    $leaf = [Mullion.Boot.SimulatedPath]::GetFileName($Name)
    if (-not $script:Machine.Programs.Contains("*\$leaf")) { return }
    $folders = if ($Name -match '[\\/]') { [Mullion.Boot.SimulatedPath]::GetDirectoryName((Get-AbsolutePath $Name)) } else { "$([Mullion.Boot.SimulatedEnvironment]::GetEnvironmentVariable('PATH'))" -split ';' -ne '' }
    foreach ($folder in $folders) {
        $path = "$([Mullion.Boot.SimulatedEnvironment]::ExpandEnvironmentVariables($folder).TrimEnd('\'))\$leaf"
        if ([IO.File]::Exists([Mullion.Boot.Drive]::Real($path))) { return $path }
    }
}

function Test-OnPath {
    param([string] $Path)
    $folder = [Mullion.Boot.SimulatedPath]::GetDirectoryName($Path)
    foreach ($entry in "$([Mullion.Boot.SimulatedEnvironment]::GetEnvironmentVariable('PATH'))" -split ';') {
        if ([Mullion.Boot.SimulatedEnvironment]::ExpandEnvironmentVariables($entry.TrimEnd('\')) -eq $folder) { return $true }
    }
    $false
}

function Test-Windowed {
    param([string] $Path)
    $program = $script:Machine.Programs[$Path]
    $Path -like '*\msiexec.exe' -or ($program -is [hashtable] -and $program.Windowed)
}

function Complete-WindowedProgram {
    param($With)
    # The time it takes has passed.
    $null = Get-ProgramAnswer $With.Path $With.Arguments -Instantly
}

# Runs a program: its answer is a table of ExitCode, Output, ErrorOutput.
function Get-ProgramAnswer {
    param([string] $Path, [string[]] $Arguments, [switch] $Instantly)
    if ($Instantly) { $script:isInstant = $true; try { return Get-ProgramAnswer $Path $Arguments } finally { $script:isInstant = $false } }
    $program = $script:Machine.Programs[$Path]
    if ($null -eq $program) { $program = $script:Machine.Programs["*\$([Mullion.Boot.SimulatedPath]::GetFileName($Path))"] }
    $script:ProgramPath = $Path
    if ($program -is [string]) { return & $program $Arguments }
    Write-Change "run $([Mullion.Boot.SimulatedPath]::GetFileName($Path)) $Arguments".TrimEnd()
    if ($program.Hangs) { Wait-Forever $Path }
    if ($program.Seconds -and -not $script:isInstant) { [Mullion.Boot.Clock]::Advance($program.Seconds) }
    $code = $program.ExitCode
    if ($code -is [array]) {
        $code, $rest = $code
        if ($rest) { $program.ExitCode = @($rest) }
    }
    if ([int] $code -in 0, 3010) {
        foreach ($file in $program.Creates) {
            $real = [Mullion.Boot.Drive]::Real($file)
            $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($real))
            [Mullion.Boot.Drive]::WriteBytes($real, [byte[]] @())
        }
    }
    if ($program.Script) { & ([scriptblock]::Create($program.Script)) $script:Machine $Arguments }
    @{ ExitCode = [int] $code; Output = $program.Output; ErrorOutput = $program.ErrorOutput }
}

function Invoke-SimulatedProgram {
    [CmdletBinding()]
    param([string] $Path, [bool] $Redirected, [object[]] $Arguments, [bool] $IsPiped)
    if ([Mullion.Boot.ProcessInfo]::IsEnding -or [Mullion.Boot.Machine]::Fault) { exit 125 }
    [Mullion.Boot.ProcessRunner]::HasProgramFailed = $false
    $words = @($Arguments | ForEach-Object { $_ } | ForEach-Object { "$_" })
    # A program with windows of its own is started and not waited for, unless its output goes on to another command.
    if (-not $IsPiped -and (Test-Windowed $Path)) {
        $package = $words | Where-Object { $script:Machine.Programs[$_] -is [hashtable] } | Select-Object -First 1
        $seconds = 1 + [int] $script:Machine.Programs[$(if ($package) { $package } else { $Path })].Seconds
        Add-DueEvent $seconds Complete-WindowedProgram @{ Path = $Path; Arguments = $words }
        return
    }
    $answer = Get-ProgramAnswer $Path $words
    foreach ($line in $answer.Output) { $line }
    foreach ($line in $answer.ErrorOutput) {
        if (-not $Redirected) { $Host.UI.WriteErrorLine($line); continue }
        $record = [Management.Automation.ErrorRecord]::new([Management.Automation.RemoteException]::new($line), 'NativeCommandError', 'NotSpecified', $line)
        # 5.1 under 'Stop' ends at the first such line: https://github.com/PowerShell/PowerShell/issues/4002
        if ($PSCmdlet.GetVariableValue('ErrorActionPreference') -eq 'Stop') { $PSCmdlet.ThrowTerminatingError($record) }
        $PSCmdlet.WriteError($record)
    }
    $global:LASTEXITCODE = [int] $answer.ExitCode
    [Mullion.Boot.ProcessRunner]::HasProgramFailed = $global:LASTEXITCODE -ne 0
}

$script:isInstant = $false

# A command line as a service, a task or Start-Process has it; gives the exit code.
function Invoke-CommandLine {
    param([string] $Program, [string] $Arguments, $Sink)
    $path = Find-Program $Program
    if (-not $path) { return 2 }
    if ($path -like '*\powershell.exe') { return (Start-PowerShell (Split-CommandLine $Arguments) $Sink).ExitCode }
    $answer = Get-ProgramAnswer $path (Split-CommandLine $Arguments)
    foreach ($line in @($answer.Output) + @($answer.ErrorOutput)) { if ($null -ne $line) { $null = $Sink.Append($line).Append("`n") } }
    [int] $answer.ExitCode
}

# As CommandLineToArgvW: blanks outside of quotes part.
function Split-CommandLine {
    param([string] $Line)
    @([regex]::Matches($Line, '(?:[^\s"]|"[^"]*")+') | ForEach-Object { $_.Value.Replace('"', '') })
}

# https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_powershell_exe?view=powershell-5.1
function Start-PowerShell {
    param([string[]] $Arguments, $Sink, [DateTime] $Deadline = [DateTime]::MaxValue)
    for ($i = 0; $i -lt $Arguments.Count; $i++) {
        switch -Regex ($Arguments[$i]) {
            '^-(NoP|NoProfile|NonI|NonInteractive|NoLogo|NoL|Sta|Mta)$' { continue }
            '^-(ExecutionPolicy|Ex|Exec|EP|WindowStyle|W|OutputFormat|InputFormat|Version)$' { $i++; continue }
            '^-(File|F)$' {
                $real = Get-RealPath $Arguments[$i + 1]
                if (-not [IO.File]::Exists($real)) {
                    $null = $Sink.Append("The argument '$($Arguments[$i + 1])' to the -File parameter does not exist. Provide the path to an existing '.ps1' file as an argument to the -File parameter.`n")
                    return @{ ExitCode = -196608 }
                }
                $named = @{}
                $values = [Collections.Generic.List[object]]::new()
                for ($j = $i + 2; $j -lt $Arguments.Count; $j++) {
                    if ($Arguments[$j] -match '^-([A-Za-z_]\w*):(.+)$') { $named[$Matches[1]] = $Matches[2] }
                    elseif ($Arguments[$j] -match '^-([A-Za-z_]\w*):?$') {
                        $name = $Matches[1]
                        if ($j + 1 -lt $Arguments.Count -and $Arguments[$j + 1] -notmatch '^-[A-Za-z_]\w*$') { $named[$name] = $Arguments[++$j] } else { $named[$name] = $true }
                    }
                    else { $values.Add($Arguments[$j]) }
                }
                $shown = [Mullion.Boot.Drive]::Shown($real)
                $result = [Mullion.Boot.ProcessRunner]::Run([Mullion.Boot.Gate]::Pass((Read-ScriptFile $real), $shown), $shown, $named, $values.ToArray(), $Sink, $Deadline)
                return @{ ExitCode = $result.ExitCode; IsCutOff = $result.IsCutOff }
            }
            '^-(Command|C)$' { return Start-PowerShellText ($Arguments[($i + 1)..($Arguments.Count - 1)] -join ' ') $Sink $Deadline }
            '^-(EncodedCommand|E|Enc|EC)$' { return Start-PowerShellText ([Text.Encoding]::Unicode.GetString([Convert]::FromBase64String($Arguments[$i + 1]))) $Sink $Deadline }
            '^-' { Stop-Simulation "powershell.exe $($Arguments[$i]) is not simulated" }
            default { return Start-PowerShellText ($Arguments[$i..($Arguments.Count - 1)] -join ' ') $Sink $Deadline }
        }
    }
    @{ ExitCode = 0 }
}

function Start-PowerShellText {
    param([string] $Text, $Sink, $Deadline)
    $result = [Mullion.Boot.ProcessRunner]::Run([Mullion.Boot.Gate]::Pass($Text, $null), $null, $null, $null, $Sink, $Deadline)
    @{ ExitCode = $result.ExitCode; IsCutOff = $result.IsCutOff }
}

SimulateProgram 'C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe' {
    param($Arguments)
    $sink = [Text.StringBuilder]::new()
    $result = Start-PowerShell $Arguments $sink
    $text = [Mullion.Boot.Drive]::ShownText("$sink").TrimEnd("`n")
    @{ ExitCode = $result.ExitCode; Output = $(if ($text) { $text -split "`n" }) }
}

SimulateProgram 'C:\Windows\System32\shutdown.exe' {
    param($Arguments)
    if ($Arguments -notcontains '/r' -and $Arguments -notcontains '-r') { Stop-Simulation "shutdown.exe $Arguments is not simulated" }
    Write-Change 'restart the machine'
    $script:Machine.WantsRestart = $true
    @{ ExitCode = 0 }
}

Simulate Start-Process -Takes FilePath, ArgumentList, Wait, PassThru, NoNewWindow, WindowStyle, RedirectStandardOutput, RedirectStandardError, WorkingDirectory {
    $path = Find-Program $FilePath
    if (-not $path) {
        if ($FilePath -notmatch '[\\/]' -and -not [Mullion.Boot.Machine]::IsMissing($FilePath)) { Stop-Simulation "nobody knows the program $FilePath; where the machine lacks it too, the scenario says so (Missing)" }
        $script:Machine.MissingPrograms.Add($FilePath)
        Stop-Command $PSCmdlet 'This command cannot be run due to the error: The system cannot find the file specified.'
    }
    $shape = New-Shape 'System.Diagnostics.Process' @{ Id = 4242; ProcessName = [IO.Path]::GetFileNameWithoutExtension([Mullion.Boot.SimulatedPath]::GetFileName($path)); ExitCode = $null; HasExited = $false; Handle = 1 }
    $shape | Add-Member -MemberType NoteProperty -Name Simulated -Value @{ Path = $path; Line = $ArgumentList -join ' '; Output = $RedirectStandardOutput; Shown = [bool] $NoNewWindow }
    $shape | Add-Member -MemberType ScriptMethod -Name WaitForExit -Value {
        param($Milliseconds)
        Complete-SimulatedProcess $this $(if ($null -eq $Milliseconds) { [DateTime]::MaxValue } else { [Mullion.Boot.Clock]::UtcNow.AddMilliseconds($Milliseconds) })
    }
    $shape | Add-Member -MemberType ScriptMethod -Name Kill -Value { $this.HasExited = $true; $this.ExitCode = -1 }
    # One that nobody waits for is done at once: what it does takes no time of the script.
    if ($Wait -or -not $PassThru) { $null = Complete-SimulatedProcess $shape ([DateTime]::MaxValue) }
    if ($PassThru) { $shape }
}

# Lets a process run until its end or until the deadline; answers whether it ended.
function Complete-SimulatedProcess {
    param($Process, [DateTime] $Deadline)
    if ($Process.HasExited) { return $true }
    $started = $Process.Simulated
    $sink = [Text.StringBuilder]::new()
    if ($started.Path -like '*\powershell.exe') {
        $result = Start-PowerShell (Split-CommandLine $started.Line) $sink $Deadline
        if ($result.IsCutOff) { return $false }
        $Process.ExitCode = $result.ExitCode
    }
    else {
        $program = $script:Machine.Programs[$started.Path]
        if ($program -is [hashtable] -and ($program.Hangs -or ($program.Seconds -and $Deadline -lt [Mullion.Boot.Clock]::UtcNow.AddSeconds($program.Seconds)))) {
            if ($Deadline -eq [DateTime]::MaxValue) { Wait-Forever $started.Path }
            [Mullion.Boot.Clock]::AdvanceTo($Deadline)
            return $false
        }
        $answer = Get-ProgramAnswer $started.Path (Split-CommandLine $started.Line)
        foreach ($line in @($answer.Output) + @($answer.ErrorOutput)) { if ($null -ne $line) { $null = $sink.Append($line).Append("`n") } }
        $Process.ExitCode = [int] $answer.ExitCode
    }
    $Process.HasExited = $true
    if ($started.Output) { [Mullion.Boot.Drive]::WriteBytes((Get-RealPath $started.Output), [Text.Encoding]::UTF8.GetBytes("$sink")) }
    elseif ($started.Shown -and $sink.Length) { $Host.UI.Write("$sink") }
    $true
}

Simulate Get-Process -Takes Name, Id {
    foreach ($one in $script:Machine.Processes) { if (-not $Name -or (Test-Name $one $Name)) { New-Shape 'System.Diagnostics.Process' @{ Id = 4000; ProcessName = $one; Name = $one } } }
}

Simulate Stop-Process -Takes Name, Id, Force, InputObject -Pipeline InputObject {
    foreach ($one in @($Name) + @($InputObject | ForEach-Object ProcessName)) { if ($one) { Write-Change "stop process $one"; $null = $script:Machine.Processes.Remove($one) } }
}

Simulate Get-Command -Takes Name, CommandType, TotalCount, Module -Places Name {
    foreach ($one in $Name) {
        $path = Find-Program $one
        if ($path -and (-not $CommandType -or $CommandType -eq 'Application')) {
            New-Shape 'System.Management.Automation.ApplicationInfo' @{ Name = [Mullion.Boot.SimulatedPath]::GetFileName($path); Path = $path; Source = $path; Definition = $path; CommandType = 'Application' }
            continue
        }
        [Mullion.Boot.ProcessRunner]::IsAsking = $true
        $known = if ($CommandType -ne 'Application') { Native-Get-Command -Name $one -ErrorAction Ignore }
        [Mullion.Boot.ProcessRunner]::IsAsking = $false
        if ($known) { $known; continue }
        if ($one -notmatch '[*?]') {
            if ($CommandType -ne 'Application' -and [Mullion.Boot.ProcessRunner]::Known.Contains($one) -and -not [Mullion.Boot.Machine]::IsMissing($one)) { Stop-Simulation "the command $one is not simulated" }
            $script:Machine.MissingPrograms.Add($one)
            Write-CommandError $PSCmdlet "The term '$one' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again." -Id CommandNotFoundException -Category ObjectNotFound
        }
    }
}
