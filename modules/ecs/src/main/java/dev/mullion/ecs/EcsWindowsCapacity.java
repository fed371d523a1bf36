package dev.mullion.ecs;

import com.pulumi.aws.autoscaling.Group;
import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.autoscaling.LifecycleHook;
import com.pulumi.aws.autoscaling.LifecycleHookArgs;
import com.pulumi.aws.autoscaling.inputs.GroupInitialLifecycleHookArgs;
import com.pulumi.aws.autoscaling.inputs.GroupTagArgs;
import com.pulumi.aws.autoscaling.inputs.GroupWarmPoolArgs;
import com.pulumi.aws.ecs.CapacityProvider;
import com.pulumi.aws.ecs.CapacityProviderArgs;
import com.pulumi.aws.ecs.inputs.CapacityProviderAutoScalingGroupProviderArgs;
import com.pulumi.aws.ecs.inputs.CapacityProviderAutoScalingGroupProviderManagedScalingArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.IamPolicy;
import dev.mullion.aws.IamStatement;
import dev.mullion.aws.StackContext;
import dev.mullion.aws.Tags;
import dev.mullion.ec2.DirectoryJoin;
import dev.mullion.ec2.InstanceRole;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.WindowsAutoScalingGroup;
import dev.mullion.ec2.WindowsLaunchTemplate;
import dev.mullion.ec2.WindowsLaunchTemplateInputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Windows instances that join an ECS cluster, behind a capacity provider where the cluster is made.
 *
 * <p>Children: a {@link WindowsLaunchTemplate} {@code name}, {@code name-auto-scaling-group},
 * {@code name-capacity-provider} where the cluster is made; with a directory {@code name-domain-join}, with a warm pool {@code name-launching}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html">Capacity providers</a>
 */
public final class EcsWindowsCapacity extends ComponentResource {
    public static final String TYPE = "mullion:ecs:EcsWindowsCapacity";

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html */
    private static final String INSTANCE_POLICY = "service-role/AmazonEC2ContainerServiceforEC2Role";

    /** Names of those that the instances' role always has. */
    static final List<String> MANAGED_POLICIES =
            List.of(InstanceRole.SESSION_MANAGER_POLICY, "AmazonEC2ContainerServiceforEC2Role");

    private static final String ECS_MANAGED = "AmazonECSManaged";

    /** Holds an instance back until it is initialized; user data completes it by this name. */
    static final String LIFECYCLE_HOOK = "mullion-ecs-agent";

    private static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";

    private final Optional<CapacityProvider> capacityProvider;
    private final WindowsLaunchTemplate launchTemplate;

    public EcsWindowsCapacity(
            String name,
            EcsWindowsCapacitySpec spec,
            EcsWindowsCapacityInputs inputs,
            @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        StackContext context = inputs.context().withTags(spec.tags());
        Map<String, String> tags = context.tags(name);

        launchTemplate = new WindowsLaunchTemplate(
                name,
                spec.instance(),
                new WindowsLaunchTemplateInputs(
                        context,
                        inputs.network().vpcId(),
                        spec.instance().operatingSystem().imageIdParameter("ECS_Optimized"),
                        managedPolicies(spec),
                        policies(name, spec, context),
                        inputs.userData()),
                ComponentResourceOptions.builder().parent(this).build());
        Group group = new Group(
                name + "-auto-scaling-group",
                context.customized(name + "-auto-scaling-group", groupArgs(name, spec, inputs, tags))
                        .build(),
                // An instance that boots before these exist fails to join and is not tried again.
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(beforeInstances(name, spec, inputs, context))
                        // They matter at the group's birth alone, and a change of them would replace it; afterwards
                        // name-launching keeps the hook.
                        .ignoreChanges("initialLifecycleHooks")
                        .build());
        spec.warmPool().ifPresent(pool -> lifecycleHook(name, pool, group, context));
        capacityProvider = inputs.cluster().map(made -> capacityProvider(name, spec, group, context));
        Map<String, Output<?>> outputs = new TreeMap<>();
        outputs.put("autoScalingGroupName", group.name());
        capacityProvider.ifPresent(provider -> outputs.put("capacityProviderName", provider.name()));
        outputs.put("securityGroupId", launchTemplate.securityGroupId());
        registerOutputs(outputs);
    }

