package dev.mullion.eks;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.NetworkSpec;
import java.util.Map;
import java.util.Optional;

/** Clusters beside a network. */
@GenerateBuilder
record EksSections(Optional<NetworkSpec> network, Map<String, EksClusterSpec> eks) implements Spec {
    static EksSectionsBuilder builder() {
        return new EksSectionsBuilder();
    }

    /** The clusters are checked where their stack is known. */
    @Override
    public void check(Problems problems) {
        network.ifPresent(spec -> spec.check(problems.at("network")));
    }
}
