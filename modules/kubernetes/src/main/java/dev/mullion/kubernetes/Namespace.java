package dev.mullion.kubernetes;

/** A namespace. */
public record Namespace(ObjectMeta metadata) implements Manifest {
    @Override
    public KubernetesObject object() {
        return KubernetesObject.of("v1", "Namespace", metadata);
    }
}
