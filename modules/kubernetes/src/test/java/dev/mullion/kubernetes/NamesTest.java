package dev.mullion.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final String NAME =
            "; use up to 253 lower-case letters, digits, dashes and dots, with a letter or a digit at"
                    + " both ends and on both sides of a dot";
    private static final String WORD =
            "use up to 63 letters, digits, dashes, underscores and dots, with a letter or a digit at both ends";

    @Test
    void namesAreDnsNames() {
        assertThat(found(problems -> Names.checkName("windows-2022.a", problems)))
                .isEmpty();
        assertThat(found(problems -> Names.checkName("a".repeat(253), problems)))
                .isEmpty();
        assertThat(found(problems -> Names.checkName("a..b", problems))).containsExactly("got \"a..b\"" + NAME);
        assertThat(found(problems -> Names.checkName("Shop", problems))).containsExactly("got \"Shop\"" + NAME);
        assertThat(found(problems -> Names.checkName("a".repeat(254), problems)))
                .hasSize(1);
        assertThat(found(problems -> Names.checkLabelName("a".repeat(63), problems)))
                .isEmpty();
        assertThat(found(problems -> Names.checkLabelName("a".repeat(64), problems)))
                .hasSize(1);
        assertThat(found(problems -> Names.checkLabelName("a.b", problems)))
                .containsExactly(
                        "got \"a.b\"; use up to 63 lower-case letters, digits and dashes, with a letter or a digit"
                                + " at both ends");
    }

    @Test
    void labelsHaveShortWords() {
        assertThat(found(problems ->
                        Names.checkLabels(Map.of("a", "", "example.com/A_b.c", "V-1", "b", "a".repeat(63)), problems)))
                .isEmpty();
        assertThat(found(problems -> Names.checkLabels(Map.of("a", "x y"), problems)))
                .containsExactly("a: got \"x y\"; " + WORD);
        assertThat(found(problems -> Names.checkLabels(Map.of("a", "a".repeat(64)), problems)))
                .hasSize(1);
        assertThat(found(problems -> Names.checkLabels(Map.of("a b", "x"), problems)))
                .containsExactly("[\"a b\"]: got \"a b\"; " + WORD + ", behind a domain and a slash if wanted");
        assertThat(found(problems -> Names.checkLabels(Map.of("A.com/b", "x"), problems)))
                .containsExactly("[\"A.com/b\"]: got \"A.com/b\"; use a domain of up to 253 lower-case letters, digits,"
                        + " dashes and dots in front of the slash");
    }

    @Test
    void annotationsAreLimitedAltogether() {
        assertThat(found(problems -> Names.checkAnnotations(Map.of("Example.com/a", "x y"), problems)))
                .isEmpty();
        assertThat(found(problems -> Names.checkAnnotations(Map.of("a", "x".repeat(262_144)), problems)))
                .containsExactly("has 262145 bytes of annotations; Kubernetes takes 262144");
    }

    @Test
    void eachKindHasItsRuleOfNames() {
        assertThat(objectProblems("v1", "ConfigMap", ObjectMeta.named("a_b").namespace("c.d")))
                .hasSize(2);
        assertThat(objectProblems("v1", "Namespace", ObjectMeta.named("a.b"))).hasSize(1);
        assertThat(objectProblems("rbac.authorization.k8s.io/v1", "ClusterRole", ObjectMeta.named("system:node")))
                .isEmpty();
        assertThat(objectProblems("rbac.authorization.k8s.io/v1", "ClusterRole", ObjectMeta.named("a/b")))
                .containsExactly(
                        "metadata.name: got \"a/b\"; use a name without slashes and percent signs, and more than"
                                + " dots");
        assertThat(objectProblems(
                        "v1",
                        "ConfigMap",
                        ObjectMeta.named("a").label("b", "c d").annotation("e f", "g")))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workload",
                "example.com/workload",
                "kubernetes.io/os",
                "kubernetes.io/hostname",
                "topology.kubernetes.io/zone",
                "node.kubernetes.io/windows-build",
                "kubelet.kubernetes.io/a",
                "a.node.kubernetes.io/b",
                "notkubernetes.io/a"
            })
    void kubeletTakesLabels(String key) {
        assertThat(found(problems -> NodeLabels.check(Map.of(key, "x"), problems)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node-role.kubernetes.io/windows",
                "kubernetes.io/role",
                "topology.kubernetes.io/rack",
                "eks.kubernetes.io/a"
            })
    void kubeletStopsAtOthersOfKubernetes(String key) {
        assertThat(found(problems -> NodeLabels.check(Map.of(key, "x"), problems)))
                .containsExactly("[\"" + key + "\"]: got \"" + key
                        + "\"; use a domain of your own, or none: kubelet does not start with"
                        + " labels of kubernetes.io but those of kubelet.kubernetes.io and node.kubernetes.io and a few by"
                        + " name, and no node would join");
    }

    @Test
    void kubeletStopsAtLabelsOfK8sIo() {
        assertThat(found(problems -> NodeLabels.check(Map.of("cluster.k8s.io/a", "x", "a", "b c"), problems)))
                .hasSize(2)
                .anyMatch(problem -> problem.contains("with labels of k8s.io but those of"));
    }

    private static List<String> objectProblems(String apiVersion, String kind, ObjectMeta metadata) {
        return found(problems -> Names.check(KubernetesObject.of(apiVersion, kind, metadata), problems));
    }

    private static List<String> found(Consumer<Problems> check) {
        Problems problems = new Problems();
        check.accept(problems);
        return problems.problems().stream().map(Problem::toString).toList();
    }
}
