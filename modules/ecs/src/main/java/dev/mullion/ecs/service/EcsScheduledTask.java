package dev.mullion.ecs.service;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.inputs.GetCallerIdentityArgs;
import com.pulumi.aws.outputs.GetCallerIdentityResult;
import com.pulumi.aws.scheduler.Schedule;
import com.pulumi.aws.scheduler.ScheduleArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleFlexibleTimeWindowArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetEcsParametersArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetEcsParametersCapacityProviderStrategyArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetEcsParametersNetworkConfigurationArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetEcsParametersPlacementConstraintArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetEcsParametersPlacementStrategyArgs;
import com.pulumi.aws.scheduler.inputs.ScheduleTargetRetryPolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.core.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Windows tasks that start at times: their roles, log group, task definition and security group, and the schedule. Without a
 * schedule, all that somebody needs who starts one.
 *
 * <p>Children: {@link ServiceRoles} {@code name}, {@code name-logs}, {@code name-task-definition}, with awsvpc
 * {@code name-security-group} and {@code name-egress}; with a schedule {@code name-schedule-role},
 * {@code name-schedule-policy}, {@code name-schedule}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/tasks-scheduled-eventbridge-scheduler.html">Scheduled tasks</a>
 */
public final class EcsScheduledTask extends ComponentResource {
    public static final String TYPE = "mullion:ecs:EcsScheduledTask";

    private final String name;
    private final ScheduledTaskSpec spec;
    private final EcsServiceSpec task;
    private final EcsWindowsServiceInputs inputs;
    private final TaskResources resources;
    private final ServiceRoles roles;
    private final Output<String> taskDefinition;
    private final Optional<SecurityGroup> securityGroup;

    public EcsScheduledTask(
            String name,
            ScheduledTaskSpec spec,
            EcsWindowsServiceInputs inputs,
            @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        this.name = name;
        this.spec = spec;
        this.inputs = inputs;
        task = spec.task();
        resources = new TaskResources(name, task, inputs, this);
        roles = resources.roles();
        List<Resource> before = resources.before(roles, resources.logGroup());
        taskDefinition = resources.taskDefinition(roles);
        securityGroup = task.hasInterfaces() ? Optional.of(resources.securityGroup()) : Optional.empty();
        spec.scheduleExpression().ifPresent(expression -> schedule(expression, before));
        registerOutputs(Map.of("taskDefinitionArn", taskDefinition));
    }

    /**
     * What {@code aws ecs run-task} is told, by its options' names; lists are separated by commas.
     *
     * @return {@code cluster}, {@code taskDefinition}, with awsvpc {@code subnets} and {@code securityGroups}, one of
     *     {@code capacityProvider} and {@code launchType}, and on instances {@code placementConstraints} and
     *     {@code placementStrategy}, as JSON
     */
    public Map<String, Output<String>> runTask() {
        Map<String, Output<String>> options = new TreeMap<>();
        options.put("cluster", inputs.cluster().arn());
        options.put("taskDefinition", taskDefinition);
        securityGroup.ifPresent(group -> {
            options.put("subnets", inputs.network().subnetIds().applyValue(ids -> String.join(",", ids)));
            options.put("securityGroups", resources.securityGroups(group).applyValue(ids -> String.join(",", ids)));
        });
        Optional<Output<String>> provider = inputs.capacities().stream()
                .flatMap(capacity -> capacity.capacityProviderName().stream())
                .findFirst();
        provider.ifPresentOrElse(
                providerName -> options.put("capacityProvider", providerName),
                () -> options.put("launchType", Output.of(task.launchType().name())));
        if (!task.isFargate()) {
            options.put(
                    "placementConstraints",
                    Output.of(JsonText.of(inputs.constraints(task).stream()
                            .map(each -> json(each.type(), "expression", each.expression()))
                            .toList())));
            if (!task.placementStrategies().isEmpty()) {
                options.put(
                        "placementStrategy",
                        Output.of(JsonText.of(task.placementStrategies().stream()
                                .map(each -> json(each.type(), "field", each.field()))
                                .toList())));
            }
        }
        return options;
    }

    private static Map<String, Object> json(Object type, String key, Optional<String> value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        value.ifPresent(text -> json.put(key, text));
        return json;
    }

    private void schedule(String expression, List<Resource> before) {
        Role role = role();
        before.add(policy(role));
        ScheduleArgs.Builder args = ScheduleArgs.builder()
                .description("Starts tasks of " + inputs.context().name(name))
                .scheduleExpression(expression)
                .state(spec.state().name())
                .flexibleTimeWindow(window())
                .target(target(role));
        spec.scheduleExpressionTimezone().ifPresent(args::scheduleExpressionTimezone);
        new Schedule(
                name + "-schedule",
                inputs.context().customized(name + "-schedule", args).build(),
                CustomResourceOptions.builder().parent(this).dependsOn(before).build());
    }

