package dev.mullion.eks;

import com.pulumi.aws.eks.EksFunctions;
import com.pulumi.aws.eks.inputs.GetClusterArgs;
import com.pulumi.aws.eks.outputs.GetClusterResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.Resource;
import dev.mullion.core.network.Ipv4Cidr;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster as its nodes use it.
 *
 * @param name in AWS
 * @param endpoint of its API server
 * @param certificateAuthority Base64
 * @param serviceIpv4Cidr the range of services
 * @param version of Kubernetes, such as {@code 1.35}
 * @param securityGroupId the cluster's own group, which all nodes are in
 * @param subnetIds of its nodes
 * @param issuer of the tokens of its service accounts, an address
 * @param before what must exist before a node is started
 */
public record EksControlPlane(
        String name,
        Output<String> endpoint,
        Output<String> certificateAuthority,
        Output<String> serviceIpv4Cidr,
        Output<String> version,
        Output<String> securityGroupId,
        Output<List<String>> subnetIds,
        Output<String> issuer,
        List<Resource> before) {
    public EksControlPlane {
        before = List.copyOf(before);
    }

    /** The same, with more to wait for. */
    EksControlPlane behind(List<? extends Resource> more) {
        List<Resource> all = new ArrayList<>(before);
        all.addAll(more);
        return new EksControlPlane(
                name,
                endpoint,
                certificateAuthority,
                serviceIpv4Cidr,
                version,
                securityGroupId,
                subnetIds,
                issuer,
                all);
    }

    /**
     * A cluster that exists, as it is at deployment.
     *
     * @param spec what somebody says of it, which is not asked for then; an authentication mode that is not said is held
     *     against what is made
     */
    static EksControlPlane existing(String name, EksClusterSpec spec, InvokeOptions options) {
        Output<GetClusterResult> found =
                EksFunctions.getCluster(GetClusterArgs.builder().name(name).build(), options);
        if (spec.authenticationMode().isEmpty()) {
            found = found.applyValue(EksControlPlane::refuseConfigMap);
        }
        Output<GetClusterResult> cluster = found;
        return new EksControlPlane(
                name,
                cluster.applyValue(GetClusterResult::endpoint),
                cluster.applyValue(
                        result -> result.certificateAuthorities().get(0).data()),
                spec.serviceIpv4Cidr()
                        .map(Ipv4Cidr::toString)
                        .map(Output::of)
                        .orElseGet(() -> cluster.applyValue(result ->
                                result.kubernetesNetworkConfigs().get(0).serviceIpv4Cidr())),
                spec.version()
                        .map(KubernetesVersion::toString)
                        .map(Output::of)
                        .orElseGet(() -> cluster.applyValue(GetClusterResult::version)),
                cluster.applyValue(result -> result.vpcConfig().clusterSecurityGroupId()),
                spec.subnetIds().isEmpty()
                        ? cluster.applyValue(result -> result.vpcConfig().subnetIds())
                        : Output.of(spec.subnetIds()),
                cluster.applyValue(
                        result -> result.identities().get(0).oidcs().get(0).issuer()),
                List.of());
    }

    private static GetClusterResult refuseConfigMap(GetClusterResult cluster) {
        boolean configMap = cluster.accessConfigs().stream()
                .anyMatch(access -> access.authenticationMode().equals(AuthenticationMode.CONFIG_MAP.name()));
        if (configMap) {
            throw new RunException("the cluster " + cluster.name()
                    + " has the authentication mode CONFIG_MAP and takes no access entries; say authenticationMode:"
                    + " CONFIG_MAP, so that aws-auth lets its nodes in");
        }
        return cluster;
    }

    /** The values that a bootstrap takes, once all are known. */
    Output<ClusterValues> values(String key) {
        return Output.all(endpoint, certificateAuthority, serviceIpv4Cidr, version)
                .applyValue(known -> new ClusterValues(
                        name,
                        known.get(0),
                        known.get(1),
                        known.get(2),
                        ClusterValues.dnsClusterIp(known.get(2), key),
                        known.get(3)));
    }
}
