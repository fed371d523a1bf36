package dev.mullion.preview.engine;

import java.util.Set;

/** Outputs that are lists to the SDK and hold one object whenever they hold any, so that a preview knows their length. */
final class SingleItemLists {
    /** terraform-provider-aws 5.100.0, internal/service/eks/cluster.go and node_group.go: one block each. */
    private static final Set<String> LISTS = Set.of(
            "com.pulumi.aws.eks.Cluster identities",
            "com.pulumi.aws.eks.outputs.ClusterIdentity oidcs",
            "com.pulumi.aws.eks.NodeGroup resources",
            "com.pulumi.aws.eks.outputs.NodeGroupResource autoscalingGroups");

    private SingleItemLists() {}

    /** Whether a class of the SDK has such a list by that name. */
    static boolean contains(Class<?> holder, String property) {
        return LISTS.contains(holder.getName() + " " + property);
    }
}
