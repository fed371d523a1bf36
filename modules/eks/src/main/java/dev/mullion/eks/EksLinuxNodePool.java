package dev.mullion.eks;

import com.pulumi.aws.ec2.LaunchTemplate;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.eks.NodeGroup;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import dev.mullion.ec2.InstanceLaunchTemplate;
import dev.mullion.ec2.LaunchTemplateVersion;
import dev.mullion.ec2.RootVolumeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Linux nodes of a cluster: a managed node group of EKS's own image.
 *
 * <p>Children: {@code name-role}, {@code name-<policy>}, {@code name-launch-template}, {@code name-node-group}. With
 * {@code nodeRoleArn} or a shared role there is no role.
 */
public final class EksLinuxNodePool extends ComponentResource {
    public static final String TYPE = "mullion:eks:EksLinuxNodePool";

    /** From pods it is one hop more. */
    private static final int HOP_LIMIT = 2;

    private final NodeGroup nodeGroup;

    EksLinuxNodePool(
            String name,
            EksLinuxNodePoolSpec spec,
            EksNodePoolInputs inputs,
            @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        StackContext context = inputs.context();
        NodeRole role = spec.nodeRoleArn()
                .map(arn -> NodeRole.existing(arn, Optional.empty()))
                .or(inputs::sharedRole)
                .orElseGet(() -> NodeRole.made(
                        name, "Linux nodes of " + context.name(name), Optional.empty(), Map.of(), context, this));
        LaunchTemplate template = new LaunchTemplate(
                name + "-launch-template",
                context.customized(name + "-launch-template", templateArgs(name, spec, context))
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
        List<Resource> before = new ArrayList<>(inputs.cluster().before());
        before.addAll(role.before());
        nodeGroup = new NodeGroup(
                name + "-node-group",
                context.customized(
                                name + "-node-group",
                                ManagedNodeGroup.args(
                                                inputs.cluster(),
                                                role.arn(),
                                                subnets(spec, inputs.cluster()),
                                                LaunchTemplateVersion.latest(template),
                                                new ManagedNodeGroup.Size(spec.minSize(), spec.maxSize()))
                                        .amiType(spec.amiType().name())
                                        .version(inputs.cluster().version())
                                        .instanceTypes(spec.instanceTypes())
                                        .capacityType(spec.capacityType().name())
                                        .labels(spec.labels())
                                        .taints(ManagedNodeGroup.taints(spec.taints()))
                                        .updateConfig(ManagedNodeGroup.updateConfig(spec.updateConfig()))
                                        .tags(context.tags(name)))
                        .build(),
                ManagedNodeGroup.options(this, before));
        registerOutputs(Map.of("nodeGroupName", nodeGroup.nodeGroupName(), "nodeRoleArn", role.arn()));
    }

    /** The node group, for what needs Linux nodes. */
    NodeGroup nodeGroup() {
        return nodeGroup;
    }

    private static Output<List<String>> subnets(EksLinuxNodePoolSpec spec, EksControlPlane cluster) {
        return spec.subnetIds().isEmpty() ? cluster.subnetIds() : Output.of(spec.subnetIds());
    }

    private static LaunchTemplateArgs.Builder templateArgs(
            String name, EksLinuxNodePoolSpec spec, StackContext context) {
        return InstanceLaunchTemplate.args(
                name,
                "Linux nodes of " + context.name(name),
                spec.amiType().device(),
                RootVolumeSpec.builder().sizeGib(spec.rootVolumeSizeGib()).unchecked(),
                HOP_LIMIT,
                context);
    }
}
