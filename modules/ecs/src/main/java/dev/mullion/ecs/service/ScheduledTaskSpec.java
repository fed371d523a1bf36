package dev.mullion.ecs.service;

import dev.mullion.aws.LogRetention;
import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Entries;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.OneOf;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.windows.WindowsRelease;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Windows tasks that EventBridge Scheduler starts at times, or that somebody starts with {@code aws ecs run-task}; what they
 * are is said as for a service.
 *
 * <pre>{@code
 * scheduledTasks:
 *   nightly:
 *     scheduleExpression: cron(0 3 * * ? *)
 *     scheduleExpressionTimezone: Europe/London
 *     containers:
 *       report: {image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/report:1.4-ltsc2022, cpu: 1024, memoryMib: 2048}
 * }</pre>
 *
 * @param scheduleExpression cron(...) of six fields, rate(...) or at(...) of EventBridge Scheduler; nothing starts the task by
 *     itself when not given
 * @param scheduleExpressionTimezone the time zone of cron and at, such as Europe/London; UTC when not given
 * @param state ENABLED or DISABLED; ENABLED when not given
 * @param flexibleTimeWindowMinutes how much later it may start, 1 to 1440; not at all when not given
 * @param maximumRetryAttempts how often a start that AWS refused is tried again, 0 to 185; 185 when not given
 * @param maximumEventAgeSeconds how long it is tried, 60 to 86400; 86400 when not given
 * @param taskCount tasks that start at a time, 1 to 10; 1 when not given
 * @param launchType EC2 or FARGATE; EC2 when not given
 * @param capacity the key of the cluster's capacity that runs it; the cluster's default strategy when not given
 * @param operatingSystem the release of a Fargate task: 2019 or 2022; on EC2 it is the capacity's
 * @param networkMode awsvpc or default (Docker's NAT network); awsvpc when not given
 * @param cpu the task's CPU units: on Fargate 1024, 2048 or 4096; Windows ignores it on EC2
 * @param memoryMib the task's memory: on Fargate 2048 to 30720 by what cpu allows; Windows ignores it on EC2
 * @param ephemeralStorageGib a Fargate task's disk, 21 to 200; Fargate's own size when not given
 * @param executeCommand ECS Exec; the cluster's executeCommand when not given
 * @param taskRoleArn the tasks' role instead of the one that is made
 * @param executionRoleArn the role that starts tasks instead of the one that is made
 * @param taskPolicies ARNs of managed policies that the tasks' role gets, at most 10; no role when nothing needs one
 * @param permissionsBoundary the ARN of a policy that bounds the roles that are made
 * @param kmsKeyArns keys of the customer's own that secrets are encrypted with, for the execution role
 * @param securityGroupIds security groups of the tasks beside the one that is made, at most 4; with awsvpc
 * @param placementConstraints expressions of ECS's cluster query language beside the one for the operating system; at most 9
 * @param placementStrategies on which of the fitting instances tasks go; at most 5
 * @param logRetentionDays how long the log group keeps events, one of CloudWatch's steps; 30 when not given
 * @param logKmsKeyArn the key that encrypts the log group; the cluster's, or CloudWatch's own, when not given
 * @param containers the task's containers by name, one to ten
 * @param volumes the task's volumes by name; no EBS volume, which Scheduler can not attach
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/tasks-scheduled-eventbridge-scheduler.html">Scheduled tasks</a>
 */
@GenerateBuilder
public record ScheduledTaskSpec(
        @Explain(api = "AWS::Scheduler::Schedule ScheduleExpression", example = "cron(0 3 * * ? *)")
        Optional<String> scheduleExpression,

        @Explain(api = "AWS::Scheduler::Schedule ScheduleExpressionTimezone", example = "Europe/London")
        Optional<String> scheduleExpressionTimezone,

        @Explain(api = "AWS::Scheduler::Schedule State", example = "DISABLED") @Default("ENABLED")
        State state,

        @Explain(api = "AWS::Scheduler::Schedule FlexibleTimeWindow.MaximumWindowInMinutes", example = "15")
        @Range(min = 1, max = 1_440)
        Optional<Integer> flexibleTimeWindowMinutes,

        @Explain(api = "AWS::Scheduler::Schedule Target.RetryPolicy.MaximumRetryAttempts", example = "3")
        @Range(min = 0, max = ScheduledTaskSpec.MAX_RETRIES)
        Optional<Integer> maximumRetryAttempts,

        @Explain(api = "AWS::Scheduler::Schedule Target.RetryPolicy.MaximumEventAgeInSeconds", example = "3600")
        @Range(min = 60, max = ScheduledTaskSpec.DAY_SECONDS)
        Optional<Integer> maximumEventAgeSeconds,

        @Explain(api = "AWS::Scheduler::Schedule Target.EcsParameters.TaskCount", example = "2")
        @Range(min = 1, max = ScheduledTaskSpec.MAX_TASKS)
        @Default("1")
        int taskCount,

        @Explain(api = "AWS::Scheduler::Schedule Target.EcsParameters.LaunchType", example = "FARGATE") @Default("EC2")
        EcsServiceSpec.LaunchType launchType,

        @Explain(api = "AWS::Scheduler::Schedule Target.EcsParameters.CapacityProviderStrategy", example = "general")
        Optional<String> capacity,

        @Explain(
                api = "AWS::ECS::TaskDefinition RuntimePlatform.OperatingSystemFamily",
                example = "WINDOWS_SERVER_2022_CORE")
        Optional<WindowsRelease> operatingSystem,

        @Explain(api = "AWS::ECS::TaskDefinition NetworkMode", example = "default") @Default("AWSVPC")
        NetworkMode networkMode,

        @Explain(api = "AWS::ECS::TaskDefinition Cpu", example = "1024", unit = "CPU units, of which a vCPU has 1024")
        Optional<Integer> cpu,

        @Explain(api = "AWS::ECS::TaskDefinition Memory", example = "4096")
        Optional<Integer> memoryMib,

        @Range(min = 21, max = 200)
        @Explain(api = "AWS::ECS::TaskDefinition EphemeralStorage.SizeInGiB", example = "50")
        Optional<Integer> ephemeralStorageGib,

        @Explain(api = "AWS::Scheduler::Schedule Target.EcsParameters.EnableExecuteCommand", example = "true")
        Optional<Boolean> executeCommand,

        @Matches(ResourceId.Regex.ROLE)
        @Explain(api = "AWS::ECS::TaskDefinition TaskRoleArn", example = "arn:aws:iam::123456789012:role/job")
        Optional<String> taskRoleArn,

        @Matches(ResourceId.Regex.ROLE)
        @Explain(
                api = "AWS::ECS::TaskDefinition ExecutionRoleArn",
                example = "arn:aws:iam::123456789012:role/job-start")
        Optional<String> executionRoleArn,

        @Matches(ResourceId.Regex.POLICY)
        @Explain(api = "AWS::IAM::Role ManagedPolicyArns", example = "[arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]")
        List<String> taskPolicies,

        @Matches(ResourceId.Regex.POLICY)
        @Explain(api = "AWS::IAM::Role PermissionsBoundary", example = "arn:aws:iam::123456789012:policy/boundary")
        Optional<String> permissionsBoundary,

        @Matches(ResourceId.Regex.KMS_KEY)
        @Explain(
                api = "AWS::KMS::Key",
                example = "[arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012]")
        List<String> kmsKeyArns,

        @Matches(ResourceId.Regex.SECURITY_GROUP)
        @Explain(
                api =
                        "AWS::Scheduler::Schedule Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups",
                example = "[sg-0123456789abcdef0]")
        List<String> securityGroupIds,

        @Entries(max = ServiceRules.MAX_CONSTRAINTS)
        @Explain(
                api = "AWS::Scheduler::Schedule Target.EcsParameters.PlacementConstraints",
                example = "[attribute:ecs.instance-type =~ m6i.*]")
        @Singular("placementConstraint")
        List<PlacementConstraintSpec> placementConstraints,

        @Entries(max = ServiceRules.MAX_STRATEGIES)
        @Explain(
                api = "AWS::Scheduler::Schedule Target.EcsParameters.PlacementStrategy",
                example = "[{type: binpack, field: memory}]")
        @Singular("placementStrategy")
        List<PlacementStrategySpec> placementStrategies,

        @Explain(api = "AWS::Logs::LogGroup RetentionInDays", example = "90") @OneOf(LogRetention.STEPS) @Default("30")
        int logRetentionDays,

        @Matches(ResourceId.Regex.KMS_KEY)
        @Explain(
                api = "AWS::Logs::LogGroup KmsKeyId",
                example = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012")
        Optional<String> logKmsKeyArn,

        @Required
        @Entries(min = 1, max = ServiceRules.MAX_CONTAINERS)
        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions",
                example = "{job: {image: \"registry.example.com/job:ltsc2022\", memoryMib: 1024}}")
        @Singular("container")
        Map<String, ContainerSpec> containers,

        @Explain(api = "AWS::ECS::TaskDefinition Volumes", example = "{data: {host: {sourcePath: 'D:\\data'}}}")
        @Singular("volume")
        Map<String, VolumeSpec> volumes)
        implements Spec {
    /** Whether a schedule starts anything, spelled as Scheduler does. */
    public enum State {
        ENABLED,
        DISABLED
    }

    /** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
    private static final Pattern RATE = Pattern.compile("rate\\([1-9]\\d{0,8} (minutes?|hours?|days?)\\)");

    private static final Pattern AT = Pattern.compile("at\\(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\)");
    private static final Pattern CRON = Pattern.compile(
            "cron\\(([0-9*,/-]+) ([0-9*,/-]+) ([0-9*,/?LW-]+) ([0-9A-Z*,/-]+) ([0-9A-Z*,/?L#-]+) ([0-9*,/-]+)\\)");

    private static final int MAX_TASKS = 10;
    static final int MAX_RETRIES = 185;
    static final int DAY_SECONDS = 86_400;

    public static ScheduledTaskSpecBuilder builder() {
        return new ScheduledTaskSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return OtherSpellings.of("scheduledTask", LinuxOnly.TASK);
    }

    static Set<String> harmlessValues(String key) {
        return LinuxOnly.harmlessValues(key);
    }

    /** Its tasks as those of a service that has none of what only services have. */
    public EcsServiceSpec task() {
        EcsServiceSpecBuilder task = EcsServiceSpec.builder()
                .launchType(launchType)
                .networkMode(networkMode)
                // One that is out of range is refused once, at its own key.
                .desiredCount(taskCount >= 1 && taskCount <= MAX_TASKS ? taskCount : 1)
                // No task waits for another: there are no deployments.
                .minimumHealthyPercent(0)
                .taskPolicies(taskPolicies)
                .kmsKeyArns(kmsKeyArns)
                .securityGroupIds(securityGroupIds)
                .placementConstraints(placementConstraints)
                .placementStrategies(placementStrategies)
                .logRetentionDays(logRetentionDays);
        capacity.ifPresent(task::capacity);
        operatingSystem.ifPresent(task::operatingSystem);
        cpu.ifPresent(task::cpu);
        memoryMib.ifPresent(task::memoryMib);
        ephemeralStorageGib.ifPresent(task::ephemeralStorageGib);
        executeCommand.ifPresent(task::executeCommand);
        taskRoleArn.ifPresent(task::taskRoleArn);
        executionRoleArn.ifPresent(task::executionRoleArn);
        permissionsBoundary.ifPresent(task::permissionsBoundary);
        logKmsKeyArn.ifPresent(task::logKmsKeyArn);
        containers.forEach(task::container);
        volumes.forEach(task::volume);
        return task.unchecked();
    }

    @Override
    public void check(Problems problems) {
        scheduleExpression.ifPresent(text -> checkExpression(text, problems.at("scheduleExpression")));
        scheduleExpressionTimezone
                .filter(zone -> !ZoneId.getAvailableZoneIds().contains(zone))
                .ifPresent(zone -> problems.at("scheduleExpressionTimezone")
                        .refuse(zone, "use a time zone of the IANA database, such as Europe/London"));
        flexibleTimeWindowMinutes.ifPresent(
                minutes -> ScheduledTaskSpecBuilder.checkFlexibleTimeWindowMinutes(minutes, problems));
        maximumRetryAttempts.ifPresent(
                attempts -> ScheduledTaskSpecBuilder.checkMaximumRetryAttempts(attempts, problems));
        maximumEventAgeSeconds.ifPresent(
                seconds -> ScheduledTaskSpecBuilder.checkMaximumEventAgeSeconds(seconds, problems));
        ScheduledTaskSpecBuilder.checkTaskCount(taskCount, problems);
        if (scheduleExpression.isEmpty()) {
            checkUnscheduled(problems.given("scheduleExpression"));
        }
        volumes.forEach(
                (key, volume) -> volume.managedEbsVolume()
                        .ifPresent(
                                ebs -> problems.at("volumes")
                                        .at(key)
                                        .atKey("managedEbsVolume")
                                        .add(
                                                "can not be attached by EventBridge Scheduler; use a host directory or FSx for Windows File Server")));
        task().check(problems);
    }

    private void checkUnscheduled(Problems problems) {
        String use = "leave it out, or add scheduleExpression: it belongs to a schedule";
        scheduleExpressionTimezone.ifPresent(
                value -> problems.at("scheduleExpressionTimezone").refuse(value, use));
        flexibleTimeWindowMinutes.ifPresent(
                value -> problems.at("flexibleTimeWindowMinutes").refuse(value, use));
        maximumRetryAttempts.ifPresent(
                value -> problems.at("maximumRetryAttempts").refuse(value, use));
        maximumEventAgeSeconds.ifPresent(
                value -> problems.at("maximumEventAgeSeconds").refuse(value, use));
    }

    private static void checkExpression(String text, Problems problems) {
        Matcher cron = CRON.matcher(text);
        if (!cron.matches()
                && !RATE.matcher(text).matches()
                && !AT.matcher(text).matches()) {
            problems.refuse(
                    text,
                    "use cron(minutes hours day-of-month month day-of-week year), such as cron(0 3 * * ? *), rate(6 hours) or"
                            + " at(2027-01-31T03:00:00)");
        } else if (cron.matches() && cron.group(3).equals("?") == cron.group(5).equals("?")) {
            problems.refuse(
                    text, "use ? for one of day-of-month and day-of-week, and not for both: each would name the day");
        }
    }
}
