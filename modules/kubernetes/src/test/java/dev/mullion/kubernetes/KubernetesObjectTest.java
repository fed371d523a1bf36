package dev.mullion.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.SpecException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesObjectTest {
    private static final KubernetesObject SETTINGS = KubernetesObject.of(
                    "v1",
                    "ConfigMap",
                    ObjectMeta.named("settings").namespace("shop").label("on", "no"))
            .with(Map.of("level", "1e3", "host", "n"), "data");

    @Test
    void standsInYamlWithItsNamesInFront() {
        assertThat(SETTINGS.yaml()).isEqualTo("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: settings
                  namespace: shop
                  labels:
                    "on": "no"
                data:
                  host: "n"
                  level: "1e3"
                """);
        assertThat(SETTINGS).hasToString("ConfigMap shop/settings");
    }

    @Test
    void isReadBackAsItself() {
        KubernetesObject other = SETTINGS.with(List.of(1, true, 0.5, Map.of("a", "b")), "extra", "list");

        assertThat(KubernetesObject.read("m.yaml", KubernetesObject.yaml(List.of(SETTINGS, other))))
                .containsExactly(SETTINGS, other);
    }

    @Test
    void keepsTheOrderOfMapsThatHaveOne() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("z", 1);
        spec.put("a", 2);

        KubernetesObject object = SETTINGS.with(spec, "spec");

        assertThat(object.yaml()).endsWith("spec:\n  z: 1\n  a: 2\n");
        spec.put("b", 3);
        assertThat(object.at("spec", "b")).isEmpty();
    }

    @Test
    void changesGiveAnotherObject() {
        KubernetesObject changed =
                SETTINGS.with("x", "metadata", "annotations", "a/b").without("data", "host");

        assertThat(changed.annotations()).isEqualTo(Map.of("a/b", "x"));
        assertThat(changed.at("data", "host")).isEmpty();
        assertThat(SETTINGS.at("data", "host")).contains("n");
        assertThatThrownBy(() -> SETTINGS.with(1, "kind", "x")).hasMessage("kind.x: kind is no map");
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> KubernetesObject.of(Map.of("kind", "Pod", "metadata", Map.of("name", 1))))
                .isInstanceOf(SpecException.class)
                .hasMessage("apiVersion: is no text; every Kubernetes object has one here\n"
                        + "metadata.name: is no text; every Kubernetes object has one here");
        assertThatThrownBy(() -> KubernetesObject.of(Map.of("apiVersion", "v1", "kind", "Pod")))
                .hasMessage("metadata: has no name; write metadata with a name");
        assertThatThrownBy(() -> SETTINGS.with(Optional.of("x"), "a"))
                .hasMessage("a Optional has no place in a manifest");
    }

    @Test
    void refusesManifestsAtTheirLines() {
        assertThatThrownBy(() -> KubernetesObject.read("m.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: a
                          labels:
                            number: 7
                        ---
                        apiVersion: v1
                        metadata:
                          namespace: 5
                        """)).hasMessage("""
                        m.yaml:6:5: metadata.labels.number: got 7; put it in quotes: a label or an annotation is text
                        m.yaml:8:1: kind: is no text; every Kubernetes object has one here
                        m.yaml:9:1: metadata.name: is no text; every Kubernetes object has one here
                        m.yaml:10:3: metadata.namespace: is no text; every Kubernetes object has one here""");
    }
}
