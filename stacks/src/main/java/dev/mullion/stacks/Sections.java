package dev.mullion.stacks;

import java.util.List;

/** What a stack can hold. */
final class Sections {
    static final List<Section> ALL = List.of(new EcsSection());

    private Sections() {}
}
