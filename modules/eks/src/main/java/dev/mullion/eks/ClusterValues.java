package dev.mullion.eks;

import dev.mullion.core.network.Ipv4Cidr;
import java.util.stream.Stream;

/**
 * What a node's bootstrap needs of its cluster, as text.
 *
 * @param version of Kubernetes, such as {@code 1.35}
 */
record ClusterValues(
        String name,
        String endpoint,
        String certificateAuthority,
        String serviceIpv4Cidr,
        String dnsClusterIp,
        String version) {
    /** Of EKS, the tenth of the range: https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html */
    private static final int DNS_ADDRESS = 10;

    /**
     * Stand-ins, as the embedded preview engine spells them, so that {@code render} shows what {@code preview} does.
     */
    static ClusterValues symbols(EksClusterModel cluster) {
        boolean existing = cluster.spec().existing();
        String of = resource(cluster);
        String range = cluster.serviceIpv4Cidr()
                .map(Ipv4Cidr::toString)
                .orElse("${" + of + ".kubernetesNetworkConfigs[0].serviceIpv4Cidr}");
        return new ClusterValues(
                cluster.name(),
                "${" + of + ".endpoint}",
                "${" + of + (existing ? ".certificateAuthorities[0].data}" : ".certificateAuthority.data}"),
                range,
                dnsClusterIp(range, cluster.key()),
                cluster.spec().knownVersion().map(KubernetesVersion::toString).orElse("${" + of + ".version}"));
    }

    /** A stand-in for the security group that EKS makes for a cluster. */
    static String securityGroup(EksClusterModel cluster) {
        return standIn(resource(cluster), "vpcConfig.clusterSecurityGroupId");
    }

    /** A stand-in for a property of a resource, by the resource's name. */
    static String standIn(String resource, String property) {
        return "${" + resource + "." + property + "}";
    }

    private static String resource(EksClusterModel cluster) {
        return cluster.spec().existing() ? "getCluster(" + cluster.name() + ")" : cluster.key() + "-cluster";
    }

    /**
     * The address of a cluster's DNS.
     *
     * @param serviceIpv4Cidr the range of its services, or a stand-in for it
     * @param cluster the cluster's key, for a stand-in
     */
    static String dnsClusterIp(String serviceIpv4Cidr, String cluster) {
        return isStandIn(serviceIpv4Cidr)
                ? "${" + cluster + ".dnsClusterIp}"
                : Ipv4Cidr.parse(serviceIpv4Cidr).addressAt(DNS_ADDRESS);
    }

    /** Whether one of them stands in for what only a deployment knows. */
    boolean hasStandIn() {
        return Stream.of(endpoint, certificateAuthority, serviceIpv4Cidr, dnsClusterIp, version)
                .anyMatch(ClusterValues::isStandIn);
    }

    /** Whether a text stands in for what only a deployment knows. */
    static boolean isStandIn(String text) {
        return text.startsWith("${");
    }
}
