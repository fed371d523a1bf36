package dev.mullion.eks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What AWS's bootstrap is told of the cluster and of its node, as plain text: each value reaches it as one argument.
 *
 * @param clusterName the cluster's name
 * @param endpoint the address of its API server
 * @param certificateAuthority what signed that server's certificate, base64
 * @param serviceIpv4Cidr the range of its services; AWS's script takes one of two ranges where it is not told
 * @param dnsClusterIp the address of its DNS
 * @param kubeletExtraArgs arguments for kubelet on one line, values with commas in double quotes; none when empty
 * @param kubeProxyExtraArgs arguments for kube-proxy likewise
 * @param excludedSnatCidrs ranges whose traffic keeps the pod's address; the VPC's own alone when empty
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html">Bootstrap script
 *     configuration parameters</a>
 */
record NodeBootstrap(
        String clusterName,
        String endpoint,
        String certificateAuthority,
        String serviceIpv4Cidr,
        String dnsClusterIp,
        String kubeletExtraArgs,
        String kubeProxyExtraArgs,
        List<String> excludedSnatCidrs) {
    NodeBootstrap {
        excludedSnatCidrs = List.copyOf(excludedSnatCidrs);
    }

    /** Those of AWS's script, by its names for them. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("EKSClusterName", clusterName);
        parameters.put("APIServerEndpoint", endpoint);
        parameters.put("Base64ClusterCA", certificateAuthority);
        parameters.put("ServiceCIDR", serviceIpv4Cidr);
        parameters.put("DNSClusterIP", dnsClusterIp);
        if (!kubeletExtraArgs.isEmpty()) {
            parameters.put("KubeletExtraArgs", kubeletExtraArgs);
        }
        if (!kubeProxyExtraArgs.isEmpty()) {
            parameters.put("KubeProxyExtraArgs", kubeProxyExtraArgs);
        }
        if (!excludedSnatCidrs.isEmpty()) {
            parameters.put("ExcludedSnatCIDRs", excludedSnatCidrs);
        }
        return parameters;
    }
}
