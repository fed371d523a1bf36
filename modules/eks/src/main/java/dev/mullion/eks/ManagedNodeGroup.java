package dev.mullion.eks;

import com.pulumi.aws.eks.NodeGroupArgs;
import com.pulumi.aws.eks.inputs.NodeGroupLaunchTemplateArgs;
import com.pulumi.aws.eks.inputs.NodeGroupScalingConfigArgs;
import com.pulumi.aws.eks.inputs.NodeGroupTaintArgs;
import com.pulumi.aws.eks.inputs.NodeGroupUpdateConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import com.pulumi.resources.Resource;
import dev.mullion.ec2.LaunchTemplateVersion;
import dev.mullion.kubernetes.Taint;
import java.time.Duration;
import java.util.List;

/** What all managed node groups have in common. */
final class ManagedNodeGroup {
    /**
     * A Windows node takes 5 to 10 minutes to come up, and an update replaces nodes one after another; the provider gives an
     * update an hour. https://docs.aws.amazon.com/eks/latest/best-practices/windows-ami.html
     */
    private static final Duration CREATE_TIMEOUT = Duration.ofHours(1);

    private static final Duration UPDATE_TIMEOUT = Duration.ofHours(3);
    private static final Duration DELETE_TIMEOUT = Duration.ofHours(1);

    private ManagedNodeGroup() {}

    /** How many nodes there are. */
    record Size(int min, int max) {}

    /** The inputs of a group, for a caller to complete. */
    static NodeGroupArgs.Builder args(
            EksControlPlane cluster,
            Output<String> roleArn,
            Output<List<String>> subnetIds,
            LaunchTemplateVersion template,
            Size size) {
        return NodeGroupArgs.builder()
                .clusterName(cluster.name())
                .nodeRoleArn(roleArn)
                .subnetIds(subnetIds)
                .launchTemplate(NodeGroupLaunchTemplateArgs.builder()
                        .id(template.id())
                        .version(template.version())
                        .build())
                .scalingConfig(NodeGroupScalingConfigArgs.builder()
                        .minSize(size.min())
                        .maxSize(size.max())
                        .desiredSize(size.min())
                        .build());
    }

    static List<NodeGroupTaintArgs> taints(List<Taint> taints) {
        return taints.stream()
                .map(taint -> NodeGroupTaintArgs.builder()
                        .key(taint.key())
                        .value(taint.value())
                        .effect(taint.effect().name())
                        .build())
                .toList();
    }

    static NodeGroupUpdateConfigArgs updateConfig(NodeUpdateConfigSpec spec) {
        NodeGroupUpdateConfigArgs.Builder args = NodeGroupUpdateConfigArgs.builder();
        spec.maxUnavailablePercentage()
                .ifPresentOrElse(
                        args::maxUnavailablePercentage,
                        () -> args.maxUnavailable(spec.maxUnavailable().orElse(1)));
        return args.build();
    }

    static CustomResourceOptions options(Resource parent, List<Resource> before) {
        return CustomResourceOptions.builder()
                .parent(parent)
                .dependsOn(before)
                // Who scales the nodes changes it all the time.
                .ignoreChanges("scalingConfig.desiredSize")
                .customTimeouts(CustomTimeouts.builder()
                        .create(CREATE_TIMEOUT)
                        .update(UPDATE_TIMEOUT)
                        .delete(DELETE_TIMEOUT)
                        .build())
                .build();
    }
}
