package dev.mullion.ecs.service;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.aws.inputs.GetCallerIdentityArgs;
import com.pulumi.aws.outputs.GetCallerIdentityResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.RolePolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The roles of a service, each with the least policies that its settings need: the one that starts tasks, the tasks'
 * own where something needs one, and the one that attaches EBS volumes.
 *
 * <p>Children: {@code name-execution-role}, {@code name-execution-policy}; {@code name-task-role} with
 * {@code name-<policy>} (attachments) and {@code name-execute-command-policy}; {@code name-volumes-role},
 * {@code name-AmazonECSInfrastructureRolePolicyForVolumes}.
 */
public final class ServiceRoles extends ComponentResource {
    public static final String TYPE = "mullion:ecs:ServiceRoles";

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html */
    private static final String VOLUMES_POLICY = "AmazonECSInfrastructureRolePolicyForVolumes";

    private final String name;
    private final EcsServiceSpec spec;
    private final EcsWindowsServiceInputs inputs;
    private final Output<String> executionRoleArn;
    private final Optional<Output<String>> taskRoleArn;
    private final Optional<Output<String>> volumesRoleArn;
    private final List<Resource> permissions = new ArrayList<>();

    public ServiceRoles(
            String name,
            EcsServiceSpec spec,
            EcsWindowsServiceInputs inputs,
            @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        this.name = name;
        this.spec = spec;
        this.inputs = inputs;
        executionRoleArn = spec.executionRoleArn().map(Output::of).orElseGet(this::executionRole);
        taskRoleArn = spec.taskRoleArn().map(Output::of).or(this::taskRole);
        volumesRoleArn =
                spec.volumeKinds().contains(VolumeSpec.Kind.EBS) ? Optional.of(volumesRole()) : Optional.empty();
        registerOutputs(Map.of("executionRoleArn", executionRoleArn));
    }

    public Output<String> executionRoleArn() {
        return executionRoleArn;
    }

    /** The tasks' own role; none where nothing needs one. */
    public Optional<Output<String>> taskRoleArn() {
        return taskRoleArn;
    }

    /** The role that attaches EBS volumes; none without such volumes. */
    public Optional<Output<String>> volumesRoleArn() {
        return volumesRoleArn;
    }

    /** What must exist before a task may do what its roles allow. */
    public List<Resource> permissions() {
        return List.copyOf(permissions);
    }

    private Output<String> executionRole() {
        Role role = role("execution-role", "Starts tasks of ", Output.of(ServicePolicies.starters()));
        ServicePolicies.execution(spec, inputs.context(), inputs.logGroupName())
                .ifPresent(policy -> inline("execution-policy", policy, role));
        return role.arn();
    }

    private Optional<Output<String>> taskRole() {
        boolean commands = spec.executesCommandsOn(inputs.host());
        if (!commands && spec.taskPolicies().isEmpty()) {
            return Optional.empty();
        }
        Output<String> account = AwsFunctions.getCallerIdentity(
                        GetCallerIdentityArgs.Empty,
                        InvokeOptions.builder().parent(this).build())
                .applyValue(GetCallerIdentityResult::accountId);
        Role role =
                role("task-role", "Tasks of ", account.applyValue(id -> ServicePolicies.tasksOf(id, inputs.context())));
        spec.taskPolicies().forEach(arn -> attach(arn, role));
        if (commands) {
            inline(
                    "execute-command-policy",
                    ServicePolicies.commands(
                            spec,
                            inputs.context(),
                            // What a cluster that exists is told is not known; by default sessions go where the task
                            // logs.
                            inputs.cluster().logGroupName().orElse(inputs.logGroupName())),
                    role);
        }
        return Optional.of(role.arn());
    }

    private Output<String> volumesRole() {
        Role role = role("volumes-role", "Attaches volumes to tasks of ", Output.of(ServicePolicies.infrastructure()));
        attach(inputs.context().partition().arn("iam::aws:policy/service-role/" + VOLUMES_POLICY), role);
        return role.arn();
    }

    private Role role(String suffix, String description, Output<String> trust) {
        RoleArgs.Builder args = RoleArgs.builder()
                .description(description + inputs.context().name(name))
                .assumeRolePolicy(trust)
                .tags(inputs.context().tags(name));
        spec.permissionsBoundary().ifPresent(args::permissionsBoundary);
        return new Role(
                name + "-" + suffix,
                inputs.context().customized(name + "-" + suffix, args).build(),
                child());
    }

    private void inline(String suffix, String policy, Role role) {
        permissions.add(new RolePolicy(
                name + "-" + suffix,
                inputs.context()
                        .customized(
                                name + "-" + suffix,
                                RolePolicyArgs.builder().role(role.name()).policy(policy))
                        .build(),
                child()));
    }

    private void attach(String policyArn, Role role) {
        permissions.add(new RolePolicyAttachment(
                name + "-" + RolePolicies.nameOf(policyArn),
                inputs.context()
                        .customized(
                                name + "-" + RolePolicies.nameOf(policyArn),
                                RolePolicyAttachmentArgs.builder()
                                        .role(role.name())
                                        .policyArn(policyArn))
                        .build(),
                child()));
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
