package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.aws.SecretArn;
import dev.mullion.core.template.PowerShell;
import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.testkit.HostileValue;
import dev.mullion.testkit.boot.Trial;
import dev.mullion.testkit.boot.Trial.Boot;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes boot with their own bootstrap, by the real PowerShell, on a simulated Windows. */
@Tag("boot")
class EksBootTest {
    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:join-AbCdEf";

    /** A domain, and who may join machines to it. */
    private static final String DOMAIN = """
            Secrets = @{ 'SECRET' = '{"username":"joiner","password":"Hunter2x!"}' }
            Domains = @{ 'corp.example.com' = @{ User = 'joiner@corp.example.com'; Password = 'Hunter2x!' } }
            """.replace("SECRET", SECRET);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void aNodeBootstrapsAtItsFirstBoot() {
        Trial trial = trial(nodes().csiFolder(), 1, "");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains("Initializing AWS default configurations...")
                .contains("kubelet is healthy, and kube-proxy runs");
        assertThat(trial.machine().service("kubelet")).isEqualTo("Running, Automatic");
        assertThat(trial.machine().service("kube-proxy")).isEqualTo("Running, Automatic");
        assertThat(trial.machine().bootstrapParameters())
                .containsOnlyKeys(
                        "EKSClusterName",
                        "APIServerEndpoint",
                        "Base64ClusterCA",
                        "ServiceCIDR",
                        "DNSClusterIP",
                        "KubeletExtraArgs")
                .containsEntry("EKSClusterName", "shop-dev")
                .containsEntry("APIServerEndpoint", Nodes.ENDPOINT)
                .containsEntry("ServiceCIDR", "172.20.0.0/16")
                .containsEntry("DNSClusterIP", "172.20.0.10");
    }

