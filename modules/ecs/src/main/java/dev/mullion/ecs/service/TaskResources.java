package dev.mullion.ecs.service;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.inputs.GetRegionArgs;
import com.pulumi.aws.outputs.GetRegionResult;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tasks have whoever starts them, as children of that: their log group, definition and security group. */
final class TaskResources {
    private final String name;
    private final EcsServiceSpec spec;
    private final EcsWindowsServiceInputs inputs;
    private final Resource owner;
    private final Map<String, String> tags;

    TaskResources(String name, EcsServiceSpec spec, EcsWindowsServiceInputs inputs, Resource owner) {
        this.name = name;
        this.spec = spec;
        this.inputs = inputs;
        this.owner = owner;
        this.tags = inputs.context().tags(name);
    }

    /** Their roles: {@link ServiceRoles} {@code name}. */
    ServiceRoles roles() {
        return new ServiceRoles(
                name,
                spec,
                inputs,
                ComponentResourceOptions.builder().parent(owner).build());
    }

    /** What must exist before a task starts. */
    List<Resource> before(ServiceRoles roles, Optional<LogGroup> logs) {
        List<Resource> before = new ArrayList<>(inputs.cluster().ready());
        before.addAll(roles.permissions());
        before.addAll(inputs.network().routes());
        logs.ifPresent(before::add);
        return before;
    }

    /** The ARN of the newest revision of {@code name-task-definition}. */
    Output<String> taskDefinition(ServiceRoles roles) {
        return new ServiceTaskDefinition(name, spec, inputs).make(roles, region(), child());
    }

    private Output<String> region() {
        return inputs.context().region().map(Output::of).orElseGet(() -> AwsFunctions.getRegion(
                        GetRegionArgs.Empty,
                        InvokeOptions.builder().parent(owner).build())
                .applyValue(GetRegionResult::name));
    }

    /** The log group {@code name-logs}, where a container logs there. */
    Optional<LogGroup> logGroup() {
        boolean used = spec.containers().values().stream()
                .anyMatch(container -> container.logConfiguration().usesOwnGroup());
        return used
                ? Optional.of(new LogGroup(
                        name + "-logs",
                        inputs.context()
                                .customized(name + "-logs", logGroupArgs())
                                .build(),
                        child()))
                : Optional.empty();
    }

    private LogGroupArgs.Builder logGroupArgs() {
        LogGroupArgs.Builder args = LogGroupArgs.builder()
                .name(inputs.logGroupName())
                .retentionInDays(spec.logRetentionDays())
                .tags(tags);
        spec.logKmsKeyArn().or(inputs.cluster()::logKmsKeyArn).ifPresent(args::kmsKeyId);
        return args;
    }

    /** The security group of tasks with interfaces of their own: {@code name-security-group} with {@code name-egress}. */
    SecurityGroup securityGroup() {
        SecurityGroup group = new SecurityGroup(
                name + "-security-group",
                inputs.context()
                        .customized(
                                name + "-security-group",
                                SecurityGroupArgs.builder()
                                        .description(
                                                "Tasks of " + inputs.context().name(name) + " - no ingress by default")
                                        .vpcId(inputs.network().vpcId())
                                        .tags(inputs.context()
                                                .tags(name, inputs.context().name(name))))
                        .build(),
                child());
        new SecurityGroupEgressRule(
                name + "-egress",
                inputs.context()
                        .customized(
                                name + "-egress",
                                SecurityGroupEgressRuleArgs.builder()
                                        .securityGroupId(group.id())
                                        .description("to AWS, image registries and what the workloads call")
                                        .ipProtocol("-1")
                                        .cidrIpv4("0.0.0.0/0")
                                        .tags(tags))
                        .build(),
                child());
        return group;
    }

    /** The group that is made and those of the user. */
    Output<List<String>> securityGroups(SecurityGroup group) {
        List<Output<String>> groups = new ArrayList<>(List.of(group.id()));
        spec.securityGroupIds().forEach(id -> groups.add(Output.of(id)));
        return Output.all(groups);
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(owner).build();
    }
}
