package dev.mullion.stacks;

import dev.mullion.core.reference.Reference;
import dev.mullion.core.reference.SpecReference;

/** What people and editors read of stack files: every key of every section. */
public final class StackFileReference {
    private StackFileReference() {}

    /** Read anew from the specs, for the one command that asks. */
    public static Reference read() {
        return new Reference(SpecReference.of(new StackSpecBuilder()));
    }

    /** The keys of a component that stands by itself. */
    public static SpecReference of(ComponentProgram.Kind kind) {
        return SpecReference.of(kind.builder());
    }
}
