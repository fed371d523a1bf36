package dev.mullion.kubernetes;

import java.util.Map;

/**
 * The credential spec of a group managed service account, which pods name. Of the whole cluster.
 *
 * @param credspec what {@code New-CredentialSpec} writes, as a map in its own order
 * @see <a href="https://kubernetes.io/docs/tasks/configure-pod-container/configure-gmsa/">gMSA for Windows pods</a>
 */
public record GmsaCredentialSpec(ObjectMeta metadata, Map<String, Object> credspec) implements Manifest {
    public GmsaCredentialSpec {
        credspec = FieldValues.copy(credspec);
    }

    @Override
    public KubernetesObject object() {
        return KubernetesObject.of("windows.k8s.io/v1", "GMSACredentialSpec", metadata)
                .with(credspec, "credspec");
    }
}
