package dev.mullion.ec2;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network, instances that nothing runs on, and domains that nothing joins. */
@GenerateBuilder
record Ec2Sections(Optional<NetworkSpec> network, Map<String, Sample> instances, Map<String, DomainJoinSpec> domains)
        implements Spec {
    private static final Platform ECS = new Platform("ECS", List.of(), List.of(), List.of("ecs-agent"));

    static Ec2SectionsBuilder builder() {
        return new Ec2SectionsBuilder();
    }

    @Override
    public void check(Problems problems) {
        network.ifPresent(spec -> {
            spec.check(problems.at("network"));
            spec.checkPlatforms(List.of(ECS), problems.at("network"));
        });
        instances.forEach((key, spec) -> spec.check(problems.at("instances").at(key)));
        domains.forEach((key, spec) -> spec.check(problems.at("domains").at(key)));
    }
}
