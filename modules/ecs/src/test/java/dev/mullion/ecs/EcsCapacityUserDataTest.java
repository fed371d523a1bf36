package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecKeys;
import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.StepsSpec;
import dev.mullion.ecs.EcsAgentSpec.ImagePullBehavior;
import dev.mullion.ecs.service.LogDriver;
import dev.mullion.testkit.Golden;
import dev.mullion.windows.WindowsRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EcsCapacityUserDataTest {
    private static final Golden GOLDEN = new Golden("EcsCapacityUserData", "default");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    /**
     * One key of {@code agent:}.
     *
     * @param value what it is given
     * @param lines what the script then has and the default one has not
     */
    private record Setting(String key, Object value, List<String> lines) {
        static Setting of(String key, Object value, String... lines) {
            return new Setting(key, value, List.of(lines));
        }

        EcsAgentSpec agent() {
            EcsAgentSpecBuilder builder = EcsAgentSpec.builder();
            SpecKeys keys = SpecKeys.of(builder);
            keys.set(keys.find(key).orElseThrow(), value);
            return builder.build();
        }

        @Override
        public String toString() {
            return key;
        }
    }

    private static List<Setting> settings() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("team", "storefront");
        attributes.put("disk", "C:\\data");
        return List.of(
                Setting.of("version", "v1.106.1", "'Version' = 'v1.106.1'"),
                Setting.of("enableTaskIamRole", false, "'EnableTaskIAMRole' = $false"),
                Setting.of("enableTaskEni", false, "'EnableTaskENI' = $false", "'AwsvpcBlockIMDS' = $false"),
                Setting.of("awsvpcBlockImds", false, "'AwsvpcBlockIMDS' = $false"),
                Setting.of(
                        "awsvpcAdditionalLocalRoutes",
                        List.of(Ipv4Cidr.parse("172.31.42.23/32"), Ipv4Cidr.parse("10.8.0.0/16")),
                        "'AwsvpcAdditionalLocalRoutes' = '[\"172.31.42.23/32\",\"10.8.0.0/16\"]'"),
                Setting.of(
                        "loggingDrivers",
                        List.of(LogDriver.AWSLOGS, LogDriver.ETWLOGS),
                        "'LoggingDrivers' = '[\"awslogs\",\"etwlogs\"]'"),
                Setting.of(
                        "enableAwslogsExecutionRoleOverride",
                        false,
                        "'ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE' = 'false'"),
                Setting.of(
                        "imagePullBehavior",
                        ImagePullBehavior.PREFER_CACHED,
                        "'ECS_IMAGE_PULL_BEHAVIOR' = 'prefer-cached'"),
                Setting.of("imagePullInactivityTimeoutSeconds", 600, "'ECS_IMAGE_PULL_INACTIVITY_TIMEOUT' = '600s'"),
                Setting.of("imagePullTimeoutSeconds", 10_800, "'ECS_IMAGE_PULL_TIMEOUT' = '10800s'"),
                Setting.of("manifestPullTimeoutSeconds", 120, "'ECS_MANIFEST_PULL_TIMEOUT' = '120s'"),
                Setting.of("containerStartTimeoutSeconds", 1_200, "'ECS_CONTAINER_START_TIMEOUT' = '1200s'"),
                Setting.of("containerCreateTimeoutSeconds", 480, "'ECS_CONTAINER_CREATE_TIMEOUT' = '480s'"),
                Setting.of("containerStopTimeoutSeconds", 90, "'ECS_CONTAINER_STOP_TIMEOUT' = '90s'"),
                Setting.of(
                        "engineTaskCleanupWaitDurationSeconds",
                        3_600,
                        "'ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION' = '3600s'"),
                Setting.of("imageCleanupIntervalSeconds", 600, "'ECS_IMAGE_CLEANUP_INTERVAL' = '600s'"),
                Setting.of("minimumImageCleanupAgeSeconds", 0, "'ECS_IMAGE_MINIMUM_CLEANUP_AGE' = '0s'"),
                Setting.of("numImagesDeletePerCycle", 10, "'ECS_NUM_IMAGES_DELETE_PER_CYCLE' = '10'"),
                Setting.of("reservedMemoryMib", 1_024, "'ECS_RESERVED_MEMORY' = '1024'"),
                Setting.of("reservedPorts", List.of(53, 3_389), "'ECS_RESERVED_PORTS' = '[53,3389]'"),
                Setting.of("enableContainerMetadata", true, "'ECS_ENABLE_CONTAINER_METADATA' = 'true'"),
                Setting.of("enableSpotInstanceDraining", true, "'ECS_ENABLE_SPOT_INSTANCE_DRAINING' = 'true'"),
                Setting.of(
                        "enableCpuUnboundedWindowsWorkaround",
                        true,
                        "'ECS_ENABLE_CPU_UNBOUNDED_WINDOWS_WORKAROUND' = 'true'"),
                Setting.of(
                        "enableMemoryUnboundedWindowsWorkaround",
                        true,
                        "'ECS_ENABLE_MEMORY_UNBOUNDED_WINDOWS_WORKAROUND' = 'true'"),
                Setting.of(
                        "instanceAttributes",
                        attributes,
                        "'ECS_INSTANCE_ATTRIBUTES' = '{\"team\":\"storefront\",\"disk\":\"C:\\\\data\"}'"),
                Setting.of(
                        "containerInstanceTags",
                        Map.of("cost centre", "42"),
                        "'ECS_CONTAINER_INSTANCE_TAGS' = '{\"cost centre\":\"42\"}'"),
                Setting.of(
                        "propagateTagsFromEc2Instance",
                        true,
                        "'ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM' = 'ec2_instance'"),
                Setting.of("gmsaSupported", true, "'ECS_GMSA_SUPPORTED' = 'true'"),
                Setting.of("variables", Map.of("ECS_LOGLEVEL", "debug"), "'ECS_LOGLEVEL' = 'debug'"),
                Setting.of(
                        "fsxWindowsFileServerSupported", false, "'ECS_FSX_WINDOWS_FILE_SERVER_SUPPORTED' = 'false'"));
    }

    @Test
    void joinsTheClusterWithTheFlagsThatTasksNeed() {
        UserData userData = userData(capacity());

        GOLDEN.matches("script.ps1", userData.script());
        assertThat(userData.agent()).isEqualTo(LaunchAgent.EC2LAUNCH_V2);
        // After a restart the credential proxy has to be initialised again.
        assertThat(userData.persist()).isTrue();
    }

    @Test
    void knowsEveryKeyOfTheAgent() {
        assertThat(settings().stream().map(Setting::key))
                .containsExactlyInAnyOrderElementsOf(SpecKeys.of(EcsAgentSpec.builder()).names().stream()
                        // Changes the steps, not a line: EcsCapacityExtrasTest.
                        .filter(key -> !key.equals("archive"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void tellsTheAgentEachSettingOnALineOfItsOwn(Setting setting) {
        assertThat(newLines(capacity().agent(setting.agent()))).containsExactlyElementsOf(setting.lines());
    }

    @Test
    void turnsOffWhat2016DoesNotHave() {
        EcsWindowsCapacitySpecBuilder capacity = capacity().operatingSystem(WindowsRelease.WINDOWS_SERVER_2016_FULL);

        assertThat(newLines(capacity)).containsExactly("'EnableTaskENI' = $false", "'AwsvpcBlockIMDS' = $false");
        assertThat(userData(capacity).agent()).isEqualTo(LaunchAgent.EC2LAUNCH_V1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WINDOWS_SERVER_2016_FULL")
    void runsTheSameScriptOnEveryOtherRelease(WindowsRelease release) {
        assertThat(newLines(capacity().operatingSystem(release))).isEmpty();
        assertThat(userData(capacity().operatingSystem(release)).agent()).isEqualTo(release.launchAgent());
    }

    @Test
    void runsTheUsersStepsAroundItsOwn() throws IOException {
        Files.writeString(directory.resolve("certificates.ps1"), "Write-Host 'certificates'\r\n");
        Files.writeString(directory.resolve("monitoring.ps1"), "Write-Host 'monitoring'\n");
        EcsWindowsCapacitySpecBuilder capacity = capacity()
                .steps(StepsSpec.builder()
                        .before(List.of("certificates.ps1"))
                        .after(List.of("monitoring.ps1"))
                        .build());

        assertThat(userData(capacity).script().lines().filter(line -> line.startsWith("Invoke-Step")))
                .containsExactly(
                        "Invoke-Step -Name 'certificates.ps1' -ExitCode 100 -Script {",
                        "Invoke-Step -Name 'Set-EcsAgentEnvironment' -ExitCode 10 -Script {",
                        "Invoke-Step -Name 'Initialize-EcsAgent' -ExitCode 11 -Script {",
                        "Invoke-Step -Name 'Confirm-EcsAgent' -ExitCode 12 -Script {",
                        "Invoke-Step -Name 'monitoring.ps1' -ExitCode 150 -Script {");
        assertThat(userData(capacity).script())
                .contains("Write-Host 'certificates'")
                .contains("Write-Host 'monitoring'");
    }

    @Test
    void runsWhatIsForTheFirstBootAndWhatNeedsTheDomainBetweenTheJoinAndTheAgent() throws IOException {
        for (String file : List.of("first.ps1", "volume.ps1", "share.ps1", "last.ps1")) {
            Files.writeString(directory.resolve(file), "Write-Host 'hello'\n");
        }
        EcsWindowsCapacitySpecBuilder capacity = capacity()
                .domainJoin(join -> join.directoryId("d-1234567890"))
                .steps(steps -> steps.before("first.ps1")
                        .once("volume.ps1")
                        .afterDomainJoin("share.ps1")
                        .after("last.ps1"));

        assertThat(userData(capacity).script().lines().filter(line -> line.startsWith("Invoke-Step")))
                .containsExactly(
                        "Invoke-Step -Name 'first.ps1' -ExitCode 100 -Script {",
                        "Invoke-Step -Name 'Wait-DomainJoin' -ExitCode 14 -Script {",
                        "Invoke-Step -Name 'volume.ps1' -ExitCode 200 -Script {",
                        "Invoke-Step -Name 'share.ps1' -ExitCode 225 -Script {",
                        "Invoke-Step -Name 'Set-EcsAgentEnvironment' -ExitCode 10 -Script {",
                        "Invoke-Step -Name 'Initialize-EcsAgent' -ExitCode 11 -Script {",
                        "Invoke-Step -Name 'Confirm-EcsAgent' -ExitCode 12 -Script {",
                        "Invoke-Step -Name 'last.ps1' -ExitCode 150 -Script {");
        assertThat(userData(capacity().steps(steps -> steps.once("volume.ps1"))).script())
                .contains("Invoke-OnceStep -ExitCode 200 -Name 'volume.ps1' -Text @'");
    }

    @Test
    void saysWhichStepOfTheUsersCanNotBeRead() {
        Problems problems = new Problems();
        EcsWindowsCapacitySpec capacity = capacity()
                .steps(StepsSpec.builder().before(List.of("missing.ps1")).build())
                .build();

        EcsCapacityUserData.of(
                "storefront-dev", capacity, directory, problems.at("capacity").at("general"));

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly("capacity.general.steps.before[0]: got \"missing.ps1\"; use a file that exists,"
                        + " relative to the project's directory");
    }

    /** The lines that the default script does not have, trimmed. */
    private List<String> newLines(EcsWindowsCapacitySpecBuilder capacity) {
        List<String> lines = new ArrayList<>(lines(capacity));
        lines(capacity()).forEach(lines::remove);
        return lines;
    }

    private List<String> lines(EcsWindowsCapacitySpecBuilder capacity) {
        // A table of one entry stands on one line.
        String script = userData(capacity).script().replaceFirst("@\\{ (.*) }\n", "@{\n$1\n}\n");
        return script.lines().map(String::strip).toList();
    }

    private UserData userData(EcsWindowsCapacitySpecBuilder capacity) {
        Problems problems = new Problems();
        UserData userData = EcsCapacityUserData.of("storefront-dev", capacity.build(), directory, problems);
        assertThat(problems.problems()).isEmpty();
        return userData;
    }

    private static EcsWindowsCapacitySpecBuilder capacity() {
        return EcsWindowsCapacitySpec.builder().instanceTypes(List.of("m6i.large"));
    }
}
