package dev.mullion.stacks;

import java.util.List;

/** What a stack can hold. */
final class Sections {
    static final EcsSection ECS = new EcsSection();
    static final EksSection EKS = new EksSection();

    static final HostsSection HOSTS = new HostsSection();
    static final MeshSection MESH = new MeshSection();

    /** In this order: a section may see those before it. */
    static final List<Section> ALL = List.of(ECS, EKS, HOSTS, MESH);

    private Sections() {}
}