    @Test
    void argumentsWithCommasArriveAsOneEach() {
        Trial trial = trial(
                nodes().bootstrap(new NodeBootstrap(
                        "shop-dev",
                        Nodes.ENDPOINT,
                        "LS0tLQ==",
                        "172.20.0.0/16",
                        "172.20.0.10",
                        Nodes.KUBELET,
                        "--enable-dsr=true",
                        List.of("10.8.0.0/16", "192.168.0.0/24"))),
                1,
                "");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.machine().kubeletArguments())
                .containsExactly(
                        "--node-labels=team=storefront,edition=core",
                        "--register-with-taints=os=windows:NoSchedule",
                        "--max-pods=110");
        assertThat(trial.machine().kubeProxyArguments()).containsExactly("--enable-dsr=true");
        assertThat(trial.boot().calls())
                .anyMatch(call -> call.contains(" ExcludedSnatCIDRs=10.8.0.0/16,192.168.0.0/24 "));
    }

    /** Those that no literal refuses; a long one is too long for user data. */
    static Stream<String> hostileArguments() {
        return Stream.of(HostileValue.values())
                .filter(hostile -> hostile != HostileValue.LONG)
                .map(hostile -> "--node-labels=" + hostile.value())
                .filter(arguments -> PowerShell.refusal(arguments).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("hostileArguments")
    void hostileArgumentsReachTheBootstrapAsTheyAre(String arguments) {
        Trial trial = trial(nodes().bootstrap(Nodes.bootstrap(arguments)), 1, "");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.machine().bootstrapParameters()).containsEntry("KubeletExtraArgs", arguments);
    }

    @Test
    void theNextBootFindsWhatTheFirstOneMade() {
        Trial trial = trial(nodes().pageFile(8_192).csiFolder(), 3, "");

        assertThat(trial.boot(3).exitCode()).isZero();
        assertThat(trial.boot(3).output()).contains("was done at ").contains("kubelet is healthy, and kube-proxy runs");
        assertThat(trial.boot(3).calls()).containsExactly("start service AmazonSSMAgent");
        assertThat(trial.boot(3).different())
                .singleElement()
                .asString()
                .startsWith("~ file C:\\ProgramData\\Mullion\\log\\");
    }

    @ParameterizedTest
    @CsvSource({"EC2LAUNCH_V2, 3010, 2022", "EC2LAUNCH_V1, 0, 2019"})
    void aPageFileIsMadeAndTheMachineStartsAgainOnce(LaunchAgent agent, int exitCode, String release) {
        Trial trial = trial(
                nodes().agent(agent).pageFile(8_192).before("own.ps1", "exit 0\n"), 2, "Release = '" + release + "'");

        assertThat(trial.boot(1).exitCode()).isEqualTo(exitCode);
        assertThat(trial.boot(1).restarts()).isTrue();
        assertThat(trial.boot(1).calls())
                .containsSequence(
                        "Win32_ComputerSystem AutomaticManagedPagefile=False",
                        "new Win32_PageFileSetting C:\\pagefile.sys",
                        "Win32_PageFileSetting InitialSize=8192",
                        "Win32_PageFileSetting MaximumSize=8192");
        assertThat(trial.boot(1).output()).doesNotContain("own.ps1");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).restarts()).isFalse();
        assertThat(trial.boot(2).output())
                .contains("the page file has 8192 MiB")
                .contains("kubelet is healthy");
    }

    @Test
    void aPageFileThatSomebodyChangedIsSetAgain() {
        Trial trial = trial(nodes().pageFile(8_192).after("grow.ps1", """
                                if (-not (Test-Path C:\\grown)) {
                                    New-Item C:\\grown
                                    Get-CimInstance Win32_PageFileSetting | Set-CimInstance -Property @{ MaximumSize = 9000 }
                                }
                                """), 4, "");

        assertThat(trial.boot(3).exitCode()).isEqualTo(3010);
        assertThat(trial.boot(3).calls()).contains("Win32_PageFileSetting MaximumSize=8192");
        assertThat(trial.boot(4).exitCode()).isZero();
        assertThat(trial.boot(4).calls()).noneMatch(call -> call.startsWith("Win32_"));
    }

    @Test
    void aMachineIsInItsDomainBeforeItBootstraps() {
        DomainJoinSpec join = DomainJoinSpec.builder()
                .domain("corp.example.com")
                .secretArn(SecretArn.parse(SECRET))
                .build();
        Trial trial = trial(nodes().pageFile(8_192).domainJoin(join).after("late.ps1", "exit 0\n"), 4, DOMAIN);

        assertThat(trial.boot(2).exitCode()).isEqualTo(3010);
        assertThat(trial.boot(2).output()).doesNotContain("Start-EksBootstrap");
        assertThat(trial.boot(3).exitCode()).isZero();
        assertThat(trial.boot(3).output())
                .contains("is in domain corp.example.com")
                .contains("late.ps1 done");
        assertThat(trial.boot(4).exitCode()).isZero();
        assertThat(trial.boots()).allSatisfy(boot -> assertThat(boot.output()).doesNotContain("Hunter2x!"));
    }

    @ParameterizedTest(name = "{0} fails: exit code {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Set-CimInstance    | 50 | Access is denied.
            New-CimInstance    | 50 | Generic failure
            Start-EKSBootstrap | 52 | Unable to describe the cluster
            Set-Content        | 52 | There is not enough space on the disk.
            """)
    void aStepThatFailsEndsWithItsOwnExitCodeAndTheNextBootMakesUpForIt(String command, int exitCode, String message) {
        boolean ofPageFile = exitCode == 50;
        Trial trial = trial(
                ofPageFile ? nodes().pageFile(8_192) : nodes(),
                ofPageFile ? 3 : 2,
                "Fails = @(@{ Command = '" + command + "'; Times = 1; Message = '" + message + "' })");

        assertThat(trial.boot(1).exitCode()).isEqualTo(exitCode);
        assertThat(trial.boot(1).output()).contains(message).contains("failed, exit code " + exitCode);
        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.machine().service("kubelet")).isEqualTo("Running, Automatic");
    }

    @Test
    void aFolderThatCanNotBeMadeEndsItsStep() {
        Boot boot = trial(
                        nodes().csiFolder(),
                        1,
                        "Fails = @(@{ Command = 'New-Item'; Where = '*plugins_registry'; Message = 'Access is denied.' })")
                .boot();

        assertThat(boot.exitCode()).isEqualTo(51);
        assertThat(boot.output()).contains("Access is denied.").doesNotContain("Start-EksBootstrap");
    }

    @Test
    void aBootstrapThatStoppedHalfWayIsMadeAgain() {
        Trial trial = trial(
                nodes(),
                2,
                "Services = @{ containerd = @{ StartType = 'Automatic'; Status = 'Stopped'; StartFails = 2 } }");

        assertThat(trial.boot(1).exitCode()).isEqualTo(52);
        assertThat(trial.boot(1).output())
                .contains("Service kubelet did not start: The dependency service or group failed to start");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output())
                .contains("service kubelet is of a bootstrap that did not come to its end")
                .contains("kubelet is healthy, and kube-proxy runs");
        assertThat(trial.boot(2).calls())
                .containsSubsequence(
                        "stop service kubelet",
                        "delete service kubelet",
                        "stop service kube-proxy",
                        "delete service kube-proxy");
    }

    @Test
    void aBootstrapThatIsCutOffIsMadeAgain() {
        Trial trial =
                trial(nodes(), 2, "Fails = @(@{ Command = 'Start-EKSBootstrap'; Times = 1; RestartsMachine = $true })");

        assertThat(trial.boot(1).cutOff()).isTrue();
        assertThat(trial.boot(2).exitCode()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            exit 7                       | ended with exit code 7; see C:\\ProgramData\\Amazon\\EKS\\logs
            throw 'no such cluster'      | no such cluster
            param($Unknown)              | A parameter cannot be found that matches parameter name
            """)
    void aBootstrapThatSaysNoIsHeard(String text, String message) {
        Boot boot = trial(nodes(), 1, script("[CmdletBinding()] " + (text.startsWith("param") ? text : rest(text))))
                .boot();

        assertThat(boot.exitCode()).isEqualTo(52);
        assertThat(boot.output()).contains(message);
    }

    @Test
    void theBootstrapHasPowerShellsDefaults() {
        Boot boot = trial(
                        nodes(),
                        1,
                        script(rest("\"reads [$IsNotSet] under $ErrorActionPreference\"; Get-Item C:\\missing;"
                                + " Write-Information told; Write-Verbose detail -Verbose; Write-Warning careful;"
                                + " Start-EKSBootstrap -EKSClusterName shop-dev")))
                .boot();

        assertThat(boot.exitCode()).isZero();
        assertThat(boot.output())
                .contains("reads [] under Continue")
                .contains("Cannot find path")
                .contains("told")
                .contains("detail")
                .contains("careful");
    }

    @Test
    void anAmiThatIsNoneOfEksSaysSo() {
        Boot boot =
                Trial.of(nodes().own().script(), 1, "@{ Ami = 'container' }").boot();

        assertThat(boot.exitCode()).isEqualTo(52);
        assertThat(boot.output())
                .contains("there is no C:\\Program Files\\Amazon\\EKS\\Start-EKSBootstrap.ps1: the AMI is no EKS"
                        + " optimized one");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Kubelet = @{ NeverAnswers = $true } | kubelet does not answer: Unable to connect to the remote server
            Kubelet = @{ NeverHealthy = $true } | kubelet does not answer: The remote server returned an error: (500) Internal Server Error.
            Events = @(@{ AfterSeconds = 20; StopsService = 'containerd' }, @{ AfterSeconds = 45; StopsService = 'kube-proxy' }) | service kube-proxy is Stopped
            Events = @(@{ AfterSeconds = 45; StopsService = 'kube-proxy' }, @{ AfterSeconds = 45; StopsService = 'kubelet' }) | service kubelet is Stopped, service kube-proxy is Stopped
            """)
    void aNodeThatIsNotHealthyIsNoSuccess(String scenario, String reason) {
        Boot boot = trial(nodes().after("late.ps1", "exit 0\n"), 1, scenario).boot();

        assertThat(boot.exitCode()).isEqualTo(53);
        assertThat(boot.output())
                .contains("no node after 600 seconds: " + reason
                        + "; see C:\\ProgramData\\Amazon\\EKS\\logs and the event log EKS Windows")
                .doesNotContain("late.ps1");
    }

    @Test
    void aNodeThatTakesItsTimeIsWaitedFor() {
        Boot boot = trial(nodes(), 1, "Kubelet = @{ HealthySeconds = 500 }").boot();

        assertThat(boot.exitCode()).isZero();
        assertThat(boot.seconds()).isGreaterThan(500);
    }

    /** https://github.com/kubernetes/kubernetes/issues/126965 */
    @Test
    void aKubeletThatDoesNotComeBackIsNoSuccess() {
        Trial trial = trial(nodes(), 2, "Boots = @{ '2' = @{ Services = @{ kubelet = @{ StartFails = $true } } } }");

        assertThat(trial.boot(1).exitCode()).isZero();
        assertThat(trial.boot(2).exitCode()).isEqualTo(53);
        assertThat(trial.boot(2).output()).contains("no node after 600 seconds: service kubelet is Stopped; see ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019", "2022", "2025"})
    void eachReleaseBoots(String release) {
        LaunchAgent agent = release.equals("2019") ? LaunchAgent.EC2LAUNCH_V1 : LaunchAgent.EC2LAUNCH_V2;
        Trial trial = Trial.of(
                nodes().agent(agent).csiFolder().own().text(), 2, "@{ Ami = 'eks'; Release = '" + release + "' }");

        assertThat(trial.boots()).allSatisfy(boot -> assertThat(boot.exitCode()).isZero());
    }

    private Nodes nodes() {
        return new Nodes(directory);
    }

    private static Trial trial(Nodes nodes, int boots, String scenario) {
        return Trial.of(nodes.own().script(), boots, "@{\nAmi = 'eks'\n" + scenario + "\n}");
    }

    /** A bootstrap in the place of AWS's. */
    private static String script(String text) {
        return "Files = @{ 'C:\\Program Files\\Amazon\\EKS\\Start-EKSBootstrap.ps1' = " + PowerShell.literal(text)
                + " }";
    }

    private static String rest(String text) {
        return "param([Parameter(ValueFromRemainingArguments = $true)] $Rest) " + text;
    }
}
