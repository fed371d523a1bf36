package dev.mullion.stacks;

import dev.mullion.ec2.Platform;
import java.util.List;
import java.util.stream.Stream;

/** Every platform that a stack can have: that of all instances, and those of the sections. */
final class Platforms {
    static final List<Platform> ALL = Stream.concat(
                    Stream.of(Platform.EC2), Sections.ALL.stream().flatMap(section -> section.platform().stream()))
            .toList();

    private Platforms() {}
}
