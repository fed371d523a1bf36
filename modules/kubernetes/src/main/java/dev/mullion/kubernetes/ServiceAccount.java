package dev.mullion.kubernetes;

/** Who a pod is to the API server and, by an annotation, to a cloud. */
public record ServiceAccount(ObjectMeta metadata) implements Manifest {
    @Override
    public KubernetesObject object() {
        return KubernetesObject.of("v1", "ServiceAccount", metadata);
    }
}
