[#-- DISM knows both names on Windows Server and on Windows 11, and does not ask the processor, as Install-WindowsFeature does
     for Hyper-V: https://learn.microsoft.com/virtualization/hyper-v-on-windows/quick-start/enable-hyper-v --]
$features = [=features]

$restart = $false
foreach ($feature in $features) {
    $state = (Get-WindowsOptionalFeature -Online -FeatureName $feature).State
    if ($state -eq 'Enabled') {
        Write-Host "feature $feature is there"
        continue
    }
    if ($state -ne 'EnablePending') {
        Enable-WindowsOptionalFeature -Online -FeatureName $feature -All -NoRestart -WarningAction SilentlyContinue | Out-Null
        $state = (Get-WindowsOptionalFeature -Online -FeatureName $feature).State
    }
    Write-Host "feature $feature is $state"
    if ($state -ne 'Enabled') {
        $restart = $true
    }
}
if ($restart) {
    Request-Restart
}
