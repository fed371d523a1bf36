package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkSpec;

/** Refuses what the network can not give to the capacity, and load balancers that have no place in it. */
final class ClusterNetworkRules {
    private ClusterNetworkRules() {}

    static void check(EcsClusterModel model, Problems problems) {
        model.network().ifPresent(known -> known.spec()
                .ifPresentOrElse(
                        network -> check(model.spec(), network, problems.atRoot(known.path()), problems),
                        () -> checkUnknown(model.spec(), known, problems)));
    }

    private static void check(
            EcsWindowsClusterSpec cluster, NetworkSpec network, Problems networkKeys, Problems problems) {
        cluster.capacity()
                .forEach((key, capacity) -> capacity.checkNetwork(
                        network, networkKeys, problems.at("capacity").at(key)));
        cluster.workloads()
                .forEach((key, service) -> service.checkNetwork(network, networkKeys, cluster.workload(key, problems)));
    }

    /** What a VPC is refused for that a program makes itself; its subnets are counted once they are known. */
    private static void checkUnknown(EcsWindowsClusterSpec cluster, KnownNetwork network, Problems problems) {
        if (network.cidrBlock().isEmpty()) {
            cluster.workloads().forEach((key, service) -> service.checkUnknownRange(cluster.workload(key, problems)));
        }
    }
}
