package dev.mullion.stacks;

import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ec2.NetworkUser;
import dev.mullion.ec2.Platform;
import dev.mullion.ecs.EcsPlatform;
import dev.mullion.eks.EksPlatform;
import dev.mullion.hosts.HostsPlatform;
import java.util.List;
import java.util.stream.Stream;

/** Every platform that a stack can have: that of all instances, and those of the sections. */
final class Platforms {
    static final List<Platform> ALL = Stream.concat(
                    Stream.of(Platform.EC2), Sections.ALL.stream().flatMap(section -> section.platform().stream()))
            .toList();

    private Platforms() {}

    /** That of machines of other stacks. */
    static Platform of(NetworkUser user) {
        return switch (user) {
            case ECS -> EcsPlatform.ECS;
            case EKS -> EksPlatform.EKS;
            case HOSTS -> HostsPlatform.HOSTS;
        };
    }

    /** Those of machines of other stacks that a network names. */
    static List<Platform> of(NetworkSpec network) {
        return network.platforms().stream().map(Platforms::of).toList();
    }
}
