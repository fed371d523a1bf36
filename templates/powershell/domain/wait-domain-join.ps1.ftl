[#-- An SSM association joins the machine and restarts it; this script is cut off then and runs again after the restart:
     https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-state-manager-asg.html --]
$timeoutSeconds = [=timeoutSeconds]

$deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
while (-not (Get-CimInstance -ClassName 'Win32_ComputerSystem').PartOfDomain) {
    # Without the SSM agent nobody joins it.
    Start-Service -Name 'AmazonSSMAgent'
    if ([DateTime]::UtcNow -ge $deadline) {
        throw "in no domain after $timeoutSeconds seconds; see the association of this instance in Systems Manager"
    }
    Start-Sleep -Seconds 10
}
Write-Host "is in domain $((Get-CimInstance -ClassName 'Win32_ComputerSystem').Domain)"
