[#-- Docker's NAT network on Windows has no route to the addresses where a task finds its role's credentials and its
     metadata: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#windows_task_IAM_roles
     This runs in the container, as its entry point, and ends with the exit code of the program, or with 1 when there is no
     such program: nothing redirects its standard error, so that 'Stop' ends nothing else. By itself PowerShell would take an
     alias, such as curl, before a program. --]
$program = [=program]
$arguments = [=arguments]

$ErrorActionPreference = 'Stop'
$application = Get-Command -CommandType Application -Name $program -TotalCount 1
$gateway = (Get-NetRoute -DestinationPrefix '0.0.0.0/0' |
    Sort-Object -Property RouteMetric | Select-Object -First 1).NextHop
$interface = (Get-NetAdapter -InterfaceDescription 'Hyper-V Virtual Ethernet*' |
    Sort-Object -Property ifIndex | Select-Object -First 1).ifIndex
foreach ($address in '169.254.170.2/32', '169.254.169.254/32') {
    if (-not (Get-NetRoute -DestinationPrefix $address -ErrorAction SilentlyContinue)) {
        $null = New-NetRoute -DestinationPrefix $address -InterfaceIndex $interface -NextHop $gateway `
            -PolicyStore ActiveStore
    }
}
& $application.Path @arguments
exit $LASTEXITCODE
