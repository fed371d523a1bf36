package dev.mullion.ec2;

import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.autoscaling.inputs.GroupInstanceRefreshArgs;
import com.pulumi.aws.autoscaling.inputs.GroupInstanceRefreshPreferencesArgs;
import com.pulumi.aws.autoscaling.inputs.GroupLaunchTemplateArgs;
import com.pulumi.aws.autoscaling.inputs.GroupMixedInstancesPolicyArgs;
import com.pulumi.aws.autoscaling.inputs.GroupMixedInstancesPolicyInstancesDistributionArgs;
import com.pulumi.aws.autoscaling.inputs.GroupMixedInstancesPolicyLaunchTemplateArgs;
import com.pulumi.aws.autoscaling.inputs.GroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecificationArgs;
import com.pulumi.aws.autoscaling.inputs.GroupMixedInstancesPolicyLaunchTemplateOverrideArgs;
import com.pulumi.aws.autoscaling.inputs.GroupTagArgs;
import com.pulumi.core.Output;
import java.util.List;

/** The inputs of an Auto Scaling group of Windows instances. */
public final class WindowsAutoScalingGroup {
    /**
     * What a Windows instance may take from launch to ready. AWS: a standard Windows launch "often take[s] 15 minutes or
     * longer", https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/win-ami-config-fast-launch.html
     */
    public static final int WARM_UP_SECONDS = 900;

    private WindowsAutoScalingGroup() {}

    /**
     * The group's inputs, for a caller to complete.
     *
     * @param instanceTypes the preferred first; several make a mixed instances policy, as Spot shares do
     * @param subnetIds where instances start
     */
    public static GroupArgs.Builder args(
            AutoScalingSpec spec,
            List<String> instanceTypes,
            LaunchTemplateVersion template,
            Output<List<String>> subnetIds) {
        GroupArgs.Builder args = GroupArgs.builder()
                .minSize(spec.minSize())
                .maxSize(spec.maxSize())
                .vpcZoneIdentifiers(subnetIds)
                .healthCheckType("EC2")
                .healthCheckGracePeriod(WARM_UP_SECONDS)
                // Without it `pulumi destroy` waits for instances that are protected from scale-in, and never ends.
                .forceDelete(true);
        spec.maxInstanceLifetimeSeconds().ifPresent(args::maxInstanceLifetime);
        if (!spec.enabledMetrics().isEmpty()) {
            args.enabledMetrics(
                    spec.enabledMetrics().stream().map(Object::toString).toList());
        }
        if (spec.instanceRefresh() == AutoScalingSpec.InstanceRefresh.AUTO) {
            args.instanceRefresh(instanceRefresh());
        }
        if (instanceTypes.size() == 1 && !spec.instancesDistribution().usesSpot()) {
            args.launchTemplate(GroupLaunchTemplateArgs.builder()
                    .id(template.id())
                    .version(template.version())
                    .build());
        } else {
            args.mixedInstancesPolicy(mixedInstancesPolicy(spec.instancesDistribution(), instanceTypes, template));
        }
        return args;
    }

    /** A tag of a group. Instances and volumes have theirs from the launch template. */
    public static GroupTagArgs tag(String key, String value, boolean propagateAtLaunch) {
        return GroupTagArgs.builder()
                .key(key)
                .value(value)
                .propagateAtLaunch(propagateAtLaunch)
                .build();
    }

    private static GroupInstanceRefreshArgs instanceRefresh() {
        return GroupInstanceRefreshArgs.builder()
                .strategy("Rolling")
                .preferences(GroupInstanceRefreshPreferencesArgs.builder()
                        // The new instance first, then the old one goes: with AWS's default of 90, a group of one has
                        // nothing that runs for as long as Windows takes to boot.
                        // https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-maintenance-policy-overview-and-considerations.html
                        .minHealthyPercentage(100)
                        .maxHealthyPercentage(110)
                        .instanceWarmup(String.valueOf(WARM_UP_SECONDS))
                        // A platform may protect what runs something from scale-in; a refresh that waits for it never
                        // ends.
                        // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RefreshPreferences.html
                        .scaleInProtectedInstances("Refresh")
                        .skipMatching(true)
                        .build())
                .build();
    }

    private static GroupMixedInstancesPolicyArgs mixedInstancesPolicy(
            InstancesDistributionSpec distribution, List<String> instanceTypes, LaunchTemplateVersion template) {
        GroupMixedInstancesPolicyInstancesDistributionArgs.Builder shares =
                GroupMixedInstancesPolicyInstancesDistributionArgs.builder()
                        .onDemandAllocationStrategy("prioritized")
                        .onDemandBaseCapacity(distribution.onDemandBaseCapacity())
                        .onDemandPercentageAboveBaseCapacity(distribution.onDemandPercentageAboveBaseCapacity())
                        .spotAllocationStrategy(
                                distribution.spotAllocationStrategy().toString());
        distribution.spotMaxPrice().ifPresent(shares::spotMaxPrice);
        return GroupMixedInstancesPolicyArgs.builder()
                .instancesDistribution(shares.build())
                .launchTemplate(GroupMixedInstancesPolicyLaunchTemplateArgs.builder()
                        .launchTemplateSpecification(
                                GroupMixedInstancesPolicyLaunchTemplateLaunchTemplateSpecificationArgs.builder()
                                        .launchTemplateId(template.id())
                                        .version(template.version())
                                        .build())
                        .overrides(instanceTypes.stream()
                                .map(type -> GroupMixedInstancesPolicyLaunchTemplateOverrideArgs.builder()
                                        .instanceType(type)
                                        .build())
                                .toList())
                        .build())
                .build();
    }
}
