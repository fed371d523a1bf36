package dev.mullion.stacks;

import dev.mullion.aws.Tags;
import dev.mullion.core.config.Silence;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ecs.EcsWindowsClusterSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a stack file says below {@code mullion:}.
 *
 * @param tags tags of the user, on everything that takes tags; at most 45
 * @param network where instances run; needed as soon as there is something to run
 * @param ecs ECS clusters by key
 * @param silence warnings that the user has read and accepts
 */
public record StackSpec(
        Map<String, String> tags,
        Optional<NetworkSpec> network,
        Map<String, EcsWindowsClusterSpec> ecs,
        List<Silence> silence)
        implements Spec {
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void check(Problems problems) {
        Tags.check(tags, problems.at("tags"));
        network.ifPresent(spec -> spec.check(problems.at("network")));
        if (ecs.isEmpty()) {
            problems.add("has nothing to make; describe a cluster in mullion:ecs");
        } else if (network.isEmpty()) {
            problems.at("network")
                    .add("has no value; name an existing VPC (vpcId, subnetIds) or the zones of a new one");
        }
        ecs.forEach((key, spec) -> {
            EcsWindowsClusterSpec.checkKey(key, problems.at("ecs").atKey(key));
            spec.check(problems.at("ecs").at(key));
            network.ifPresent(net -> spec.checkNetwork(
                    net, problems.at("network"), problems.at("ecs").at(key)));
        });
        for (int i = 0; i < silence.size(); i++) {
            silence.get(i).check(problems.at("silence").at(i));
        }
    }

    /** Builds a {@link StackSpec}. */
    public static final class Builder extends SpecBuilder<StackSpec> {
        private Map<String, String> tags = Map.of();
        private Optional<NetworkSpec> network = Optional.empty();
        private Map<String, EcsWindowsClusterSpec> ecs = Map.of();
        private List<Silence> silence = List.of();

        private Builder() {}

        public Builder tags(Map<String, String> values) {
            tags = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            return this;
        }

        public Builder network(NetworkSpec value) {
            network = Optional.of(value);
            return this;
        }

        public Builder ecs(Map<String, EcsWindowsClusterSpec> values) {
            ecs = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            return this;
        }

        public Builder silence(List<Silence> values) {
            silence = List.copyOf(values);
            return this;
        }

        @Override
        public StackSpec unchecked() {
            return new StackSpec(tags, network, ecs, silence);
        }
    }
}
