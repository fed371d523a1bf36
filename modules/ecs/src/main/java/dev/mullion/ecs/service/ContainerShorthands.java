package dev.mullion.ecs.service;

import java.util.function.Consumer;

/** What a program says of a container in fewer words than {@link ContainerSpec}'s keys take. */
public interface ContainerShorthands {
    /** Adds one port. */
    ContainerSpecBuilder portMapping(Consumer<PortMappingSpecBuilder> description);

    /** A TCP port of the container that others reach: a port mapping with this {@code containerPort}. */
    default ContainerSpecBuilder port(int containerPort) {
        return portMapping(mapping -> mapping.containerPort(containerPort));
    }
}
