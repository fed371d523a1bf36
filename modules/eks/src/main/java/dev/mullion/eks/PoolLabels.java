package dev.mullion.eks;

import dev.mullion.core.spec.Problems;
import dev.mullion.kubernetes.NodeLabels;
import java.util.Map;

/** What a node group takes as labels. */
final class PoolLabels {
    private PoolLabels() {}

    /** Refuses what Kubernetes or kubelet refuse, and empty values, which EKS alone does: ACK community issue 2208. */
    static void check(Map<String, String> labels, Problems problems) {
        NodeLabels.check(labels, problems);
        labels.forEach((key, value) -> {
            if (value.isEmpty()) {
                problems.at(key).add("has no value; EKS takes no label without one, such as \"true\"");
            }
        });
    }
}
