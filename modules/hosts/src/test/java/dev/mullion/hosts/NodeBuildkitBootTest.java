package dev.mullion.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.Steps;
import dev.mullion.core.userdata.UserData;
import dev.mullion.testkit.boot.Trial;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** BuildKit beside the containerd of a node of EKS, by the real PowerShell, on a simulated Windows. */
@Tag("boot")
class NodeBuildkitBootTest {
    private static final String OF_NODE = "C:\\ProgramData\\Amazon\\EKS\\cni\\config\\vpc-bridge.conf";

    @Test
    void buildkitHasANetworkOfItsOwnAndTheNodeKeepsIts() {
        Trial trial = boots(node(), 2, "Files = @{ '" + OF_NODE + "' = '{}' }");

        assertThat(trial.boot(1).exitCode()).isZero();
        assertThat(trial.boot(1).output())
                .contains("the node's containerd has its pipe\n")
                .contains("made the network nat at 172.30.208.0/20 by 172.30.208.1\n")
                .contains("BuildKit has a worker whose builds have a network\n");
        assertThat(trial.machine().service("buildkitd")).isEqualTo("Running, Manual");
        assertThat(trial.machine().service("containerd")).isEqualTo("Running, Automatic");
        assertThat(trial.machine().files())
                .containsEntry(OF_NODE, "{}")
                .containsKey("C:\\ProgramData\\buildkitd\\cni\\conf\\0-containerd-nat.conflist")
                .containsKey("C:\\ProgramData\\buildkitd\\cni\\bin\\nat.exe")
                .doesNotContainKey("C:\\Program Files\\containerd\\config.toml");
        assertThat(trial.machine().files().get("C:\\ProgramData\\buildkitd\\buildkitd.toml"))
                .contains("cniConfigPath = 'C:\\ProgramData\\buildkitd\\cni\\conf\\0-containerd-nat.conflist'\n")
                .contains("cniBinaryPath = 'C:\\ProgramData\\buildkitd\\cni\\bin'\n");
        assertThat(trial.machine().environment()).doesNotContainKeys("CNI_PATH", "NETCONFPATH");
        assertThat(trial.boots())
                .allSatisfy(boot -> assertThat(boot.calls()).noneMatch(call -> call.contains("service containerd")));
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).calls())
                .containsExactly(
                        "start service AmazonSSMAgent",
                        "new HNS network nat of type NAT at 172.30.208.0/20",
                        "start service buildkitd",
                        "write C:\\ProgramData\\Mullion\\started-buildkitd.txt");
    }

    @Test
    void aPipeThatNeverComesIsNoSuccess() {
        Trial trial = boots(node(), 1, "Containerd = @{ PipeSeconds = 400 }");

        assertThat(trial.boot().exitCode()).isEqualTo(91);
        assertThat(trial.boot().output()).contains("containerd has no pipe containerd-containerd after 180 seconds\n");
    }

    @Test
    void anImageWithoutContainerdIsRefused() {
        Hosts node = node();
        Trial trial = Trial.of(userData(node).script(), 1, node.scenario(""));

        assertThat(trial.boot().exitCode()).isEqualTo(91);
        assertThat(trial.boot().output()).contains("there is no service containerd: the image is none of a node\n");
    }

    private static Hosts node() {
        return new Hosts().buildkit(BuildkitSpec.builder().build());
    }

    private static UserData userData(Hosts node) {
        ContainerHost host = node.host();
        return new UserData(
                LaunchAgent.EC2LAUNCH_V2,
                new Steps(
                        List.of(),
                        List.of(),
                        HostSteps.buildkit(
                                host.buildkit().orElseThrow(), host.cniPlugins(), host.network(), host.proxy()),
                        List.of()));
    }

    private static Trial boots(Hosts node, int boots, String scenario) {
        return Trial.of(
                userData(node).script(), boots, node.scenario(scenario).replaceFirst("Ami = 'plain'", "Ami = 'eks'"));
    }
}
