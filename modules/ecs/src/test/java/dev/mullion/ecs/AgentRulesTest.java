package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.SpecKeys;
import org.junit.jupiter.api.Test;

/** Settings that the ECS agent on Windows would refuse or silently replace. */
class AgentRulesTest {
    @Test
    void rejectsVariablesWithAKeySecretsAndThoseWithoutEffect() {
        EcsFile file = EcsFile.agent("""
                variables:
                  ECS_LOGLEVEL: info
                  ECS_RESERVED_MEMORY: '1024'
                  ECS_ENGINE_AUTH_DATA: hunter2
                  ECS_ENABLE_TASK_CPU_MEM_LIMIT: 'true'
                  ECS_PROXY_PASSWORD: hunter2secret
                  PATH: C:\\tools
                  ECS_NOTE: "a\u2019b"
                enableTaskCpuMemLimit: true
                logLevel: info
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:14:15: mullion:ecs.shop.capacity.web.agent.variables.ECS_RESERVED_MEMORY: has a key;"
                                + " use reservedMemoryMib",
                        "Pulumi.dev.yaml:15:15: mullion:ecs.shop.capacity.web.agent.variables.ECS_ENGINE_AUTH_DATA: is a"
                                + " secret, and the script that would set it is readable by all that run on the instance; use"
                                + " repositoryCredentials of a container",
                        "Pulumi.dev.yaml:16:15: mullion:ecs.shop.capacity.web.agent.variables.ECS_ENABLE_TASK_CPU_MEM_LIMIT:"
                                + " has no effect on Windows, where the agent forces it off; leave it out",
                        "Pulumi.dev.yaml:17:15: mullion:ecs.shop.capacity.web.agent.variables.ECS_PROXY_PASSWORD: looks like"
                                + " a secret, and the script that would set it is readable by all that run on the instance;"
                                + " leave it out",
                        "Pulumi.dev.yaml:18:15: mullion:ecs.shop.capacity.web.agent.variables.PATH: is no variable of the"
                                + " agent; use one of its README, such as ECS_LOGLEVEL",
                        "Pulumi.dev.yaml:19:25: mullion:ecs.shop.capacity.web.agent.variables.ECS_NOTE: got \"a\\u2019b\";"
                                + " use printable ASCII on one line, since Windows PowerShell 5.1 reads a script without byte"
                                + " order mark in the ANSI code page",
                        "Pulumi.dev.yaml:20:13: mullion:ecs.shop.capacity.web.agent.enableTaskCpuMemLimit: has no effect on"
                                + " Windows, where the agent forces it off; leave it out",
                        "Pulumi.dev.yaml:21:13: mullion:ecs.shop.capacity.web.agent.logLevel: is said by variables:"
                                + " {ECS_LOGLEVEL: ...}");
    }

    @Test
    void takesVariablesThatTheAgentHasAndWhatIsOffAnyway() {
        assertThat(EcsFile.agent("""
                        variables: {ECS_LOGLEVEL: debug, ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT: 'true', HTTP_PROXY: 'proxy:3128'}
                        enableTaskCpuMemLimit: false
                        enableGpuSupport: false
                        """).problems()).isEmpty();
    }

    @Test
    void takesEveryKeyOfTheAgentOutOfItsVariables() {
        assertThat(AgentVariables.REFUSED.values().stream()
                        .filter(say -> say.startsWith("has a key; use "))
                        .map(say -> say.substring("has a key; use ".length()).split(",", -1)[0])
                        .toList())
                .allMatch(SpecKeys.of(EcsAgentSpec.builder()).names()::contains)
                .doesNotHaveDuplicates();
    }

    @Test
    void rejectsReservedMemoryAboveTheInstance() {
        EcsFile file = EcsFile.agent("""
                reservedMemoryMib: 8192
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:32: mullion:ecs.shop.capacity.web.agent.reservedMemoryMib: got 8192; use"
                                + " less than the 8192 MiB of the smallest instance type: nothing would be left for tasks");
    }

