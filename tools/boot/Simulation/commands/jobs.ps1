# Jobs: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/start-job
# A job is a process of its own. It runs when somebody waits for it, up to the end of that wait: nobody else looks.

Simulate Start-Job -Takes ScriptBlock, ArgumentList, Name, InitializationScript {
    $script:Jobs.Add(@{ Id = $script:Jobs.Count + 1; Name = $Name; Text = $ScriptBlock.ToString(); File = $ScriptBlock.File; Arguments = @($ArgumentList); State = 'Running'; Started = [Mullion.Boot.Clock]::UtcNow; Sink = [Text.StringBuilder]::new() })
    Get-JobShape $script:Jobs[-1]
}

$script:Jobs = [Collections.Generic.List[hashtable]]::new()

function Get-JobShape {
    param($Job)
    if (-not $Job.Name) { $Job.Name = "Job$($Job.Id)" }
    if (-not $Job.Shape) {
        $Job.Child = [pscustomobject] @{ JobStateInfo = [pscustomobject] @{ State = $Job.State; Reason = $null }; Error = @() }
        $Job.Shape = New-Shape 'System.Management.Automation.PSRemotingJob' @{ Id = $Job.Id; Name = $Job.Name; State = $Job.State; HasMoreData = $true; ChildJobs = @($Job.Child); JobStateInfo = $Job.Child.JobStateInfo }
    }
    $Job.Shape.State = $Job.State
    $Job.Child.JobStateInfo.State = $Job.State
    $Job.Child.JobStateInfo.Reason = $Job.Reason
    $Job.Shape
}

function Find-Jobs {
    param($Job, $Id, $Name)
    if ($Job) { return $Job | ForEach-Object { $script:Jobs[$_.Id - 1] } }
    if ($Id) { return $Id | ForEach-Object { $script:Jobs[$_ - 1] } }
    $script:Jobs | Where-Object { -not $Name -or (Test-Name $_.Name $Name) }
}

function Complete-Job {
    param($Job, [DateTime] $Deadline)
    if ($Job.State -ne 'Running') { return }
    # What it did before is done again by nobody: a job that was cut off stays cut off, until it is stopped.
    if ($Job.IsCutOff) {
        [Mullion.Boot.Clock]::AdvanceTo($Deadline)
        return
    }
    $result = [Mullion.Boot.ProcessRunner]::Run("`$input | Out-Null; & {$($Job.Text)} @args", $null, $null, $Job.Arguments, $Job.Sink, $Deadline, $false)
    if ($result.IsCutOff) { $Job.IsCutOff = $true; return }
    $Job.State = if ($result.Failure) { 'Failed' } else { 'Completed' }
    $Job.Failure = $result.Failure
    if ($result.Failure) { $Job.Reason = $result.Failure.Exception }
}

Simulate Wait-Job -Takes Job, Id, Name, Timeout, Any -Places Job -Pipeline Job {
    $deadline = if ($PSBoundParameters.ContainsKey('Timeout') -and $Timeout -ge 0) { [Mullion.Boot.Clock]::UtcNow.AddSeconds($Timeout) } else { [DateTime]::MaxValue }
    foreach ($one in Find-Jobs $Job $Id $Name) {
        Complete-Job $one $deadline
        # Without an answer when the time is over.
        if ($one.State -ne 'Running') { Get-JobShape $one }
    }
}

Simulate Receive-Job -Takes Job, Id, Name, Wait, Keep, AutoRemoveJob -Places Job -Pipeline Job {
    foreach ($one in Find-Jobs $Job $Id $Name) {
        if ($Wait) { Complete-Job $one ([DateTime]::MaxValue) }
        $text = "$($one.Sink)".TrimEnd("`n")
        $null = $one.Sink.Clear()
        if ($text) { $text -split "`n" | ForEach-Object { $_ } }
        if ($one.Failure) {
            $failure = $one.Failure
            $one.Failure = $null
            $PSCmdlet.WriteError($failure)
            if ($ErrorActionPreference -eq 'Stop') { $PSCmdlet.ThrowTerminatingError($failure) }
        }
        Get-JobShape $one | Out-Null
    }
}

Simulate Get-Job -Takes Id, Name -Places Id {
    foreach ($one in Find-Jobs $null $Id $Name) { Get-JobShape $one }
}

Simulate Stop-Job -Takes Job, Id, Name, PassThru -Places Job -Pipeline Job {
    foreach ($one in Find-Jobs $Job $Id $Name) { if ($one.State -eq 'Running') { $one.State = 'Stopped' }; $null = Get-JobShape $one }
}

Simulate Remove-Job -Takes Job, Id, Name, Force -Places Job -Pipeline Job {
    foreach ($one in Find-Jobs $Job $Id $Name) {
        if ($one.State -eq 'Running' -and -not $Force) { Stop-Command $PSCmdlet "The command cannot remove the job with the $($one.Id) job identifier because the job is not finished." }
        $one.State = 'Removed'
    }
}
