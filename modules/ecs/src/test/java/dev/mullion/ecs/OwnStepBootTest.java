package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.boot.Trial;
import dev.mullion.testkit.boot.Trial.Boot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file of the user does to the boot that it is a step of, and what it can not do. */
@Tag("boot")
class OwnStepBootTest {
    /** Steps as people write them, each with what 5.1 does and what to expect in its head. */
    private static final Path WRITTEN = Path.of("../windows/src/test/resources/powershell/own");

    @Test
    void aFileRunsAndTheStepsBehindItToo() {
        Trial trial = Trial.of(before("Write-Host 'hello'\n'from the pipeline'\n"));

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output()).contains("hello\nfrom the pipeline\n");
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit",
                "exit 0",
                "return",
                "break",
                "continue",
                "Stop-Transcript",
                "Set-Location C:\\Windows",
                "Set-StrictMode -Version Latest; $ErrorActionPreference = 'SilentlyContinue'",
                "function Write-StepLog { throw 'mine' }; function Invoke-Step { throw 'mine' }",
                "$env:ECS_CLUSTER = 'another'",
                "Get-Process | Out-Null; sc.exe query nothing"
            })
    void whatAFileLeavesBehindReachesNoOtherStep(String text) {
        Trial trial =
                Trial.of(before(text.equals("Stop-Transcript") ? "try { Stop-Transcript } catch { }\n" : text + "\n"));

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
        assertThat(trial.machine().files().get("C:\\ProgramData\\Mullion\\log\\user-data.log"))
                .contains("Confirm-EcsAgent done");
    }

    @Test
    void aBreakOutsideOfALoopEndsTheFileAndIsToldOf() {
        Boot boot = Trial.of(before("Write-Host 'before'\nbreak\nWrite-Host 'behind'\n"))
                .boot();

        assertThat(boot.output())
                .contains("before\nended at a break or continue outside of a loop\n")
                .doesNotContain("behind");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 7",
                "throw 'no licence'",
                "Get-Item C:\\nothing.txt",
                "if (",
                "Invoke-Native -FilePath 'nothing.exe'",
                "Invoke-Native -FilePath 'sc.exe' -ArgumentList 'failureflag', 'nothing', '1'",
                "[int] 'seven'"
            })
    void aFileThatFailsEndsTheScriptWithItsOwnExitCode(String text) {
        Trial trial = Trial.of(before(text + "\n"));

        assertThat(trial.boot().exitCode()).isEqualTo(100);
        assertThat(trial.boot().output()).contains("own.ps1 failed, exit code 100");
        assertThat(trial.machine().service("AmazonECS")).isEmpty();
    }

    @Test
    void anErrorIsNamedByTheFilesOwnLine() {
        Boot boot = Trial.of(before("Write-Host 'one'\nWrite-Host 'two'\nthrow 'no licence'\n"))
                .boot();

        assertThat(boot.output())
                .contains("no licence\n")
                .contains("At C:\\ProgramData\\Mullion\\steps\\100\\own.ps1:3 char:1");
    }

    @Test
    void aFileThatDoesNotParseIsNamedByItsOwnLine() {
        Boot boot = Trial.of(before("Write-Host 'one'\nif ($true) {\n")).boot();

        assertThat(boot.output()).contains("C:\\ProgramData\\Mullion\\steps\\100\\own.ps1:2 char:12");
    }

    @Test
    void aFileAsksForARestartAndTheNextBootGoesOnBehindIt() {
        Trial trial = Trial.of(before("Write-Host 'installs'\nexit 3010\n"), 3, "@{}");

        assertThat(trial.boot(1).exitCode()).isEqualTo(3010);
        assertThat(trial.boot(1).restarts()).isTrue();
        assertThat(trial.boot(1).output()).doesNotContain("Initialize-EcsAgent");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output())
                .contains("was done before the restart")
                .doesNotContain("installs");
        // Its end forgets the restart.
        assertThat(trial.boot(3).output()).contains("installs");
        assertThat(trial.machine().files()).containsKey("C:\\ProgramData\\Mullion\\restarts.txt");
    }

    @Test
    void ec2LaunchV1IsRestartedByTheScript() {
        Trial trial = Trial.of(
                EcsFile.capacity("""
                                operatingSystem: WINDOWS_SERVER_2019_FULL
                                instanceTypes: [m6i.large]
                                steps: {before: [own.ps1]}
                                """).with("own.ps1", "exit 3010\n").userData().script(), 2, "@{ Release = '2019' }");

        assertThat(trial.boot(1).exitCode()).isZero();
        assertThat(trial.boot(1).calls()).endsWith("restart the machine");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void aFileThatRestartsForEverEndsItsStepAtTheSixthTime() {
        Trial trial = Trial.of(before("Restart-Computer -Force\nWrite-Host 'behind'\n"), 6, "@{}");

        assertThat(trial.boot(5).exitCode()).isEqualTo(3010);
        assertThat(trial.boot(6).exitCode()).isEqualTo(100);
        assertThat(trial.boot(6).output())
                .contains("asks for a sixth restart: five did not bring this script to its end")
                .doesNotContain("behind");
    }

    @Test
    void aProgramThatAsksForARestartIsNoFailure() {
        Boot boot = Trial.of(
                        before(
                                "Invoke-Native -FilePath 'C:\\setup\\runtime.exe'\nif ($LASTEXITCODE -eq 3010) { exit 3010 }\n"),
                        1,
                        "@{ Programs = @{ 'C:\\setup\\runtime.exe' = @{ ExitCode = 3010 } } }")
                .boot();

        assertThat(boot.exitCode()).isEqualTo(3010);
        assertThat(boot.output()).contains("C:\\setup\\runtime.exe asks for a restart (exit code 3010)");
    }

    @Test
    void aTraceThatIsLeftOnShowsNoSecretOfALaterStep() {
        Trial trial = Trial.of(
                EcsFile.capacity("""
                                instanceTypes: [m6i.large]
                                domainJoin: {domain: corp.example.com, secretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:join-AbCdEf'}
                                steps: {before: [trace.ps1]}
                                """)
                        .with("trace.ps1", "Set-PSDebug -Trace 2\n$limit = 512\n")
                        .userData()
                        .script(),
                2,
                """
                @{
                    Secrets = @{ 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:join-AbCdEf' = '{"username":"joiner","password":"Hunter2x!"}' }
                    Domains = @{ 'corp.example.com' = @{ User = 'joiner@corp.example.com'; Password = 'Hunter2x!' } }
                }
                """);

        assertThat(trial.boots()).allSatisfy(boot -> assertThat(boot.output()).doesNotContain("Hunter2x!"));
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.machine().domain()).isEqualTo("corp.example.com");
    }

    @Test
    void leaveByBreak() {
        Trial trial = Trial.of(before(written("leave-by-break")), 2, "@{}");

        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output()).contains("the sensor was set up at an earlier boot");
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void ownTranscript() {
        Trial trial = Trial.of(before(written("own-transcript")));

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.machine().files().get("C:\\ProgramData\\Mullion\\log\\user-data.log"))
                .contains("Confirm-EcsAgent done");
    }

    @Test
    void traceLeftOn() {
        assertThat(Trial.of(before(written("trace-left-on"))).boot().exitCode()).isZero();
    }

    @Test
    void downloadRetry() {
        Boot boot = Trial.of(before(written("download-retry"))).boot();

        assertThat(boot.exitCode()).isEqualTo(100);
        assertThat(boot.output())
                .contains("A parameter cannot be found that matches parameter name 'MaximumRetryCount'.");
    }

    @Test
    void joinPathThree() {
        Boot boot = Trial.of(before(written("join-path-three"))).boot();

        assertThat(boot.exitCode()).isEqualTo(100);
        assertThat(boot.output()).contains("A positional parameter cannot be found that accepts argument 'conf'.");
    }

    @Test
    void isWindows() {
        Trial trial = Trial.of(before(written("is-windows")));

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output()).contains("no Windows, nothing to do");
        assertThat(trial.machine().files().get("C:\\Windows\\System32\\drivers\\etc\\hosts"))
                .doesNotContain("licences");
    }

    @Test
    void executionPolicy() {
        Boot boot = Trial.of(before(written("execution-policy"))).boot();

        assertThat(boot.exitCode()).isEqualTo(100);
        assertThat(boot.output())
                .contains("the setting is overridden by a policy defined at a more specific scope")
                .contains("own.ps1:8 char:1");
    }

    @Test
    void agentCtlStderr() {
        String scenario = """
                @{
                    Files = @{ 'C:\\Program Files\\Amazon\\AmazonCloudWatchAgent\\amazon-cloudwatch-agent-ctl.ps1' = '& config-downloader.exe --mode ec2 2>&1' }
                    Programs = @{ 'C:\\Windows\\System32\\config-downloader.exe' = @{ ErrorOutput = 'imds retry client will retry 1 times'; ExitCode = 0 } }
                }
                """;
        String text = written("agent-ctl-stderr");

        assertThat(Trial.of(before(text), 1, scenario).boot().exitCode()).isEqualTo(100);
        assertThat(Trial.of(
                                before(text.replace("\n& 'C:", "\n$ErrorActionPreference = 'Continue'\n& 'C:")),
                                1,
                                scenario)
                        .boot()
                        .exitCode())
                .isZero();
    }

    @Test
    void restartAndGoOn() {
        Trial trial = Trial.of(
                before(written("restart-and-go-on")),
                2,
                "@{ Programs = @{ 'C:\\setup\\runtime.exe' = @{ ExitCode = 3010 } } }");

        assertThat(trial.boot(1).restarts()).isTrue();
        assertThat(trial.boot(1).output()).contains("runtime installed").doesNotContain("Initialize-EcsAgent");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).calls()).noneMatch(call -> call.startsWith("run runtime.exe"));
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void carefulOwnNames() {
        Trial trial = Trial.of(before(written("careful-own-names")), 2, "@{}");

        assertThat(trial.boots()).allSatisfy(boot -> assertThat(boot.exitCode()).isZero());
        assertThat(trial.boot(1).output()).contains("[WARN] zone GMT Standard Time");
        assertThat(trial.machine().files())
                .containsEntry("C:\\ProgramData\\Harbour\\zone.txt", "GMT Standard Time\r\n");
    }

    @Test
    void carefulNetCalls() {
        Trial trial = Trial.of(before(written("careful-net-calls")), 2, "@{}");

        assertThat(trial.boots()).allSatisfy(boot -> assertThat(boot.exitCode()).isZero());
        assertThat(trial.machine().environment())
                .containsEntry("HTTPS_PROXY", "http://proxy.harbour.example.com:3128")
                .containsEntry("NO_PROXY", "169.254.169.254,169.254.170.2");
        assertThat(trial.machine().files().get("C:\\ProgramData\\docker\\config\\daemon.json"))
                .startsWith("{");
        assertThat(trial.boot(1).calls()).contains("stop service Docker");
        assertThat(trial.boot(2).calls()).noneMatch(call -> call.contains("service Docker"));
    }

    @Test
    void carefulCertificates() {
        Trial trial = Trial.of(before(written("careful-certificates")), 2, """
                @{
                    Buckets = @{ 'harbour-certs' = @{ 'node/root.cer' = 'CN=Harbour Root'; 'node/node.pfx' = 'CN=a.nodes.harbour.example.com' } }
                    Secrets = @{ 'harbour/node-pfx' = 'Hunter2x!' }
                }
                """);

        assertThat(trial.boots()).allSatisfy(boot -> {
            assertThat(boot.exitCode()).isZero();
            assertThat(boot.output()).doesNotContain("Hunter2x!");
        });
        assertThat(trial.boot(1).calls())
                .filteredOn(call -> call.startsWith("import"))
                .hasSize(2);
        assertThat(trial.boot(2).calls()).noneMatch(call -> call.startsWith("import"));
    }

    @Test
    void aFileOfTheFirstBootRunsAtThatAlone() {
        Trial trial = Trial.of(once("Write-Host 'attaches'\n"), 3, "@{}");

        assertThat(trial.boots()).allSatisfy(boot -> assertThat(boot.exitCode()).isZero());
        assertThat(trial.boot(1).output()).contains("attaches");
        assertThat(trial.boot(2).output())
                .contains("was done at the first boot")
                .doesNotContain("attaches");
        assertThat(trial.boot(3).output()).doesNotContain("attaches");
        assertThat(trial.machine().files()).containsKey("C:\\ProgramData\\Mullion\\once\\own.ps1.done");
    }

    @Test
    void aFileOfTheFirstBootThatFailedRunsAgain() {
        String text = """
                if (-not (Test-Path 'C:\\second.txt')) {
                    New-Item -ItemType File -Path 'C:\\second.txt' | Out-Null
                    throw 'no volume yet'
                }
                Write-Host 'attaches'
                """;
        Trial trial = Trial.of(once(text), 3, "@{}");

        assertThat(trial.boot(1).exitCode()).isEqualTo(200);
        assertThat(trial.boot(1).output()).contains("own.ps1 failed, exit code 200");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output()).contains("attaches");
        assertThat(trial.boot(3).output()).doesNotContain("attaches");
    }

    @Test
    void aFileOfTheFirstBootMayAskForARestartBehindIt() {
        Trial trial = Trial.of(once("Write-Host 'attaches'\nexit 3010\n"), 3, "@{}");

        assertThat(trial.boot(1).exitCode()).isEqualTo(3010);
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output())
                .contains("was done before the restart")
                .doesNotContain("attaches");
        assertThat(trial.boot(3).output()).contains("was done at the first boot");
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void filesBehindTheDomainJoinRunOnceTheMachineIsInTheDomain() {
        String script = EcsFile.capacity(
                        "instanceTypes: [m6i.large]\ndomainJoin: {domain: corp.example.com, secretArn: '"
                                + EcsBootTest.SECRET + "'}\nsteps: {once: [once.ps1], afterDomainJoin: [own.ps1]}\n")
                .with("once.ps1", "Write-Host 'attaches'\n")
                .with("own.ps1", "Write-Host \"maps in $((Get-CimInstance Win32_ComputerSystem).Domain)\"\n")
                .userData()
                .script();
        Trial trial = Trial.of(script, 3, EcsBootTest.DOMAIN);

        assertThat(trial.boot(1).exitCode()).isEqualTo(3010);
        assertThat(trial.boot(1).output()).doesNotContain("attaches").doesNotContain("maps in");
        assertThat(trial.boot(2).output()).contains("attaches").contains("maps in corp.example.com");
        assertThat(trial.boot(3).output()).contains("maps in corp.example.com").doesNotContain("attaches");
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    /** What an instance boots with that runs this text at its first boot. */
    private static String once(String text) {
        return EcsFile.capacity("instanceTypes: [m6i.large]\nsteps: {once: [own.ps1]}\n")
                .with("own.ps1", text)
                .userData()
                .script();
    }

    /** What an instance boots with that runs this text as its first own step. */
    static String before(String text) {
        return EcsFile.capacity("instanceTypes: [m6i.large]\nsteps: {before: [own.ps1]}\n")
                .with("own.ps1", text)
                .userData()
                .script();
    }

    private static String written(String name) {
        try {
            return Files.readString(WRITTEN.resolve(name + ".ps1"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
