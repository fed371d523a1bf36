$program = 'C:\ServiceMonitor.exe'
$arguments = @(
    'w3svc',
    'it''s'
)

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
