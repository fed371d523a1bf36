package dev.mullion.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.aws.SecretArn;
import dev.mullion.core.template.PowerShell;
import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.StepsSpec;
import dev.mullion.testkit.HostileValue;
import dev.mullion.testkit.boot.Trial;
import dev.mullion.testkit.boot.Trial.Boot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts boot, by the real PowerShell, on a simulated Windows. */
@Tag("boot")
class HostBootTest {
    private static final String READY = "Features = @{ Containers = @{ State = 'Installed' } }\n";
    private static final String SECRETS = "Secrets = @{ '" + Hosts.SECRET + "' = '" + Hosts.SECRET_VALUE + "' }\n";
    private static final String CONFLIST = "C:\\Program Files\\containerd\\cni\\conf\\0-containerd-nat.conflist";
    private static final String BUILDKITD_TOML = "C:\\ProgramData\\buildkitd\\buildkitd.toml";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void aMachineBecomesABuilderBehindOneRestart() {
        Trial trial = builder().boots(2, "");

        assertThat(trial.boot(1).exitCode()).isEqualTo(3010);
        assertThat(trial.boot(1).restarts()).isTrue();
        assertThat(trial.boot(1).output())
                .contains("feature Containers is EnablePending")
                .contains("Windows restarts and runs this script again")
                .doesNotContain("Install-Containerd");
        Boot second = trial.boot(2);
        assertThat(second.exitCode()).isZero();
        assertThat(second.restarts()).isFalse();
        assertThat(second.output())
                .contains("installed containerd 2.3.7 in C:\\Program Files\\containerd\n")
                .contains("installed nerdctl 2.3.5 in C:\\Program Files\\nerdctl\n")
                .contains("made the network nat at 172.30.208.0/20 by 172.30.208.1\n")
                .contains("containerd answers\n")
                .contains(
                        "a container of mcr.microsoft.com/windows/nanoserver:ltsc2022 runs and reaches mcr.microsoft.com by 172.30.208.1\n")
                .contains("made local group buildkit-users\n")
                .contains("BuildKit has a worker whose builds have a network\n");
        assertThat(trial.machine().service("containerd")).isEqualTo("Running, Manual");
        assertThat(trial.machine().service("buildkitd")).isEqualTo("Running, Manual");
        assertThat(trial.machine().failureActions("containerd"))
                .isEqualTo("reset=86400 actions=restart/15000/restart/15000/restart/60000");
        assertThat(trial.machine().environment().get("Path"))
                .endsWith(";C:\\Program Files\\containerd;C:\\Program Files\\nerdctl;C:\\Program Files\\buildkit");
        assertThat(trial.machine().scheduledTasks()).containsOnlyKeys("Mullion-RotateLogs");
        assertThat(second.different())
                .contains("+ registry HKLM:\\SYSTEM\\CurrentControlSet\\Services\\containerd ImagePath:"
                        + " \"C:\\Program Files\\containerd\\containerd.exe\" --run-service --config"
                        + " \"C:\\Program Files\\containerd\\config.toml\" --log-file"
                        + " C:\\ProgramData\\containerd\\containerd.log")
                .contains("+ registry HKLM:\\SYSTEM\\CurrentControlSet\\Services\\buildkitd ImagePath:"
                        + " \"C:\\Program Files\\buildkit\\buildkitd.exe\" --run-service --config"
                        + " C:\\ProgramData\\buildkitd\\buildkitd.toml --log-file"
                        + " C:\\ProgramData\\buildkitd\\buildkitd.log --group EC2AMAZ-0A1B2C3\\buildkit-users")
                .contains("+ registry HKLM:\\SYSTEM\\CurrentControlSet\\Services\\buildkitd Environment:"
                        + " BUILDKIT_STEP_LOG_MAX_SIZE=-1 BUILDKIT_STEP_LOG_MAX_SPEED=-1")
                .contains(
                        "~ registry HKLM:\\SYSTEM\\CurrentControlSet\\Control WaitToKillServiceTimeout: 5000 -> 900000")
                .anyMatch(line -> line.startsWith("~ Defender ExclusionProcess:"));
    }

    @Test
    void eachFileIsWrittenAsItIsMeant() {
        Hosts hosts = builder();
        Trial trial = hosts.boots(1, READY);
        ContainerHost host = hosts.host();

        assertThat(trial.machine().files())
                .containsEntry("C:\\Program Files\\containerd\\config.toml", text(HostFiles.containerd()))
                .containsEntry(
                        "C:\\Program Files\\containerd\\conf.d\\mullion.toml",
                        text(HostFiles.containerdDropIn(host.network())))
                .containsEntry(CONFLIST, text(HostFiles.network(host.network())))
                .containsEntry(
                        BUILDKITD_TOML, text(HostFiles.buildkitd(host.buildkit().orElseThrow(), host.network())))
                .doesNotContainKey("C:\\Program Files\\containerd\\cni\\conf\\0-containerd-nat.conf");
    }

