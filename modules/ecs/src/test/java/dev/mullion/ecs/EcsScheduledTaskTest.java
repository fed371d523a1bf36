package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ecs.service.EcsServiceSpec.LaunchType;
import dev.mullion.ecs.service.NetworkMode;
import dev.mullion.ecs.service.PlacementConstraintSpec;
import dev.mullion.ecs.service.PlacementStrategySpec;
import dev.mullion.ecs.service.ScheduledTaskSpec;
import dev.mullion.ecs.service.ScheduledTaskSpecBuilder;
import dev.mullion.testkit.preview.Planned;
import dev.mullion.windows.WindowsRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EcsScheduledTaskTest {
    private static final NetworkSpec NETWORK = NetworkSpec.builder()
            .vpcId("vpc-0a1b2c3d4e5f60718")
            .subnetIds(List.of("subnet-0000000000000000a", "subnet-0000000000000000b"))
            .cidrBlock(Ipv4Cidr.parse("10.0.0.0/16"))
            .build();
    private static final String SCHEDULE = "Schedule storefront-nightly-schedule";
    private static final String TAGS =
            "{mullion:component: storefront-nightly, mullion:project: shop, mullion:stack: dev}";

    @Test
    void startsATaskAtItsTimesWithARoleForThatAlone() {
        Planned planned = planned(cluster -> cluster, task -> task.scheduleExpression("cron(0 3 * * ? *)"));

        assertThat(tree(planned)).isEqualTo("""
                mullion:ecs:EcsScheduledTask storefront-nightly
                  mullion:ecs:ServiceRoles storefront-nightly
                    aws:iam/role:Role storefront-nightly-execution-role
                    aws:iam/rolePolicy:RolePolicy storefront-nightly-execution-policy
                  aws:cloudwatch/logGroup:LogGroup storefront-nightly-logs
                  aws:ecs/taskDefinition:TaskDefinition storefront-nightly-task-definition
                  aws:ec2/securityGroup:SecurityGroup storefront-nightly-security-group
                  aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule storefront-nightly-egress
                  aws:iam/role:Role storefront-nightly-schedule-role
                  aws:iam/rolePolicy:RolePolicy storefront-nightly-schedule-policy
                  aws:scheduler/schedule:Schedule storefront-nightly-schedule
                """);
        assertThat(planned.inputs(SCHEDULE)).isEqualTo("""
                description: Starts tasks of storefront-nightly-dev
                flexibleTimeWindow: {mode: OFF}
                scheduleExpression: cron(0 3 * * ? *)
                state: ENABLED
                target: {arn: ${storefront-cluster.arn}, ecsParameters: {capacityProviderStrategies: [{base: 0, \
                capacityProvider: ${storefront-general-capacity-provider.name}, weight: 1}], enableEcsManagedTags: true, \
                enableExecuteCommand: false, networkConfiguration: {assignPublicIp: false, securityGroups: \
                [${storefront-nightly-security-group.id}], subnets: [subnet-0000000000000000a, subnet-0000000000000000b]}, \
                placementConstraints: [{expression: attribute:ecs.os-family == WINDOWS_SERVER_2022_CORE, type: memberOf}], \
                propagateTags: TASK_DEFINITION, taskCount: 1, taskDefinitionArn: ${storefront-nightly-task-definition.arn}}, \
                roleArn: ${storefront-nightly-schedule-role.arn}}
                """);
        assertThat(planned.input("TaskDefinition storefront-nightly-task-definition", "family"))
                .isEqualTo("storefront-dev-nightly");
        assertThat(planned.inputs("Role storefront-nightly-schedule-role")).isEqualTo("""
                assumeRolePolicy: {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":\
                "scheduler.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":\
                "${getCallerIdentity().accountId}"}}}]}
                description: Starts tasks of storefront-nightly-dev at their times
                tags: %s
                """.formatted(TAGS));
        assertThat(planned.input("RolePolicy storefront-nightly-schedule-policy", "policy"))
                .isEqualTo(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecs:RunTask\","
                                + "\"Resource\":\"arn:aws:ecs:eu-west-1:*:task-definition/storefront-dev-nightly:*\",\"Condition\":"
                                + "{\"ArnEquals\":{\"ecs:cluster\":\"${storefront-cluster.arn}\"}}},{\"Effect\":\"Allow\",\"Action\":"
                                + "\"iam:PassRole\",\"Resource\":\"${storefront-nightly-execution-role.arn}\",\"Condition\":"
                                + "{\"StringEquals\":{\"iam:PassedToService\":\"ecs-tasks.amazonaws.com\"}}},{\"Effect\":\"Allow\","
                                + "\"Action\":\"ecs:TagResource\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
                                + "{\"ecs:CreateAction\":\"RunTask\"}}}]}");
        assertThat(planned.dependencies(SCHEDULE))
                .contains(
                        "RolePolicy storefront-nightly-schedule-policy",
                        "ClusterCapacityProviders storefront-capacity-providers",
                        "LogGroup storefront-nightly-logs");
    }

    @Test
    void takesEverythingThatASpecCanSay() {
        Planned planned = planned(cluster -> cluster, task -> task.scheduleExpression("at(2027-01-31T03:00:00)")
                .scheduleExpressionTimezone("Europe/London")
                .state(ScheduledTaskSpec.State.DISABLED)
                .flexibleTimeWindowMinutes(15)
                .maximumRetryAttempts(3)
                .maximumEventAgeSeconds(3_600)
                .taskCount(2)
                .capacity("general")
                .networkMode(NetworkMode.DEFAULT)
                .taskPolicies("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
                .permissionsBoundary("arn:aws:iam::123456789012:policy/boundary")
                .placementConstraint(constraint -> constraint.type(PlacementConstraintSpec.Type.DISTINCT_INSTANCE))
                .placementStrategy(strategy ->
                        strategy.type(PlacementStrategySpec.Type.BINPACK).field("memory")));

        assertThat(planned.input(SCHEDULE, "state")).isEqualTo("DISABLED");
        assertThat(planned.input(SCHEDULE, "scheduleExpressionTimezone")).isEqualTo("Europe/London");
        assertThat(planned.input(SCHEDULE, "flexibleTimeWindow"))
                .isEqualTo("{maximumWindowInMinutes: 15, mode: FLEXIBLE}");
        assertThat(planned.input(SCHEDULE, "target"))
                .contains("retryPolicy: {maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 3}")
                .contains("taskCount: 2")
                .contains("{type: distinctInstance}")
                .contains("placementStrategies: [{field: memory, type: binpack}]")
                .doesNotContain("networkConfiguration");
        assertThat(planned.input("RolePolicy storefront-nightly-schedule-policy", "policy"))
                .contains("[\"${storefront-nightly-execution-role.arn}\",\"${storefront-nightly-task-role.arn}\"]");
        assertThat(planned.input("Role storefront-nightly-schedule-role", "permissionsBoundary"))
                .isEqualTo("arn:aws:iam::123456789012:policy/boundary");
    }

    @Test
    void leavesATaskWithoutAScheduleToWhoStartsIt() {
        Planned planned = planned(cluster -> cluster, task -> task);

        assertThat(tree(planned)).doesNotContain("schedule").contains("TaskDefinition");
    }

    @Test
    void runsOnFargateToo() {
        Planned planned = planned(cluster -> cluster, task -> task.scheduleExpression("rate(1 day)")
                .launchType(LaunchType.FARGATE)
                .operatingSystem(WindowsRelease.WINDOWS_SERVER_2022_CORE)
                .cpu(1_024)
                .memoryMib(2_048));

        assertThat(planned.input(SCHEDULE, "target"))
                .contains("launchType: FARGATE", "platformVersion: LATEST")
                .doesNotContain("placementConstraints", "capacityProviderStrategies");
    }

    @Test
    void joinsAClusterThatExists() {
        Planned planned = planned(
                cluster -> cluster.clusterArn("arn:aws:ecs:eu-west-1:123456789012:cluster/shared")
                        .service("web", web -> web.executeCommand(true).container("app", app -> app.image("r/app:3")
                                .cpu(256)
                                .memoryMib(512))),
                task -> task.scheduleExpression("rate(1 day)"));

        String constraint = "{expression: attribute:mullion.capacity in [storefront-general], type: memberOf}";
        assertThat(planned.tree())
                .doesNotContain("ecs/cluster:Cluster", "CapacityProvider", "storefront-logs")
                .contains("Group storefront-general-auto-scaling-group");
        assertThat(planned.input("Service storefront-web-service", "cluster"))
                .isEqualTo("arn:aws:ecs:eu-west-1:123456789012:cluster/shared");
        assertThat(planned.input("Service storefront-web-service", "launchType"))
                .isEqualTo("EC2");
        assertThat(planned.input("Service storefront-web-service", "capacityProviderStrategies"))
                .isEmpty();
        assertThat(planned.input("Service storefront-web-service", "placementConstraints"))
                .contains(constraint);
        assertThat(planned.input("RolePolicy storefront-web-execute-command-policy", "policy"))
                .contains("log-group:/ecs/shared/web:*");
        assertThat(planned.input("Group storefront-general-auto-scaling-group", "protectFromScaleIn"))
                .isEqualTo("false");
        assertThat(planned.input("Group storefront-general-auto-scaling-group", "tags"))
                .doesNotContain("AmazonECSManaged");
        assertThat(planned.input(SCHEDULE, "target")).contains("launchType: EC2", constraint);
        assertThat(planned.input("LogGroup storefront-nightly-logs", "name")).isEqualTo("/ecs/shared/nightly");
    }

    private static String tree(Planned planned) {
        return planned.tree()
                .lines()
                .dropWhile(line -> !line.contains("EcsScheduledTask"))
                .map(line -> line.substring(2) + "\n")
                .reduce("", String::concat);
    }

    private static Planned planned(
            UnaryOperator<EcsWindowsClusterSpecBuilder> cluster, UnaryOperator<ScheduledTaskSpecBuilder> task) {
        StackContext context = new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of(), Path.of("."));
        EcsWindowsClusterSpec spec = cluster.apply(EcsWindowsClusterSpec.builder()
                        .capacity("general", general -> general.instanceTypes("m6i.large")
                                .minSize(1))
                        .scheduledTask(
                                "nightly",
                                task.apply(ScheduledTaskSpec.builder().container("app", app -> app.image("r/app:3")
                                                .cpu(256)
                                                .memoryMib(512)))
                                        .unchecked()))
                .build();
        return Planned.of(() -> new EcsWindowsCluster(
                "storefront", spec, new EcsWindowsClusterInputs(context, NetworkOutputs.existing(NETWORK)), null));
    }
}
