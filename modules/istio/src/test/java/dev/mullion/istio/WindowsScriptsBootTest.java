package dev.mullion.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.json.JsonValue;
import dev.mullion.testkit.boot.Trial;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HostProcess containers run, by the real PowerShell on a simulated node. */
@Tag("boot")
class WindowsScriptsBootTest {
    private static final MeshPlatform.Node EKS = MeshPlatform.EKS.node();
    private static final String CONF = "C:\\ProgramData\\Amazon\\EKS\\cni\\config\\vpc-bridge.conf";
    private static final String LIST = CONF + "list";

    /** https://github.com/aws/amazon-vpc-cni-plugins/tree/main/plugins/vpc-bridge */
    private static final String BRIDGE = """
            {"cniVersion": "0.4.0", "name": "vpc", "type": "vpc-bridge", "capabilities": {"portMappings": true},
             "eniMACAddress": "02:00:00:00:00:01", "eniIPAddresses": ["10.0.0.5/24"], "gatewayIPAddress": "10.0.0.1",
             "vpcCIDRs": ["10.0.0.0/16"], "serviceCIDR": "172.20.0.0/16",
             "dns": {"nameservers": ["172.20.0.10"], "search": ["default.svc.cluster.local"]}}""";

    private static final String AS_LIST =
            "{\"cniVersion\":\"0.4.0\",\"name\":\"vpc\",\"disableCheck\":true,\"plugins\":[%s]}";

    private static final String BRIDGE_OF_LIST =
            "{\"name\":\"vpc\",\"type\":\"vpc-bridge\",\"capabilities\":{\"portMappings\":true},"
                    + "\"eniMACAddress\":\"02:00:00:00:00:01\",\"eniIPAddresses\":[\"10.0.0.5/24\"],"
                    + "\"gatewayIPAddress\":\"10.0.0.1\",\"vpcCIDRs\":[\"10.0.0.0/16\"],\"serviceCIDR\":\"172.20.0.0/16\","
                    + "\"dns\":{\"nameservers\":[\"172.20.0.10\"],\"search\":[\"default.svc.cluster.local\"]}}";

    private static final String ISTIO = "{\"name\":\"istio-cni\",\"type\":\"istio-cni\"}";

