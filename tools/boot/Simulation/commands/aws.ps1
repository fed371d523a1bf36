# AWS Tools for PowerShell, as the AMI has them: https://docs.aws.amazon.com/powershell/latest/reference/
# Parameters stand in ../more-commands.tsv.

# https://docs.aws.amazon.com/powershell/latest/reference/items/Get-SECSecretValue.html
Simulate Get-SECSecretValue -Takes SecretId, Region, VersionStage {
    $secret = $script:Machine.Secrets[$SecretId]
    if ($null -eq $secret) { Stop-Command $PSCmdlet "Secrets Manager can't find the specified secret." }
    New-Shape 'Amazon.SecretsManager.Model.GetSecretValueResponse' @{ SecretString = $(if ($secret -is [string]) { $secret } else { ConvertTo-Json -Compress $secret }); Name = $SecretId }
}

# https://docs.aws.amazon.com/powershell/latest/reference/items/Get-SSMParameter.html
Simulate Get-SSMParameter -Takes Name, Region, WithDecryption {
    $value = $script:Machine.Parameters[$Name]
    if ($null -eq $value) { Stop-Command $PSCmdlet "Parameter $Name not found." }
    New-Shape 'Amazon.SimpleSystemsManagement.Model.Parameter' @{ Name = $Name; Value = $value }
}

# https://docs.aws.amazon.com/powershell/latest/reference/items/Get-EC2Tag.html
Simulate Get-EC2Tag -Takes Filter, Region {
    $wanted = @{}
    foreach ($one in $Filter) { $wanted[$one.Name] = @($one.Values) + @($one.Value) }
    foreach ($key in $script:Machine.Tags.Keys | Sort-Object) {
        if ($wanted.ContainsKey('key') -and $wanted['key'] -notcontains $key) { continue }
        if ($wanted.ContainsKey('resource-id') -and $wanted['resource-id'] -notcontains $script:Machine.Metadata.Values['instance-id']) { continue }
        $tag = $script:Machine.Tags[$key]
        # A tag may come only after a while, as one of a group does.
        if ($tag -is [hashtable]) { if ([Mullion.Boot.Clock]::UtcNow -lt $script:Machine.BootedAt.AddSeconds($tag.AfterSeconds)) { continue } else { $tag = $tag.Value } }
        New-Shape 'Amazon.EC2.Model.TagDescription' @{ Key = $key; Value = $tag; ResourceId = $script:Machine.Metadata.Values['instance-id']; ResourceType = 'instance' }
    }
}

# https://docs.aws.amazon.com/powershell/latest/reference/items/Complete-ASLifecycleAction.html
Simulate Complete-ASLifecycleAction -Takes AutoScalingGroupName, LifecycleHookName, LifecycleActionResult, InstanceId, LifecycleActionToken, Region, Force {
    if (-not $AutoScalingGroupName) { Stop-Command $PSCmdlet "Cannot validate argument on parameter 'AutoScalingGroupName'. The argument is null or empty." }
    if ($LifecycleActionResult -cnotin 'CONTINUE', 'ABANDON') { Stop-Command $PSCmdlet "Value '$LifecycleActionResult' at 'lifecycleActionResult' failed to satisfy constraint" }
    Write-Change "Complete-ASLifecycleAction $AutoScalingGroupName $LifecycleHookName $LifecycleActionResult $InstanceId"
    if ($script:Machine.LifecycleAction.NotYet -gt 0) {
        $script:Machine.LifecycleAction.NotYet--
        Stop-Command $PSCmdlet "No active Lifecycle Action found with instance ID $InstanceId"
    }
    $script:Machine.LifecycleAction.Result = $LifecycleActionResult
}

# https://docs.aws.amazon.com/powershell/latest/reference/items/Set-ASInstanceHealth.html
Simulate Set-ASInstanceHealth -Takes InstanceId, HealthStatus, ShouldRespectGracePeriod, Region, Force {
    if ($HealthStatus -cnotin 'Healthy', 'Unhealthy') { Stop-Command $PSCmdlet "Valid instance health states are: [Healthy, Unhealthy]." }
    Write-Change "Set-ASInstanceHealth $InstanceId $HealthStatus"
    $script:Machine.InstanceHealth = $HealthStatus
}

# https://docs.aws.amazon.com/powershell/latest/reference/items/Read-S3Object.html
Simulate Read-S3Object -Takes BucketName, Key, KeyPrefix, File, Folder, Region {
    $objects = $script:Machine.Buckets[$BucketName]
    if ($null -eq $objects) { Stop-Command $PSCmdlet 'The specified bucket does not exist' }
    foreach ($name in $objects.Keys | Sort-Object) {
        if (($Key -and $name -cne $Key) -or ($KeyPrefix -and -not $name.StartsWith($KeyPrefix))) { continue }
        $path = if ($File) { Get-AbsolutePath $File } else { [Mullion.Boot.SimulatedPath]::Combine((Get-AbsolutePath $Folder), $(if ($KeyPrefix) { $name.Substring($KeyPrefix.Length).TrimStart('/') } else { $name })) }
        $real = [Mullion.Boot.Drive]::Real($path)
        $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($real))
        [Mullion.Boot.Drive]::WriteBytes($real, [Text.Encoding]::UTF8.GetBytes("$($objects[$name])"))
        Write-Change "Read-S3Object $BucketName/$name"
        $found = $true
    }
    if ($Key -and -not $found) { Stop-Command $PSCmdlet 'The specified key does not exist.' }
}

Simulate Get-EC2InstanceMetadata -Takes Category, Path {
    $name = @{ InstanceId = 'instance-id'; AvailabilityZone = 'placement/availability-zone'; InstanceType = 'instance-type'; LocalIpv4 = 'local-ipv4' }[$Category]
    if (-not $name) { Stop-Simulation "Get-EC2InstanceMetadata -Category $Category is not simulated" }
    $script:Machine.Metadata.Values[$name]
}
