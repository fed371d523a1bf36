package dev.mullion.stacks;

import java.util.List;

/** What a stack can hold. */
final class Sections {
    static final EcsSection ECS = new EcsSection();
    static final EksSection EKS = new EksSection();

    static final List<Section> ALL = List.of(ECS, EKS);

    private Sections() {}
}
