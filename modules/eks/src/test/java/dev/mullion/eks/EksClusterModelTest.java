package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What others ask of a cluster before anything is made. */
class EksClusterModelTest {
    @Test
    void namesTheReleaseOfEachPool() {
        EksFile file = EksFile.lines("""
                NEW
                windowsNodePools: {iis: {TYPES}, old: {TYPES, operatingSystem: WINDOWS_SERVER_2019_CORE}}
                """);

        assertThat(file.problems()).isEmpty();
        String releases = file.shop(cluster -> cluster.windowsReleases().toString());

        assertThat(releases).isEqualTo("{iis=WINDOWS_SERVER_2022_CORE, old=WINDOWS_SERVER_2019_CORE}");
    }

    @Test
    void namesTheTaintsOfWindowsNodesOnce() {
        EksFile file = EksFile.lines("""
                NEW
                windowsNodePools: {iis: {TYPES}, two: {TYPES}}
                """);

        List<String> taints = file.shop(cluster -> cluster.windowsTaints().stream()
                .map(taint -> taint.key() + "=" + taint.value() + ":" + taint.effect())
                .toList());

        assertThat(taints).containsExactly("os=windows:NO_SCHEDULE");
    }

    @Test
    void knowsTheAddressOfTheDnsWhereTheServicesAreKnown() {
        EksFile known = EksFile.lines("NEW\nserviceIpv4Cidr: 10.100.0.0/16\nwindowsNodePools: {iis: {TYPES}}\n");

        assertThat(known.shop(EksClusterModel::dnsClusterIp)).isEqualTo("10.100.0.10");
        assertThat(known.shop(EksClusterModel::knowsDnsClusterIp)).isTrue();
    }

    @Test
    void doesNotKnowItOfAClusterThatExistsAndDoesNotSay() {
        EksFile unknown = EksFile.lines("""
                existing: true
                version: "1.35"
                authenticationMode: API
                LINUX
                windowsNodePools: {iis: {TYPES}}
                """);

        assertThat(unknown.shop(EksClusterModel::knowsDnsClusterIp)).isFalse();
    }

    @Test
    void forecastsWhatANodeOfEachPoolHolds() {
        EksFile file = EksFile.lines("""
                NEW
                version: "1.35"
                windowsNodePools: {iis: {TYPES, maxSize: 3}, few: {TYPES, maxSize: 4, kubelet: {maxPods: 5}}}
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.shop(EksClusterModel::forecasts))
                .extracting(Object::toString)
                .containsExactly(
                        "NodePoolForecast[pool=shop/iis, group=managed, bootstrap=EKS's (amiType"
                                + " WINDOWS_CORE_2022_x86_64), density=Density[instanceType=m6i.2xlarge, pods=14,"
                                + " limit=addresses, memory=32,768 MiB, podsOnAll=42], maxSize=3]",
                        "NodePoolForecast[pool=shop/few, group=managed, bootstrap=its own (kubelet: EKS's own takes no"
                                + " arguments), density=Density[instanceType=m6i.2xlarge, pods=5, limit=maxPods,"
                                + " memory=30,720 MiB, podsOnAll=20], maxSize=4]");
    }

    @Test
    void programsOfBuildersNeedTheirHashBeforeADeployment() {
        Problems problems = new Problems();
        EksFile file =
                EksFile.lines("NEW\nwindowsNodePools: {ci: {TYPES, buildkit: {version: 0.34.2}}, iis: {TYPES}}\n");

        file.shop(cluster -> {
            cluster.checkDeployment(problems);
            return List.of();
        });

        assertThat(said(problems))
                .containsExactly(
                        "windowsNodePools.ci.buildkit.sha256: has no value, and no source that Mullion knows has the"
                                + " hash of buildkit 0.34.2; nothing is installed unchecked: curl -fsSL"
                                + " https://api.github.com/repos/moby/buildkit/releases/tags/v0.34.2 | jq -r '.assets[] |"
                                + " select(.name == \"buildkit-v0.34.2.windows-amd64.tar.gz\").digest'");
    }

    private static List<String> said(Problems problems) {
        try {
            problems.throwIfAny();
            return List.of();
        } catch (SpecException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }
}
