package dev.mullion.kubernetes;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kind of volumes that grow on demand, made where the first pod that wants one runs, and removed with their claim.
 *
 * @param provisioner the CSI driver, such as {@code ebs.csi.aws.com}
 * @param parameters the driver's own, such as {@code csi.storage.k8s.io/fstype: ntfs} for Windows, sorted
 */
public record StorageClass(ObjectMeta metadata, String provisioner, Map<String, String> parameters)
        implements Manifest {
    public StorageClass {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    @Override
    public KubernetesObject object() {
        return KubernetesObject.of("storage.k8s.io/v1", "StorageClass", metadata)
                .with(provisioner, "provisioner")
                .with(parameters, "parameters")
                .with("Delete", "reclaimPolicy")
                .with(true, "allowVolumeExpansion")
                // A volume has a zone; chosen before the pod is, it may be one without a Windows node.
                .with("WaitForFirstConsumer", "volumeBindingMode");
    }
}
