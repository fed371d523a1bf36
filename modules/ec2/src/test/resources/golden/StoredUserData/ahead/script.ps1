& {
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$restarts = 'C:\ProgramData\Mullion\restarts.txt'

New-Item -ItemType Directory -Force -Path 'C:\ProgramData\Mullion\log' | Out-Null
Start-Transcript -Append -Path 'C:\ProgramData\Mullion\log\user-data.log' | Out-Null
try {
    Start-Service -Name 'AmazonSSMAgent'
}
catch {
    Write-Host "the SSM agent does not start: $($_.Exception.Message)"
}

# Ends the script, and says so where aws ec2 get-console-output and mullion doctor see it.
function Stop-Script {
    param([string] $Name, [int] $ExitCode)
    try {
        $port = New-Object -TypeName 'System.IO.Ports.SerialPort' -ArgumentList 'COM1'
        $port.WriteTimeout = 5000
        $port.Open()
        $port.WriteLine("mullion: $Name ended with exit code $ExitCode")
        $port.Close()
    }
    catch {
        Write-StepLog "the serial console takes nothing: $($_.Exception.Message)"
    }
    Stop-Transcript | Out-Null
    exit $ExitCode
}

function Write-StepLog {
    param([string] $Message)
    Write-Host "$([DateTime]::UtcNow.ToString('s'))Z $Message"
}

# Runs one step in a scope of its own; when it fails, the whole script ends with the step's exit code.
function Invoke-Step {
    param([string] $Name, [int] $ExitCode, [scriptblock] $Script)
    Write-StepLog "$Name starts"
    try {
        & $Script | Out-Host
    }
    catch {
        Write-Host ($_ | Out-String)
        Exit-Step -Name $Name -ExitCode $ExitCode
    }
    Write-StepLog "$Name done"
}

function Exit-Step {
    param([string] $Name, [int] $ExitCode)
    Write-StepLog "$Name failed, exit code $ExitCode"
    Stop-Script -Name $Name -ExitCode $ExitCode
}

# What the step below gets, to be run behind it.
$fetched = @{ Script = '' }

# Runs a program and gives its output, line by line; throws unless it exits with 0 or 3010.
function Invoke-Native {
    param(
        [Parameter(Mandatory = $true)] [string] $FilePath,
        [string[]] $ArgumentList = @()
    )
    $program = Get-Command -CommandType Application -Name $FilePath -TotalCount 1 -ErrorAction Stop
    $ErrorActionPreference = 'Continue'
    & $program.Path @ArgumentList 2>&1 | ForEach-Object { "$_" }
    if ($LASTEXITCODE -eq 3010) {
        Write-Host "$FilePath asks for a restart (exit code 3010)"
    }
    elseif ($LASTEXITCODE -ne 0) {
        throw "$FilePath failed with exit code $LASTEXITCODE"
    }
}

Invoke-Step -Name 'Get-UserData' -ExitCode 9 -Script {
    $bucket = 'artifacts-of-mine'
    $key = 'shop-web-dev/df0f48f08f81137ae1201960204618e8433c570c92099d5da7be7d385d5c3d72.ps1'
    $sha256 = 'df0f48f08f81137ae1201960204618e8433c570c92099d5da7be7d385d5c3d72'

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
}

Stop-Transcript | Out-Null
& ([ScriptBlock]::Create($fetched.Script))
}
