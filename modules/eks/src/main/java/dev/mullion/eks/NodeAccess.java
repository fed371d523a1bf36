package dev.mullion.eks;

import com.pulumi.aws.eks.AccessEntry;
import com.pulumi.aws.eks.AccessEntryArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;

/** How a cluster lets Windows nodes in. */
final class NodeAccess {
    /**
     * It holds the group {@code eks:kube-proxy-windows}, and takes no groups or policies of ours. For a node group with an image
     * of its own EKS would make EC2_LINUX, by which kube-proxy may nothing (aws/containers-roadmap issue 2327).
     */
    private static final String EC2_WINDOWS = "EC2_WINDOWS";

    private NodeAccess() {}

    /** Makes {@code name-access-entry}, which must be there before the role's nodes. */
    static AccessEntry entry(
            String name, EksControlPlane cluster, Output<String> roleArn, StackContext context, Resource owner) {
        return new AccessEntry(
                name + "-access-entry",
                context.customized(
                                name + "-access-entry",
                                AccessEntryArgs.builder()
                                        .clusterName(cluster.name())
                                        .principalArn(roleArn)
                                        .type(EC2_WINDOWS)
                                        .tags(context.tags(name)))
                        .build(),
                CustomResourceOptions.builder()
                        .parent(owner)
                        .dependsOn(cluster.before())
                        .build());
    }
}
