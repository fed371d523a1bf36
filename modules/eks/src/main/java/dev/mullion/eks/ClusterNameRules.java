package dev.mullion.eks;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;

/** What AWS asks of the names that are made from the keys of a cluster and its pools. */
final class ClusterNameRules {
    /**
     * A node group's name has at most 63 characters; ours is {@code <cluster>-<pool>-node-group-<7 of Pulumi's>}.
     * https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
     */
    private static final int MAX_KEYS_LENGTH = 63 - "--node-group-1234567".length();

    private ClusterNameRules() {}

    static void checkKey(EksClusterModel model, Problems problems) {
        if (!EksClusterSpec.KEY.matcher(model.key()).matches()) {
            problems.ofKey()
                    .add("is no name for a cluster; use letters, digits and hyphens, a letter first"
                            + (model.spec().existing() ? ", and name: for the cluster's own name" : ""));
        }
    }

    static void checkNames(EksClusterModel model, Problems problems) {
        EksClusterSpec cluster = model.spec();
        if (cluster.name().isEmpty()
                && EksClusterSpec.KEY.matcher(model.key()).matches()
                && !EksClusterSpecBuilder.matchesName(model.name())) {
            problems.add(
                    "has no valid name: " + Shown.text(model.name()) + (cluster.existing() ? "" : " (<key>-<stack>)")
                            + " is no cluster name, which takes letters, digits, hyphens and underscores, at most 100; set name:");
        }
        cluster.windowsNodePools()
                .keySet()
                .forEach(pool -> checkLength(model.key(), pool, problems.at("windowsNodePools")));
        cluster.linuxNodePools()
                .keySet()
                .forEach(pool -> checkLength(model.key(), pool, problems.at("linuxNodePools")));
    }

    private static void checkLength(String cluster, String pool, Problems problems) {
        int length = cluster.length() + pool.length();
        if (length > MAX_KEYS_LENGTH) {
            problems.atKey(pool)
                    .add("has too long a key; use at most " + MAX_KEYS_LENGTH
                            + " characters for the cluster's and the pool's key together (got " + length
                            + "): a node group's name takes 63");
        }
    }
}
