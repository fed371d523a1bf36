package dev.mullion.stacks;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.Unwrapped;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ec2.Platform;
import java.util.List;

/**
 * A new VPC that is a component of its own.
 *
 * @param network what a stack file says of it
 * @param platforms whose machines are in it, which the endpoints of a network without NAT follow; none when not given
 */
@GenerateBuilder
public record ProvidedNetworkSpec(
        @Unwrapped NetworkSpec network,

        @Explain(api = "AWS::EC2::VPCEndpoint", example = "[ecs, eks]")
        List<NetworkUser> platforms)
        implements Spec {
    public ProvidedNetworkSpec {
        platforms = List.copyOf(platforms);
    }

    public static ProvidedNetworkSpecBuilder builder() {
        return new ProvidedNetworkSpecBuilder();
    }

    List<Platform> users() {
        return platforms.stream().map(NetworkUser::platform).toList();
    }

    @Override
    public void check(Problems problems) {
        network.check(problems);
        network.checkPlatforms(users(), problems);
        network.vpcId().ifPresent(id -> problems.at("vpcId")
                .refuse(id, "leave it out: this makes a new VPC, and what is in one that exists names it itself"));
    }
}
