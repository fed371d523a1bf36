# Files of drive C:, the registry (registry.ps1) and certificates (certificates.ps1), by the provider that a path names.

function Test-FilePath {
    param([string] $Path)
    $Path -notmatch '^(HK(LM|CU|CR|U):|Registry::|Cert:|Env:|Variable:|Function:)'
}

# Every file that a path with wildcards stands for, as the machine knows it.
function Expand-FilePath {
    param([string[]] $Path, [string[]] $LiteralPath)
    foreach ($one in $LiteralPath) { if ($one) { Get-RealPath $one } }
    foreach ($one in $Path) {
        if (-not $one) { continue }
        if ($one -notmatch '[*?\[]') { Get-RealPath $one; continue }
        $absolute = Get-AbsolutePath $one
        $folders = @([Mullion.Boot.Machine]::Root)
        $parts = $absolute.Substring(3).Split('\')
        foreach ($part in $parts) {
            $folders = foreach ($folder in $folders) {
                if ($part -notmatch '[*?\[]') { [Mullion.Boot.Drive]::Real([Mullion.Boot.Drive]::Shown($folder).TrimEnd('\') + '\' + $part) }
                elseif ([IO.Directory]::Exists($folder)) { [IO.Directory]::GetFileSystemEntries($folder) | Where-Object { [IO.Path]::GetFileName($_) -like $part } | Sort-Object }
            }
        }
        $folders | Where-Object { Test-Real $_ }
    }
}

function Test-Real {
    param([string] $Real)
    [IO.File]::Exists($Real) -or [IO.Directory]::Exists($Real)
}

function Get-ItemShape {
    param([string] $Real)
    $shown = [Mullion.Boot.Drive]::Shown($Real)
    $isFolder = [IO.Directory]::Exists($Real)
    $info = if ($isFolder) { [IO.DirectoryInfo] $Real } else { [IO.FileInfo] $Real }
    $shape = New-Shape $(if ($isFolder) { 'System.IO.DirectoryInfo' } else { 'System.IO.FileInfo' }) ([ordered] @{
            Mode = $(if ($isFolder) { 'd-----' } else { '-a----' }); LastWriteTime = [Mullion.Boot.Drive]::Written($Real); CreationTime = [Mullion.Boot.Drive]::Written($Real); LastWriteTimeUtc = [Mullion.Boot.Drive]::Written($Real); Length = $(if (-not $isFolder) { $info.Length }); Name = $info.Name; FullName = $shown
            PSIsContainer = $isFolder; Exists = $true; Extension = $info.Extension; BaseName = [IO.Path]::GetFileNameWithoutExtension($info.Name)
            DirectoryName = [Mullion.Boot.SimulatedPath]::GetDirectoryName($shown); PSPath = "Microsoft.PowerShell.Core\FileSystem::$shown"; PSParentPath = "Microsoft.PowerShell.Core\FileSystem::$([Mullion.Boot.SimulatedPath]::GetDirectoryName($shown))"
        })
    $shape.PSObject.TypeNames.Insert(0, 'Mullion.Boot.Item')
    $shape | Add-Member -MemberType ScriptMethod -Name ToString -Value { $this.FullName } -Force
    $shape
}

function Stop-NotFound {
    param($Cmdlet, [string] $Path)
    Write-CommandError $Cmdlet "Cannot find path '$Path' because it does not exist." -Type ItemNotFoundException -Id PathNotFound -Category ObjectNotFound
}

# As 5.1 reads and writes: UTF8 has a byte order mark, Default is the ANSI code page.
function Get-TextEncoding {
    param([string] $Name, [string] $Default)
    if (-not $Name) { $Name = $Default }
    switch ($Name) {
        'Ascii' { [Text.Encoding]::ASCII }
        'UTF8' { [Text.UTF8Encoding]::new($true) }
        'Unicode' { [Text.UnicodeEncoding]::new($false, $true) }
        'BigEndianUnicode' { [Text.UnicodeEncoding]::new($true, $true) }
        'UTF32' { [Text.UTF32Encoding]::new($false, $true) }
        { $_ -in 'Default', 'Oem', 'String' } { [Text.Encoding]::Latin1 }
        default { Stop-Simulation "-Encoding $Name is not simulated" }
    }
}

function Read-Text {
    param([string] $Real, [string] $Encoding)
    [Mullion.Boot.Transcript]::Mend($Real)
    $bytes = [IO.File]::ReadAllBytes($Real)
    $memory = [IO.MemoryStream]::new($bytes)
    $reader = [IO.StreamReader]::new($memory, $(if ($Encoding) { Get-TextEncoding $Encoding } else { [Text.Encoding]::Latin1 }), $true)
    $reader.ReadToEnd()
}

function Write-Text {
    param($Cmdlet, [string] $Path, [string] $Text, [Text.Encoding] $Encoding, [switch] $Append)
    $real = Get-RealPath $Path
    if (-not [IO.Directory]::Exists([IO.Path]::GetDirectoryName($real))) {
        Stop-Command $Cmdlet "Could not find a part of the path '$(Get-AbsolutePath $Path)'." -Id GetContentWriterDirectoryNotFoundError
    }
    if ([IO.Directory]::Exists($real)) { Stop-Command $Cmdlet "Access to the path '$(Get-AbsolutePath $Path)' is denied." }
    Write-Change "$(if ($Append) { 'append to' } else { 'write' }) $([Mullion.Boot.Drive]::Shown($real))"
    if ($Append) { [IO.File]::AppendAllText($real, $Text, $(if ([IO.File]::Exists($real) -and $Encoding -is [Text.UTF8Encoding]) { [Text.UTF8Encoding]::new($false) } else { $Encoding })) }
    else { [IO.File]::WriteAllText($real, $Text, $Encoding) }
    [Mullion.Boot.Drive]::Touch($real)
}

Simulate Get-Content -Takes Path, LiteralPath, Raw, Encoding, TotalCount, Tail, ReadCount, Force -Pipeline Path {
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        $found = @(Expand-FilePath $one)
        if ($found.Count -eq 0 -or -not [IO.File]::Exists($found[0])) { Stop-NotFound $PSCmdlet (Get-AbsolutePath $one); continue }
        foreach ($real in $found) {
            $text = Read-Text $real $Encoding
            if ($Raw) { $text; continue }
            $lines = @($text -split "`r?`n")
            if ($lines[-1] -eq '') { $lines = @($lines | Select-Object -SkipLast 1) }
            if ($PSBoundParameters.ContainsKey('TotalCount')) { $lines = @($lines | Select-Object -First $TotalCount) }
            if ($PSBoundParameters.ContainsKey('Tail')) { $lines = @($lines | Select-Object -Last $Tail) }
            $lines
        }
    }
}

Simulate Set-Content -Takes Path, LiteralPath, Value, Encoding, NoNewline, Force, PassThru -Pipeline Value -Whole {
    $newline = if ($NoNewline) { '' } else { "`r`n" }
    $text = -join ($Value | ForEach-Object { "$_$newline" })
    foreach ($one in @($Path) + @($LiteralPath)) { if ($one) { Write-Text $PSCmdlet $one $text (Get-TextEncoding $Encoding 'Default') } }
    if ($PassThru) { $Value }
}

Simulate Add-Content -Takes Path, LiteralPath, Value, Encoding, NoNewline, Force, PassThru -Pipeline Value -Whole {
    $newline = if ($NoNewline) { '' } else { "`r`n" }
    $text = -join ($Value | ForEach-Object { "$_$newline" })
    foreach ($one in @($Path) + @($LiteralPath)) { if ($one) { Write-Text $PSCmdlet $one $text (Get-TextEncoding $Encoding 'Default') -Append } }
}

Simulate Out-File -Takes FilePath, LiteralPath, InputObject, Encoding, Append, NoNewline, Force, Width, NoClobber -Pipeline InputObject -Whole {
    $text = ($InputObject | Out-String -Width $(if ($Width) { $Width } else { 120 })).Replace("`r`n", "`n").Replace("`n", "`r`n")
    if ($NoNewline) { $text = -join $InputObject }
    Write-Text $PSCmdlet "$FilePath$LiteralPath" $text (Get-TextEncoding $Encoding 'Unicode') -Append:$Append
}

Simulate Clear-Content -Takes Path, LiteralPath, Force {
    foreach ($one in @($Path) + @($LiteralPath)) { if ($one) { Write-Text $PSCmdlet $one '' ([Text.Encoding]::ASCII) } }
}

Simulate Test-Path -Takes Path, LiteralPath, PathType, IsValid -Pipeline Path {
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        if ($one -match '^Env:[\\/]?(.*)') { $null -ne [Mullion.Boot.SimulatedEnvironment]::GetEnvironmentVariable($Matches[1]); continue }
        if ($one -match '^Variable:[\\/]?(.*)') { $null -ne $PSCmdlet.SessionState.PSVariable.Get($Matches[1]); continue }
        if ($one -match '^Cert:') { Test-CertificatePath $one; continue }
        if ($one -match '^\\\\\.\\pipe\\(.+)$') { Test-Pipe $Matches[1]; continue }
        if (-not (Test-FilePath $one)) { Test-RegistryPath $one; continue }
        if ([Mullion.Boot.Drive]::IsWindowsPath($one) -and $one[0] -notin 'C', 'c') { $false; continue }
        $found = @(Expand-FilePath $one | Where-Object { ($PathType -ne 'Leaf' -and [IO.Directory]::Exists($_)) -or ($PathType -ne 'Container' -and [IO.File]::Exists($_)) })
        $found.Count -gt 0
    }
}

Simulate New-Item -Takes Path, Name, ItemType, Value, Force {
    if (@($Path).Count -gt 1) {
        $given = @{} + $PSBoundParameters
        foreach ($one in $Path) { $given.Path = $one; New-Item @given }
        return
    }
    $full = if ($Name -and $Path) { "$("$Path".TrimEnd('\'))\$Name" } elseif ($Name) { $Name } else { "$Path" }
    if (-not (Test-FilePath $full)) { return New-RegistryKey $PSCmdlet $full -Force:$Force }
    $real = Get-RealPath $full
    switch ($ItemType) {
        'Directory' {
            if ([IO.Directory]::Exists($real)) {
                if (-not $Force) { Stop-Command $PSCmdlet "An item with the specified name $(Get-AbsolutePath $full) already exists." }
            }
            else {
                Write-Change "new folder $(Get-AbsolutePath $full)"
                $null = [IO.Directory]::CreateDirectory($real)
            }
        }
        { $_ -in 'File', '' } {
            if ([IO.File]::Exists($real) -and -not $Force) { Stop-Command $PSCmdlet "The file '$(Get-AbsolutePath $full)' already exists." }
            if ($Force) { $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($real)) }
            Write-Text $PSCmdlet $full "$Value" ([Text.UTF8Encoding]::new($false))
        }
        { $_ -in 'SymbolicLink', 'Junction', 'HardLink' } {
            Write-Change "new $ItemType $(Get-AbsolutePath $full) to $Value"
            $null = [IO.Directory]::CreateDirectory($real)
        }
        default { Stop-Simulation "New-Item -ItemType $ItemType is not simulated" }
    }
    Get-ItemShape $real
}

Simulate Remove-Item -Takes Path, LiteralPath, Recurse, Force, Filter, Include, Exclude, Confirm -Pipeline Path {
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        if ($one -match '^Env:[\\/]?(.*)') { [Mullion.Boot.SimulatedEnvironment]::SetEnvironmentVariable($Matches[1], $null); continue }
        if (-not (Test-FilePath $one)) { Remove-RegistryKey $PSCmdlet $one -Recurse:$Recurse; continue }
        $found = @(Expand-FilePath $one | Where-Object { Test-Real $_ })
        if ($found.Count -eq 0 -and $one -notmatch '[*?\[]') { Stop-NotFound $PSCmdlet (Get-AbsolutePath $one); continue }
        foreach ($real in $found) {
            if ([IO.Directory]::Exists($real)) {
                if (-not $Recurse -and [IO.Directory]::GetFileSystemEntries($real).Count -gt 0) {
                    Stop-Command $PSCmdlet 'Windows PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.'
                }
                Write-Change "remove folder $([Mullion.Boot.Drive]::Shown($real))"
                [IO.Directory]::Delete($real, $true)
            }
            else {
                Write-Change "remove $([Mullion.Boot.Drive]::Shown($real))"
                [IO.File]::Delete($real)
            }
        }
    }
}

