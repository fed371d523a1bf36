[#-- net localgroup adds a member and makes no group, and the guide leaves that out. Get-LocalGroupMember fails on a group with
     a member that is deleted, so that each is added and one that is there is fine. --]
$groups = [=groups]

foreach ($group in $groups) {
    if ($null -eq (Get-LocalGroup -Name $group.name -ErrorAction SilentlyContinue)) {
        New-LocalGroup -Name $group.name -Description 'Uses the pipe of BuildKit' | Out-Null
        Write-Host "made local group $($group.name)"
    }
    foreach ($member in $group.members) {
        try {
            Add-LocalGroupMember -Group $group.name -Member $member
            Write-Host "added $member to $($group.name); it logs on again before that counts"
        }
        catch {
            if ($_.FullyQualifiedErrorId -notlike 'MemberExists*') {
                throw
            }
            Write-Host "$member is in $($group.name)"
        }
    }
}
