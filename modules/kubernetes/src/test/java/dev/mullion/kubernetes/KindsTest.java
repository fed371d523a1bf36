package dev.mullion.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Problems;
import dev.mullion.testkit.Golden;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KindsTest {
    @Test
    void eachKindStandsInYaml() {
        String yaml = KubernetesObject.yaml(Samples.all());

        new Golden("Kinds", "all").matches("kinds.yaml", yaml);
        assertThat(KubernetesObject.read("kinds.yaml", yaml))
                .isEqualTo(Samples.all().stream().map(Manifest::object).toList());
    }

    @Test
    void eachKindHasAllowedNames() {
        Problems problems = new Problems();

        Samples.all().forEach(each -> Names.check(each.object(), problems));

        assertThat(problems.problems()).isEmpty();
    }

    @Test
    void leavesOutWhatIsNotGiven() {
        assertThat(new RuntimeClass(ObjectMeta.named("a"), "b", Map.of(), List.of())
                        .object()
                        .yaml())
                .isEqualTo("""
                        apiVersion: node.k8s.io/v1
                        kind: RuntimeClass
                        metadata:
                          name: a
                        handler: b
                        """);
    }
}