    private CapacityProvider capacityProvider(
            String name, EcsWindowsCapacitySpec spec, Group group, StackContext context) {
        return new CapacityProvider(
                name + "-capacity-provider",
                context.customized(
                                name + "-capacity-provider",
                                CapacityProviderArgs.builder()
                                        .autoScalingGroupProvider(provider(spec, group))
                                        .tags(context.tags(name)))
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
    }

    /** The capacity provider's name; none in a cluster that exists. */
    public Optional<Output<String>> capacityProviderName() {
        return capacityProvider.map(CapacityProvider::name);
    }

    public Output<String> securityGroupId() {
        return launchTemplate.securityGroupId();
    }

    /** What the instances' role may do beyond the managed policies, by the suffix of each policy's name. */
    private static Map<String, String> policies(String name, EcsWindowsCapacitySpec spec, StackContext context) {
        Map<String, List<IamStatement>> rights = new LinkedHashMap<>();
        spec.gmsa().ifPresent(gmsa -> rights.put("gmsa", gmsa.rights()));
        spec.domainJoin().ifPresent(join -> rights.put("domain-join", join.rights(context.partition())));
        spec.warmPool()
                .ifPresent(pool -> rights.put(
                        "warm-pool", List.of(onOwnGroup("autoscaling:CompleteLifecycleAction", name, context))));
        spec.replaceUnregisteredAfterSeconds()
                .ifPresent(seconds ->
                        rights.put("agent-watch", List.of(onOwnGroup("autoscaling:SetInstanceHealth", name, context))));
        Map<String, String> policies = new LinkedHashMap<>();
        rights.forEach((suffix, statements) -> {
            IamPolicy policy = new IamPolicy(statements);
            if (!policy.isEmpty()) {
                policies.put(suffix, policy.json());
            }
        });
        return policies;
    }

    /** AWS's sample allows all groups. The group's name is not known before the role, its tags are. */
    private static IamStatement onOwnGroup(String action, String name, StackContext context) {
        Map<String, String> ours = new LinkedHashMap<>();
        Tags.OWN.forEach(tag -> ours.put(
                "aws:ResourceTag/" + tag,
                Objects.requireNonNull(context.tags(name).get(tag))));
        return IamStatement.allow(
                        List.of(action),
                        List.of(context.partition().arn("autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/*")))
                .when("StringEquals", ours);
    }

    private void lifecycleHook(String name, WarmPoolSpec pool, Group group, StackContext context) {
        new LifecycleHook(
                name + "-launching",
                context.customized(
                                name + "-launching",
                                LifecycleHookArgs.builder()
                                        .autoscalingGroupName(group.name())
                                        .name(LIFECYCLE_HOOK)
                                        .lifecycleTransition(LAUNCHING)
                                        .defaultResult("ABANDON")
                                        .heartbeatTimeout(pool.heartbeatTimeoutSeconds()))
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
    }

    private static List<String> managedPolicies(EcsWindowsCapacitySpec spec) {
        return Stream.concat(Stream.of(INSTANCE_POLICY), spec.managedPolicyArns().stream())
                .toList();
    }

    private List<Resource> beforeInstances(
            String name, EcsWindowsCapacitySpec spec, EcsWindowsCapacityInputs inputs, StackContext context) {
        List<Resource> resources = new ArrayList<>(launchTemplate.prerequisites());
        spec.domainJoin().ifPresent(join -> join.directoryId()
                .ifPresent(id -> resources.add(DirectoryJoin.association(name, join, id, context, this))));
        inputs.cluster().ifPresent(resources::add);
        resources.addAll(inputs.network().routes());
        return resources;
    }

    private GroupArgs.Builder groupArgs(
            String name, EcsWindowsCapacitySpec spec, EcsWindowsCapacityInputs inputs, Map<String, String> tags) {
        // ECS adds AmazonECSManaged to groups that it scales; declared here, the next deployment leaves it in place.
        List<GroupTagArgs> groupTags = new ArrayList<>();
        boolean managed = inputs.cluster().isPresent();
        if (managed) {
            groupTags.add(WindowsAutoScalingGroup.tag(ECS_MANAGED, "true", true));
        }
        tags.forEach((key, value) -> {
            if (!managed || !key.equals(ECS_MANAGED)) {
                groupTags.add(WindowsAutoScalingGroup.tag(key, value, false));
            }
        });
        GroupArgs.Builder args = WindowsAutoScalingGroup.args(
                        spec.autoScaling(),
                        spec.instance().instanceTypes(),
                        launchTemplate.version(),
                        subnets(name, spec, inputs.network()))
                .protectFromScaleIn(managed && spec.managedTerminationProtection())
                // The provider must be there before an instance registers, which may otherwise not count as its own; so
                // nobody waits for instances: "create a new empty Auto Scaling group",
                // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html
                .waitForCapacityTimeout("0")
                .tags(groupTags);
        spec.warmPool().ifPresent(pool -> {
            GroupWarmPoolArgs.Builder warmPool =
                    GroupWarmPoolArgs.builder().minSize(pool.minSize()).poolState(pool.poolState());
            pool.maxGroupPreparedCapacity().ifPresent(warmPool::maxGroupPreparedCapacity);
            args.warmPool(warmPool.build())
                    // A hook of its own would come when the first instances are already on their way to be stopped.
                    .initialLifecycleHooks(GroupInitialLifecycleHookArgs.builder()
                            .name(LIFECYCLE_HOOK)
                            .lifecycleTransition(LAUNCHING)
                            .defaultResult("ABANDON")
                            .heartbeatTimeout(pool.heartbeatTimeoutSeconds())
                            .build());
        });
        return args;
    }

    private static Output<List<String>> subnets(String name, EcsWindowsCapacitySpec spec, NetworkOutputs network) {
        boolean isPublic = spec.instance().hasPublicIpAddress();
        return network.subnets(
                isPublic,
                1,
                name + " has no subnet for its instances; give its network "
                        + (isPublic ? "public subnets, or set associatePublicIpAddress to false" : "subnets"));
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
