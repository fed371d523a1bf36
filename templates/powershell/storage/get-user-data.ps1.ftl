[#-- Every user may write into a new folder of C:\ProgramData, and who owns one may always change its ACL: here SYSTEM (S-1-5-18)
     and Administrators (S-1-5-32-544) do alone, whatever a folder of that name was before.
     https://learn.microsoft.com/windows-server/administration/windows-commands/icacls
     An instance profile and the way to S3 may come minutes after the machine:
     https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency --]
$bucket = [=bucket]
$key = [=key]
$sha256 = [=sha256]

$folder = 'C:\ProgramData\Mullion\user-data'
$copy = Join-Path -Path $folder -ChildPath "$sha256.ps1"
New-Item -ItemType Directory -Force -Path $folder | Out-Null
$grants = '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F'
Invoke-Native -FilePath 'icacls.exe' -ArgumentList $folder, '/setowner', '*S-1-5-32-544', '/q' | Out-Null
Invoke-Native -FilePath 'icacls.exe' -ArgumentList $folder, '/reset', '/q' | Out-Null
Invoke-Native -FilePath 'icacls.exe' -ArgumentList (@($folder, '/inheritance:r', '/grant:r') + $grants + '/q') | Out-Null

# The text of the copy. Its bytes are read once: those that are hashed are those that run.
function Get-Copy {
    $bytes = [IO.File]::ReadAllBytes($copy)
    $stream = New-Object -TypeName 'System.IO.MemoryStream' -ArgumentList (, $bytes)
    $actual = (Get-FileHash -InputStream $stream -Algorithm SHA256).Hash
    if ($actual -ne $sha256) {
        throw "has SHA-256 $actual, not $sha256"
    }
    [Text.Encoding]::ASCII.GetString($bytes)
}

if (Test-Path -Path $copy) {
    try {
        $fetched.Script = Get-Copy
        Write-Host "runs $copy of an earlier boot"
        return
    }
    catch {
        Write-Host "$copy is not run: $($_.Exception.Message)"
    }
    # A link would have what it points to written over.
    Remove-Item -Force -Path $copy
}
for ($attempt = 1; $true; $attempt++) {
    try {
        Read-S3Object -BucketName $bucket -Key $key -File $copy | Out-Null
        break
    }
    catch {
        if ($attempt -ge 20) {
            throw "s3://$bucket/$key can not be read: $($_.Exception.Message)"
        }
        Write-Host "attempt $attempt to read s3://$bucket/$key failed: $($_.Exception.Message)"
        Start-Sleep -Seconds 15
    }
}
try {
    $fetched.Script = Get-Copy
}
catch {
    Remove-Item -Force -Path $copy
    throw "s3://$bucket/$key $($_.Exception.Message); nothing of it was run"
}
Write-Host "runs s3://$bucket/$key"