function Copy-Real {
    param([string] $From, [string] $To)
    if ([IO.Directory]::Exists($From)) {
        $null = [IO.Directory]::CreateDirectory($To)
        foreach ($entry in [IO.Directory]::GetFileSystemEntries($From)) { Copy-Real $entry ([Mullion.Boot.Drive]::Child($To, [IO.Path]::GetFileName($entry))) }
    }
    else { [IO.File]::Copy($From, $To, $true) }
}

Simulate Copy-Item -Takes Path, LiteralPath, Destination, Recurse, Force, Container, PassThru -Pipeline Path {
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        $found = @(Expand-FilePath $one | Where-Object { Test-Real $_ })
        if ($found.Count -eq 0 -and $one -notmatch '[*?\[]') { Stop-NotFound $PSCmdlet (Get-AbsolutePath $one); continue }
        $target = Get-RealPath $Destination
        foreach ($real in $found) {
            $to = if ([IO.Directory]::Exists($target)) { [Mullion.Boot.Drive]::Child($target, [IO.Path]::GetFileName($real)) } else { $target }
            if (-not [IO.Directory]::Exists([IO.Path]::GetDirectoryName($to))) { Stop-Command $PSCmdlet "Could not find a part of the path '$([Mullion.Boot.Drive]::Shown($to))'." }
            Write-Change "copy $([Mullion.Boot.Drive]::Shown($real)) to $([Mullion.Boot.Drive]::Shown($to))"
            if ([IO.Directory]::Exists($real) -and -not $Recurse) { $null = [IO.Directory]::CreateDirectory($to) } else { Copy-Real $real $to }
        }
    }
}

