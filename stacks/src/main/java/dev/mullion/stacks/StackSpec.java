package dev.mullion.stacks;

import dev.mullion.aws.Tags;
import dev.mullion.core.config.Silence;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ec2.Platform;
import dev.mullion.ecs.EcsPlatform;
import dev.mullion.ecs.EcsWindowsClusterSpec;
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
@GenerateBuilder
public record StackSpec(
        @Singular("tag") Map<String, String> tags,
        Optional<NetworkSpec> network,
        Map<String, EcsWindowsClusterSpec> ecs,
        List<Silence> silence)
        implements Spec {
    public static StackSpecBuilder builder() {
        return new StackSpecBuilder();
    }

    /** Whose machines the stack has. */
    List<Platform> platforms() {
        return ecs.isEmpty() ? List.of() : List.of(EcsPlatform.ECS);
    }

    @Override
    public void check(Problems problems) {
        Tags.check(tags, problems.at("tags"));
        network.ifPresent(spec -> {
            spec.check(problems.at("network"));
            spec.checkPlatforms(platforms(), problems.at("network"));
        });
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
}
