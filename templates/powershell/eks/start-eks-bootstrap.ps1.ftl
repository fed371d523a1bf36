[#-- Start-EKSBootstrap.ps1 is AWS's, in the AMI; its source is not public. Parameters:
     https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html#bootstrap-script-configuration-parameters

     It runs once in the life of a machine. A copy of 2020 ends with New-Service for kubelet and kube-proxy, which fails
     where they exist, and with starting its task "EKS Windows startup task", enabled from then on:
     https://github.com/bgsilvait/EKS/blob/f27f2c9c/Windows/Start-EKSBootstrap_117_DSR.ps1
     So a later boot finds services that start without it, and that AWS's host starts again where they crash
     (https://github.com/aws/containers-roadmap/issues/1969); and a bootstrap that failed or was cut off leaves services that
     the next one would trip over.

     It runs in this process, as AWS's own example has it, with the preferences that AWS's example has; it sets 'Stop' itself.
     Its error stream stays where it is, and it is no job: in both Windows PowerShell 5.1 makes errors of the lines that a
     program writes to its standard error, and 'Stop' ends it at the first (https://github.com/PowerShell/PowerShell/issues/4002).
     Only exit with another code than 0 makes $? false behind a script. --]
$parameters = [=parameters]

$bootstrapped = 'C:\ProgramData\Mullion\eks-bootstrapped.txt'
if (Test-Path -Path $bootstrapped) {
    Write-Host "was done at $(Get-Content -Path $bootstrapped); its services start with Windows"
    return
}

$bootstrap = Join-Path -Path $env:ProgramFiles -ChildPath 'Amazon\EKS\Start-EKSBootstrap.ps1'
if (-not (Test-Path -Path $bootstrap)) {
    throw "there is no ${bootstrap}: the AMI is no EKS optimized one"
}
foreach ($name in 'kubelet', 'kube-proxy') {
    if ($null -ne (Get-Service -Name $name -ErrorAction SilentlyContinue)) {
        Write-Host "service $name is of a bootstrap that did not come to its end"
        Stop-Service -Name $name -Force
        Invoke-Native -FilePath 'sc.exe' -ArgumentList 'delete', $name
    }
}
& {
    Set-StrictMode -Off
    $ErrorActionPreference = 'Continue'
    & $bootstrap @parameters 3>&1 4>&1 5>&1 6>&1
    if (-not $?) {
        throw "$bootstrap ended with exit code $LASTEXITCODE; see C:\ProgramData\Amazon\EKS\logs"
    }
}
Set-Content -Encoding Ascii -Path $bootstrapped -Value "$([DateTime]::UtcNow.ToString('s'))Z"
