package dev.mullion.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.config.YamlDocument;
import dev.mullion.core.template.Templates;
import dev.mullion.core.yaml.YamlScalar;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.testkit.Golden;
import dev.mullion.testkit.HostileValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people get who use kubectl, helm or istioctl, and what a preview says. */
class MeshFilesTest {
    private static final String EVERYTHING = """
            WINDOWS
            kubeContext: shop
            windowsTaints: ['os=windows:NoSchedule']
            windowsReleases: [WINDOWS_SERVER_2022_CORE, WINDOWS_SERVER_2025_CORE]
            clusterDnsIp: 172.20.0.10
            waypoint: true
            namespaces: [shop, 'on', '1e3']
            peerAuthentication: STRICT
            meshConfig: 'accessLogFile: /dev/stdout'
            """;

    private static final String MULTIPLE_ARCHITECTURES = """
            profile: demo
            kubeContext: shop
            hub: registry.example.com/istio
            tag: 1.31.4
            """;

    @Test
    void writesEverythingOfAMeshWithWindowsNodes() {
        Golden golden = new Golden("MeshFiles", "ambient-windows");
        Map<String, String> files = new TreeMap<>(files(EVERYTHING));

        assertThat(files.keySet())
                .containsExactly(
                        "istio/ambient-windows.yaml",
                        "istio/build-images.sh",
                        "istio/build-images.workflow.yaml",
                        "istio/enrolment.yaml",
                        "istio/install.txt",
                        "istio/namespace.yaml",
                        "istio/values/istio-base.yaml",
                        "istio/values/istio-cni.yaml",
                        "istio/values/istiod.yaml",
                        "istio/values/ztunnel.yaml",
                        "istio/windows.yaml");
        List.of("istio/ambient-windows.yaml", "istio/enrolment.yaml", "istio/install.txt", "istio/values/istiod.yaml")
                .forEach(name -> golden.matches(name.replaceFirst(".*/", ""), Objects.requireNonNull(files.get(name))));
    }

    @Test
    void writesAnOperatorFileOfSeveralArchitectures() {
        Map<String, String> files = files(MULTIPLE_ARCHITECTURES);

        assertThat(files).doesNotContainKeys("istio/ambient-windows.yaml", "istio/windows.yaml");
        new Golden("MeshFiles", "multiple-architectures")
                .matches("istio-operator.yaml", Objects.requireNonNull(files.get("istio/istio-operator.yaml")));
        assertThat(files.get("istio/install.txt"))
                .doesNotContain("EXPERIMENTAL")
                .contains("By istioctl 1.31.4:\n");
    }

    /** As istioctl patches what the charts render. */
    @Test
    void theOverlaysMakeOurFormOutOfUpstreams() {
        MeshFile.lines(EVERYTHING).mesh(mesh -> {
            Map<String, KubernetesObject> ours = mesh.windowsObjects();
            Map<String, Object> operator =
                    YamlDocument.read("operator", OperatorFile.of(mesh)).get(0).values();
            for (String component : List.of("cni-windows", "ztunnel-windows")) {
                List<?> overlays = (List<?>) at(operator, "spec", "components", component, "k8s", "overlays");
                for (Object each : overlays) {
                    Map<?, ?> overlay = (Map<?, ?>) each;
                    KubernetesObject upstream = WindowsAgents.upstream(mesh).values().stream()
                            .filter(object -> object.kind().equals(overlay.get("kind"))
                                    && object.name().equals(overlay.get("name")))
                            .findFirst()
                            .orElseThrow();
                    KubernetesObject expected = Objects.requireNonNull(ours.get(WindowsAgents.suffix(upstream)));
                    Object patched = mutable(upstream.fields());
                    for (Object patch : (List<?>) at(overlay, "patches")) {
                        patch(patched, (Map<?, ?>) patch);
                    }
                    KubernetesObject made = KubernetesObject.of(texts(patched));
                    assertThat(made.at("spec", "template", "spec")).isEqualTo(expected.at("spec", "template", "spec"));
                    assertThat(made.at("spec", "updateStrategy")).isEqualTo(expected.at("spec", "updateStrategy"));
                    assertThat(made.at("rules")).isEqualTo(expected.at("rules"));
                }
            }
            return mesh;
        });
    }

