package dev.mullion.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.Namespace;
import dev.mullion.kubernetes.ObjectMeta;
import dev.mullion.testkit.kube.Cluster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real API server takes and where a real scheduler puts it, with Pod Security admission. */
@Tag("kube")
class MeshInClusterTest {
    private static final String WINDOWS = """
            WINDOWS
            kubeContext: shop
            clusterDnsIp: 172.20.0.10
            windowsTaints: ['os=windows:NoSchedule']
            windowsReleases: [WINDOWS_SERVER_2022_CORE, WINDOWS_SERVER_2025_CORE]
            waypoint: true
            namespaces: [mesh-shop, mesh-checkout]
            peerAuthentication: STRICT
            """;

    private final String own = "t" + Long.toString(System.nanoTime(), 36) + "-";

    @ParameterizedTest
    @ValueSource(
            strings = {
                WINDOWS,
                WINDOWS + "upstreamForm: true\n",
                WINDOWS + "revision: canary\nvariant: default\n",
                "profile: demo\nkubeContext: shop\nnamespaces: [mesh-shop]\n",
                "profile: ambient-windows\nplatform: kubeadm\nkubeContext: shop\nhub: a.example.com/i\ntag: '1'\n"
            })
    void everyObjectIsTaken(String lines) throws IOException {
        Map<String, KubernetesObject> objects = MeshFile.lines(lines).mesh(AmbientMeshModel::objects);
        try (Cluster cluster = Cluster.get()) {
            define(cluster);
            objects.values().stream()
                    .filter(object -> object.kind().equals("Namespace"))
                    .forEach(namespace -> cluster.apply(own(namespace)));

            objects.forEach((suffix, object) ->
                    assertThat(cluster.refusal(own(object))).as(suffix).isEmpty());
        }
    }

    @Test
    void podsOfTheAgentsMayRunInIstiosNamespaceAndInNoRestrictedOne() {
        Map<String, KubernetesObject> objects = MeshFile.lines(WINDOWS).mesh(AmbientMeshModel::objects);
        try (Cluster cluster = Cluster.get()) {
            cluster.apply(own(object(Enrolment.SYSTEM, objects)));
            cluster.apply(own(new Namespace(
                            ObjectMeta.named("mesh-baseline").label("pod-security.kubernetes.io/enforce", "baseline"))
                    .object()));

            for (String suffix : List.of(WindowsAgents.CNI, WindowsAgents.ZTUNNEL)) {
                KubernetesObject pod = pod(object(suffix, objects));
                assertThat(cluster.refusal(own(pod))).isEmpty();
                assertThat(cluster.refusal(own(pod.with("mesh-baseline", "metadata", "namespace"))))
                        .hasValueSatisfying(refusal -> assertThat(refusal)
                                .contains("violates PodSecurity \"baseline:latest\"", "hostProcess"));
            }
        }
    }

    @Test
    void agentsRunOnNodesOfTheirReleasesAndNothingOfLinuxOnWindows() {
        MeshFile file = MeshFile.lines(WINDOWS);
        Map<String, KubernetesObject> objects = file.mesh(AmbientMeshModel::objects);
        KubernetesObject cni = object(WindowsAgents.CNI, objects);
        KubernetesObject ztunnel = object(WindowsAgents.ZTUNNEL, objects);
        KubernetesObject istiod = pod(file.mesh(mesh -> istiod(mesh.spec())));
        try (Cluster cluster = Cluster.get()) {
            cluster.apply(own(object(Enrolment.SYSTEM, objects)));
            cluster.node(own + "old", node("windows", "amd64", "10.0.17763"), List.of("os=windows:NoSchedule"));
            cluster.node(own + "arm", node("windows", "arm64", "10.0.26100"), List.of());
            try (Cluster nowhere = Cluster.get()) {
                for (KubernetesObject pod : List.of(pod(cni), pod(ztunnel), istiod)) {
                    assertThat(nowhere.placed(own(pod)).node()).as(pod.name()).isEmpty();
                }
            }

            cluster.node(own + "new", node("windows", "amd64", "10.0.26100"), List.of("os=windows:NoSchedule"));
            assertThat(cluster.placed(named(pod(cni), "cni"))).hasToString(own + "new");
            assertThat(cluster.placed(named(pod(ztunnel), "ztunnel"))).hasToString(own + "new");
            cluster.node(own + "linux", node("linux", "arm64", ""), List.of());
            assertThat(cluster.placed(named(istiod, "linux"))).hasToString(own + "linux");
        }
    }

    /** istiod as its chart places it, by the values that it gets. */
    private static KubernetesObject istiod(AmbientMeshSpec spec) {
        Map<String, Object> values = Objects.requireNonNull(LinuxCharts.of(spec).get(LinuxCharts.ISTIOD))
                .values();
        return KubernetesObject.of(
                        "apps/v1", "Deployment", ObjectMeta.named("istiod").namespace("istio-system"))
                .with(Objects.requireNonNull(values.get("nodeSelector")), "spec", "template", "spec", "nodeSelector")
                .with(Objects.requireNonNull(values.get("affinity")), "spec", "template", "spec", "affinity")
                .with(
                        List.of(Map.of("name", "discovery", "image", "docker.io/istio/pilot:1.31.4-distroless")),
                        "spec",
                        "template",
                        "spec",
                        "containers");
    }

    /** In namespaces that nobody had: where nothing ends namespaces and pods, what is removed stays in the way. */
    private String own(KubernetesObject object) {
        return object.yaml().replaceAll("istio-system|mesh-(?=shop|checkout|baseline)", own + "$0");
    }

    private static KubernetesObject pod(KubernetesObject workload) {
        return KubernetesObject.of(
                        "v1",
                        "Pod",
                        ObjectMeta.named(workload.name())
                                .namespace(workload.namespace().orElseThrow()))
                .with(workload.at("spec", "template", "spec").orElseThrow(), "spec");
    }

    private String named(KubernetesObject pod, String name) {
        return own(pod.with(name, "metadata", "name"));
    }

    private static Map<String, String> node(String os, String architecture, String build) {
        return build.isEmpty()
                ? Map.of("kubernetes.io/os", os, "kubernetes.io/arch", architecture)
                : Map.of(
                        "kubernetes.io/os",
                        os,
                        "kubernetes.io/arch",
                        architecture,
                        "node.kubernetes.io/windows-build",
                        build);
    }

    private static KubernetesObject object(String suffix, Map<String, KubernetesObject> objects) {
        return Objects.requireNonNull(objects.get(suffix), suffix);
    }

    private static void define(Cluster cluster) throws IOException {
        for (String kind : List.of("gateways", "peer-authentications")) {
            try (InputStream in = MeshInClusterTest.class.getResourceAsStream("/crds/" + kind + ".yaml")) {
                cluster.apply(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        cluster.established("gateways.gateway.networking.k8s.io");
        cluster.established("peerauthentications.security.istio.io");
    }
}
