[#-- Everybody may create files below C:\ProgramData. By identifiers, since names of groups are translated:
     https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers --]
# A folder that SYSTEM and Administrators alone reach, and whatever is written into it.
function New-PrivateFolder {
    param([string] $Path)
    New-Item -ItemType Directory -Force -Path $Path | Out-Null
    $rights = '/inheritance:r', '/grant:r', '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F'
    Invoke-Native -FilePath 'icacls.exe' -ArgumentList (@($Path) + $rights) | Out-Null
}
