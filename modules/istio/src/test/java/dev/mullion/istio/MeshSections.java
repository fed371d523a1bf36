package dev.mullion.istio;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;

/** A mesh alone. */
@GenerateBuilder
record MeshSections(AmbientMeshSpec mesh) implements Spec {
    static MeshSectionsBuilder builder() {
        return new MeshSectionsBuilder();
    }

    /** The mesh is checked where its stack is known. */
    @Override
    public void check(Problems problems) {}
}
