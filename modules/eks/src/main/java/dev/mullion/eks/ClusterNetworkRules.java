package dev.mullion.eks;

import dev.mullion.core.spec.Problems;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkSpec;
import java.util.List;

/** Refuses what the network can not give to a new cluster. */
final class ClusterNetworkRules {
    /** https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
    private static final int MIN_ZONES = 2;

    /** What the SSM agent asks to join a directory of AWS. */
    private static final String DIRECTORY = "ds";

    private ClusterNetworkRules() {}

    static void check(EksClusterModel model, Problems problems) {
        model.network().ifPresent(known -> check(model, known, problems.atRoot(known.path()), problems));
    }

    private static void check(EksClusterModel model, KnownNetwork known, Problems networkKeys, Problems problems) {
        model.vpcRange().ifPresent(vpc -> model.spec()
                .serviceIpv4Cidr()
                .filter(vpc::overlaps)
                .ifPresent(range -> problems.given(networkKeys.at("cidrBlock"))
                        .at("serviceIpv4Cidr")
                        .refuse(range, "use a range of its own: it overlaps the VPC's " + vpc)));
        known.spec().ifPresent(network -> {
            checkInCluster(model.spec(), network, networkKeys, problems);
            checkZones(network, problems.given(networkKeys.at("availabilityZones"), networkKeys.at("subnetIds")));
            model.spec()
                    .windowsNodePools()
                    .forEach((key, pool) -> checkPool(
                            pool,
                            network,
                            networkKeys,
                            problems.given(networkKeys.at("vpcId"), networkKeys.at("publicSubnetIds"))
                                    .at("windowsNodePools")
                                    .at(key)));
        });
    }

    private static void checkZones(NetworkSpec network, Problems problems) {
        boolean few = network.isNew()
                ? network.availabilityZones().size() == 1
                : network.subnetIds().size() == 1;
        if (few) {
            problems.add("needs subnets in " + MIN_ZONES + " zones for its control plane, and mullion:network has "
                    + (network.isNew() ? "one zone" : "one subnet"));
        }
    }

    private static void checkPool(
            EksWindowsNodePoolSpec pool, NetworkSpec network, Problems networkKeys, Problems problems) {
        if (pool.instance().hasPublicIpAddress()) {
            if (pool.subnetIds().isEmpty()
                    && !network.isNew()
                    && network.publicSubnetIds().isEmpty()) {
                problems.at("associatePublicIpAddress")
                        .add("needs public subnets, and mullion:network names none; use publicSubnetIds there");
            }
        } else if (pool.subnetIds().isEmpty()
                && pool.domainJoin().flatMap(DomainJoinSpec::directoryId).isPresent()) {
            checkReached(DIRECTORY, network, networkKeys, problems.atKey("domainJoin"));
        }
    }

    /** What pods beside the workloads call, beyond what every instance does. */
    private static void checkInCluster(
            EksClusterSpec cluster, NetworkSpec network, Problems networkKeys, Problems problems) {
        if (cluster.gmsa().filter(gmsa -> !gmsa.kmsKeyArns().isEmpty()).isPresent()) {
            checkReached("kms", network, networkKeys, problems.at("gmsa").atKey("kmsKeyArns"));
        }
        if (cluster.addons().containsKey(EksAddon.CLOUDWATCH_OBSERVABILITY)) {
            checkReached(
                    "monitoring", network, networkKeys, problems.at("addons").atKey(EksAddon.CLOUDWATCH_OBSERVABILITY));
        }
    }

    private static void checkReached(String service, NetworkSpec network, Problems networkKeys, Problems problems) {
        if (network.isNew()
                && !network.hasNat()
                && network.interfaceEndpoints()
                && !network.endpointServices(List.of(EksPlatform.EKS)).contains(service)) {
            problems.given(
                            networkKeys.at("natGateways"),
                            networkKeys.at("interfaceEndpoints"),
                            networkKeys.at("additionalInterfaceEndpoints"))
                    .add("calls services that a network without NAT gateways does not reach; use"
                            + " additionalInterfaceEndpoints: [" + service + "] in mullion:network");
        }
    }
}
