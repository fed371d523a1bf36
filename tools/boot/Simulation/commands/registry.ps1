# The registry: keys by path without regard to case, each with its values.

function Get-RegistryPath {
    param([string] $Path)
    $Path -replace '^Microsoft\.PowerShell\.Core\\Registry::', '' -replace '^Registry::', '' -replace '^HKEY_LOCAL_MACHINE', 'HKLM:' -replace '^HKEY_CURRENT_USER', 'HKCU:' -replace '^(HK\w+)\\', '$1:\' -replace '/', '\' -replace '\\+$', '' -replace '::', ':'
}

function Find-RegistryKey {
    param([string] $Path)
    $script:Machine.Registry[(Get-RegistryPath $Path)]
}

function Test-RegistryPath {
    param([string] $Path)
    $plain = Get-RegistryPath $Path
    if ($script:Machine.Registry.Contains($plain)) { return $true }
    foreach ($key in $script:Machine.Registry.Keys) { if ($key -like "$plain\*") { return $true } }
    $false
}

function New-RegistryKey {
    param($Cmdlet, [string] $Path, [switch] $Force)
    $plain = Get-RegistryPath $Path
    if (Test-RegistryPath $plain) { if (-not $Force) { Stop-Command $Cmdlet "A key in this path already exists." } }
    elseif (-not $Force -and -not (Test-RegistryPath ([Mullion.Boot.SimulatedPath]::GetDirectoryName($plain)))) { Stop-Command $Cmdlet 'The registry key at the specified path does not exist.' }
    if (-not $script:Machine.Registry.Contains($plain)) {
        Write-Change "new registry key $plain"
        $script:Machine.Registry[$plain] = [ordered] @{}
    }
    Get-RegistryKeyShape $Cmdlet $plain
}

function Get-RegistryKeyShape {
    param($Cmdlet, [string] $Path)
    $plain = Get-RegistryPath $Path
    if (-not (Test-RegistryPath $plain)) { Stop-NotFound $Cmdlet $Path; return }
    New-Shape 'Microsoft.Win32.RegistryKey' @{ Name = $plain; PSPath = $plain; PSChildName = [Mullion.Boot.SimulatedPath]::GetFileName($plain); Property = @($script:Machine.Registry[$plain].Keys) }
}

function Get-RegistryChildren {
    param($Cmdlet, [string] $Path)
    $plain = Get-RegistryPath $Path
    if (-not (Test-RegistryPath $plain)) { Stop-NotFound $Cmdlet $Path; return }
    foreach ($key in @($script:Machine.Registry.Keys)) { if ($key -match "^$([regex]::Escape($plain))\\[^\\]+$") { Get-RegistryKeyShape $Cmdlet $key } }
}

function Remove-RegistryKey {
    param($Cmdlet, [string] $Path, [switch] $Recurse)
    $plain = Get-RegistryPath $Path
    if (-not (Test-RegistryPath $plain)) { Stop-NotFound $Cmdlet $Path; return }
    foreach ($key in @($script:Machine.Registry.Keys)) { if ($key -eq $plain -or $key -like "$plain\*") { $script:Machine.Registry.Remove($key) } }
    Write-Change "remove registry key $plain"
}

function Set-RegistryValue {
    param($Cmdlet, [string] $Path, [string] $Name, $Value)
    $plain = Get-RegistryPath $Path
    if (-not (Test-RegistryPath $plain)) { Stop-NotFound $Cmdlet $Path; return }
    if (-not $script:Machine.Registry.Contains($plain)) { $script:Machine.Registry[$plain] = [ordered] @{} }
    if ("$($script:Machine.Registry[$plain][$Name])" -cne "$Value") { Write-Change "registry $plain $Name=$Value" }
    $script:Machine.Registry[$plain][$Name] = $Value
}

Simulate Get-ItemProperty -Takes Path, LiteralPath, Name {
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        if (Test-FilePath $one) { Get-Item -Path $one; continue }
        $key = Find-RegistryKey $one
        if ($null -eq $key) { if (Test-RegistryPath $one) { $key = @{} } else { Stop-NotFound $PSCmdlet $one; continue } }
        $values = [ordered] @{}
        foreach ($value in $key.Keys) { if (-not $Name -or (Test-Name $value $Name)) { $values[$value] = $key[$value] } }
        if ($Name -and $values.Count -eq 0) { Write-CommandError $PSCmdlet "Property $Name does not exist at path $(Get-RegistryPath $one)." -Category InvalidArgument; continue }
        $values['PSPath'] = Get-RegistryPath $one
        New-Shape 'System.Management.Automation.PSCustomObject' $values
    }
}

Simulate Get-ItemPropertyValue -Takes Path, LiteralPath, Name {
    $key = Find-RegistryKey "$Path$LiteralPath"
    foreach ($one in $Name) {
        if ($null -eq $key -or -not $key.Contains($one)) { Stop-Command $PSCmdlet "Property $one does not exist at path $(Get-RegistryPath "$Path$LiteralPath")." }
        $key[$one]
    }
}