    @Test
    void rejectsReservedMemoryAboveTheSmallestInstance() {
        EcsFile file = EcsFile.capacity("""
                instanceTypes: [m6i.xlarge, m6i.large]
                agent: {reservedMemoryMib: 10000}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:38: mullion:ecs.shop.capacity.web.agent.reservedMemoryMib: got 10000;"
                                + " use less than the 8192 MiB of the smallest instance type: nothing would be left for tasks");
    }

    @Test
    void rejectsWhatTheAgentHasOnLinuxOnly() {
        EcsFile file = EcsFile.agent("""
                awsvpcTrunking: true
                cgroupPath: /sys/fs/cgroup
                cgroupCpuPeriod: 100ms
                enableGpuSupport: true
                instanceIpCompatibility: ipv6
                logDriver: json-file
                taskPidsLimit: 100
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:13: mullion:ecs.shop.capacity.web.agent.awsvpcTrunking: works on Linux only;"
                                + " leave it out: a Windows instance has its own interfaces alone, so use a type with more",
                        "Pulumi.dev.yaml:13:13: mullion:ecs.shop.capacity.web.agent.cgroupPath: works on Linux only;"
                                + " leave it out: Windows has no control groups",
                        "Pulumi.dev.yaml:14:13: mullion:ecs.shop.capacity.web.agent.cgroupCpuPeriod: works on Linux only;"
                                + " leave it out: Windows has no control groups",
                        "Pulumi.dev.yaml:15:13: mullion:ecs.shop.capacity.web.agent.enableGpuSupport: works on Linux only;"
                                + " leave it out: the agent offers no GPU on Windows",
                        "Pulumi.dev.yaml:16:13: mullion:ecs.shop.capacity.web.agent.instanceIpCompatibility: works on Linux only;"
                                + " leave it out: awsvpc on Windows knows IPv4 alone",
                        "Pulumi.dev.yaml:17:13: mullion:ecs.shop.capacity.web.agent.logDriver: works on Linux only;"
                                + " leave it out; the drivers of tasks are loggingDrivers",
                        "Pulumi.dev.yaml:18:13: mullion:ecs.shop.capacity.web.agent.taskPidsLimit: works on Linux only;"
                                + " leave it out: Windows has no limit on process ids");
    }

    @Test
    void rejectsNegativeReservedMemory() {
        EcsFile file = EcsFile.agent("""
                reservedMemoryMib: -1
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:32: mullion:ecs.shop.capacity.web.agent.reservedMemoryMib: got -1; use 0"
                                + " or more");
    }

    @Test
    void rejectsTimesBelowTheAgentsMinima() {
        EcsFile file = EcsFile.agent("""
                imagePullInactivityTimeoutSeconds: 59
                imagePullTimeoutSeconds: 59
                manifestPullTimeoutSeconds: 29
                containerStartTimeoutSeconds: 119
                containerCreateTimeoutSeconds: 59
                containerStopTimeoutSeconds: 0
                engineTaskCleanupWaitDurationSeconds: 0
                imageCleanupIntervalSeconds: 599
                minimumImageCleanupAgeSeconds: -1
                numImagesDeletePerCycle: 0
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:48: mullion:ecs.shop.capacity.web.agent.imagePullInactivityTimeoutSeconds:"
                                + " got 59; use 60 to 86400",
                        "Pulumi.dev.yaml:13:38: mullion:ecs.shop.capacity.web.agent.imagePullTimeoutSeconds: got 59;"
                                + " use 60 to 86400",
                        "Pulumi.dev.yaml:14:41: mullion:ecs.shop.capacity.web.agent.manifestPullTimeoutSeconds: got"
                                + " 29; use 30 to 86400",
                        "Pulumi.dev.yaml:15:43: mullion:ecs.shop.capacity.web.agent.containerStartTimeoutSeconds:"
                                + " got 119; use 120 to 86400",
                        "Pulumi.dev.yaml:16:44: mullion:ecs.shop.capacity.web.agent.containerCreateTimeoutSeconds:"
                                + " got 59; use 60 to 86400",
                        "Pulumi.dev.yaml:17:42: mullion:ecs.shop.capacity.web.agent.containerStopTimeoutSeconds: got"
                                + " 0; use 1 to 86400",
                        "Pulumi.dev.yaml:18:51: mullion:ecs.shop.capacity.web.agent.engineTaskCleanupWaitDurationSeconds:"
                                + " got 0; use 1 to 86400",
                        "Pulumi.dev.yaml:19:42: mullion:ecs.shop.capacity.web.agent.imageCleanupIntervalSeconds: got"
                                + " 599; use 600 to 86400",
                        "Pulumi.dev.yaml:20:44: mullion:ecs.shop.capacity.web.agent.minimumImageCleanupAgeSeconds:"
                                + " got -1; use 0 to 86400",
                        "Pulumi.dev.yaml:21:38: mullion:ecs.shop.capacity.web.agent.numImagesDeletePerCycle: got 0;"
                                + " use 1 to 1000");
    }