function Move-Real {
    param($Cmdlet, [string] $Real, [string] $To, [switch] $Force)
    if ([IO.File]::Exists($To) -and -not $Force) { Stop-Command $Cmdlet 'Cannot create a file when that file already exists.' }
    Write-Change "move $([Mullion.Boot.Drive]::Shown($Real)) to $([Mullion.Boot.Drive]::Shown($To))"
    if ([IO.Directory]::Exists($Real)) { [IO.Directory]::Move($Real, $To) } else { [IO.File]::Move($Real, $To, $true) }
}

Simulate Move-Item -Takes Path, LiteralPath, Destination, Force, PassThru -Pipeline Path {
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        $found = @(Expand-FilePath $one | Where-Object { Test-Real $_ })
        if ($found.Count -eq 0 -and $one -notmatch '[*?\[]') { Stop-NotFound $PSCmdlet (Get-AbsolutePath $one); continue }
        $target = Get-RealPath $Destination
        foreach ($real in $found) { Move-Real $PSCmdlet $real $(if ([IO.Directory]::Exists($target)) { [Mullion.Boot.Drive]::Child($target, [IO.Path]::GetFileName($real)) } else { $target }) -Force:$Force }
    }
}

Simulate Rename-Item -Takes Path, LiteralPath, NewName, Force, PassThru {
    $real = Get-RealPath "$Path$LiteralPath"
    if (-not (Test-Real $real)) { Stop-NotFound $PSCmdlet (Get-AbsolutePath "$Path$LiteralPath"); return }
    Move-Real $PSCmdlet $real ([IO.Path]::Combine([IO.Path]::GetDirectoryName($real), [Mullion.Boot.SimulatedPath]::GetFileName($NewName)))
}

