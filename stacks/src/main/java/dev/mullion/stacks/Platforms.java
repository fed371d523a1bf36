package dev.mullion.stacks;

import dev.mullion.ec2.Platform;
import dev.mullion.ecs.EcsPlatform;
import java.util.List;

/** Every platform that a stack can have; a new one is a line here. */
final class Platforms {
    static final List<Platform> ALL = List.of(Platform.EC2, EcsPlatform.ECS);

    private Platforms() {}
}
