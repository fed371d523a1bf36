package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.ObjectMeta;
import dev.mullion.testkit.kube.Cluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the real scheduler puts pods on nodes as the pools make them, with the RuntimeClasses that are made. */
@Tag("kube")
class SchedulingTest {
    private static final EksFile FILE = EksFile.lines("""
            NEW
            version: "1.35"
            windowsNodePools: {iis: {TYPES}, batch: {TYPES, operatingSystem: WINDOWS_SERVER_2025_CORE, taints: ["os=windows:NoSchedule", "team=batch:NoSchedule"]}, open: {TYPES, operatingSystem: WINDOWS_SERVER_2019_FULL, taints: []}}
            """);

    @Test
    void podsLandWhereTheirImageStarts() {
        try (Cluster cluster = Cluster.get()) {
            FILE.shop(shop -> {
                cluster.apply(KubernetesObject.yaml(List.copyOf(shop.objects().values())));
                cluster.node("linux", Map.of("kubernetes.io/os", "linux", "kubernetes.io/arch", "amd64"), List.of());
                shop.spec().windowsNodePools().forEach((key, pool) -> {
                    Map<String, String> labels = new LinkedHashMap<>();
                    pool.schedulingLabels().forEach(label -> labels.put(label.getKey(), label.getValue()));
                    cluster.node(
                            key,
                            labels,
                            pool.taints().stream().map(taint -> taint.text()).toList());
                });
                return shop;
            });

            assertThat(cluster.placed(pod("windows-2022", "windows-2022"))).hasToString("iis");
            assertThat(cluster.placed(pod("windows-2025", "windows-2025"))).hasToString("batch");
            assertThat(cluster.placed(pod("windows-2019", "windows-2019"))).hasToString("open");
            // A pod that names Windows and nothing else does not tolerate the taints, and lands where there is none.
            assertThat(cluster.placed(selecting("windows", "windows"))).hasToString("open");
            assertThat(cluster.placed(selecting("linux", "linux"))).hasToString("linux");
        }
    }

    private static String pod(String name, String runtimeClass) {
        return bare(name).with(runtimeClass, "spec", "runtimeClassName").yaml();
    }

    private static String selecting(String name, String os) {
        return bare(name)
                .with(Map.of("kubernetes.io/os", os), "spec", "nodeSelector")
                .yaml();
    }

    private static KubernetesObject bare(String name) {
        return KubernetesObject.of("v1", "Pod", ObjectMeta.named("eks-" + name).namespace("default"))
                .with(
                        List.of(Map.of("name", "app", "image", "mcr.microsoft.com/windows/nanoserver:ltsc2022")),
                        "spec",
                        "containers");
    }
}
