[#-- clusterDNS of a kubelet configuration, in JSON or YAML, or --cluster-dns= of kubelet's arguments. --]
$file = [=file]

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$pattern = '(?:--cluster-dns=|"?clusterDNS"?\s*:\s*(?:\[|-)\s*)"?([0-9]+(?:\.[0-9]+){3})'
if ((Get-Content -Raw -Path $file) -notmatch $pattern) {
    throw "$file does not say clusterDNS; give clusterDnsIp"
}
$address = $Matches[1]
