package dev.mullion.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaintTest {
    private static final Taint WINDOWS = new Taint("os", "windows", TaintEffect.NO_SCHEDULE);

    @Test
    void isSpelledAsItsReadersSpellIt() {
        assertThat(WINDOWS.text()).isEqualTo("os=windows:NoSchedule");
        assertThat(WINDOWS.fields()).isEqualTo(Map.of("key", "os", "value", "windows", "effect", "NoSchedule"));
        assertThat(WINDOWS.effect()).hasToString("NO_SCHEDULE");
        assertThat(TaintEffect.values())
                .extracting(TaintEffect::kubernetesName)
                .containsExactly("NoSchedule", "PreferNoSchedule", "NoExecute");
        assertThat(TaintEffect.ofKubernetes("NoExecute")).contains(TaintEffect.NO_EXECUTE);
        assertThat(TaintEffect.ofKubernetes("NO_EXECUTE")).isEmpty();
        assertThat(Taint.builder().key("a").value("b").build().effect()).isEqualTo(TaintEffect.NO_SCHEDULE);
    }

    @Test
    void isToleratedByItsOwnTolerationOnly() {
        assertThat(WINDOWS.toleration().fields())
                .isEqualTo(Map.of("key", "os", "operator", "Equal", "value", "windows", "effect", "NoSchedule"));
        assertThat(Toleration.EVERYTHING.fields()).isEqualTo(Map.of("operator", "Exists"));
        assertThat(new Toleration(Optional.of("a"), Optional.empty(), Optional.empty()).fields())
                .isEqualTo(Map.of("key", "a", "operator", "Exists"));
        assertThat(Toleration.of(List.of(WINDOWS, new Taint("a", "b", TaintEffect.NO_EXECUTE), WINDOWS)))
                .hasSize(2)
                .startsWith(WINDOWS.toleration());
    }

    @Test
    void refusesWhatNoNodeGroupTakes() {
        assertThat(problems(
                        new Taint("", "", TaintEffect.NO_SCHEDULE), new Taint("a b", "c d", TaintEffect.NO_EXECUTE)))
                .containsExactly(
                        "[0].key: has no value; use a name, such as os",
                        "[0].value: has no value; use one, such as windows: node groups take no empty one",
                        "[1].key: got \"a b\"; use up to 63 letters, digits, dashes, underscores and dots, with a letter or a"
                                + " digit at both ends, behind a domain and a slash if wanted",
                        "[1].value: got \"c d\"; use up to 63 letters, digits, dashes, underscores and dots, with a letter"
                                + " or a digit at both ends");
        assertThat(problems(WINDOWS, new Taint("os", "b", TaintEffect.NO_EXECUTE)))
                .isEmpty();
        assertThat(problems(WINDOWS, new Taint("os", "b", TaintEffect.NO_SCHEDULE)))
                .containsExactly("[1]: has the key and the effect of an earlier taint; a node has each once");
    }

    private static List<String> problems(Taint... taints) {
        Problems problems = new Problems();
        Taint.check(List.of(taints), problems);
        return problems.problems().stream().map(Problem::toString).toList();
    }
}
