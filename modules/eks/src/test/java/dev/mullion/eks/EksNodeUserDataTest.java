package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.aws.SecretArn;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.template.PowerShell;
import dev.mullion.core.template.TemplateException;
import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.StepsSpec;
import dev.mullion.testkit.Golden;
import dev.mullion.testkit.HostileValue;
import dev.mullion.windows.WindowsRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EksNodeUserDataTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"2019", "2022", "2025"})
    void aNodeWithEveryStepReadsAsAPage(String release) {
        UserData everything = new Nodes(directory)
                .agent(agent(release))
                .bootstrap(new NodeBootstrap(
                        Nodes.CLUSTER,
                        Nodes.ENDPOINT,
                        "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==",
                        "172.20.0.0/16",
                        "172.20.0.10",
                        Nodes.KUBELET,
                        "--enable-dsr=true",
                        List.of("10.8.0.0/16", "192.168.0.0/24")))
                .pageFile(8_192)
                .csiFolder()
                .domainJoin(DomainJoinSpec.builder()
                        .domain("corp.example.com")
                        .secretArn(SecretArn.parse(
                                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:domain-join-AbCdEf"))
                        .build())
                .before("certificates.ps1", "Write-Host 'certificates'\n")
                .after("monitoring.ps1", "Write-Host 'monitoring'\n")
                .own();

        new Golden("EksNodeUserData", "everything-" + release).matches("script.ps1", everything.script());
        assertThat(everything.persist()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019", "2022", "2025"})
    void commandsAheadOfEksReadAsAPage(String release) {
        UserData commands = new Nodes(directory)
                .agent(agent(release))
                .csiFolder()
                .before("certificates.ps1", "Write-Host 'certificates'\n")
                .preCommands()
                .orElseThrow();

        new Golden("EksNodeUserData", "ahead-" + release).matches("script.ps1", commands.script());
        assertThat(commands.text()).isEqualTo("<powershell>\n" + commands.script() + "</powershell>\n");
    }

    @Test
    void aPlainNodeBootstrapsAndIsConfirmed() {
        assertThat(steps(new Nodes(directory).own())).containsExactly("Start-EksBootstrap", "Confirm-EksNode");
    }

    @Test
    void theUsersStepsStandWhereTheyCanPrepareForTheDomain() {
        UserData userData = new Nodes(directory)
                .pageFile(4_096)
                .csiFolder()
                .domainJoin(DomainJoinSpec.builder().directoryId("d-1234567890").build())
                .before("proxy.ps1", "exit 0\n")
                .after("monitoring.ps1", "exit 0\n")
                .own();

        assertThat(steps(userData))
                .containsExactly(
                        "Set-PageFile",
                        "proxy.ps1",
                        "Wait-DomainJoin",
                        "New-CsiPluginFolder",
                        "Start-EksBootstrap",
                        "Confirm-EksNode",
                        "monitoring.ps1");
    }

    @Test
    void whatTheImageJoinsTakesNoStep() {
        DomainJoinSpec byImage = DomainJoinSpec.builder().joinedByImage(true).build();

        assertThat(steps(new Nodes(directory).domainJoin(byImage).own()))
                .containsExactly("Start-EksBootstrap", "Confirm-EksNode");
    }

    @Test
    void tellsTheBootstrapOnlyWhatWasGiven() {
        assertThat(new Nodes(directory).bootstrap(Nodes.bootstrap("")).own().script())
                .contains("""
                            $parameters = @{
                                'EKSClusterName' = 'shop-dev'
                                'APIServerEndpoint' = '%s'
                                'Base64ClusterCA' = 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg=='
                                'ServiceCIDR' = '172.20.0.0/16'
                                'DNSClusterIP' = '172.20.0.10'
                            }
                        """.formatted(Nodes.ENDPOINT));
    }

    @ParameterizedTest
    @EnumSource(HostileValue.class)
    void hostileArgumentsAreOneLiteralOrRefused(HostileValue hostile) {
        UserData userData = new Nodes(directory)
                .bootstrap(Nodes.bootstrap("x" + hostile.value()))
                .own();

        if (PowerShell.refusal(hostile.value()).isPresent()) {
            assertThatThrownBy(userData::script)
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("parameters.KubeletExtraArgs: got ");
        } else {
            assertThat(userData.script())
                    .contains("\n        'KubeletExtraArgs' = " + PowerShell.literal("x" + hostile.value()) + "\n");
        }
    }

    @Test
    void nothingAheadOfEksIsNoDocument() {
        assertThat(new Nodes(directory).preCommands()).isEmpty();
        assertThat(new Nodes(directory).csiFolder().preCommands()).isPresent();
        assertThat(new Nodes(directory).before("own.ps1", "exit 0\n").preCommands())
                .isPresent();
    }

    @Test
    void filesOfTheFirstBootAndBehindTheJoinRunAheadOfEksWithoutAnyOther() {
        UserData once = new Nodes(directory)
                .once("volume.ps1", "exit 0\n")
                .preCommands()
                .orElseThrow();
        UserData joined = new Nodes(directory)
                .afterDomainJoin("share.ps1", "exit 0\n")
                .preCommands()
                .orElseThrow();
        UserData all = new Nodes(directory)
                .csiFolder()
                .before("proxy.ps1", "exit 0\n")
                .once("volume.ps1", "exit 0\n")
                .afterDomainJoin("share.ps1", "exit 0\n")
                .preCommands()
                .orElseThrow();

        assertThat(steps(once)).containsExactly("volume.ps1");
        assertThat(steps(joined)).containsExactly("share.ps1");
        assertThat(steps(all)).containsExactly("New-CsiPluginFolder", "proxy.ps1", "volume.ps1", "share.ps1");
    }

    @Test
    void nothingRunsBehindEks() {
        Nodes nodes = new Nodes(directory).after("own.ps1", "exit 0\n");

        assertThatThrownBy(nodes::preCommands)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("steps.after needs a bootstrap of the node's own");
    }

    @Test
    void filesThatCanNotBeReadAreReported() {
        StepsSpec missing = StepsSpec.builder().before(List.of("missing.ps1")).build();
        Problems unread = new Problems();

        EksNodeUserData.preCommands(LaunchAgent.EC2LAUNCH_V2, false, missing, directory, unread.at("steps"));
        EksNodeUserData.own(
                LaunchAgent.EC2LAUNCH_V2,
                Nodes.bootstrap(""),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                missing,
                directory,
                unread.at("ownSteps"));

        assertThat(unread.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "steps.before[0]: got \"missing.ps1\"; use a file that exists, relative to the project's"
                                + " directory",
                        "ownSteps.before[0]: got \"missing.ps1\"; use a file that exists, relative to the project's"
                                + " directory");
    }

    private static LaunchAgent agent(String release) {
        return WindowsRelease.valueOf("WINDOWS_SERVER_" + release + "_CORE").launchAgent();
    }

    private static List<String> steps(UserData userData) {
        return userData.script()
                .lines()
                .filter(line -> line.startsWith("Invoke-Step -Name"))
                .map(line -> line.replaceFirst("Invoke-Step -Name '(.*)' -ExitCode .*", "$1"))
                .toList();
    }
}
