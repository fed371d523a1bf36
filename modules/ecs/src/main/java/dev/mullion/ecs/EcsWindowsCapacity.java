package dev.mullion.ecs;

import com.pulumi.aws.autoscaling.Group;
import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.autoscaling.inputs.GroupTagArgs;
import com.pulumi.aws.ecs.CapacityProvider;
import com.pulumi.aws.ecs.CapacityProviderArgs;
import com.pulumi.aws.ecs.inputs.CapacityProviderAutoScalingGroupProviderArgs;
import com.pulumi.aws.ecs.inputs.CapacityProviderAutoScalingGroupProviderManagedScalingArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.ec2.WindowsAutoScalingGroup;
import dev.mullion.ec2.WindowsLaunchTemplate;
import dev.mullion.ec2.WindowsLaunchTemplateInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Windows instances that join an ECS cluster, behind a capacity provider.
 *
 * <p>Children: a {@link WindowsLaunchTemplate} {@code name}, {@code name-auto-scaling-group},
 * {@code name-capacity-provider}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html">Capacity providers</a>
 */
public final class EcsWindowsCapacity extends ComponentResource {
    public static final String TYPE = "mullion:ecs:EcsWindowsCapacity";

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html */
    private static final String INSTANCE_POLICY = "service-role/AmazonEC2ContainerServiceforEC2Role";

    private final CapacityProvider capacityProvider;
    private final WindowsLaunchTemplate launchTemplate;

    public EcsWindowsCapacity(
            String name,
            EcsWindowsCapacitySpec spec,
            EcsWindowsCapacityInputs inputs,
            @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        Map<String, String> tags = inputs.context().tags(name);

        launchTemplate = new WindowsLaunchTemplate(
                name,
                spec.instance(),
                new WindowsLaunchTemplateInputs(
                        inputs.context(),
                        inputs.network().vpcId(),
                        "ECS_Optimized",
                        List.of(INSTANCE_POLICY),
                        inputs.userData()),
                ComponentResourceOptions.builder().parent(this).build());
        Group group = new Group(
                name + "-auto-scaling-group",
                groupArgs(spec, inputs, tags),
                // An instance that boots before these exist fails to join and is not tried again.
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(beforeInstances(inputs))
                        .build());
        capacityProvider = new CapacityProvider(
                name + "-capacity-provider",
                CapacityProviderArgs.builder()
                        .autoScalingGroupProvider(provider(spec, group))
                        .tags(tags)
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
        registerOutputs(Map.of(
                "autoScalingGroupName", group.name(),
                "capacityProviderName", capacityProvider.name(),
                "securityGroupId", launchTemplate.securityGroupId()));
    }

    public Output<String> capacityProviderName() {
        return capacityProvider.name();
    }

    public Output<String> securityGroupId() {
        return launchTemplate.securityGroupId();
    }

    private List<Resource> beforeInstances(EcsWindowsCapacityInputs inputs) {
        List<Resource> resources = new ArrayList<>(launchTemplate.prerequisites());
        resources.add(inputs.cluster());
        resources.addAll(inputs.network().routes());
        return resources;
    }

    private GroupArgs groupArgs(
            EcsWindowsCapacitySpec spec, EcsWindowsCapacityInputs inputs, Map<String, String> tags) {
        // ECS adds AmazonECSManaged to groups that it scales; declared here, the next deployment leaves it in place.
        List<GroupTagArgs> groupTags = new ArrayList<>();
        groupTags.add(WindowsAutoScalingGroup.tag("AmazonECSManaged", "true", true));
        tags.forEach((key, value) -> groupTags.add(WindowsAutoScalingGroup.tag(key, value, false)));
        return WindowsAutoScalingGroup.args(
                        spec.autoScaling(),
                        spec.instance().instanceTypes(),
                        launchTemplate,
                        inputs.network().subnetIds())
                .protectFromScaleIn(spec.managedTerminationProtection())
                .tags(groupTags)
                .build();
    }

    private static CapacityProviderAutoScalingGroupProviderArgs provider(EcsWindowsCapacitySpec spec, Group group) {
        ManagedScalingSpec scaling = spec.managedScaling();
        return CapacityProviderAutoScalingGroupProviderArgs.builder()
                .autoScalingGroupArn(group.arn())
                .managedScaling(CapacityProviderAutoScalingGroupProviderManagedScalingArgs.builder()
                        .status("ENABLED")
                        .targetCapacity(scaling.targetCapacityPercent())
                        .instanceWarmupPeriod(scaling.instanceWarmupPeriodSeconds())
                        .minimumScalingStepSize(scaling.minimumScalingStepSize())
                        .maximumScalingStepSize(scaling.maximumScalingStepSize())
                        .build())
                .managedDraining(switchWord(spec.managedDraining()))
                .managedTerminationProtection(switchWord(spec.managedTerminationProtection()))
                .build();
    }

    private static String switchWord(boolean on) {
        return on ? "ENABLED" : "DISABLED";
    }
}
