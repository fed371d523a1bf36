package dev.mullion.eks;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import dev.mullion.ec2.InstanceRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The role of nodes.
 *
 * @param arn of the role
 * @param name of a role that is made, for what else it is given
 * @param instanceProfile makes, or names, a profile of it, for nodes that no managed node group starts
 * @param before what must exist before a node is started, as nothing refers to it
 */
record NodeRole(
        Output<String> arn,
        Optional<Output<String>> name,
        Supplier<Output<String>> instanceProfile,
        List<Resource> before) {
    /**
     * What a node needs. Windows pods get their addresses from EKS's own controller, under the cluster's role; AWS's guide has
     * the CNI's policy all the same: https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
     */
    static final List<String> POLICIES =
            List.of("AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryReadOnly", "AmazonEKS_CNI_Policy");

    NodeRole {
        before = List.copyOf(before);
    }

    /** A role with the least that is needed, as children of its owner. */
    static NodeRole made(
            String name,
            String description,
            Optional<String> permissionsBoundary,
            Map<String, String> policies,
            StackContext context,
            Resource owner) {
        InstanceRole role =
                new InstanceRole(name, description, permissionsBoundary, POLICIES, policies, context, owner);
        return new NodeRole(role.arn(), Optional.of(role.name()), role::instanceProfile, role.policies());
    }

    /** A role that exists. */
    static NodeRole existing(String arn, Optional<String> instanceProfile) {
        return new NodeRole(
                Output.of(arn), Optional.empty(), () -> Output.of(instanceProfile.orElseThrow()), List.of());
    }
}
