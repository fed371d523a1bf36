[#-- containerd and BuildKit register themselves, with all other arguments of that call, each in quotes where it has a blank:
     https://github.com/moby/buildkit/blob/v0.34.2/cmd/buildkitd/service_windows.go,
     https://pkg.go.dev/golang.org/x/sys/windows/svc/mgr#Mgr.CreateService
     They are then Automatic and started again two times only, and a second registration fails (1073). A deleted service is
     there until nobody has it open. Start and stop are ours: a service that Windows starts comes before HNS's network. --]
# Registers a program as a service that this script starts, or as it differs from what is registered.
function Register-ProgramService {
    param([string] $Name, [string] $Program, [string[]] $ArgumentList, [string] $DependsOn, [string[]] $Environment)
    $words = foreach ($word in @($Program, '--run-service') + $ArgumentList) {
        if ($word -match '\s') { '"' + $word + '"' } else { $word }
    }
    $command = $words -join ' '
    $service = Get-CimInstance -ClassName 'Win32_Service' -Filter "Name = '$Name'"
    if ($null -ne $service -and $service.PathName -cne $command) {
        Write-Host "service $Name has another command line: $($service.PathName)"
        Stop-Service -Name $Name -Force
        Invoke-Native -FilePath 'sc.exe' -ArgumentList 'delete', $Name | Out-Null
        $deadline = [DateTime]::UtcNow.AddSeconds(60)
        while ($null -ne (Get-Service -Name $Name -ErrorAction SilentlyContinue)) {
            if ([DateTime]::UtcNow -ge $deadline) {
                throw "service $Name is marked for deletion and not gone after 60 seconds: somebody has it open"
            }
            Start-Sleep -Seconds 2
        }
        $service = $null
    }
    if ($null -eq $service) {
        Invoke-Native -FilePath $Program -ArgumentList (@('--register-service') + $ArgumentList)
        Write-Host "registered service $Name"
    }
    $key = "HKLM:\SYSTEM\CurrentControlSet\Services\$Name"
    $there = @((Get-ItemProperty -Path $key -ErrorAction SilentlyContinue | Select-Object -Property 'Environment').Environment)
    if (($there -join "`n") -cne ($Environment -join "`n")) {
        Set-ItemProperty -Path $key -Name 'Environment' -Type 'MultiString' -Value $Environment
        Write-Host "service $Name has another environment"
    }
    Set-Service -Name $Name -StartupType 'Manual'
    if ($DependsOn) {
        Invoke-Native -FilePath 'sc.exe' -ArgumentList 'config', $Name, 'depend=', $DependsOn | Out-Null
    }
    $actions = 'restart/15000/restart/15000/restart/60000'
    Invoke-Native -FilePath 'sc.exe' -ArgumentList 'failure', $Name, 'reset=', '86400', 'actions=', $actions | Out-Null
    Invoke-Native -FilePath 'sc.exe' -ArgumentList 'failureflag', $Name, '1' | Out-Null
}
