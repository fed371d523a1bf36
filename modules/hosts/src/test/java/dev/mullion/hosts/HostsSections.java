package dev.mullion.hosts;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.NetworkSpec;
import java.util.Map;
import java.util.Optional;

/** Hosts beside a network. */
@GenerateBuilder
record HostsSections(Optional<NetworkSpec> network, Map<String, WindowsContainerHostsSpec> hosts) implements Spec {
    static HostsSectionsBuilder builder() {
        return new HostsSectionsBuilder();
    }

    /** The hosts are checked where their stack is known. */
    @Override
    public void check(Problems problems) {
        network.ifPresent(spec -> spec.check(problems.at("network")));
    }
}
