package dev.mullion.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Problems;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.testkit.config.SaidOfLines;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is refused or warned of, by its whole message: a table of files and of what is said of each. */
class MeshRulesTest {
    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: gateways.gateway.networking.k8s.io
              annotations:
                gateway.networking.k8s.io/bundle-version: v1.6.3
            spec: {group: gateway.networking.k8s.io}
            """;

    private static final String WAYPOINT = """
            WINDOWS
            kubeContext: shop
            namespaces: [shop]
            waypoint: true
            gatewayApi: {manifest: gateway-api.yaml}
            """;

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatTheTableSays(SaidOfLines row) {
        row.isSaid(MeshFile::problemsOf, MeshFile::warningsOf);
    }

    static Stream<SaidOfLines> cases() {
        return SaidOfLines.read(MeshRulesTest.class, "/mesh-rules.txt");
    }

    @Test
    void saysOfEveryMeshWithWindowsNodesThatItIsExperimental() {
        assertThat(MeshFile.lines("WINDOWS\nkubeContext: shop").warnings())
                .containsExactly(
                        "MSH001: profile: EXPERIMENTAL: ambient-windows is a branch that no release of Istio has;"
                                + " upstream says not to use it in production");
        assertThat(MeshFile.lines("profile: ambient\nkubeContext: shop").warnings())
                .isEmpty();
    }

    @Test
    void takesTheGatewayApisOwnFile() {
        MeshFile file = MeshFile.lines(WAYPOINT).with("gateway-api.yaml", DEFINITION + "status: {conditions: []}\n");

        assertThat(file.problems()).isEmpty();
        assertThat(file.warnings()).hasSize(1);
        List<KubernetesObject> objects = file.mesh(mesh -> mesh.gatewayApi().objects());
        assertThat(objects).singleElement().satisfies(object -> assertThat(object.fields())
                .containsOnlyKeys("apiVersion", "kind", "metadata", "spec"));
    }

    @Test
    void refusesAnotherFileAsTheGatewayApis() {
        String use =
                "gatewayApi.manifest: got \"gateway-api.yaml\"; use the file of https://github.com/kubernetes-sigs/"
                        + "gateway-api/releases/download/v1.6.3/standard-install.yaml: ";

        assertThat(MeshFile.lines(WAYPOINT)
                        .with("gateway-api.yaml", DEFINITION.replace("gateways.", "routes."))
                        .problems())
                .containsExactly(use + "this one does not define gateways.gateway.networking.k8s.io");
        assertThat(MeshFile.lines(WAYPOINT).with("gateway-api.yaml", "kind: [").problems())
                .singleElement()
                .asString()
                .startsWith(use + "line 1: ");
        assertThat(MeshFile.lines(WAYPOINT).problems()).containsExactly(use + "does not exist");
    }

    @Test
    @Tag("adversary")
    void readsTheGatewayApisFileInTheProjectOnly() {
        for (String elsewhere : new String[] {"/dev/zero", "/etc/passwd", "../../etc/passwd"}) {
            assertThat(MeshFile.lines(WAYPOINT.replace("gateway-api.yaml", elsewhere))
                            .problems())
                    .containsExactly("gatewayApi.manifest: got \"" + elsewhere
                            + "\"; use the file of https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.6.3/"
                            + "standard-install.yaml: is not inside the project's directory");
        }
        assertThat(MeshFile.lines(WAYPOINT)
                        .with("gateway-api.yaml", "#".repeat((4 << 20) + 1))
                        .problems())
                .containsExactly("gatewayApi.manifest: got \"gateway-api.yaml\"; use the file of"
                        + " https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.6.3/standard-install.yaml:"
                        + " is larger than 4 MiB");
    }

    @Test
    void warnsOfAnotherVersionOfTheGatewayApi() {
        MeshFile file = MeshFile.lines(WAYPOINT).with("gateway-api.yaml", DEFINITION.replace("v1.6.3", "v1.2.0"));

        assertThat(file.warnings())
                .contains(
                        "MSH009: gatewayApi.manifest: the file is of Gateway API v1.2.0; istiod was tried with v1.6.3");
    }

    @Test
    void deploysUpstreamsFormNowhereButOnAks() {
        Problems problems = new Problems();
        MeshFile.lines("WINDOWS\nkubeContext: shop\nupstreamForm: true").mesh(mesh -> {
            mesh.checkDeployment(problems);
            return mesh;
        });

        assertThat(problems.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .isEqualTo(
                        "got true; leave it out to deploy: upstream's form has the paths of AKS, and on nodes of eks no new"
                                + " pod would start"));

        Problems onAks = new Problems();
        MeshFile.lines("""
                profile: ambient-windows
                platform: aks
                hub: registry.example.com/istio
                tag: 1.31-windows
                kubeContext: shop
                upstreamForm: true
                """).mesh(mesh -> {
            mesh.checkDeployment(onAks);
            return mesh;
        });
        assertThat(onAks.problems()).isEmpty();
    }
}
