package dev.mullion.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.kubernetes.PodTemplate.Place;
import dev.mullion.testkit.kube.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real API server and a real scheduler make of the manifests. */
@Tag("kube")
class ClusterTest {
    private static final Map<String, String> WINDOWS =
            Map.of("kubernetes.io/os", "windows", "node.kubernetes.io/windows-build", "10.0.20348");

    private Cluster cluster;

    @BeforeEach
    void open() {
        cluster = Cluster.get();
    }

    @AfterEach
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void theServerTakesEachKindThatHasARecord() throws IOException {
        cluster.apply(Files.readString(Path.of("src/test/resources/crds/gmsa-credential-spec.yaml")));
        cluster.established("gmsacredentialspecs.windows.k8s.io");
        cluster.apply(Samples.all().get(0).object().yaml());

        for (Manifest each : Samples.all()) {
            assertThat(cluster.refusal(each.object().yaml()))
                    .as(each.object().toString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "1e3",
                "",
                " a",
                "~",
                "2026-11-29",
                "a: b",
                "first\n second\n",
                "\ud83d\ude80",
                "\u2028",
                "'",
                "\t"
            })
    void theServerReadsTextAsText(String text) {
        KubernetesObject map =
                new ConfigMap(ObjectMeta.named("text").annotation("a", text), Map.of("b", text)).object();

        assertThat(cluster.refusal(map.yaml())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nodeSelectr: {a: b}",
                "nodeSelector: {a: 1}",
                "tolerations: [{effect: NoShedule, operator: Exists}]",
                "os: {}",
                "dnsPolicy: Never",
                "hostNetwork: \"yes\""
            })
    void theServerAgreesWithTheCheckOnWhatIsRefused(String line) {
        String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: b}]\n  "
                + line + "\n";

        assertThat(cluster.refusal(pod)).as(line).isPresent();
    }

    @Test
    void podsLandWhereTheirRuntimeClassSays() {
        cluster.node("linux-1", Map.of("kubernetes.io/os", "linux"), List.of());
        cluster.node("windows-1", WINDOWS, List.of(Samples.TAINT.text()));
        cluster.apply(Samples.WINDOWS_2022.object().yaml());
        cluster.apply(RuntimeClass.windows(
                        ObjectMeta.named("windows-2019"), "10.0.17763", List.of(Samples.TAINT.toleration()))
                .object()
                .yaml());
        cluster.apply(RuntimeClass.windows(ObjectMeta.named("windows-untolerated"), "10.0.20348", List.of())
                .object()
                .yaml());

        assertThat(placed("by-class", Place.of("windows-2022"))).hasToString("windows-1");
        assertThat(placed("by-selector", Place.on("windows", List.of(Samples.TAINT.toleration()))))
                .hasToString("windows-1");
        assertThat(placed("agent", Place.on("windows", List.of(Toleration.EVERYTHING))))
                .hasToString("windows-1");
        assertThat(placed("linux", Place.on("linux", List.of()))).hasToString("linux-1");
        assertThat(placed("old", Place.of("windows-2019")).node()).isEmpty();
        assertThat(placed("untolerated", Place.of("windows-untolerated")).reason())
                .contains("untolerated taint");
    }

    private Cluster.Placement placed(String name, Place place) {
        String os = Objects.equals(place.nodeSelector().get("kubernetes.io/os"), "linux") ? "linux" : "windows";
        PodTemplate template = new PodTemplate(
                Map.of("app", name),
                os,
                place,
                Optional.empty(),
                List.of(new Container("a", "example.invalid/a:1", List.of(), Map.of(), Map.of("memory", "64Mi"))));
        return cluster.placed(
                KubernetesObject.of("v1", "Pod", ObjectMeta.named(name).namespace("default"))
                        .with(Objects.requireNonNull(template.fields("Always").get("spec")), "spec")
                        .yaml());
    }
}
