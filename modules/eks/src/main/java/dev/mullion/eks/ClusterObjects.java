package dev.mullion.eks;

import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.ObjectMeta;
import dev.mullion.kubernetes.RuntimeClass;
import dev.mullion.kubernetes.StorageClass;
import dev.mullion.kubernetes.Toleration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects that a cluster with Windows nodes has beside the workloads of its users. What only a deployment knows of them is
 * a stand-in here, as {@link ClusterValues} spells it.
 */
final class ClusterObjects {
    /** The suffix of the StorageClass. */
    static final String STORAGE_CLASS = "storage-class-ebs-ntfs";

    private ClusterObjects() {}

    /** By the suffix of their resources' names. */
    static Map<String, KubernetesObject> of(EksClusterModel cluster) {
        Map<String, KubernetesObject> objects = new LinkedHashMap<>();
        runtimeClasses(cluster.spec()).forEach((suffix, release) -> objects.put(suffix, runtimeClass(release)));
        if (hasStorageClass(cluster)) {
            objects.put(STORAGE_CLASS, storageClass());
        }
        objects.putAll(FluentBit.objects(cluster));
        objects.putAll(Gmsa.objects(cluster));
        objects.putAll(Karpenter.objects(cluster));
        objects.putAll(SmokeTest.objects(cluster));
        return objects;
    }

    /** The releases that a RuntimeClass is made for, by the suffixes of those. */
    static Map<String, ReleaseInUse> runtimeClasses(EksClusterSpec cluster) {
        Map<String, ReleaseInUse> classes = new LinkedHashMap<>();
        if (cluster.runtimeClasses()) {
            ReleaseInUse.of(cluster).forEach(release -> classes.put("runtime-class-" + release.name(), release));
        }
        return classes;
    }

    /** Whether volumes of Windows pods have a class of their own. */
    static boolean hasStorageClass(EksClusterModel cluster) {
        return cluster.hasEbsCsiDriver() && cluster.spec().storageClasses();
    }

    private static KubernetesObject runtimeClass(ReleaseInUse release) {
        List<Toleration> tolerations = Toleration.of(release.taints());
        return RuntimeClass.windows(
                        ObjectMeta.named(release.name()), release.release().windowsBuild(), tolerations)
                .object();
    }

    /** https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/v1.64.0/docs/parameters.md */
    private static KubernetesObject storageClass() {
        return new StorageClass(
                        ObjectMeta.named("ebs-ntfs"),
                        "ebs.csi.aws.com",
                        Map.of("csi.storage.k8s.io/fstype", "ntfs", "encrypted", "true", "type", "gp3"))
                .object();
    }
}
