package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.text.Sha256;
import dev.mullion.testkit.boot.Trial;
import dev.mullion.testkit.boot.Trial.Boot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances of a cluster boot with their scripts, by the real PowerShell, on a simulated Windows. */
@Tag("boot")
class EcsBootTest {
    private static final String JOINED =
            "joined shop-dev as arn:aws:ecs:eu-west-1:123456789012:container-instance/shop-dev/"
                    + "0123456789abcdef0123456789abcdef";

    /** The archive of an agent, on a machine that has Docker and no agent. */
    static final String SERVED = """
            @{
                Ami = 'container'
                Downloads = @{ 'https://artifacts.example.com/agent.zip' = @{ Base64 = 'BYTES'; Fails = 0 } }
            }
            """.replace("BYTES", Base64.getEncoder().encodeToString(zip("amazon-ecs-agent.exe")));

    static final String SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:join-AbCdEf";

    /** A domain, and who may join machines to it. */
    static final String DOMAIN = """
            @{
                Secrets = @{ 'SECRET' = '{"username":"joiner","password":"Hunter2x!"}' }
                Domains = @{ 'corp.example.com' = @{ User = 'joiner@corp.example.com'; Password = 'Hunter2x!' } }
            }
            """.replace("SECRET", SECRET);

    @Test
    void anInstanceJoinsItsClusterAtItsFirstBoot() {
        Trial trial = Trial.of(script("agent: {reservedMemoryMib: 1024}"));

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output()).contains(JOINED);
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
        assertThat(trial.machine().service("AmazonECS")).isEqualTo("Running, Automatic");
        assertThat(trial.machine().agentFlags())
                .containsEntry("Cluster", "shop-dev")
                .containsEntry("EnableTaskIAMRole", "true")
                .containsEntry("EnableTaskENI", "true")
                .containsEntry("AwsvpcBlockIMDS", "true")
                .containsEntry("LoggingDrivers", "[\"json-file\",\"awslogs\"]");
        assertThat(trial.machine().agentEnvironment())
                .containsEntry("ECS_RESERVED_MEMORY", "1024")
                .containsEntry("ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE", "true");
    }

    @Test
    void eachBootSaysOnTheSerialConsoleHowItEnded() {
        Trial trial = Trial.of(
                script(""),
                2,
                "@{ Boots = @{ '2' = @{ Fails = @(@{ Command = 'Initialize-ECSAgent'; Message = 'no Docker' }) } } }");

        assertThat(trial.boot(1).exitCode()).isZero();
        assertThat(trial.boot(2).exitCode()).isEqualTo(11);
        assertThat(trial.machine().serialConsole())
                .containsExactly(
                        "mullion: user data ended with exit code 0",
                        "mullion: Initialize-EcsAgent ended with exit code 11");
    }

    @Test
    void aSerialConsoleThatIsTakenChangesNothingElse() {
        Trial trial = Trial.of(script(""), 1, "@{ SerialConsoleInUse = $true }");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains("the serial console takes nothing: ", "Access to the port 'COM1' is denied.");
        assertThat(trial.machine().serialConsole()).isEmpty();
    }

    @Test
    void theNextBootDoesWhatEachBootMustAndNothingElse() {
        Trial trial = Trial.of(script(""), 2, "@{}");

        assertThat(trial.boot(2).exitCode()).isZero();
        // A restarted agent finds the credential proxy gone, so AWS's initialization runs each time.
        assertThat(trial.boot(2).calls())
                .containsExactly(
                        "start service AmazonSSMAgent",
                        "stop service AmazonECS",
                        "Initialize-ECSAgent AwsvpcBlockIMDS=True Cluster=shop-dev EnableTaskENI=True"
                                + " EnableTaskIAMRole=True LoggingDrivers=[\"json-file\",\"awslogs\"]");
        assertThat(trial.boot(2).different())
                .singleElement()
                .asString()
                .startsWith("~ file C:\\ProgramData\\Mullion\\log\\");
    }

    @Test
    void theSsmAgentRunsBeforeAnythingElse() {
        assertThat(Trial.of(script("")).boot().calls()).element(1).isEqualTo("start service AmazonSSMAgent");
    }

    @Test
    void anAmiWithoutTheSsmAgentBootsAllTheSame() {
        Trial trial = Trial.of(script(""), 1, "@{ Services = @{ AmazonSSMAgent = @{ StartType = 'Disabled' } } }");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains(
                        "the SSM agent does not start: Service 'Amazon SSM Agent (AmazonSSMAgent)' cannot be started");
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @ParameterizedTest(name = "{0} failures of Initialize-ECSAgent end with {1}")
    @CsvSource({"1, 0", "2, 0", "3, 11"})
    void theInitializationIsTriedThreeTimes(int failures, int exitCode) {
        Trial trial = Trial.of(
                script(""),
                1,
                "@{ Fails = @(@{ Command = 'Initialize-ECSAgent'; Times = " + failures
                        + "; Message = 'no adapter has an address' }) }");

        assertThat(trial.boot().exitCode()).isEqualTo(exitCode);
        assertThat(trial.boot().output()).contains("attempt 1 failed: no adapter has an address");
        assertThat(trial.machine().agentJoined()).isEqualTo(exitCode == 0 ? "shop-dev" : "");
        if (exitCode == 11) {
            assertThat(trial.boot().output())
                    .contains(
                            "Initialize-ECSAgent failed: no adapter has an address; see C:\\ProgramData\\Amazon\\ECS\\log")
                    .contains("Initialize-EcsAgent failed, exit code 11");
            assertThat(trial.boot().seconds()).isEqualTo(60);
        }
    }

    @Test
    void anInitializationThatHangsIsEndedAndTheNextBootMendsIt() {
        Trial trial = Trial.of(
                script(""), 2, "@{ Fails = @(@{ Command = 'Initialize-ECSAgent'; Times = 3; Hangs = $true }) }");

        assertThat(trial.boot(1).exitCode()).isEqualTo(11);
        assertThat(trial.boot(1).output())
                .contains("attempt 1 did not end in 300 seconds")
                .contains("Initialize-ECSAgent did not end in 300 seconds; see C:\\ProgramData\\Amazon\\ECS\\log");
        // Three times 300 seconds, and 30 seconds between them.
        assertThat(trial.boot(1).seconds()).isEqualTo(960);
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void anAgentThatStartsForAWhileIsWaitedFor() {
        Trial trial = Trial.of(script(""), 1, """
                @{ Services = @{ AmazonECS = @{ StartType = 'Automatic'; StartSeconds = 50; DependsOn = @('Docker') } } }
                """);

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().calls()).contains("stop service AmazonECS");
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void anAgentInAnotherClusterIsNoSuccess() {
        Boot boot =
                Trial.of(script(""), 1, "@{ Agent = @{ Cluster = 'default' } }").boot();

        assertThat(boot.exitCode()).isEqualTo(12);
        assertThat(boot.output())
                .contains("not in cluster shop-dev after 600 seconds: the agent is in cluster 'default' as"
                        + " 'arn:aws:ecs:eu-west-1:123456789012:container-instance/default/0123456789abcdef0123456789abcdef';"
                        + " see C:\\ProgramData\\Amazon\\ECS\\log");
    }

    @Test
    void anAgentThatNeverRegistersIsNoSuccess() {
        Boot boot =
                Trial.of(script(""), 1, "@{ Agent = @{ NeverJoins = $true } }").boot();

        assertThat(boot.exitCode()).isEqualTo(12);
        assertThat(boot.output())
                .contains("not in cluster shop-dev after 600 seconds: the agent is in cluster 'shop-dev' as ''");
    }

    @Test
    void anAgentThatDoesNotAnswerIsNoSuccess() {
        Boot boot = Trial.of(script(""), 1, "@{ Agent = @{ NeverAnswers = $true } }")
                .boot();

        assertThat(boot.exitCode()).isEqualTo(12);
        assertThat(boot.output())
                .contains(
                        "not in cluster shop-dev after 600 seconds: the agent does not answer: Unable to connect to the"
                                + " remote server");
    }

    @Test
    void anAgentThatGivesUpIsStartedAgainThreeTimes() {
        Trial trial = Trial.of(script(""), 1, """
                @{
                    Services = @{ AmazonECS = @{ StartType = 'Automatic'; DiesAfter = 4; DependsOn = @('Docker') } }
                }
                """);

        assertThat(trial.boot().exitCode()).isEqualTo(12);
        assertThat(trial.boot().output())
                .contains("service AmazonECS is Stopped; start 1 of 3")
                .contains("service AmazonECS is Stopped; start 3 of 3")
                .doesNotContain("start 4 of 3")
                .contains("not in cluster shop-dev after 600 seconds: service AmazonECS is Stopped");
    }

    @Test
    void anInstanceThatDidNotJoinIsMarkedUnhealthy() {
        Trial trial =
                Trial.of(script("replaceUnregisteredAfterSeconds: 1800"), 1, "@{ Agent = @{ Cluster = 'default' } }");

        assertThat(trial.boot().exitCode()).isEqualTo(12);
        assertThat(trial.boot().tasks()).singleElement().asString().contains("marked i-0123456789abcdef0 unhealthy");
        assertThat(trial.machine().instanceHealth()).isEqualTo("Unhealthy");
    }

    @Test
    void anInstanceThatJoinedStaysHealthy() {
        Trial trial = Trial.of(script("replaceUnregisteredAfterSeconds: 1800"));

        assertThat(trial.boot().tasks()).singleElement().asString().contains("is in shop-dev as arn:aws:ecs:");
        assertThat(trial.machine().instanceHealth()).isEqualTo("Healthy");
    }

    /** `-ClusterName -File` would bind no value. */
    @Test
    @Tag("adversary")
    void aClusterMayBeCalledLikeAParameter() {
        Trial trial = Trial.of(script("replaceUnregisteredAfterSeconds: 1800").replace("'shop-dev'", "'-File'"));

        assertThat(trial.boot().tasks()).singleElement().asString().contains("is in -File as arn:aws:ecs:");
    }

    @Test
    void anInstanceBoundForTheWarmPoolNeedNotHaveJoined() {
        Trial trial = Trial.of(script("replaceUnregisteredAfterSeconds: 1800\nwarmPool: {minSize: 1}"), 1, """
                @{
                    Tags = @{ 'aws:autoscaling:groupName' = 'shop' }
                    Metadata = @{ 'autoscaling/target-lifecycle-state' = 'Warmed:Stopped' }
                }
                """);

        assertThat(trial.boot().tasks())
                .element(1)
                .asString()
                .contains("bound for Warmed:Stopped, so it need not have joined");
        assertThat(trial.machine().instanceHealth()).isEqualTo("Healthy");
    }

    /** The watch must be there whatever a file of the user's does. */
    @Test
    void theWatchIsRegisteredBeforeTheUsersOwnSteps() {
        Trial trial = Trial.of(EcsFile.capacity("""
                                instanceTypes: [m6i.large]
                                replaceUnregisteredAfterSeconds: 1800
                                steps: {before: [broken.ps1]}
                                """)
                .with("broken.ps1", "throw 'no licence'\n")
                .userData()
                .script());

        assertThat(trial.boot().exitCode()).isEqualTo(100);
        assertThat(trial.boot().output()).contains("no licence");
        assertThat(trial.machine().instanceHealth()).isEqualTo("Unhealthy");
    }

    @Test
    void theWatchAsksNobodyWhereTheMetadataServiceIsAway() {
        Boot boot = Trial.of(
                        script("replaceUnregisteredAfterSeconds: 1800"),
                        1,
                        "@{ Agent = @{ NeverAnswers = $true }; MetadataFails = 1 }")
                .boot();

        assertThat(boot.tasks()).singleElement().asString().contains("Unable to connect to the remote server");
        assertThat(boot.tasks()).singleElement().asString().contains("exit code 1");
    }

    @Test
    void anInstanceOfAWarmPoolWaitsForItsClusterUntilItLeavesThePool() {
        Trial trial = Trial.of(script("warmPool: {minSize: 1}"), 2, """
                @{
                    Tags = @{ 'aws:autoscaling:groupName' = 'shop' }
                    Metadata = @{ 'autoscaling/target-lifecycle-state' = 'Warmed:Stopped' }
                    Boots = @{ '2' = @{ Metadata = @{ 'autoscaling/target-lifecycle-state' = 'InService' } } }
                }
                """);

        assertThat(trial.boot(1).exitCode()).isZero();
        assertThat(trial.boot(1).output()).contains("bound for Warmed:Stopped").doesNotContain("Confirm-EcsAgent");
        assertThat(trial.boot(1).calls())
                .contains("Complete-ASLifecycleAction shop mullion-ecs-agent CONTINUE i-0123456789abcdef0");
        assertThat(trial.boot(2).output()).contains(JOINED);
        assertThat(trial.boot(2).calls())
                .contains("Complete-ASLifecycleAction shop mullion-ecs-agent CONTINUE i-0123456789abcdef0");
        assertThat(trial.machine().lifecycleAction()).isEqualTo("CONTINUE");
    }

    @Test
    void theLifecycleActionIsTriedAgainWhereTheInstanceHasNoTagYet() {
        Boot boot = Trial.of(script("warmPool: {minSize: 1}"), 1, """
                        @{ Tags = @{ 'aws:autoscaling:groupName' = @{ AfterSeconds = 150; Value = 'shop' } } }
                        """).boot();

        assertThat(boot.tasks())
                .singleElement()
                .asString()
                .contains("attempt 1 failed: the instance has no tag aws:autoscaling:groupName yet");
        assertThat(boot.calls())
                .filteredOn(call -> call.startsWith("Complete-ASLifecycleAction"))
                .containsExactly("Complete-ASLifecycleAction shop mullion-ecs-agent CONTINUE i-0123456789abcdef0");
    }

    @ParameterizedTest(name = "no action {0} times: {1} attempts")
    @CsvSource({"2, 3, CONTINUE", "5, 5, ''"})
    void theLifecycleActionIsTriedFiveTimes(int notYet, int attempts, String action) {
        Trial trial = Trial.of(
                script("warmPool: {minSize: 1}"),
                1,
                "@{ Tags = @{ 'aws:autoscaling:groupName' = 'shop' }; LifecycleAction = @{ NotYet = " + notYet
                        + " } }");

        assertThat(trial.boot().calls())
                .filteredOn(call -> call.startsWith("Complete-ASLifecycleAction"))
                .hasSize(attempts);
        assertThat(trial.machine().lifecycleAction()).isEqualTo(action);
    }

    @Test
    void theAgentOfAnArchiveRunsAsAServiceThatComesBack() {
        Trial trial = Trial.of(archive(hash()), 2, SERVED);

        assertThat(trial.boot(1).exitCode()).isZero();
        assertThat(trial.machine().service("AmazonECS")).isEqualTo("Running, Automatic");
        assertThat(trial.machine().failureActions("AmazonECS"))
                .isEqualTo("reset=300 actions=restart/5000/restart/30000/restart/60000");
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
        assertThat(trial.machine().files())
                .containsEntry("C:\\Program Files\\Amazon\\ECS\\amazon-ecs-agent.exe", "the agent");
        assertThat(trial.boot(2).output()).contains("is installed: " + hash());
        assertThat(trial.boot(2).calls()).noneMatch(call -> call.contains("https://"));
    }

    @Test
    void anArchiveOfAnotherHashIsNeverUnpacked() {
        Trial trial = Trial.of(archive("AB".repeat(32)), 1, SERVED);

        assertThat(trial.boot().exitCode()).isEqualTo(15);
        assertThat(trial.boot().output())
                .contains("has SHA-256 " + hash() + ", not " + "AB".repeat(32) + "; it was not unpacked");
        assertThat(trial.boot().calls()).noneMatch(call -> call.startsWith("expand"));
        assertThat(trial.machine().files()).doesNotContainKey("C:\\Windows\\TEMP\\ecs-agent.zip");
        assertThat(trial.machine().service("AmazonECS")).isEmpty();
    }

    @ParameterizedTest(name = "{0} downloads fail: exit code {1}")
    @CsvSource({"4, 0", "5, 15"})
    void theArchiveIsFetchedFiveTimes(int failures, int exitCode) {
        Trial trial = Trial.of(archive(hash()), 1, SERVED.replace("Fails = 0", "Fails = " + failures));

        assertThat(trial.boot().exitCode()).isEqualTo(exitCode);
        assertThat(trial.boot().output())
                .contains(
                        "attempt 4 to download https://artifacts.example.com/agent.zip failed: Unable to connect to the remote server");
    }

    @Test
    void anArchiveWithoutTheAgentIsRefused() {
        Boot boot = Trial.of(
                        archive(Sha256.hex(zip("readme.txt"))),
                        1,
                        SERVED.replace(
                                Base64.getEncoder().encodeToString(zip("amazon-ecs-agent.exe")),
                                Base64.getEncoder().encodeToString(zip("readme.txt"))))
                .boot();

        assertThat(boot.exitCode()).isEqualTo(15);
        assertThat(boot.output()).contains("holds no amazon-ecs-agent.exe at its top");
    }

    @Test
    void aServiceThatCanNotBeChangedEndsItsStep() {
        Boot boot = Trial.of(archive(hash()), 2, SERVED.replace("Ami =", "ServiceChangeReturns = 2; Ami ="))
                .boot(2);

        assertThat(boot.exitCode()).isEqualTo(16);
        assertThat(boot.output()).contains("service AmazonECS can not be changed: Win32_Service.Change returned 2");
    }

    @Test
    void aMachineWithoutDockerSaysSo() {
        Boot boot = Trial.of(archive(hash()), 1, SERVED.replace("'container'", "'plain'"))
                .boot();

        assertThat(boot.exitCode()).isEqualTo(16);
    }

    @ParameterizedTest(name = "{0} fails: exit code {1}")
    @CsvSource(delimiter = '|', textBlock = """
            replaceUnregisteredAfterSeconds: 1800 | 18 | @{ Command = 'Register-ScheduledTask'; Times = 1; Message = 'Access is denied.' }
            warmPool: {minSize: 1}                | 17 | @{ Command = 'Register-ScheduledTask'; Times = 1; Message = 'Access is denied.' }
            warmPool: {minSize: 1}                | 17 | @{ Command = 'Set-Content'; Times = 1; Message = 'There is not enough space on the disk.' }
            warmPool: {minSize: 1}                | 17 | @{ Command = 'Invoke-RestMethod'; Times = 1; Message = 'Unable to connect to the remote server' }
            warmPool: {minSize: 1}                | 11 | @{ Command = 'Start-Job'; Times = 1; Message = 'There is not enough memory.' }
            """)
    void aStepThatFailsEndsWithItsOwnExitCodeAndTheNextBootMakesUpForIt(String keys, int exitCode, String failure) {
        Trial trial = Trial.of(script(keys), 2, "@{ Fails = @(" + failure + ") }");

        assertThat(trial.boot(1).exitCode()).isEqualTo(exitCode);
        assertThat(trial.boot(1).output()).contains("failed, exit code " + exitCode);
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @ParameterizedTest(name = "{0} fails: exit code {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Expand-Archive  | 15 | End of Central Directory record could not be found.
            New-Service     | 16 | Access is denied.
            Restart-Service | 16 | Access is denied.
            Get-CimInstance | 16 | Access is denied.
            """)
    void anArchivesStepThatFailsIsMadeUpForToo(String command, int exitCode, String message) {
        Trial trial = Trial.of(
                archive(hash()),
                2,
                SERVED.replace(
                        "Ami =",
                        "Fails = @(@{ Command = '" + command + "'; Times = 1; Message = '" + message + "' }); Ami ="));

        assertThat(trial.boot(1).exitCode()).isEqualTo(exitCode);
        assertThat(trial.boot(1).output()).contains(message).contains("failed, exit code " + exitCode);
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void aBootThatIsCutOffIsMadeUpForByTheNext() {
        Trial trial = Trial.of(
                script(""),
                2,
                "@{ Fails = @(@{ Command = 'Initialize-ECSAgent'; Times = 1; RestartsMachine = $true }) }");

        assertThat(trial.boot(1).cutOff()).isTrue();
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void instanceAttributesReachTheAgentAsTheyAreWritten() {
        Trial trial = Trial.of(script("""
                agent:
                  instanceAttributes: {team: store'front, disk: 'C:\\data', price: '$5 `a` "b"'}
                """));

        assertThat(trial.machine().agentEnvironment())
                .containsEntry(
                        "ECS_INSTANCE_ATTRIBUTES",
                        "{\"team\":\"store'front\",\"disk\":\"C:\\\\data\",\"price\":\"$5 `a` \\\"b\\\"\"}");
    }

    @Test
    void whatTheAmiAlreadyHasIsOverwritten() {
        Map<String, String> environment = Trial.of(
                        script("agent: {imagePullBehavior: prefer-cached}"),
                        1,
                        "@{ Environment = @{ ECS_IMAGE_PULL_BEHAVIOR = 'once' } }")
                .machine()
                .agentEnvironment();

        assertThat(environment).containsEntry("ECS_IMAGE_PULL_BEHAVIOR", "prefer-cached");
    }

    static String hash() {
        return Sha256.hex(zip("amazon-ecs-agent.exe")).toUpperCase(Locale.ROOT);
    }

    static byte[] zip(String file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(file);
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write("the agent".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String archive(String sha256) {
        return script("""
                agent:
                  archive: {version: v1.106.1, sha256: %s, url: 'https://artifacts.example.com/agent.zip'}
                """.formatted(sha256));
    }

    /** What instances of the cluster shop boot with, with these keys of their capacity. */
    static String script(String keys) {
        return EcsFile.capacity("instanceTypes: [m6i.large]\n" + keys)
                .userData()
                .script();
    }
}