Simulate Get-Item -Takes Path, LiteralPath, Force -Pipeline Path {
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        if (-not (Test-FilePath $one)) { Get-RegistryKeyShape $PSCmdlet $one; continue }
        $found = @(Expand-FilePath $one | Where-Object { Test-Real $_ })
        if ($found.Count -eq 0 -and $one -notmatch '[*?\[]') { Stop-NotFound $PSCmdlet (Get-AbsolutePath $one) }
        foreach ($real in $found) { Get-ItemShape $real }
    }
}

Simulate Get-ChildItem -Takes Path, LiteralPath, Filter, Include, Recurse, File, Directory, Force, Name, DnsName -Pipeline Path {
    foreach ($one in $(if ($Path -or $LiteralPath) { @($Path) + @($LiteralPath) } else { '.' })) {
        if (-not $one) { continue }
        if ($one -match '^Cert:') { Get-Certificates $PSCmdlet $one $DnsName; continue }
        if ($one -match '^Env:') { Native-Get-ChildItem Env: ; continue }
        if (-not (Test-FilePath $one)) { Get-RegistryChildren $PSCmdlet $one; continue }
        $found = @(Expand-FilePath $one | Where-Object { Test-Real $_ })
        if ($found.Count -eq 0 -and $one -notmatch '[*?\[]') { Stop-NotFound $PSCmdlet (Get-AbsolutePath $one); continue }
        foreach ($real in $found) {
            $entries = if ([IO.Directory]::Exists($real)) { [IO.Directory]::GetFileSystemEntries($real, '*', $(if ($Recurse) { 'AllDirectories' } else { 'TopDirectoryOnly' })) | Sort-Object } else { $real }
            foreach ($entry in $entries) {
                $leaf = [IO.Path]::GetFileName($entry)
                if (($Filter -and $leaf -notlike $Filter) -or ($Include -and -not (Test-Name $leaf $Include))) { continue }
                if (($File -and [IO.Directory]::Exists($entry)) -or ($Directory -and [IO.File]::Exists($entry))) { continue }
                if ($Name) { $leaf } else { Get-ItemShape $entry }
            }
        }
    }
}

