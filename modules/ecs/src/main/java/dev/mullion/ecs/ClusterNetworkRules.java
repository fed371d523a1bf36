package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;
import dev.mullion.ec2.NetworkSpec;

/** Refuses what the network can not give to the capacity, and load balancers that have no place in it. */
final class ClusterNetworkRules {
    private ClusterNetworkRules() {}

    static void check(EcsClusterModel model, Problems problems) {
        model.network().ifPresent(known -> {
            NetworkSpec network = known.spec();
            Problems networkKeys = problems.atRoot(known.path());
            model.spec()
                    .capacity()
                    .forEach((key, capacity) -> capacity.checkNetwork(
                            network, networkKeys, problems.at("capacity").at(key)));
            model.spec()
                    .services()
                    .forEach((key, service) -> service.checkNetwork(
                            network, networkKeys, problems.at("services").at(key)));
        });
    }
}
