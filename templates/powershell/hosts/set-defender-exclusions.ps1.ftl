[#-- Real-time scans slow the extraction of layers and take files away from it:
     https://github.com/microsoft/Windows-Containers/issues/92, https://github.com/microsoft/hcsshim/issues/2380
     Defender can be removed, and a policy can lock it: neither is a fault of the host. --]
$processes = [=processes]
$folders = [=folders]

if ($null -eq (Get-Command -Name 'Get-MpPreference' -ErrorAction SilentlyContinue)) {
    Write-Host 'Defender is not there'
    return
}
try {
    $there = Get-MpPreference
    $missing = @($processes | Where-Object { $there.ExclusionProcess -notcontains $_ })
    if ($missing.Count -gt 0) {
        Add-MpPreference -ExclusionProcess $missing
        Write-Host "Defender leaves alone what these do: $($missing -join ', ')"
    }
    $missing = @($folders | Where-Object { $there.ExclusionPath -notcontains $_ })
    if ($missing.Count -gt 0) {
        Add-MpPreference -ExclusionPath $missing
        Write-Host "Defender leaves alone what is in $($missing -join ', ')"
    }
}
catch {
    Write-Host "Defender takes no exclusions, so that layers come slowly: $($_.Exception.Message)"
}