    private static Object at(Object value, String... path) {
        Object found = value;
        for (String key : path) {
            found = Objects.requireNonNull(((Map<?, ?>) found).get(key), key);
        }
        return found;
    }

    @SuppressWarnings("unchecked") // of YAML
    private static Map<String, Object> texts(Object map) {
        return (Map<String, Object>) map;
    }

    private static Object mutable(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put((String) key, mutable(each)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(MeshFilesTest::mutable).toList());
        }
        return value;
    }

    private static void patch(Object object, Map<?, ?> patch) {
        List<String> parts = List.of(((String) Objects.requireNonNull(patch.get("path"))).split("\\.", -1));
        Object found = object;
        for (String part : parts.subList(0, parts.size() - 1)) {
            found = step(found, part);
        }
        String last = parts.get(parts.size() - 1);
        if (last.startsWith("[name:")) {
            assertThat(patch.containsKey("value")).isFalse();
            ((List<?>) found).remove(step(found, last));
        } else if (patch.get("value") == null) {
            texts(found).remove(last);
        } else {
            texts(found).put(last, Objects.requireNonNull(patch.get("value")));
        }
    }

    private static Object step(Object value, String part) {
        if (value instanceof List<?> list) {
            String name = part.substring("[name:".length(), part.length() - 1);
            return list.stream()
                    .filter(item -> name.equals(((Map<?, ?>) item).get("name")))
                    .findFirst()
                    .orElseThrow();
        }
        return Objects.requireNonNull(((Map<?, ?>) value).get(part), part);
    }

    @Test
    void comparesWithUpstreamByAnOperatorFileWithoutOverlays() {
        String file = Objects.requireNonNull(
                files(EVERYTHING + "upstreamForm: true\n").get("istio/ambient-windows.yaml"));

        assertThat(file).contains("profile: ambient-windows\n").doesNotContain("overlays", "cni_windows");
    }

    @Test
    void saysWhatRunsWhereAndWhatIsKnownNotToWork() {
        List<MeshForecast> tables = MeshFile.lines(EVERYTHING).mesh(AmbientMeshModel::forecasts);

        assertThat(tables).hasSize(2);
        assertThat(tables.get(0).title())
                .isEqualTo(
                        "Istio 1.31.4, profile ambient-windows, in the cluster of the context \"shop\" (EXPERIMENTAL on"
                                + " Windows nodes)");
        assertThat(tables.get(0).rows())
                .contains(
                        List.of("istiod", "Linux, amd64 or arm64", "docker.io/istio/pilot:1.31.4-distroless"),
                        List.of(
                                "waypoint of 1e3",
                                "Linux, amd64 or arm64",
                                "docker.io/istio/proxyv2:1.31.4-distroless"),
                        List.of(
                                "ztunnel-windows (EXPERIMENTAL)",
                                "Windows Server 2022 or 2025, amd64",
                                "registry.example.com/istio/ztunnel-windows:1.31-windows-distroless"));
        assertThat(tables.get(1).title()).contains("EXPERIMENTAL");
        assertThat(tables.get(1).rows().toString())
                .contains("probes", "source IP", "15053", "startup race", "amd64", "L4 policy", "15008");
        assertThat(MeshFile.lines(MULTIPLE_ARCHITECTURES).mesh(AmbientMeshModel::forecasts))
                .singleElement()
                .asString()
                .doesNotContain("EXPERIMENTAL");
    }

    @Test
    void runsTheOwnLinuxImagesOnWish() {
        Map<String, String> files = files(EVERYTHING + "ownLinuxImages: true\nvariant: default\n");

        assertThat(files.get("istio/values/istiod.yaml"))
                .contains("hub: registry.example.com/istio\n  tag: \"1.31-windows\"\n  variant: \"\"\n");
        assertThat(files.get("istio/ambient-windows.yaml")).doesNotContain("docker.io/istio");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WINDOWS\nkubeContext: shop",
                "WINDOWS\nkubeContext: shop\nrevision: canary\nupstreamForm: true",
                "profile: ambient-windows\nplatform: kubeadm\nhub: a.example.com/i\ntag: x\nkubeContext: shop\nrevision: canary",
                "profile: ambient-windows\nplatform: aks\nhub: a.example.com/i\ntag: x\nkubeContext: shop",
                "profile: ambient-windows\nplatform: custom\nhub: a.example.com/i\ntag: x\nkubeContext: shop\nclusterDnsIp:"
                        + " 10.96.0.10\ncni: {binDir: 'C:\\cni', confDir: 'C:\\conf', confFile: x.conf}"
            })
    void everyPodOfWindowsKeepsTheRulesOfHostProcess(String lines) {
        MeshFile.lines(lines).mesh(AmbientMeshModel::windowsObjects).values().stream()
                .filter(object -> object.kind().equals("DaemonSet"))
                .forEach(MeshFilesTest::keepsTheRules);
    }

    /** https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/ */
    private static void keepsTheRules(KubernetesObject daemonSet) {
        Map<?, ?> pod = (Map<?, ?>) daemonSet.at("spec", "template", "spec").orElseThrow();
        assertThat(pod.get("hostNetwork")).isEqualTo(true);
        assertThat(String.valueOf(pod.get("nodeSelector"))).contains("kubernetes.io/os=windows");
        List<Map<?, ?>> containers = new ArrayList<>();
        for (String key : List.of("initContainers", "containers")) {
            if (pod.get(key) instanceof List<?> list) {
                list.forEach(container -> containers.add((Map<?, ?>) container));
            }
        }
        for (Map<?, ?> container : containers) {
            assertThat(container.get("securityContext"))
                    .isEqualTo(Map.of(
                            "windowsOptions", Map.of("hostProcess", true, "runAsUserName", "NT AUTHORITY\\SYSTEM")));
            assertThat(String.valueOf(container.get("command"))).doesNotContain("$$");
            if (container.get("env") instanceof List<?> environment) {
                assertThat(environment.stream().map(each -> ((Map<?, ?>) each).get("name")))
                        .doesNotHaveDuplicates();
            }
        }
    }

    /** What the checks refuse never gets there; templates hold whatever comes. */
    @ParameterizedTest
    @EnumSource(HostileValue.class)
    void hostileValuesStayText(HostileValue hostile) {
        String value = hostile.value();
        if (YamlScalar.refusal(value).isPresent()) {
            return;
        }
        Map<String, Object> model = new LinkedHashMap<>();
        List.of("hostProcessImage", "image", "istiod", "revision").forEach(key -> model.put(key, value));
        model.put("hasRevision", true);
        model.put("windowsBuilds", List.of(value));
        model.put("tolerations", List.of(Map.of("key", value)));
        model.put("setDns", List.of(value));

        String text = Templates.bundled().render("istio/ztunnel-windows.yaml.ftl", model);

        Map<String, Object> daemonSet =
                YamlDocument.read("ztunnel", text).get(1).values();
        KubernetesObject object = KubernetesObject.of(daemonSet);
        assertThat(object.at("metadata", "annotations")).contains(Map.of("istio.io/rev", value));
        assertThat(object.at("spec", "template", "spec", "tolerations")).contains(List.of(Map.of("key", value)));
        assertThat(object.at("spec", "template", "spec", "nodeSelector"))
                .contains(Map.of("kubernetes.io/arch", "amd64", "kubernetes.io/os", "windows"));
    }

    private static Map<String, String> files(String lines) {
        return MeshFile.lines(lines).mesh(mesh -> {
            Map<String, String> files = new LinkedHashMap<>(mesh.files());
            mesh.manifests().forEach((name, text) -> files.put(name + ".yaml", text));
            return files;
        });
    }
}