Simulate Resolve-Path -Takes Path, LiteralPath {
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        $found = @(Expand-FilePath $one | Where-Object { Test-Real $_ })
        if ($found.Count -eq 0) { Stop-NotFound $PSCmdlet (Get-AbsolutePath $one) }
        foreach ($real in $found) {
            $shape = New-Shape 'System.Management.Automation.PathInfo' @{ Path = [Mullion.Boot.Drive]::Shown($real); ProviderPath = [Mullion.Boot.Drive]::Shown($real) }
            $shape | Add-Member -MemberType ScriptMethod -Name ToString -Value { $this.Path } -Force
            $shape
        }
    }
}

Simulate Convert-Path -Takes Path, LiteralPath {
    foreach ($one in @($Path) + @($LiteralPath)) { if ($one) { [Mullion.Boot.Drive]::Shown((Get-RealPath $one)) } }
}

Simulate Join-Path -Takes Path, ChildPath, Resolve {
    foreach ($one in $Path) { $one.Replace('/', '\').TrimEnd('\') + '\' + $ChildPath.Replace('/', '\').TrimStart('\') }
}

Simulate Split-Path -Takes Path, LiteralPath, Leaf, Parent, Qualifier, NoQualifier, IsAbsolute, Resolve -Pipeline Path {
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        $plain = $one.Replace('/', '\').TrimEnd('\')
        if ($Leaf) { [Mullion.Boot.SimulatedPath]::GetFileName($plain) }
        elseif ($Qualifier) { $plain.Substring(0, 2) }
        elseif ($NoQualifier) { $plain.Substring(2) }
        elseif ($IsAbsolute) { [Mullion.Boot.Drive]::IsWindowsPath($plain) }
        else { [Mullion.Boot.SimulatedPath]::GetDirectoryName($plain) }
    }
}

Simulate Set-Location -Takes Path, LiteralPath, PassThru {
    $real = Get-RealPath "$Path$LiteralPath"
    if (-not [IO.Directory]::Exists($real)) { Stop-NotFound $PSCmdlet (Get-AbsolutePath "$Path$LiteralPath"); return }
    Native-Set-Location -LiteralPath (Get-DrivePath $real)
}

Simulate Push-Location -Takes Path, LiteralPath, StackName {
    Native-Push-Location -LiteralPath (Get-DrivePath (Get-RealPath $(if ("$Path$LiteralPath") { "$Path$LiteralPath" } else { '.' })))
}

Simulate Pop-Location -Takes StackName { Native-Pop-Location }

function Get-DrivePath {
    param([string] $Real)
    'C:' + $(if ($Real.Length -gt [Mullion.Boot.Machine]::Root.Length) { $Real.Substring([Mullion.Boot.Machine]::Root.Length) } else { '/' })
}

Simulate Get-Location {
    $shape = New-Shape 'System.Management.Automation.PathInfo' @{ Path = [Mullion.Boot.Drive]::Shown((Native-Get-Location).ProviderPath); ProviderPath = [Mullion.Boot.Drive]::Shown((Native-Get-Location).ProviderPath) }
    $shape | Add-Member -MemberType ScriptMethod -Name ToString -Value { $this.Path } -Force
    $shape
}

Simulate Get-FileHash -Takes Path, LiteralPath, InputStream, Algorithm -Pipeline Path {
    $name = if ($Algorithm) { $Algorithm.ToUpperInvariant() } else { 'SHA256' }
    $hash = [Security.Cryptography.HashAlgorithm]::Create($name)
    if ($InputStream) { New-Shape 'Microsoft.PowerShell.Commands.FileHashInfo' ([ordered] @{ Algorithm = $name; Hash = [BitConverter]::ToString($hash.ComputeHash($InputStream)).Replace('-', ''); Path = $null }) }
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        $real = Get-RealPath $one
        if (-not [IO.File]::Exists($real)) { Stop-NotFound $PSCmdlet (Get-AbsolutePath $one); continue }
        New-Shape 'Microsoft.PowerShell.Commands.FileHashInfo' ([ordered] @{ Algorithm = $name; Hash = [BitConverter]::ToString($hash.ComputeHash([IO.File]::ReadAllBytes($real))).Replace('-', ''); Path = [Mullion.Boot.Drive]::Shown($real) })
    }
}

# https://learn.microsoft.com/powershell/module/microsoft.powershell.archive/expand-archive?view=powershell-5.1
Simulate Expand-Archive -Takes Path, LiteralPath, DestinationPath, Force {
    $real = Get-RealPath "$Path$LiteralPath"
    if (-not [IO.File]::Exists($real)) { Stop-Command $PSCmdlet "The path '$Path$LiteralPath' either does not exist or is not a valid file system path." }
    if ([IO.Path]::GetExtension($real) -ne '.zip') { Stop-Command $PSCmdlet "$([IO.Path]::GetExtension($real)) is not a supported archive file format. .zip is the only supported archive file format." }
    $target = Get-RealPath $(if ($DestinationPath) { $DestinationPath } else { [IO.Path]::GetFileNameWithoutExtension($real) })
    try { $archive = [IO.Compression.ZipFile]::OpenRead($real) } catch { Stop-Command $PSCmdlet 'End of Central Directory record could not be found.' }
    try {
        foreach ($entry in $archive.Entries) {
            $to = [IO.Path]::GetFullPath([IO.Path]::Combine($target, $entry.FullName.Replace('\', '/')))
            if (-not $to.StartsWith($target)) { Stop-Command $PSCmdlet "$($entry.FullName) would leave the folder" }
            if ($entry.FullName.EndsWith('/')) { $null = [IO.Directory]::CreateDirectory($to); continue }
            $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($to))
            if ([IO.File]::Exists($to) -and -not $Force) { Write-CommandError $PSCmdlet "Failed to create file '$([Mullion.Boot.Drive]::Shown($to))' while expanding the archive file: it already exists. Use the -Force parameter."; continue }
            [IO.Compression.ZipFileExtensions]::ExtractToFile($entry, $to, $true)
            [Mullion.Boot.Drive]::Touch($to)
        }
    }
    finally { $archive.Dispose() }
    Write-Change "expand $([Mullion.Boot.Drive]::Shown($real)) to $([Mullion.Boot.Drive]::Shown($target))"
}

Simulate Unblock-File -Takes Path, LiteralPath { }

Simulate Start-Transcript -Takes Path, LiteralPath, Append, Force, NoClobber {
    if (-not "$Path$LiteralPath") { $Path = 'C:\Windows\system32\config\systemprofile\Documents\PowerShell_transcript.txt' }
    $real = Get-RealPath "$Path$LiteralPath"
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($real))
    [Mullion.Boot.Machine]::Transcripts.Add([Mullion.Boot.Transcript] @{ Real = $real; Began = [Mullion.Boot.Clock]::UtcNow })
    $null = Native-Start-Transcript -LiteralPath (Get-DrivePath $real) -Append:$Append -Force
    "Transcript started, output file is $(Get-AbsolutePath "$Path$LiteralPath")"
}

Simulate Stop-Transcript {
    try {
        $null = Native-Stop-Transcript
        foreach ($one in [Mullion.Boot.Machine]::Transcripts) { [Mullion.Boot.Transcript]::Mend($one.Real) }
    }
    catch { Stop-Command $PSCmdlet 'An error occurred stopping transcription: The host is not currently transcribing.' }
    'Transcript stopped.'
}

Simulate Get-Acl -Takes Path, LiteralPath { New-Shape 'System.Security.AccessControl.FileSecurity' @{ Path = Get-AbsolutePath "$Path$LiteralPath"; Sddl = $script:Machine.Acls[(Get-AbsolutePath "$Path$LiteralPath")] } }

SimulateProgram 'C:\Windows\System32\icacls.exe' {
    param($Arguments)
    if (-not (Test-Real (Get-RealPath $Arguments[0]))) { return @{ ExitCode = 2; Output = "$($Arguments[0]): The system cannot find the file specified." } }
    $text = $Arguments[1..99] -join ' '
    $key = Get-AbsolutePath $Arguments[0]
    if ($script:Machine.Acls[$key] -ne $text) { Write-Change "icacls $Arguments"; $script:Machine.Acls[$key] = $text }
    @{ ExitCode = 0; Output = 'Successfully processed 1 files; Failed processing 0 files' }
}

# https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/select-string?view=powershell-5.1
Simulate Select-String -Takes InputObject, Pattern, Path, LiteralPath, SimpleMatch, CaseSensitive, Quiet, List, NotMatch, AllMatches, Encoding, Context -Pipeline InputObject -Whole {
    $given = @{ Pattern = $Pattern }
    foreach ($name in 'SimpleMatch', 'CaseSensitive', 'Quiet', 'List', 'NotMatch', 'AllMatches', 'Context') { if ($PSBoundParameters.ContainsKey($name)) { $given[$name] = $PSBoundParameters[$name] } }
    if (-not "$Path$LiteralPath") { $InputObject | Native-Select-String @given -NoEmphasis; return }
    foreach ($real in Expand-FilePath $Path $LiteralPath) {
        if (-not [IO.File]::Exists($real)) { Stop-NotFound $PSCmdlet ([Mullion.Boot.Drive]::Shown($real)); continue }
        foreach ($match in Native-Select-String -LiteralPath (Get-DrivePath $real) @given) {
            if ($match -is [Microsoft.PowerShell.Commands.MatchInfo]) { $match.Path = [Mullion.Boot.Drive]::Shown($real) }
            $match
        }
    }
}

# https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/tee-object?view=powershell-5.1
Simulate Tee-Object -Takes InputObject, FilePath, LiteralPath, Append, Variable -Pipeline InputObject -Whole {
    if ($Variable) { $PSCmdlet.SessionState.PSVariable.Set($Variable, $(if ($InputObject.Count -eq 1) { $InputObject[0] } else { $InputObject })) }
    else { Write-Text $PSCmdlet "$FilePath$LiteralPath" ($InputObject | Out-String -Width 120).Replace("`r`n", "`n").Replace("`n", "`r`n") (Get-TextEncoding '' 'Unicode') -Append:$Append }
    $InputObject
}

Simulate Export-Csv -Takes InputObject, Path, LiteralPath, Force, NoTypeInformation, Delimiter, Append, Encoding -Pipeline InputObject -Whole {
    $given = @{}
    if ($Delimiter) { $given.Delimiter = $Delimiter }
    $lines = @($InputObject | Native-ConvertTo-Csv @given -IncludeTypeInformation:(-not $NoTypeInformation))
    Write-Text $PSCmdlet "$Path$LiteralPath" (-join ($lines | ForEach-Object { "$_`r`n" })) (Get-TextEncoding $Encoding 'Ascii') -Append:$Append
}

Simulate Import-Csv -Takes Path, LiteralPath, Delimiter, Header, Encoding {
    $given = @{}
    foreach ($name in 'Delimiter', 'Header') { if ($PSBoundParameters.ContainsKey($name)) { $given[$name] = $PSBoundParameters[$name] } }
    foreach ($real in Expand-FilePath $Path $LiteralPath) {
        if (-not [IO.File]::Exists($real)) { Stop-NotFound $PSCmdlet ([Mullion.Boot.Drive]::Shown($real)); continue }
        @((Read-Text $real $Encoding) -split "`r?`n" -ne '') | Native-ConvertFrom-Csv @given
    }
}

Simulate Set-Item -Takes Path, LiteralPath, Value, Force {
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        if ($one -notmatch '^Env:[\\/]?(.*)') { Stop-Simulation "Set-Item $one is not simulated" }
        [Mullion.Boot.SimulatedEnvironment]::SetEnvironmentVariable($Matches[1], "$Value")
    }
}

# https://learn.microsoft.com/windows-server/administration/windows-commands/robocopy
SimulateProgram 'C:\Windows\System32\robocopy.exe' {
    param($Arguments)
    $places, $options = @(), @()
    foreach ($one in $Arguments) { if ($one -like '/*') { $options += $one } else { $places += $one } }
    foreach ($one in $options) { if ($one -notmatch '^/(S|E|MIR|PURGE|COPYALL|COPY:\w+|DCOPY:\w+|R:\d+|W:\d+|MT(:\d+)?|NP|NFL|NDL|NJH|NJS|NC|NS|Z|B|XO|IS|IT)$') { Stop-Simulation "robocopy $one is not simulated" } }
    if ($places.Count -lt 2) { return @{ ExitCode = 16; Output = 'ERROR : Invalid Parameter' } }
    $from = Get-RealPath $places[0]
    if (-not [IO.Directory]::Exists($from)) { return @{ ExitCode = 16; Output = 'ERROR 2 (0x00000002) Accessing Source Directory', 'The system cannot find the file specified.' } }
    $to = Get-RealPath $places[1]
    $names = if ($places.Count -gt 2) { $places[2..99] } else { '*' }
    $deep = [bool] ($options -match '^/(S|E|MIR)$')
    $copied = 0; $extra = 0
    foreach ($file in [IO.Directory]::GetFiles($from, '*', $(if ($deep) { 'AllDirectories' } else { 'TopDirectoryOnly' })) | Sort-Object) {
        if (-not (Test-Name ([IO.Path]::GetFileName($file)) $names)) { continue }
        $target = [Mullion.Boot.Drive]::Real([Mullion.Boot.Drive]::Shown($to + $file.Substring($from.Length)))
        if ([IO.File]::Exists($target) -and [Convert]::ToBase64String([IO.File]::ReadAllBytes($target)) -eq [Convert]::ToBase64String([IO.File]::ReadAllBytes($file))) { continue }
        $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($target))
        [Mullion.Boot.Drive]::WriteBytes($target, [IO.File]::ReadAllBytes($file))
        $copied++
    }
    if ($options -match '^/(MIR|PURGE)$' -and [IO.Directory]::Exists($to)) {
        foreach ($file in [IO.Directory]::GetFiles($to, '*', 'AllDirectories')) { if (-not [IO.File]::Exists($from + $file.Substring($to.Length))) { [IO.File]::Delete($file); $extra++ } }
    }
    if ($copied + $extra) { Write-Change "robocopy $Arguments" }
    @{ ExitCode = [int] ($copied -gt 0) + 2 * [int] ($extra -gt 0); Output = "   Files : $copied copied" }
}