    @Test
    void aNodeGetsTheFolderAndAListOfTheSameName() {
        Trial trial = Trial.of(WindowsScripts.prepareNode(EKS), 2, files(CONF, BRIDGE));

        assertThat(trial.boot(1).exitCode()).as(trial.boot(1).output()).isZero();
        assertThat(trial.boot(1).output())
                .contains("C:\\k is there\n")
                .contains(LIST + " has what " + CONF + " had, under the name vpc\n");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).different()).isEmpty();
        assertThat(trial.machine().files()).doesNotContainKey(CONF);
        assertThat(list(trial)).isEqualTo(json(AS_LIST.formatted(BRIDGE_OF_LIST)));
        assertThat(trial.machine().files().get(LIST)).startsWith("{");
    }

    @Test
    void aFileThatComesBackTakesItsPlaceAndLeavesTheOthers() {
        String older = AS_LIST.formatted(BRIDGE_OF_LIST.replace("10.0.0.5", "10.0.0.9") + "," + ISTIO);

        Trial trial = Trial.of(
                WindowsScripts.keepConflist(EKS).orElseThrow(),
                1,
                files(CONF, BRIDGE, LIST, older)
                        .replace(
                                "Ami =",
                                "Fails = @(@{ Command = 'Start-Sleep'; After = 3; Message = 'the end' })\nAmi ="));

        assertThat(trial.boot().exitCode()).isEqualTo(1);
        assertThat(trial.boot().output()).contains("the end").contains(LIST + " has what " + CONF + " had");
        assertThat(trial.machine().files()).doesNotContainKey(CONF);
        assertThat(list(trial)).isEqualTo(json(AS_LIST.formatted(BRIDGE_OF_LIST + "," + ISTIO)));
    }

    @Test
    void aHalfWrittenFileStaysUntilItIsWhole() {
        Trial trial = Trial.of(
                WindowsScripts.keepConflist(EKS).orElseThrow(),
                1,
                files(CONF, "{\"cniVersion\": ")
                        .replace(
                                "Ami =",
                                "Fails = @(@{ Command = 'Start-Sleep'; After = 2; Message = 'the end' })\nAmi ="));

        assertThat(trial.boot().output()).contains(CONF + " stays for now: ").contains("the end");
        assertThat(trial.machine().files()).containsKey(CONF).doesNotContainKey(LIST);
    }

    @Test
    void aNodeWithoutAConfigurationIsSaidToHaveNone() {
        Trial trial = Trial.of(WindowsScripts.prepareNode(EKS), 1, "@{ Ami = 'eks' }");

        assertThat(trial.boot().exitCode()).isEqualTo(1);
        assertThat(trial.boot().seconds()).isBetween(300, 310);
        assertThat(trial.boot().output()).contains("neither " + CONF + " nor " + LIST + " is there after 300 seconds");
    }

    @Test
    void aListFromTheBeginningStaysAsItIs() {
        Trial trial = Trial.of(WindowsScripts.prepareNode(MeshPlatform.AKS.node()), 1, "@{ Ami = 'eks' }");

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(WindowsScripts.keepConflist(MeshPlatform.AKS.node())).isEmpty();
    }

    @Test
    void namesOfTheClusterAreAskedOfItsDnsByOneRule() {
        Trial trial = Trial.of(
                WindowsScripts.setDns(Optional.of("172.20.0.10"), EKS),
                2,
                "@{ Ami = 'eks'; NrptRules = @(@{ Name = '{1}'; Namespace = '.cluster.local'; NameServers = '10.0.0.9' },"
                        + " @{ Name = '{2}'; Namespace = '.corp.example.com'; NameServers = '10.0.0.2' }) }");

        assertThat(trial.boot(1).exitCode()).as(trial.boot(1).output()).isZero();
        assertThat(trial.boot(1).calls())
                .containsExactly(
                        "remove name resolution policy {1}", "names of .cluster.local are asked of 172.20.0.10");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).calls()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EKS     | {\"kind\":\"KubeletConfiguration\",\"clusterDNS\":[\"172.20.0.10\"]}",
                "EKS     | { \"clusterDomain\": \"cluster.local\", \"clusterDNS\": [ \"172.20.0.10\", \"172.20.0.11\" ] }",
                "AKS     | {\"Kubernetes\":{\"Kubelet\":{\"ConfigArgs\":[\"--cluster-dns=172.20.0.10\",\"--v=2\"]}}}",
                "KUBEADM | clusterDNS:NEWLINE- 172.20.0.10NEWLINEclusterDomain: cluster.local",
                "KUBEADM | clusterDNS:NEWLINE  - \"172.20.0.10\""
            })
    void aNodeSaysTheAddressWhereNobodyGaveIt(MeshPlatform platform, String text) {
        MeshPlatform.Node node = platform.node();
        Trial trial = Trial.of(
                WindowsScripts.setDns(Optional.empty(), node),
                1,
                files(node.dnsFile().orElseThrow(), text.replace("NEWLINE", "\n")));

        assertThat(trial.boot().exitCode()).as(trial.boot().output()).isZero();
        assertThat(trial.boot().calls()).containsExactly("names of .cluster.local are asked of 172.20.0.10");
    }

    @Test
    void aNodeThatDoesNotSayItStopsTheAgent() {
        String file = EKS.dnsFile().orElseThrow();
        Trial trial = Trial.of(WindowsScripts.setDns(Optional.empty(), EKS), 1, files(file, "{\"clusterDNS\": []}"));

        assertThat(trial.boot().exitCode()).isEqualTo(1);
        assertThat(trial.boot().output()).contains(file + " does not say clusterDNS; give clusterDnsIp");
        assertThat(trial.boot().calls()).isEmpty();
    }

    private static String files(String... pathsAndTexts) {
        StringBuilder scenario = new StringBuilder("@{\nAmi = 'eks'\nFiles = @{\n");
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            scenario.append("'")
                    .append(pathsAndTexts[i])
                    .append("' = @'\n")
                    .append(pathsAndTexts[i + 1])
                    .append("\n'@\n");
        }
        return scenario.append("}\n}").toString();
    }

    private static JsonValue list(Trial trial) {
        return json(Objects.requireNonNull(trial.machine().files().get(LIST)));
    }

    private static JsonValue json(String text) {
        return JsonValue.read(text).orElseThrow();
    }
}
