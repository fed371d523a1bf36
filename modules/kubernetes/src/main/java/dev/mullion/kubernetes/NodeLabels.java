package dev.mullion.kubernetes;

import dev.mullion.core.spec.Problems;
import java.util.Map;
import java.util.Set;

/** Labels that a node gives itself by kubelet's {@code --node-labels}. */
public final class NodeLabels {
    /** The operating system of a node, set by kubelet itself. */
    public static final String OPERATING_SYSTEM = "kubernetes.io/os";

    /** The same by its name of before Kubernetes 1.14, which kubelet still sets and EKS still reads. */
    public static final String OLD_OPERATING_SYSTEM = "beta.kubernetes.io/os";

    /** The build of Windows, such as {@code 10.0.20348}, set by kubelet itself. */
    public static final String WINDOWS_BUILD = "node.kubernetes.io/windows-build";

    // https://github.com/kubernetes/kubelet/blob/v0.36.0/pkg/apis/well_known_labels.go
    private static final Set<String> ALLOWED = Set.of(
            "kubernetes.io/hostname",
            "topology.kubernetes.io/zone",
            "topology.kubernetes.io/region",
            "failure-domain.beta.kubernetes.io/zone",
            "failure-domain.beta.kubernetes.io/region",
            "beta.kubernetes.io/instance-type",
            "node.kubernetes.io/instance-type",
            OPERATING_SYSTEM,
            "kubernetes.io/arch",
            OLD_OPERATING_SYSTEM,
            "beta.kubernetes.io/arch");

    private NodeLabels() {}

    /** Refuses labels that no node can have, and those with which kubelet does not start, so that no node ever joins. */
    public static void check(Map<String, String> labels, Problems problems) {
        Names.checkLabels(labels, problems);
        labels.keySet().forEach(key -> {
            String domain = Names.domain(key);
            boolean reserved = isIn(domain, "kubernetes.io") || isIn(domain, "k8s.io");
            boolean allowed = ALLOWED.contains(key)
                    || isIn(domain, "kubelet.kubernetes.io")
                    || isIn(domain, "node.kubernetes.io");
            if (reserved && !allowed) {
                problems.atKey(key)
                        .refuse(
                                key,
                                "use a domain of your own, or none: kubelet does not start with labels of "
                                        + (isIn(domain, "k8s.io") ? "k8s.io" : "kubernetes.io") + " but those of"
                                        + " kubelet.kubernetes.io and node.kubernetes.io and a few by name, and no node"
                                        + " would join");
            }
        });
    }

    private static boolean isIn(String domain, String parent) {
        return domain.equals(parent) || domain.endsWith("." + parent);
    }
}
