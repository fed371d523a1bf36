package dev.mullion.eks;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What node pools take from their cluster.
 *
 * @param key of the cluster in the stack
 * @param context the stack
 * @param cluster the control plane, with all that must be there before the pool's nodes
 * @param publicSubnetIds for nodes with public IPs; those of an existing cluster's nodes, where nothing else is known
 * @param sharedRole the role of all nodes, where they share one
 * @param nodePolicies what Windows nodes may do for the whole cluster: policy documents by the suffix of their resources'
 *     names
 * @param makesAccessEntry whether the pool makes an access entry for its role
 */
record EksNodePoolInputs(
        String key,
        StackContext context,
        EksControlPlane cluster,
        Output<List<String>> publicSubnetIds,
        Optional<NodeRole> sharedRole,
        Map<String, String> nodePolicies,
        boolean makesAccessEntry) {
    Output<List<String>> subnetIds(boolean isPublic) {
        return isPublic ? publicSubnetIds : cluster.subnetIds();
    }

    EksNodePoolInputs behind(List<? extends Resource> before, boolean accessEntry) {
        return new EksNodePoolInputs(
                key, context, cluster.behind(before), publicSubnetIds, sharedRole, nodePolicies, accessEntry);
    }
}
