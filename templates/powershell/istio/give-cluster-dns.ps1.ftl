$address = [=address]

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
