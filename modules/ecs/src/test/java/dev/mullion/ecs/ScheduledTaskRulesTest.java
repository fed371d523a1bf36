package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scheduled tasks that EventBridge Scheduler, ECS or Windows would refuse. */
class ScheduledTaskRulesTest {
    private static final String APP = "containers: {app: {image: 'r/app:ltsc2022', cpu: 256, memoryMib: 512}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(0 3 * * ? *)",
                "cron(0/15 8-18 ? * MON-FRI *)",
                "cron(0 3 L * ? 2027)",
                "cron(0 3 ? JAN 2#1 *)",
                "rate(1 hour)",
                "rate(30 minutes)",
                "at(2027-01-31T03:00:00)"
            })
    void takesWhatSchedulerTakes(String expression) {
        assertThat(problems("scheduleExpression: '" + expression + "'")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 3 * * *",
                "cron(0 3 * * ?)",
                "rate(0 hours)",
                "rate(1 week)",
                "rate(1 day) ",
                "at(2027-01-31)",
                "cron(0 3 * * mon *)"
            })
    void refusesWhatIsNoExpression(String expression) {
        assertThat(problems("scheduleExpression: '" + expression + "'"))
                .containsExactly(
                        "scheduledTasks.job.scheduleExpression: got \"" + expression + "\"; use cron(minutes hours"
                                + " day-of-month month day-of-week year), such as cron(0 3 * * ? *), rate(6 hours) or"
                                + " at(2027-01-31T03:00:00)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cron(0 3 * * * *)", "cron(0 3 ? * ? *)"})
    void refusesADayThatIsNamedTwiceOrNever(String expression) {
        assertThat(problems("scheduleExpression: '" + expression + "'"))
                .containsExactly("scheduledTasks.job.scheduleExpression: got \"" + expression + "\"; use ? for one of"
                        + " day-of-month and day-of-week, and not for both: each would name the day");
    }

    @Test
    void refusesZonesThatAreNone() {
        assertThat(problems("scheduleExpression: rate(1 day)\nscheduleExpressionTimezone: CEST+1"))
                .containsExactly(
                        "scheduledTasks.job.scheduleExpressionTimezone: got \"CEST+1\"; use a time zone of the IANA"
                                + " database, such as Europe/London");
        assertThat(problems("scheduleExpression: rate(1 day)\nscheduleExpressionTimezone: Europe/London"))
                .isEmpty();
    }

    @Test
    void refusesWhatBelongsToAScheduleWhereThereIsNone() {
        String use = "; leave it out, or add scheduleExpression: it belongs to a schedule";

        assertThat(problems("""
                        scheduleExpressionTimezone: UTC
                        flexibleTimeWindowMinutes: 5
                        maximumRetryAttempts: 3
                        maximumEventAgeSeconds: 60
                        """))
                .containsExactly(
                        "scheduledTasks.job.scheduleExpressionTimezone: got \"UTC\"" + use,
                        "scheduledTasks.job.flexibleTimeWindowMinutes: got 5" + use,
                        "scheduledTasks.job.maximumRetryAttempts: got 3" + use,
                        "scheduledTasks.job.maximumEventAgeSeconds: got 60" + use);
        assertThat(problems("taskCount: 2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 11})
    void refusesACountOutOfRangeOnce(int count) {
        assertThat(problems("taskCount: " + count))
                .containsExactly("scheduledTasks.job.taskCount: got " + count + "; use 1 to 10");
    }

    @Test
    void refusesVolumesThatSchedulerCanNotAttachAndOtherSpellings() {
        assertThat(problems("""
                        schedule: rate(1 day)
                        timeZone: UTC
                        desiredCount: 1
                        volumes: {data: {managedEbsVolume: {sizeGib: 10}}}
                        """))
                .containsExactly(
                        "scheduledTasks.job.schedule: is called scheduleExpression here; use that",
                        "scheduledTasks.job.timeZone: is called scheduleExpressionTimezone here; use that",
                        "scheduledTasks.job.desiredCount: is called taskCount here; use that",
                        "scheduledTasks.job.volumes.data.managedEbsVolume: can not be attached by EventBridge Scheduler; use a"
                                + " host directory or FSx for Windows File Server");
    }

    @Test
    void checksTheirTasksAsThoseOfServices() {
        assertThat(EcsFile.problemsOf("""
                        capacity: {web: {TYPES, agent: {enableTaskEni: false}}}
                        scheduledTasks: {job: {containers: {app: {image: 'r/app:ltsc2019', cpu: 4096, memoryMib: 512}}}}
                        """))
                .containsExactly(
                        "capacity.web.agent.enableTaskEni: got false; use true: scheduled task job needs"
                                + " ecs.capability.task-eni, or its tasks are never placed",
                        "scheduledTasks.job.containers.app.image: got \"r/app:ltsc2019\"; use an image of ltsc2022: Windows"
                                + " containers share the host's kernel, and WINDOWS_SERVER_2022_CORE starts no image of"
                                + " ltsc2019",
                        "scheduledTasks.job.containers.app.cpu: got 4096; use at most the 2048 CPU units that m6i.large offers"
                                + " on capacity web, or a larger type: the service's tasks are never placed there");
    }

    @Test
    void refusesTheKeyOfAServiceAndKeysThatAreNone() {
        assertThat(EcsFile.problemsOf("""
                        capacity: {web: {TYPES}}
                        services: {job: {containers: {app: {APP}}}}
                        scheduledTasks: {job: {containers: {app: {APP}}}, 1st: {containers: {app: {APP}}}}
                        """))
                .containsExactly(
                        "scheduledTasks.job: is the key of a service too; use another",
                        "scheduledTasks.1st: is no name for a scheduled task; use letters, digits and hyphens, a letter first");
    }

    private static List<String> problems(String keys) {
        String task = (keys.strip() + "\n" + APP).indent(4);
        return EcsFile.cluster("scheduledTasks:\n  job:\n" + task).problems().stream()
                .map(line -> line.replaceFirst("^[^ ]+ mullion:ecs\\.shop\\.", ""))
                .toList();
    }
}