Simulate Set-ItemProperty -Takes Path, LiteralPath, Name, Value, Type, Force {
    foreach ($one in @($Path) + @($LiteralPath)) { if ($one) { if (Test-FilePath $one) { Stop-Simulation 'Set-ItemProperty on a file is not simulated' }; Set-RegistryValue $PSCmdlet $one $Name $Value } }
}

Simulate New-ItemProperty -Takes Path, LiteralPath, Name, PropertyType, Value, Force {
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        $key = Find-RegistryKey $one
        if ($key -and $key.Contains($Name) -and -not $Force) { Stop-Command $PSCmdlet 'The property already exists.' }
        Set-RegistryValue $PSCmdlet $one $Name $Value
        New-Shape 'System.Management.Automation.PSCustomObject' @{ $Name = $Value }
    }
}

Simulate Remove-ItemProperty -Takes Path, LiteralPath, Name, Force {
    foreach ($one in @($Path) + @($LiteralPath)) {
        if (-not $one) { continue }
        $key = Find-RegistryKey $one
        foreach ($value in $Name) {
            if ($null -eq $key -or -not $key.Contains($value)) { Write-CommandError $PSCmdlet "Property $value does not exist at path $(Get-RegistryPath $one)."; continue }
            $key.Remove($value)
            Write-Change "remove registry value $(Get-RegistryPath $one) $value"
        }
    }
}

# https://learn.microsoft.com/windows-server/administration/windows-commands/reg-add and its neighbours
SimulateProgram 'C:\Windows\System32\reg.exe' {
    param($Arguments)
    $verb, $key = $Arguments[0..1]
    $plain = Get-RegistryPath ("$key" -replace '^HKEY_LOCAL_MACHINE\\|^HKLM\\', 'HKLM:\' -replace '^HKEY_CURRENT_USER\\|^HKCU\\', 'HKCU:\')
    if ($plain -notmatch '^HK(LM|CU):') { Stop-Simulation "reg.exe $Arguments is not simulated" }
    $said = @{}
    for ($i = 2; $i -lt $Arguments.Count; $i++) {
        if ($Arguments[$i] -notmatch '^/(v|ve|va|t|d|f|s|reg:64)$') { return @{ ExitCode = 1; ErrorOutput = 'ERROR: Invalid syntax.' } }
        $said[$Matches[1]] = if ($Matches[1] -in 'v', 't', 'd') { $Arguments[++$i] } else { $true }
    }
    $name = if ($said.ve) { '(default)' } else { $said.v }
    $missing = @{ ExitCode = 1; ErrorOutput = 'ERROR: The system was unable to find the specified registry key or value.' }
    switch ($verb) {
        'add' {
            if (-not $script:Machine.Registry.Contains($plain)) { Write-Change "new registry key $plain"; $script:Machine.Registry[$plain] = [ordered] @{} }
            if ($name) {
                # Without /f it asks, and nobody answers.
                if ($script:Machine.Registry[$plain].Contains($name) -and -not $said.f) { return @{ ExitCode = 1; ErrorOutput = "Value $name exists, overwrite(Yes/No)?" } }
                Set-RegistryValue $null $plain $name $(if ($said.t -in 'REG_DWORD', 'REG_QWORD') { [long] $said.d } elseif ($said.t -eq 'REG_MULTI_SZ') { "$($said.d)" -split '\\0' } else { "$($said.d)" })
            }
            @{ ExitCode = 0; Output = 'The operation completed successfully.' }
        }
        'delete' {
            if (-not (Test-RegistryPath $plain) -or ($name -and -not ($script:Machine.Registry[$plain] -and $script:Machine.Registry[$plain].Contains($name)))) { return $missing }
            if (-not $said.f) { return @{ ExitCode = 1; ErrorOutput = 'Permanently delete (Yes/No)?' } }
            if ($name) { $script:Machine.Registry[$plain].Remove($name); Write-Change "remove registry value $plain $name" } else { Remove-RegistryKey $null $plain }
            @{ ExitCode = 0; Output = 'The operation completed successfully.' }
        }
        'query' {
            $values = $script:Machine.Registry[$plain]
            if (-not (Test-RegistryPath $plain) -or ($name -and -not ($values -and $values.Contains($name)))) { return $missing }
            $lines = foreach ($one in $(if ($values) { $values.Keys })) { if (-not $name -or $one -eq $name) { $value = $values[$one]; "    $one    $(if ($value -is [int] -or $value -is [long]) { "REG_DWORD    0x$('{0:x}' -f $value)" } else { "REG_SZ    $value" })" } }
            @{ ExitCode = 0; Output = @('', ($plain -replace '^HKLM:', 'HKEY_LOCAL_MACHINE' -replace '^HKCU:', 'HKEY_CURRENT_USER')) + @($lines) }
        }
        default { Stop-Simulation "reg.exe $verb is not simulated" }
    }
}