    @Test
    void rejectsTaskEniOn2016() {
        EcsFile file = EcsFile.capacity("""
                operatingSystem: WINDOWS_SERVER_2016_FULL
                instanceTypes: [m6i.large]
                agent: {enableTaskEni: true, awsvpcBlockImds: true}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:34: mullion:ecs.shop.capacity.web.agent.enableTaskEni: got true; use"
                                + " false: awsvpc does not work on WINDOWS_SERVER_2016_FULL",
                        "Pulumi.dev.yaml:12:57: mullion:ecs.shop.capacity.web.agent.awsvpcBlockImds: got true; use"
                                + " false: awsvpc does not work on WINDOWS_SERVER_2016_FULL");
    }

    @Test
    void rejectsLocalRoutesOn2016() {
        EcsFile file = EcsFile.capacity("""
                operatingSystem: WINDOWS_SERVER_2016_FULL
                instanceTypes: [m6i.large]
                agent: {awsvpcAdditionalLocalRoutes: [10.0.0.0/16]}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:48: mullion:ecs.shop.capacity.web.agent.awsvpcAdditionalLocalRoutes: got"
                                + " \"10.0.0.0/16\"; leave it out: awsvpc does not work on WINDOWS_SERVER_2016_FULL");
    }

    @Test
    void rejectsBlockImdsOn2016WithoutTaskEni() {
        EcsFile file = EcsFile.capacity("""
                operatingSystem: WINDOWS_SERVER_2016_FULL
                instanceTypes: [m6i.large]
                agent: {enableTaskEni: false, awsvpcBlockImds: true}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:58: mullion:ecs.shop.capacity.web.agent.awsvpcBlockImds: got true; use"
                                + " false, or enableTaskEni: true: it works on task interfaces only");
    }

    @Test
    void rejectsBlockImdsWithoutTaskEni() {
        EcsFile file = EcsFile.agent("""
                enableTaskEni: false
                awsvpcBlockImds: true
                awsvpcAdditionalLocalRoutes: [10.0.0.0/16]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:13:30: mullion:ecs.shop.capacity.web.agent.awsvpcBlockImds: got true; use"
                                + " false, or enableTaskEni: true: it works on task interfaces only",
                        "Pulumi.dev.yaml:14:42: mullion:ecs.shop.capacity.web.agent.awsvpcAdditionalLocalRoutes: got"
                                + " \"10.0.0.0/16\"; leave it out, or enableTaskEni: true: it works on task interfaces only");
    }

    @Test
    void rejectsAnAgentVersionWithoutV() {
        EcsFile file = EcsFile.agent("""
                version: 1.106.1
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:22: mullion:ecs.shop.capacity.web.agent.version: got \"1.106.1\"; use a"
                                + " version, such as v1.106.1, or leave it out for the agent in the image");
    }

    @Test
    void rejectsTheLatestAgent() {
        EcsFile file = EcsFile.agent("""
                version: latest
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:22: mullion:ecs.shop.capacity.web.agent.version: got \"latest\"; use a"
                                + " version, such as v1.106.1, or leave it out for the agent in the image");
    }

