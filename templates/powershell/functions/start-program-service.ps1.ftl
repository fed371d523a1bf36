[#-- A running service keeps what it read at its start. --]
# Starts a service, or again where what it reads is not what it was at its start.
function Start-ProgramService {
    param([string] $Name, [string[]] $Reads)
    $key = "HKLM:\SYSTEM\CurrentControlSet\Services\$Name"
    $hashes = foreach ($file in $Reads) {
        (Get-FileHash -Algorithm SHA256 -Path $file).Hash
    }
    $environment = (Get-ItemProperty -Path $key | Select-Object -Property 'Environment').Environment
    $state = @($hashes) + @($environment) -join ' '
    $marker = "C:\ProgramData\Mullion\started-$Name.txt"
    $service = Get-Service -Name $Name
    if ($service.Status -ne 'Stopped') {
        if ("$(Get-Content -Path $marker -ErrorAction SilentlyContinue)" -ceq $state) {
            Write-Host "service $Name runs"
            return
        }
        Write-Host "service $Name starts again, since what it reads is different"
        Stop-Service -Name $Name -Force
    }
    for ($attempt = 1; $true; $attempt++) {
        try {
            Start-Service -Name $Name
            break
        }
        catch {
            if ($attempt -ge 3) {
                throw
            }
            Write-Host "attempt ${attempt}: $($_.Exception.Message)"
            Start-Sleep -Seconds 10
        }
    }
    Set-Content -Encoding Ascii -Path $marker -Value $state
    Write-Host "started service $Name"
}
