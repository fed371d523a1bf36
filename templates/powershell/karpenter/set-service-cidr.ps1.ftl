[#-- Karpenter puts this in front of its call of AWS's bootstrap, which it tells no range of services
     (https://github.com/aws/karpenter-provider-aws/issues/4088). AWS's script reads the range from the machine's environment
     where it is not told: https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html --]
$serviceIpv4Cidr = [=serviceIpv4Cidr]

[Environment]::SetEnvironmentVariable('SERVICE_IPV4_CIDR', $serviceIpv4Cidr, 'Machine')
