[#-- The agent is a service and reads the machine's variables when it starts, so this comes before Initialize-EcsAgent:
     https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html --]
$environment = [=environment]

foreach ($variable in ($environment.GetEnumerator() | Sort-Object -Property Key)) {
    [Environment]::SetEnvironmentVariable($variable.Key, $variable.Value, 'Machine')
    # What the machine has reaches only processes that start later; the AMI's script runs in this one.
    [Environment]::SetEnvironmentVariable($variable.Key, $variable.Value, 'Process')
    Write-Host "set $($variable.Key)"
}