    @Test
    void rejectsLoggingDriversThatWindowsDoesNotHave() {
        EcsFile file = EcsFile.agent("""
                loggingDrivers: [awsfirelens, journald, file]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:30: mullion:ecs.shop.capacity.web.agent.loggingDrivers[0]: got"
                                + " \"awsfirelens\"; use awslogs: FireLens does not run on Windows"
                                + " (aws/containers-roadmap issue 1875)",
                        "Pulumi.dev.yaml:12:43: mullion:ecs.shop.capacity.web.agent.loggingDrivers[1]: got"
                                + " \"journald\"; use awslogs: journald is a service of Linux",
                        "Pulumi.dev.yaml:12:53: mullion:ecs.shop.capacity.web.agent.loggingDrivers[2]: got"
                                + " \"file\"; use one of awslogs, json-file, fluentd, gelf, splunk, syslog");
    }

    @Test
    void rejectsNoLoggingDriver() {
        EcsFile file = EcsFile.agent("""
                loggingDrivers: []
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:29: mullion:ecs.shop.capacity.web.agent.loggingDrivers: names no driver;"
                                + " use at least one, such as [json-file, awslogs]");
    }

    @Test
    void rejectsALoggingDriverTwice() {
        EcsFile file = EcsFile.agent("""
                loggingDrivers: [awslogs, awslogs]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:29: mullion:ecs.shop.capacity.web.agent.loggingDrivers: names a driver"
                                + " twice; name each once");
    }

    @Test
    void rejectsPortsOutOfRange() {
        EcsFile file = EcsFile.agent("""
                reservedPorts: [0, 70000]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:29: mullion:ecs.shop.capacity.web.agent.reservedPorts[0]: got 0; use 1"
                                + " to 65535",
                        "Pulumi.dev.yaml:12:32: mullion:ecs.shop.capacity.web.agent.reservedPorts[1]: got 70000; use"
                                + " 1 to 65535");
    }