    @Test
    void theNextBootMakesTheNetworkAndStartsTheServicesAndNothingElse() {
        Trial trial = full().boots(4, SECRETS + "CloudWatchAgentAfterSeconds = 120");

        assertThat(trial.boot(3).exitCode()).isZero();
        assertThat(trial.boot(3).calls())
                .containsExactly(
                        "start service AmazonSSMAgent",
                        "new HNS network nat of type NAT at 172.30.208.0/20",
                        "start service containerd",
                        "write C:\\ProgramData\\Mullion\\started-containerd.txt",
                        "start service buildkitd",
                        "write C:\\ProgramData\\Mullion\\started-buildkitd.txt",
                        "build an image of C:\\ProgramData\\Mullion\\test-build");
        assertThat(trial.boot(4).calls()).isEqualTo(trial.boot(3).calls());
        assertThat(trial.boot(4).different())
                .singleElement()
                .asString()
                .startsWith("~ file C:\\ProgramData\\Mullion\\log\\user-data.log");
    }

    @ParameterizedTest
    @CsvSource({
        "2019, EC2LAUNCH_V1, 0, 1809",
        "2022, EC2LAUNCH_V2, 3010, ltsc2022",
        "2025, EC2LAUNCH_V2, 3010, ltsc2025"
    })
    void eachReleaseBoots(String release, LaunchAgent agent, int exitCode, String tag) {
        Hosts hosts = builder();
        hosts.release = release;
        hosts.agent = agent;
        hosts.hyperV = true;
        Trial trial = hosts.boots(3, "");

        assertThat(trial.boot(1).exitCode()).isEqualTo(exitCode);
        assertThat(trial.boot(1).restarts()).isTrue();
        assertThat(trial.boot(1).calls()).contains("install feature Containers", "install feature Hyper-V");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output()).contains("nanoserver:" + tag + " runs and reaches mcr.microsoft.com");
        assertThat(trial.boot(3).exitCode()).isZero();
    }

    @Test
    void aRestartOfSomebodyElseInTheMiddleIsMadeUpFor() {
        Trial trial = builder()
                .boots(
                        2,
                        READY
                                + "Fails = @(@{ Command = 'Move-Item'; Where = '*ctr.exe'; Times = 1; RestartsMachine = $true })");

        assertThat(trial.boot(1).cutOff()).isTrue();
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output()).contains("installed containerd 2.3.7");
    }

    @Test
    void aNetworkThatMovedIsMadeAgainWhereNothingUsesIt() {
        Trial trial = builder()
                .boots(
                        2,
                        READY + "Boots = @{ '2' = @{ HnsNetworks = @(@{ Name = 'nat'; AddressPrefix = '172.20.0.0/16';"
                                + " Gateway = '172.20.0.1' }) } }");

        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output())
                .contains("the network nat is at 172.20.0.0/16 by 172.20.0.1 and nothing uses it: it is made again\n")
                .contains("made the network nat at 172.30.208.0/20 by 172.30.208.1\n");
        assertThat(trial.boot(2).calls())
                .containsSubsequence(
                        "remove HNS network nat",
                        "new HNS network nat of type NAT at 172.30.208.0/20",
                        "start service containerd");
    }

    @Test
    void aNetworkThatMovedAndIsUsedIsRefused() {
        Trial trial = builder()
                .boots(
                        2,
                        READY + "Boots = @{ '2' = @{ HnsNetworks = @(@{ Name = 'nat'; AddressPrefix = '172.20.0.0/16';"
                                + " Gateway = '172.20.0.1'; Endpoints = 2 }) } }");

        assertThat(trial.boot(2).exitCode()).isEqualTo(78);
        assertThat(trial.boot(2).output())
                .contains(
                        "the network nat is at 172.20.0.0/16 by 172.20.0.1, not at 172.30.208.0/20 by 172.30.208.1, and 2"
                                + " endpoints use it: remove their containers, or whatever else makes that network\n")
                .doesNotContain("Start-Containerd");
        assertThat(trial.machine().service("buildkitd")).isEqualTo("Stopped, Manual");
    }

    @Test
    void theNetworkThatIsThereStays() {
        Trial trial = builder()
                .boots(
                        1,
                        READY
                                + "HnsNetworks = @(@{ Name = 'nat'; AddressPrefix = '172.30.208.0/20'; Gateway = '172.30.208.1';"
                                + " Endpoints = 3 }, @{ Name = 'other'; AddressPrefix = '10.9.0.0/16'; Gateway = '10.9.0.1' })");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains("the network nat is at 172.30.208.0/20 by 172.30.208.1\n")
                .contains("there is another NAT network other at 10.9.0.0/16 by 10.9.0.1; Windows supports one\n");
        assertThat(trial.boot().calls()).noneMatch(call -> call.contains("HNS"));
    }

    @Test
    void aLeftOverNatIsNamed() {
        Boot boot = builder()
                .boots(1, READY + "NetNats = @(@{ Name = 'old'; InternalIPInterfaceAddressPrefix = '10.1.0.0/16' })")
                .boot();

        assertThat(boot.exitCode()).isEqualTo(78);
        assertThat(boot.output())
                .contains(
                        "Windows has the NAT old for 10.1.0.0/16; where the network can not be made beside it, Remove-NetNat"
                                + " -Name 'old' removes it\n")
                .contains("HNS answers POST /networks: The parameter is incorrect.\n");
    }

    @Test
    void hnsThatIsLateIsWaitedFor() {
        Boot boot = builder().boots(1, READY + "Hns = @{ Fails = 4 }").boot();

        assertThat(boot.exitCode()).isZero();
        assertThat(boot.output()).contains("attempt 4: HNS answers GET /networks: The RPC server is unavailable.\n");
    }

    @Test
    void nothingOfAnArchiveWithAnotherHashIsInstalled() {
        Hosts hosts = builder();
        hosts.nerdctl = new ToolArchive(
                WindowsTool.NERDCTL,
                hosts.nerdctl.version(),
                hosts.nerdctl.url(),
                Optional.of(new ToolHash("SHA256", "0".repeat(64))));
        Trial trial = hosts.boots(1, READY);

        assertThat(trial.boot().exitCode()).isEqualTo(74);
        assertThat(trial.boot().output())
                .contains("its SHA256 is ")
                .contains(", not " + "0".repeat(64))
                .contains("Install-Nerdctl failed, exit code 74");
        assertThat(trial.machine().files().keySet()).noneMatch(file -> file.contains("nerdctl"));
    }

    @Test
    void aSha512IsCompared() {
        Hosts hosts = builder();
        hosts.cniPlugins = Archives.archive(WindowsTool.CNI_PLUGINS, "0.3.1", "SHA512");

        assertThat(hosts.boots(1, READY).boot().exitCode()).isZero();
    }

    @Test
    void withoutAHashNothingIsDownloaded() {
        Hosts hosts = builder();
        hosts.buildkitArchive = new ToolArchive(
                WindowsTool.BUILDKIT, hosts.buildkitArchive.version(), hosts.buildkitArchive.url(), Optional.empty());
        Boot boot = hosts.boots(1, READY).boot();

        assertThat(boot.exitCode()).isEqualTo(70);
        assertThat(boot.output())
                .contains(
                        "nobody knows the hash of buildkit 0.34.2, and nothing is installed that was not checked: give sha256"
                                + " or sha512\n");
        assertThat(boot.calls()).noneMatch(call -> call.startsWith("Get "));
    }

    @Test
    void aDownloadIsTriedAgain() {
        Boot boot = builder()
                .with(WindowsTool.CNI_PLUGINS, "Fails = 2")
                .boots(1, READY)
                .boot();

        assertThat(boot.exitCode()).isZero();
        assertThat(boot.output())
                .contains("Unable to connect to the remote server; again in 5 seconds\n")
                .contains("Unable to connect to the remote server; again in 15 seconds\n")
                .doesNotContain("again in 45 seconds");
    }

    @Test
    void withoutANetworkAtTheThirdDownloadTheNextBootGoesOnThere() {
        Trial trial = builder().with(WindowsTool.CNI_PLUGINS, "Fails = 5").boots(2, READY);

        assertThat(trial.boot(1).exitCode()).isEqualTo(75);
        assertThat(trial.boot(1).output())
                .contains(
                        "windows-container-networking-cni-amd64-v0.3.1.zip can not be used: Unable to connect to the remote"
                                + " server\n");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output())
                .contains("containerd 2.3.7 is installed\n")
                .contains("nerdctl 2.3.5 is installed\n")
                .contains("installed windows-container-networking 0.3.1");
        assertThat(trial.boot(2).calls())
                .filteredOn(call -> call.startsWith("Get "))
                .hasSize(2);
    }

    @Test
    void aProgramThatSomebodyChangedIsInstalledAgain() {
        Trial trial = builder()
                .boots(
                        2,
                        READY
                                + "Boots = @{ '2' = @{ Files = @{ 'C:\\Program Files\\nerdctl\\nerdctl.exe' = 'other' } } }");

        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output())
                .contains("installed nerdctl 2.3.5")
                .contains("containerd 2.3.7 is installed");
        assertThat(trial.machine().files())
                .containsEntry("C:\\Program Files\\nerdctl\\nerdctl.exe", "nerdctl.exe 2.3.5");
    }

    @Test
    void anotherVersionReplacesTheOneThatRuns() {
        Hosts before = builder();
        Hosts after = builder();
        after.containerd = Archives.archive(WindowsTool.CONTAINERD, "2.4.2");
        after.others.add(before.containerd);
        Trial trial = oneAfterAnother(before, after, "");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains("service containerd stops, since containerd 2.4.2 replaces it\n")
                .contains("installed containerd 2.4.2 in C:\\Program Files\\containerd\n")
                .contains("buildkit 0.34.2 is installed\n");
        assertThat(trial.boot().calls())
                .containsSubsequence(
                        "start service buildkitd",
                        "stop service buildkitd",
                        "stop service containerd",
                        "start service containerd",
                        "start service buildkitd");
        assertThat(trial.machine().files())
                .containsEntry("C:\\Program Files\\containerd\\containerd.exe", "bin/containerd.exe 2.4.2");
    }

    @Test
    void anotherConfigurationStartsBuildkitAgainAndNothingElse() {
        Hosts after = builder();
        after.buildkit(BuildkitSpec.builder()
                .groups(List.of(BuildkitGroupSpec.parse("buildkit-users")))
                .maxParallelism(9)
                .build());
        Trial trial = oneAfterAnother(builder(), after, "");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains("service buildkitd starts again, since what it reads is different\n")
                .contains("service containerd runs\n");
        assertThat(trial.boot().calls())
                .filteredOn(call -> call.contains("service containerd") && call.startsWith("st"))
                .containsExactly("start service containerd");
        assertThat(trial.machine().files().get(BUILDKITD_TOML)).contains("max-parallelism = 9");
    }

    @Test
    void otherGroupsRegisterBuildkitAnew() {
        Hosts after = builder();
        after.buildkit(BuildkitSpec.builder()
                .groups(List.of(BuildkitGroupSpec.parse("buildkit-users"), BuildkitGroupSpec.parse("ci")))
                .build());
        Trial trial = oneAfterAnother(builder(), after, "");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output()).contains("service buildkitd has another command line: ");
        assertThat(trial.boot().calls())
                .containsSubsequence(
                        "register service buildkitd",
                        "stop service buildkitd",
                        "delete service buildkitd",
                        "register service buildkitd",
                        "start service buildkitd");
    }

    @Test
    void aPipeThatIsLateIsWaitedFor() {
        Boot boot = builder()
                .boots(1, READY + "Containerd = @{ PipeSeconds = 150 }")
                .boot();

        assertThat(boot.exitCode()).isZero();
        assertThat(boot.seconds()).isGreaterThan(150);
    }

    @Test
    void aPipeThatNeverComesIsNoSuccess() {
        Boot boot = builder()
                .boots(1, READY + "Containerd = @{ PipeSeconds = 400 }")
                .boot();

        assertThat(boot.exitCode()).isEqualTo(79);
        assertThat(boot.output())
                .contains(
                        "containerd does not answer after 180 seconds: ctr.exe failed with exit code 1: ctr: failed to dial")
                .contains("; see C:\\ProgramData\\containerd\\containerd.log\n");
    }

    @Test
    void aMemberThatExistsIsFine() {
        Hosts hosts = builder();
        hosts.buildkit(BuildkitSpec.builder()
                .groups(List.of(BuildkitGroupSpec.builder()
                        .name("ci")
                        .members(List.of("runner", "CORP\\builds"))
                        .build()))
                .build());
        Trial trial = hosts.boots(1, READY + "Users = @('runner'); Groups = @{ ci = @('runner') }");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains("runner is in ci\n")
                .contains("added CORP\\builds to ci; it logs on again before that counts\n");
        assertThat(trial.boot().calls()).contains("add CORP\\builds to local group ci");
    }

    @ParameterizedTest(name = "exit code {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            71 | Fails = @(@{ Command = 'Enable-WindowsOptionalFeature'; Times = 1; Message = 'The source files could not be found.' })  | The source files could not be found.
            73 | Fails = @(@{ Command = 'Invoke-WebRequest'; Where = '*containerd-2*'; Times = 5; Message = 'Not Found' })                | Not Found; again in 90 seconds
            74 | Fails = @(@{ Command = 'Invoke-WebRequest'; Where = '*nerdctl*'; Times = 5; Message = 'Not Found' })                     | nerdctl-2.3.5-windows-amd64.tar.gz can not be used: Not Found
            75 | Fails = @(@{ Command = 'New-Item'; Where = '*cni*bin*'; Times = 1; Message = 'Access is denied.' })                      | Access is denied.
            76 | Fails = @(@{ Command = 'Invoke-WebRequest'; Where = '*buildkit*'; Times = 5; Message = 'Not Found' })                    | can not be used: Not Found
            78 | Hns = @{ Fails = 12 }                                                                                                   | HNS answers GET /networks: The RPC server is unavailable.
            79 | Fails = @(@{ Command = 'Start-Service'; Where = 'containerd'; Times = 3; Message = 'Access is denied.' })                | attempt 2: Access is denied.
            80 | Fails = @(@{ Command = 'Register-ScheduledTask'; Times = 1; Message = 'Access is denied.' })                             | Access is denied.
            81 | Containerd = @{ PullFails = 3 }                                                                                         | mcr.microsoft.com/windows/servercore:ltsc2022 can not be pulled: ctr.exe failed with exit code 1: ctr: failed to resolve reference
            82 | Fails = @(@{ Command = 'New-LocalGroup'; Times = 1; Message = 'Access is denied.' })                                     | Access is denied.
            83 | Fails = @(@{ Command = 'Get-SECSecretValue'; Times = 1; Message = 'is not authorized to perform' })                      | is not authorized to perform
            84 | Fails = @(@{ Command = 'Start-Service'; Where = 'buildkitd'; Times = 3; Message = 'timely fashion' })                    | attempt 2: timely fashion
            85 | Fails = @(@{ Command = 'New-NetFirewallRule'; Times = 1; Message = 'Access is denied.' })                                | Access is denied.
            93 | Fails = @(@{ Command = 'Get-ChildItem'; Where = '*cni*conf'; Times = 1; Message = 'Access is denied.' })                 | Access is denied.
            """)
    void aStepThatFailsEndsWithItsOwnExitCodeAndTheNextBootMakesUpForIt(int exitCode, String scenario, String message) {
        String world = SECRETS + "CloudWatchAgentAfterSeconds = 60\n" + (exitCode == 71 ? "" : READY) + scenario;
        Trial trial = full().boots(exitCode == 71 ? 3 : 2, world);

        assertThat(trial.boot(1).exitCode()).isEqualTo(exitCode);
        assertThat(trial.boot(1).output()).contains(message).contains(" failed, exit code " + exitCode + "\n");
        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.machine().service("buildkitd")).isEqualTo("Running, Manual");
        assertThat(trial.machine().service("AmazonCloudWatchAgent")).isEqualTo("Running, Automatic");
    }

    @ParameterizedTest(name = "exit code {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            86 | Containerd = @{ NoWayOut = $true } | no container runs with a network: nerdctl.exe failed with exit code 6: curl: (6) Could not resolve host: mcr.microsoft.com
            87 | Buildkitd = @{ NoNetwork = $true } | no worker has the network cni: \torg.mobyproject.buildkit.worker.network:
            88 | Buildkitd = @{ BuildFails = 1 }    | buildctl.exe failed with exit code 1: error: failed to solve: hcsshim::ImportLayer failed in Win32
            """)
    void whatDoesNotWorkIsNoSuccess(int exitCode, String scenario, String message) {
        Boot boot =
                full().boots(1, READY + SECRETS + scenario.replace("\\t", "\t")).boot();

        assertThat(boot.exitCode()).isEqualTo(exitCode);
        assertThat(boot.output()).contains(message.replace("\\t", "\t"));
    }

    @Test
    void aCloudWatchAgentThatNeverComesIsNoSuccess() {
        Boot boot = full().boots(1, READY + SECRETS).boot();

        assertThat(boot.exitCode()).isEqualTo(89);
        assertThat(boot.output())
                .contains(
                        "there is no CloudWatch agent after 900 seconds; see the association of this instance in Systems"
                                + " Manager\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Ami = 'container'                                                                                            | service Docker is Docker: two container engines damage each other's layers; use an image without it
            Ami = 'plain'; Services = @{ other = @{ BinaryPathName = '"C:\\k\\containerd.exe" --run-service' } }         | service other is another containerd: two
            Ami = 'plain'; Services = @{ containerd = @{ BinaryPathName = 'C:\\containerd\\containerd.exe' } }           | service containerd is another containerd: two
            """)
    void anotherEngineIsRefused(String scenario, String message) {
        Hosts hosts = builder();
        Boot boot = Trial.of(
                        hosts.userData().text(), 1, hosts.scenario(scenario).replaceFirst("Ami = 'plain'\n", ""))
                .boot();

        assertThat(boot.exitCode()).isEqualTo(70);
        assertThat(boot.output()).contains(message);
        assertThat(boot.calls()).noneMatch(call -> call.startsWith("Get ") || call.startsWith("install"));
    }

    @Test
    void whatLiesBesideTheConfigurationIsMovedAway() {
        String folder = "C:\\Program Files\\containerd\\cni\\conf\\";
        Trial trial = builder()
                .boots(
                        1,
                        READY + "Files = @{ '" + folder + "0-containerd-nat.conf' = '{}'; '" + folder
                                + "nerdctl-nat.conflist' = '{\"name\":\"nat\",\"plugins\":[]}'; '" + folder
                                + "bridge.conflist' = '{\"name\":\"other\",\"plugins\":[]}' }");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains("moved " + folder
                        + "0-containerd-nat.conf to C:\\ProgramData\\Mullion\\moved: nerdctl would take it"
                        + " for a list without plug-ins\n")
                .contains("moved " + folder
                        + "nerdctl-nat.conflist to C:\\ProgramData\\Mullion\\moved: it has the name nat" + " too\n");
        assertThat(trial.machine().files().keySet())
                .filteredOn(file -> file.startsWith(folder))
                .containsExactlyInAnyOrder(CONFLIST, folder + "bridge.conflist");
    }

    @Test
    void aProxyIsForDownloadsServicesAndTheMachine() {
        Hosts hosts = builder();
        hosts.proxy = Optional.of(ProxySpec.builder()
                .httpProxy("http://proxy.example.com:3128")
                .noProxy(List.of(".example.org"))
                .build());
        Trial trial = hosts.boots(2, READY + "Proxy = 'http://proxy.example.com:3128'");

        assertThat(trial.boot(1).exitCode()).isZero();
        assertThat(trial.machine().environment())
                .containsEntry("HTTPS_PROXY", "http://proxy.example.com:3128")
                .containsEntry("NO_PROXY", "localhost,127.0.0.1,169.254.169.254,.example.org");
        assertThat(trial.boot(1).different())
                .contains("+ registry HKLM:\\SYSTEM\\CurrentControlSet\\Services\\containerd Environment:"
                        + " HTTP_PROXY=http://proxy.example.com:3128 HTTPS_PROXY=http://proxy.example.com:3128"
                        + " NO_PROXY=localhost,127.0.0.1,169.254.169.254,.example.org");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).calls())
                .noneMatch(call -> call.startsWith("environment") || call.startsWith("registry"));
    }

    @Test
    void aProxyThatIsGoneIsTakenBack() {
        Hosts before = builder();
        before.proxy = Optional.of(
                ProxySpec.builder().httpProxy("http://proxy.example.com:3128").build());
        Trial trial = oneAfterAnother(before, builder(), "");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.machine().environment()).doesNotContainKeys("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");
        assertThat(trial.boot().output())
                .contains("service containerd starts again, since what it reads is different\n");
    }

    @Test
    void keysAreForSystemAndAdministratorsBeforeTheyAreThere() {
        Trial trial = full().boots(1, READY + SECRETS + "CloudWatchAgentAfterSeconds = 0");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().calls())
                .containsSubsequence(
                        "new folder C:\\ProgramData\\buildkitd\\tls",
                        "icacls C:\\ProgramData\\buildkitd\\tls /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F"
                                + " *S-1-5-32-544:(OI)(CI)F",
                        "file C:\\ProgramData\\buildkitd\\tls\\ca.pem",
                        "file C:\\ProgramData\\buildkitd\\tls\\cert.pem",
                        "file C:\\ProgramData\\buildkitd\\tls\\key.pem",
                        "start service buildkitd");
        assertThat(trial.machine().files())
                .containsEntry(
                        "C:\\ProgramData\\buildkitd\\tls\\key.pem",
                        "-----BEGIN PRIVATE KEY-----\nSHVudGVyMng=\n-----END PRIVATE KEY-----\n");
        assertThat(trial.boot().output()).doesNotContain("SHVudGVyMng");
        assertThat(trial.machine().files().get("C:\\ProgramData\\Mullion\\log\\user-data.log"))
                .doesNotContain("SHVudGVyMng");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"ca":"-----BEGIN CERTIFICATE-----","cert":"-----BEGIN CERTIFICATE-----"}             | has no PEM in 'key'; it is JSON with ca, cert and key
            {"cert":"-----BEGIN CERTIFICATE-----","key":"-----BEGIN PRIVATE KEY-----","ca":"no"} | has no PEM in 'ca'; it is JSON with ca, cert and key
            not json                                                                              | is no JSON with ca, cert and key in PEM
            """)
    void aSecretThatIsNoneIsRefused(String secret, String message) {
        Boot boot = full().boots(1, READY + "Secrets = @{ '" + Hosts.SECRET + "' = '" + secret + "' }")
                .boot();

        assertThat(boot.exitCode()).isEqualTo(83);
        assertThat(boot.output()).contains("the secret " + Hosts.SECRET + " " + message);
        assertThat(boot.calls()).noneMatch(call -> call.contains(".pem"));
    }

    @Test
    void theFirewallFollowsTheEndpoint() {
        Trial opened = full().boots(1, READY + SECRETS + "CloudWatchAgentAfterSeconds = 0");
        assertThat(opened.boot().different()).contains("+ firewall rule Mullion-BuildKit: Inbound Allow TCP 1234");
        // The load balancer's health checks come from addresses of the VPC.
        assertThat(opened.boot().output()).contains("the firewall lets 10.80.0.0/16, 10.40.0.0/16 to port 1234\n");

        Hosts closed = full();
        closed.buildkit(BuildkitSpec.builder().build());
        Trial trial = oneAfterAnother(full(), closed, SECRETS + "CloudWatchAgentAfterSeconds = 0");
        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output()).contains("the firewall lets nobody to BuildKit any more\n");
        assertThat(trial.boot().calls()).contains("remove firewall rule Mullion-BuildKit");
    }

    @Test
    void defenderThatIsLockedIsNoFault() {
        Boot boot = builder()
                .boots(
                        1,
                        READY
                                + "Fails = @(@{ Command = 'Add-MpPreference'; Message = 'Operation failed with 0x800106ba' })")
                .boot();

        assertThat(boot.exitCode()).isZero();
        assertThat(boot.output())
                .contains(
                        "Defender takes no exclusions, so that layers come slowly: Operation failed with 0x800106ba\n");
    }

    /** Those that no literal refuses. */
    static Stream<String> hostileTexts() {
        return Stream.of(HostileValue.values()).map(HostileValue::value).filter(text -> PowerShell.refusal(text)
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void hostileTextsReachTheFilesAsTheyAre(String text) {
        Hosts hosts = builder();
        hosts.logGroup = Optional.of(text);
        hosts.buildkit(BuildkitSpec.builder()
                .namespace(text)
                .mirror(text, List.of(text))
                .unchecked());
        Trial trial = hosts.boots(1, READY + "CloudWatchAgentAfterSeconds = 0");
        ContainerHost host = hosts.host();

        assertThat(trial.boot().exitCode()).isZero();
        if (text.length() < 5_000) {
            assertThat(trial.machine().files())
                    .containsEntry(
                            BUILDKITD_TOML,
                            text(HostFiles.buildkitd(host.buildkit().orElseThrow(), host.network())))
                    .containsEntry(
                            "C:\\ProgramData\\Mullion\\cloudwatch-agent.json", text(HostFiles.cloudWatch(text, true)));
        }
    }

    @Test
    void imagesArePulledOnceIntoTheirNamespaces() {
        Hosts hosts = builder();
        hosts.prePull.add(new PrePullSpec("mcr.microsoft.com/windows/servercore:ltsc2022", Optional.of("buildkit")));
        hosts.prePull.add(new PrePullSpec("mcr.microsoft.com/windows/nanoserver:ltsc2022", Optional.of("default")));
        Trial trial = hosts.boots(2, READY + "Containerd = @{ PullFails = 1 }");

        assertThat(trial.boot(1).exitCode()).isZero();
        assertThat(trial.boot(1).calls())
                .filteredOn(call -> call.startsWith("pull "))
                .containsExactly(
                        "pull mcr.microsoft.com/windows/servercore:ltsc2022 into namespace buildkit",
                        "pull mcr.microsoft.com/windows/nanoserver:ltsc2022 into namespace default");
        assertThat(trial.boot(2).calls()).noneMatch(call -> call.startsWith("pull "));
    }

    @Test
    void logsAreCutAndTheNewestOnesKept() {
        String rotate = "powershell.exe -File C:\\ProgramData\\Mullion\\tasks\\rotate-logs.ps1 -Files"
                + " 'C:\\ProgramData\\containerd\\containerd.log;C:\\none.log' -MaxBytes 3 -Keep 2\n";
        Hosts hosts = builder();
        Trial trial = Trial.of(
                "& C:\\setup\\first.ps1\n"
                        + Stream.of("one", "two", "three", "four")
                                .map(text -> "[IO.File]::WriteAllText('C:\\ProgramData\\containerd\\containerd.log', '"
                                        + text + "')\n" + rotate)
                                .reduce("", String::concat)
                        + "exit 0\n",
                1,
                hosts.scenario(READY + "Files = @{ 'C:\\setup\\first.ps1' = "
                        + literal(hosts.userData().script()) + " }"));

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.machine().files())
                .containsEntry("C:\\ProgramData\\containerd\\containerd.log", "")
                .containsEntry("C:\\ProgramData\\containerd\\containerd.log.1", "four")
                .containsEntry("C:\\ProgramData\\containerd\\containerd.log.2", "three")
                .doesNotContainKey("C:\\ProgramData\\containerd\\containerd.log.3");
    }

    @Test
    void foldersOfOnesOwnAreThoseThatNerdctlReads() {
        Hosts hosts = builder();
        hosts.network = new NatNetwork(
                hosts.network.subnet(),
                hosts.network.gateway(),
                List.of(),
                "1.0.0",
                "C:\\opt\\cni\\bin",
                "C:\\etc\\cni");
        Trial trial = hosts.boots(1, READY);

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.machine().environment())
                .containsEntry("CNI_PATH", "C:\\opt\\cni\\bin")
                .containsEntry("NETCONFPATH", "C:\\etc\\cni");
    }

    @Test
    void filesOfTheUserRunAroundAndTheDomainComesBeforeItsMembers() throws IOException {
        Files.writeString(directory.resolve("first.ps1"), "'mine comes first'\n");
        Files.writeString(directory.resolve("last.ps1"), "'mine comes last'\n");
        Hosts hosts = builder();
        hosts.directory = directory;
        hosts.steps = StepsSpec.builder()
                .before(List.of("first.ps1"))
                .after(List.of("last.ps1"))
                .build();
        hosts.domainJoin = Optional.of(DomainJoinSpec.builder()
                .domain("corp.example.com")
                .secretArn(SecretArn.parse("arn:aws:secretsmanager:eu-central-1:123456789012:secret:join-AbCdEf"))
                .build());
        Trial trial = hosts.boots(2, READY + """
                Secrets = @{ 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:join-AbCdEf' = '{"username":"joiner","password":"Hunter2x!"}' }
                Domains = @{ 'corp.example.com' = @{ User = 'joiner@corp.example.com'; Password = 'Hunter2x!' } }
                """);

        assertThat(trial.boot(1).exitCode()).isEqualTo(3010);
        assertThat(trial.boot(1).output())
                .containsSubsequence("Install-ContainerFeatures done", "mine comes first", "joined domain")
                .doesNotContain("Install-Containerd");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output())
                .containsSubsequence("mine comes first", "is in domain", "Confirm-Buildkit done", "mine comes last");
    }

    /** A host on which BuildKit builds. */
    private static Hosts builder() {
        return new Hosts()
                .buildkit(BuildkitSpec.builder()
                        .groups(List.of(BuildkitGroupSpec.parse("buildkit-users")))
                        .build());
    }

    /** A host with all that there is, but for a proxy and Hyper-V. */
    private static Hosts full() {
        Hosts hosts = new Hosts()
                .buildkit(BuildkitSpec.builder()
                        .groups(List.of(BuildkitGroupSpec.parse("buildkit-users")))
                        .endpoint(Hosts.endpoint())
                        .testBuild(true)
                        .build());
        hosts.logGroup = Optional.of("/mullion/builders");
        hosts.pathExclusions = true;
        hosts.prePull.add(new PrePullSpec("mcr.microsoft.com/windows/servercore:ltsc2022", Optional.of("buildkit")));
        return hosts;
    }

    /** One boot in which the script of one host runs, and then that of another. */
    private static Trial oneAfterAnother(Hosts before, Hosts after, String scenario) {
        return Trial.of(
                "& C:\\setup\\before.ps1\n& C:\\setup\\after.ps1\nexit $LASTEXITCODE\n",
                1,
                after.scenario(READY + scenario + "\nFiles = @{ 'C:\\setup\\before.ps1' = "
                        + literal(before.userData().script()) + "; 'C:\\setup\\after.ps1' = "
                        + literal(after.userData().script()) + " }"));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
