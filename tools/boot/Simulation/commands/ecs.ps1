# The ECS agent: module ECSTools of the AMI (its source is not public) and the agent's introspection.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-introspection.html
# In the scenario: Agent = @{ JoinSeconds; Cluster (joins that one whatever it is told); NeverAnswers }

Simulate Initialize-ECSAgent -Takes Cluster, EnableTaskIAMRole, AwsvpcBlockIMDS, EnableTaskENI, AwsvpcAdditionalLocalRoutes, LoggingDrivers, EnableTaskEbs, Version {
    if (-not $script:Machine.Services.Contains('Docker')) { Stop-Command $PSCmdlet 'Docker is not installed' }
    # The module is AWS's and expects PowerShell's defaults; it sees the global preference, not the caller's.
    if ($global:ErrorActionPreference -eq 'Stop') {
        Stop-Command $PSCmdlet 'Initialize-ECSAgent was called under $ErrorActionPreference Stop'
    }
    $flags = [ordered] @{}
    foreach ($name in $PSBoundParameters.Keys | Sort-Object) {
        if ($script:CommonParameters -contains $name) { continue }
        $value = $PSBoundParameters[$name]
        $flags[$name] = if ($value -is [switch]) { [bool] $value } else { $value }
    }
    $script:Machine.Agent.Flags = $flags
    Write-Change "Initialize-ECSAgent $(@($flags.Keys | ForEach-Object { "$_=$($flags[$_] -join ',')" }) -join ' ')"
    $environment = $script:Machine.Environment
    $environment['ECS_CLUSTER'] = "$Cluster"
    $environment['ECS_ENABLE_TASK_IAM_ROLE'] = "$([bool] $EnableTaskIAMRole)".ToLower()
    if ($EnableTaskENI) { $environment['ECS_ENABLE_TASK_ENI'] = 'true' }
    if (-not $script:Machine.Services.Contains('AmazonECS')) {
        $script:Machine.Services['AmazonECS'] = @{ Name = 'AmazonECS'; DisplayName = 'Amazon ECS'; Status = 'Stopped'; StartType = 'Automatic'; BinaryPathName = '"C:\Program Files\Amazon\ECS\amazon-ecs-agent.exe" -windows-service'; DependsOn = @('Docker') }
    }
    [Mullion.Boot.Clock]::Advance(20)
    $service = $script:Machine.Services['AmazonECS']
    if ($service.Status -eq 'Running') { Set-ServiceStatus $service 'Stopped' }
    $null = Start-MachineService $service
}

# The agent reads the machine's variables when it starts.
function Update-EcsAgent {
    param([string] $Status)
    $agent = $script:Machine.Agent
    $agent.Joined = $null
    if ($Status -ne 'Running') { return }
    $agent.Environment = [ordered] @{}
    foreach ($name in $script:Machine.Environment.Keys | Where-Object { $_ -like 'ECS_*' } | Sort-Object) { $agent.Environment[$name] = $script:Machine.Environment[$name] }
    $agent.JoinsAt = [Mullion.Boot.Clock]::UtcNow.AddSeconds($(if ($null -ne $agent.JoinSeconds) { $agent.JoinSeconds } else { 8 }))
}

function Get-EcsAgentCluster {
    $agent = $script:Machine.Agent
    if ($agent.Cluster) { return $agent.Cluster }
    $name = "$($agent.Environment['ECS_CLUSTER'])"
    if ($name) { $name } else { 'default' }
}

function Test-EcsAgentJoined {
    $agent = $script:Machine.Agent
    $service = $script:Machine.Services['AmazonECS']
    if ($null -eq $agent.Environment) { return $false }
    # An instance of a warm pool joins only when it leaves the pool.
    if ("$($agent.Environment['ECS_WARM_POOLS_CHECK'])" -eq 'true' -and $script:Machine.Metadata.Values['autoscaling/target-lifecycle-state'] -like 'Warmed*') { return $false }
    $null -ne $service -and $service.Status -eq 'Running' -and $agent.JoinsAt -and [Mullion.Boot.Clock]::UtcNow -ge $agent.JoinsAt -and -not $agent.NeverJoins
}

function Get-IntrospectionAnswer {
    param($Cmdlet, [Uri] $Uri, [int] $TimeoutSec)
    $agent = $script:Machine.Agent
    $service = $script:Machine.Services['AmazonECS']
    if ($null -eq $service -or $service.Status -ne 'Running' -or $agent.NeverAnswers) {
        [Mullion.Boot.Clock]::Advance(2)
        Stop-Web $Cmdlet 'Unable to connect to the remote server'
    }
    if ($Uri.AbsolutePath -ne '/v1/metadata') { Stop-Simulation "the agent's $($Uri.AbsolutePath) is not simulated" }
    $answer = if (Test-EcsAgentJoined) {
        [ordered] @{ Cluster = Get-EcsAgentCluster; ContainerInstanceArn = "arn:aws:ecs:eu-west-1:123456789012:container-instance/$(Get-EcsAgentCluster)/0123456789abcdef0123456789abcdef"; Version = 'Amazon ECS Agent - v1.106.0' }
    }
    else { [ordered] @{ Cluster = Get-EcsAgentCluster; ContainerInstanceArn = $null; Version = 'Amazon ECS Agent - v1.106.0' } }
    , [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -Compress $answer))
}
