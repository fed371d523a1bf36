[#-- Windows has no killer of processes that take too much memory: it pages, and a page file of the image's size is too small
     for some builds (https://github.com/jenkins-infra/helpdesk/issues/4552). A size of zero is one that Windows chooses:
     https://learn.microsoft.com/windows/win32/cimwin32prov/win32-pagefilesetting
     It is set as Microsoft's DSC resource VirtualMemory sets it, and holds from the next start on:
     https://github.com/dsccommunity/ComputerManagementDsc/blob/393adb72/source/DSCResources/DSC_VirtualMemory --]
$sizeMib = [=sizeMib]

$changes = @()
$computer = Get-CimInstance -ClassName 'Win32_ComputerSystem'
if ($computer.AutomaticManagedPagefile) {
    Set-CimInstance -InputObject $computer -Property @{ AutomaticManagedPagefile = $false }
    $changes += 'Windows no longer chooses its size'
}
$filter = "SettingID = 'pagefile.sys @ C:'"
if ($null -eq (Get-CimInstance -ClassName 'Win32_PageFileSetting' -Filter $filter)) {
    New-CimInstance -ClassName 'Win32_PageFileSetting' -Property @{ Name = 'C:\pagefile.sys' } | Out-Null
    $changes += 'it is on C:'
}
$setting = Get-CimInstance -ClassName 'Win32_PageFileSetting' -Filter $filter
if ($setting.InitialSize -ne $sizeMib -or $setting.MaximumSize -ne $sizeMib) {
    Set-CimInstance -InputObject $setting -Property @{ InitialSize = $sizeMib; MaximumSize = $sizeMib }
    $changes += "it has $sizeMib MiB"
}
if ($changes.Count -eq 0) {
    Write-Host "the page file has $sizeMib MiB"
    return
}
Write-Host "the page file from the next start on: $($changes -join ', ')"
Request-Restart
