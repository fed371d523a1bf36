package dev.mullion.ecs;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.NetworkSpec;
import java.util.Map;
import java.util.Optional;

/** Clusters beside a network. */
@GenerateBuilder
record EcsSections(Optional<NetworkSpec> network, Map<String, EcsWindowsClusterSpec> ecs) implements Spec {
    static EcsSectionsBuilder builder() {
        return new EcsSectionsBuilder();
    }

    /** The clusters are checked where their stack is known. */
    @Override
    public void check(Problems problems) {
        network.ifPresent(spec -> spec.check(problems.at("network")));
    }
}
