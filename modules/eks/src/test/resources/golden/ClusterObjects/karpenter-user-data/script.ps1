$serviceIpv4Cidr = '10.100.0.0/16'

[Environment]::SetEnvironmentVariable('SERVICE_IPV4_CIDR', $serviceIpv4Cidr, 'Machine')
New-Item -ItemType Directory -Force -Path 'C:\var\lib\kubelet\plugins_registry' | Out-Null