# bsdtar, which Windows Server has since 2019: https://learn.microsoft.com/virtualization/community/team-blog/2017/20171219-tar-and-curl-come-to-windows
SimulateProgram 'C:\Windows\System32\tar.exe' {
    param($Arguments)
    $into = '.'; $file = ''; $verb = ''
    for ($i = 0; $i -lt $Arguments.Count; $i++) {
        switch -CaseSensitive -Regex ($Arguments[$i]) {
            '^-?x[zv]*f$' { $verb = 'x'; $file = $Arguments[++$i]; continue }
            '^-C$' { $into = $Arguments[++$i]; continue }
            default { Stop-Simulation "tar.exe $_ is not simulated" }
        }
    }
    if (-not $verb) { Stop-Simulation 'tar.exe without -xf is not simulated' }
    $real = Get-RealPath $file
    $target = Get-RealPath $into
    if (-not [IO.File]::Exists($real)) { return @{ ExitCode = 1; ErrorOutput = "tar.exe: Error opening archive: Failed to open '$file'" } }
    if (-not [IO.Directory]::Exists($target)) { return @{ ExitCode = 1; ErrorOutput = "tar.exe: could not chdir to '$into'" } }
    $bytes = [IO.File]::ReadAllBytes($real)
    try {
        $memory = [IO.MemoryStream]::new($bytes)
        if ($bytes[0] -eq 0x50 -and $bytes[1] -eq 0x4B) { [IO.Compression.ZipFile]::ExtractToDirectory($real, $target, $true) }
        else { [Formats.Tar.TarFile]::ExtractToDirectory($(if ($bytes[0] -eq 0x1F) { [IO.Compression.GZipStream]::new($memory, [IO.Compression.CompressionMode]::Decompress) } else { $memory }), $target, $true) }
    }
    catch { return @{ ExitCode = 1; ErrorOutput = 'tar.exe: Error opening archive: Unrecognized archive format' } }
    foreach ($one in [IO.Directory]::GetFiles($target, '*', 'AllDirectories')) { if ([IO.File]::GetLastWriteTimeUtc($one) -gt [Mullion.Boot.Clock]::UtcNow) { [Mullion.Boot.Drive]::Touch($one) } }
    Write-Change "tar -x $([Mullion.Boot.Drive]::Shown($real)) to $([Mullion.Boot.Drive]::Shown($target))"
    @{ ExitCode = 0 }
}