    private ScheduleFlexibleTimeWindowArgs window() {
        return spec.flexibleTimeWindowMinutes()
                .map(minutes -> ScheduleFlexibleTimeWindowArgs.builder()
                        .mode("FLEXIBLE")
                        .maximumWindowInMinutes(minutes)
                        .build())
                .orElseGet(() ->
                        ScheduleFlexibleTimeWindowArgs.builder().mode("OFF").build());
    }

    private ScheduleTargetArgs target(Role role) {
        ScheduleTargetArgs.Builder args = ScheduleTargetArgs.builder()
                .arn(inputs.cluster().arn())
                .roleArn(role.arn())
                .ecsParameters(parameters());
        if (spec.maximumRetryAttempts().isPresent()
                || spec.maximumEventAgeSeconds().isPresent()) {
            ScheduleTargetRetryPolicyArgs.Builder retries = ScheduleTargetRetryPolicyArgs.builder();
            spec.maximumRetryAttempts().ifPresent(retries::maximumRetryAttempts);
            spec.maximumEventAgeSeconds().ifPresent(retries::maximumEventAgeInSeconds);
            args.retryPolicy(retries.build());
        }
        return args.build();
    }

    private ScheduleTargetEcsParametersArgs parameters() {
        ScheduleTargetEcsParametersArgs.Builder args = ScheduleTargetEcsParametersArgs.builder()
                .taskDefinitionArn(taskDefinition)
                .taskCount(spec.taskCount())
                .enableExecuteCommand(task.executesCommandsOn(inputs.host()))
                .enableEcsManagedTags(true)
                .propagateTags("TASK_DEFINITION");
        securityGroup.ifPresent(
                group -> args.networkConfiguration(ScheduleTargetEcsParametersNetworkConfigurationArgs.builder()
                        .assignPublicIp(false)
                        .subnets(inputs.network().subnetIds())
                        .securityGroups(resources.securityGroups(group))
                        .build()));
        if (task.isFargate()) {
            return args.launchType("FARGATE").platformVersion("LATEST").build();
        }
        if (inputs.hasProviders()) {
            args.capacityProviderStrategies(inputs.capacities().stream()
                    .map(capacity -> ScheduleTargetEcsParametersCapacityProviderStrategyArgs.builder()
                            .capacityProvider(capacity.capacityProviderName().orElseThrow())
                            .weight(capacity.strategy().weight())
                            .base(capacity.strategy().base())
                            .build())
                    .toList());
        } else {
            args.launchType("EC2");
        }
        args.placementConstraints(inputs.constraints(task).stream()
                .map(EcsScheduledTask::constraint)
                .toList());
        if (!task.placementStrategies().isEmpty()) {
            args.placementStrategies(task.placementStrategies().stream()
                    .map(EcsScheduledTask::strategy)
                    .toList());
        }
        return args.build();
    }

    private static ScheduleTargetEcsParametersPlacementConstraintArgs constraint(PlacementConstraintSpec constraint) {
        ScheduleTargetEcsParametersPlacementConstraintArgs.Builder args =
                ScheduleTargetEcsParametersPlacementConstraintArgs.builder()
                        .type(constraint.type().toString());
        constraint.expression().ifPresent(args::expression);
        return args.build();
    }

    private static ScheduleTargetEcsParametersPlacementStrategyArgs strategy(PlacementStrategySpec strategy) {
        ScheduleTargetEcsParametersPlacementStrategyArgs.Builder args =
                ScheduleTargetEcsParametersPlacementStrategyArgs.builder()
                        .type(strategy.type().toString());
        strategy.field().ifPresent(args::field);
        return args.build();
    }

    private Role role() {
        Output<String> account = AwsFunctions.getCallerIdentity(
                        GetCallerIdentityArgs.Empty,
                        InvokeOptions.builder().parent(this).build())
                .applyValue(GetCallerIdentityResult::accountId);
        RoleArgs.Builder args = RoleArgs.builder()
                .description("Starts tasks of " + inputs.context().name(name) + " at their times")
                .assumeRolePolicy(account.applyValue(ServicePolicies::schedulesOf))
                .tags(inputs.context().tags(name));
        task.permissionsBoundary().ifPresent(args::permissionsBoundary);
        return new Role(
                name + "-schedule-role",
                inputs.context().customized(name + "-schedule-role", args).build(),
                child());
    }

    private RolePolicy policy(Role role) {
        List<Output<String>> passed = new ArrayList<>(List.of(roles.executionRoleArn()));
        roles.taskRoleArn().ifPresent(passed::add);
        // Any revision: a schedule that still names the last one goes on until it is updated.
        String definition = inputs.context()
                .partition()
                .arn("ecs:" + inputs.context().region().orElse("*") + ":*:task-definition/" + inputs.family() + ":*");
        Output<String> policy = Output.tuple(inputs.cluster().arn(), Output.all(passed))
                .applyValue(known -> ServicePolicies.scheduler(definition, known.t1, known.t2));
        return new RolePolicy(
                name + "-schedule-policy",
                inputs.context()
                        .customized(
                                name + "-schedule-policy",
                                RolePolicyArgs.builder().role(role.name()).policy(policy))
                        .build(),
                child());
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
