[#-- The agent is a service and reads the machine's variables when it starts, so this comes before Initialize-EcsAgent:
     https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html --]
$environment = [=environment]

$variables = $environment.GetEnumerator() | Sort-Object -Property Key
foreach ($variable in $variables) {
    [Environment]::SetEnvironmentVariable($variable.Key, $variable.Value, 'Machine')
    # What the machine has does not reach this process, nor those that it starts, as the AMI's module.
    [Environment]::SetEnvironmentVariable($variable.Key, $variable.Value, 'Process')
    Write-Host "set $($variable.Key)"
}
