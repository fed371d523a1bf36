package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.compare.Replacements.Effect;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Pulumi's Kubernetes provider replaces: an object with another name or namespace, and some kinds for what the API server
 * does not change. All else it updates, also where the API server then refuses it, as a RuntimeClass's handler.
 *
 * @see <a href="https://github.com/pulumi/pulumi-kubernetes/blob/v4.0.0/provider/pkg/provider/diff.go">its list, of 4.0.0</a>
 */
final class KubernetesReplacements {
    static final String SOURCE = "the Kubernetes provider's source";

    private static final String PREFIX = "kubernetes:";

    private static final Effect REPLACES = new Effect(Replaces.YES, SOURCE);

    private static final Set<String> IDENTITY = Set.of("metadata.name", "metadata.namespace");

    private static final Set<String> SELECTOR = Set.of("spec.selector");

    private static final Set<String> CONTAINER = Set.of(
            "args",
            "command",
            "env",
            "image",
            "imagePullPolicy",
            "lifecycle",
            "livenessProbe",
            "ports",
            "readinessProbe",
            "resources",
            "securityContext",
            "stdin",
            "stdinOnce",
            "terminationMessagePath",
            "terminationMessagePolicy",
            "tty",
            "volumeDevices",
            "volumeMounts",
            "workingDir");

    private static final Set<String> POD = Set.of(
            "affinity",
            "automountServiceAccountToken",
            "dnsConfig",
            "dnsPolicy",
            "enableServiceLinks",
            "hostAliases",
            "hostIPC",
            "hostNetwork",
            "hostPID",
            "hostname",
            "imagePullSecrets",
            "nodeName",
            "nodeSelector",
            "overhead",
            "preemptionPolicy",
            "priority",
            "priorityClassName",
            "readinessGates",
            "restartPolicy",
            "runtimeClassName",
            "schedulerName",
            "securityContext",
            "serviceAccount",
            "serviceAccountName",
            "shareProcessNamespace",
            "subdomain",
            "terminationGracePeriodSeconds",
            "volumes");

    private static final Set<String> VOLUME = Set.of(
            "awsElasticBlockStore",
            "azureDisk",
            "azureFile",
            "cephfs",
            "cinder",
            "csi",
            "fc",
            "flexVolume",
            "flocker",
            "gcePersistentDisk",
            "glusterfs",
            "hostPath",
            "iscsi",
            "local",
            "nfs",
            "photonPersistentDisk",
            "portworxVolume",
            "quobyte",
            "rbd",
            "scaleIO",
            "storageos",
            "vsphereVolume");

    /** The kinds of which more replaces than the name. Pods and PersistentVolumes have lists of their own. */
    static final Map<String, Set<String>> KINDS = Map.ofEntries(
            Map.entry("apps/v1:DaemonSet", SELECTOR),
            Map.entry("apps/v1:Deployment", SELECTOR),
            Map.entry(
                    "apps/v1:StatefulSet",
                    Set.of(
                            "spec.podManagementPolicy",
                            "spec.revisionHistoryLimit",
                            "spec.selector",
                            "spec.serviceName",
                            "spec.volumeClaimTemplates")),
            Map.entry("batch/v1:Job", Set.of("spec.completions", "spec.parallelism", "spec.selector", "spec.template")),
            Map.entry("core/v1:ConfigMap", Set.of("binaryData", "data")),
            Map.entry(
                    "core/v1:PersistentVolumeClaim",
                    Set.of("spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName")),
            Map.entry("core/v1:ResourceQuota", Set.of("spec.scopes")),
            Map.entry("core/v1:Secret", Set.of("data", "stringData", "type")),
            Map.entry("core/v1:Service", Set.of("spec.clusterIP")),
            Map.entry("rbac.authorization.k8s.io/v1:ClusterRoleBinding", Set.of("roleRef")),
            Map.entry("rbac.authorization.k8s.io/v1:RoleBinding", Set.of("roleRef")),
            Map.entry("storage.k8s.io/v1:StorageClass", Set.of("parameters", "provisioner")));

    private KubernetesReplacements() {}

    /** Whether a type is an object of the API, or a patch of one; a Helm release is neither. */
    static boolean knows(String type) {
        return type.startsWith(PREFIX) && !type.startsWith(PREFIX + "helm.sh/");
    }

    static Effect of(String type, Difference difference) {
        String kind = type.substring(PREFIX.length());
        String keys = difference.place().keys();
        return replaces(kind, keys)
                        || difference
                                .after()
                                .filter(value -> within(kind, keys, value))
                                .isPresent()
                ? REPLACES
                : new Effect(Replaces.NO, SOURCE);
    }

    /** A block that is added or changed as a whole replaces if something in it does. */
    private static boolean within(String kind, String keys, MaskedValue value) {
        if (value instanceof Items items) {
            return items.values().stream().anyMatch(item -> within(kind, keys, item));
        }
        return value instanceof Fields fields
                && fields.values().entrySet().stream()
                        .anyMatch(field -> replaces(kind, keys + "." + field.getKey())
                                || within(kind, keys + "." + field.getKey(), field.getValue()));
    }

    private static boolean replaces(String kind, String keys) {
        for (String path = keys; !path.isEmpty(); path = path.substring(0, Math.max(0, path.lastIndexOf('.')))) {
            if (IDENTITY.contains(path)
                    || KINDS.getOrDefault(kind, Set.of()).contains(path)
                    || isOfPod(kind, path)
                    || (kind.equals("core/v1:PersistentVolume")
                            && path.startsWith("spec.")
                            && VOLUME.contains(path.substring(5)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfPod(String kind, String path) {
        if (!kind.equals("core/v1:Pod") || !path.startsWith("spec.")) {
            return false;
        }
        List<String> keys = List.of(path.split("\\."));
        boolean container =
                keys.size() == 3 && Set.of("containers", "initContainers").contains(keys.get(1));
        return (keys.size() == 2 && POD.contains(keys.get(1))) || (container && CONTAINER.contains(keys.get(2)));
    }
}