    @Test
    void rejectsAttributesOfTheAgent() {
        EcsFile file = EcsFile.agent("""
                instanceAttributes: {ecs.os-type: linux, "bad name": x, good: "it's"}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:34: mullion:ecs.shop.capacity.web.agent.instanceAttributes[\"ecs.os-type\"]:"
                                + " is a name that the agent reports itself; use another one",
                        "Pulumi.dev.yaml:12:54: mullion:ecs.shop.capacity.web.agent.instanceAttributes[\"bad name\"]:"
                                + " is no attribute name; use 1 to 128 letters, digits and _ - . / \\",
                        "Pulumi.dev.yaml:12:75: mullion:ecs.shop.capacity.web.agent.instanceAttributes.good: got"
                                + " \"it's\"; use 1 to 128 letters, digits, spaces inside, and _ - . @ / \\ :");
    }

    @Test
    void rejectsInstanceTagsThatAreNotAscii() {
        EcsFile file = EcsFile.agent("""
                containerInstanceTags: {Équipe: a, Team: "R&D", "aws:x": y}
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:37: mullion:ecs.shop.capacity.web.agent.containerInstanceTags[\"\\u00C9quipe\"]:"
                                + " is no tag key for a script; use 1 to 128 ASCII letters, digits, spaces and _ . : / = + - @",
                        "Pulumi.dev.yaml:12:54: mullion:ecs.shop.capacity.web.agent.containerInstanceTags.Team: got"
                                + " \"R&D\"; use at most 256 ASCII letters, digits, spaces and _ . : / = + - @",
                        "Pulumi.dev.yaml:12:61: mullion:ecs.shop.capacity.web.agent.containerInstanceTags.aws:x: is"
                                + " a reserved key; use one that does not start with aws:");
    }

    @Test
    void rejectsAnUnknownPullBehavior() {
        EcsFile file = EcsFile.agent("""
                imagePullBehavior: never
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:32: mullion:ecs.shop.capacity.web.agent.imagePullBehavior: got \"never\";"
                                + " use default, always, once or prefer-cached");
    }

    @Test
    void rejectsBesideAnArchiveWhatItDoesNotSetUp() {
        EcsFile file = EcsFile.agent("""
                archive: {version: v1.106.1, sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}
                version: v1.106.1
                enableTaskIamRole: true
                enableTaskEni: true
                awsvpcBlockImds: true
                awsvpcAdditionalLocalRoutes: [10.0.0.0/16]
                """);

        String use = "use false, or leave archive out: only AWS's Initialize-ECSAgent sets up the host for it";
        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:9:9: mullion:ecs.shop.capacity.web.associatePublicIpAddress: needs public"
                                + " subnets, and mullion:network names none; use publicSubnetIds there, or false here"
                                + " (agent.archive makes it true)",
                        "Pulumi.dev.yaml:13:22: mullion:ecs.shop.capacity.web.agent.version: got \"v1.106.1\"; leave it"
                                + " out: archive.version says it, and Initialize-ECSAgent, which downloads versions,"
                                + " does not run",
                        "Pulumi.dev.yaml:14:32: mullion:ecs.shop.capacity.web.agent.enableTaskIamRole: got true; "
                                + use,
                        "Pulumi.dev.yaml:15:28: mullion:ecs.shop.capacity.web.agent.enableTaskEni: got true; " + use,
                        "Pulumi.dev.yaml:16:30: mullion:ecs.shop.capacity.web.agent.awsvpcBlockImds: got true; " + use,
                        "Pulumi.dev.yaml:17:42: mullion:ecs.shop.capacity.web.agent.awsvpcAdditionalLocalRoutes: got"
                                + " \"10.0.0.0/16\"; leave it out, or leave archive out: only AWS's Initialize-ECSAgent"
                                + " sets up the host for it");
    }

    @Test
    void rejectsFsxVolumesOn2016() {
        EcsFile file = EcsFile.capacity("""
                operatingSystem: WINDOWS_SERVER_2016_FULL
                instanceTypes: [m6i.large]
                agent: {fsxWindowsFileServerSupported: true}
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:12:50:"
                        + " mullion:ecs.shop.capacity.web.agent.fsxWindowsFileServerSupported: got true; use false:"
                        + " WINDOWS_SERVER_2016_FULL has no FSx volumes");
    }

    @Test
    void rejectsInstanceTagsOfNoLengthAndTooLong() {
        EcsFile file = EcsFile.agent("""
                containerInstanceTags: {"": a, %s: b, %s: c, Team: %s}
                """.formatted("k".repeat(128), "k".repeat(129), "v".repeat(257)));

        String use = " is no tag key for a script; use 1 to 128 ASCII letters, digits, spaces and _ . : / = + - @";
        String path = "mullion:ecs.shop.capacity.web.agent.containerInstanceTags";
        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:37: " + path + "[\"\"]:" + use,
                        "Pulumi.dev.yaml:12:177: " + path + "[\"" + "k".repeat(60) + "\"... (129 characters)]:" + use,
                        "Pulumi.dev.yaml:12:317: " + path + ".Team: got \"" + "v".repeat(60)
                                + "\"... (257 characters); use at most 256 ASCII letters, digits, spaces and _ . : / = +"
                                + " - @");
    }

    @Test
    void keepsTheNamesThatTheAgentReportsItself() {
        EcsFile file = EcsFile.agent("""
                instanceAttributes: {ecs.x: a, com.amazonaws.x: b, com.example.x: c}
                """);

        String use = ": is a name that the agent reports itself; use another one";
        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:12:34: mullion:ecs.shop.capacity.web.agent.instanceAttributes[\"ecs.x\"]"
                                + use,
                        "Pulumi.dev.yaml:12:44: mullion:ecs.shop.capacity.web.agent.instanceAttributes[\"com.amazonaws.x\"]"
                                + use);
    }
}
