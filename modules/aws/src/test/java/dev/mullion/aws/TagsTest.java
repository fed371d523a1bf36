package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
    private static final String TEXT = " letters, digits, spaces and _ . : / = + - @, which is what AWS takes";

    @Test
    void takesWhatEveryServiceTakes() {
        assertThat(problems(
                        Map.of("Käufer Nr._.:/=+-@1", "a b_.:/=+-@9", "k".repeat(128), "v".repeat(256), "Empty", "")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:x", "AWS:x", "mullion:stack", "Mullion:x"})
    void keepsReservedKeys(String key) {
        assertThat(problems(Map.of(key, "x")))
                .containsExactly(key + ": is a reserved key; use one that starts with neither aws: nor mullion:");
    }

    @Test
    void refusesKeysThatAreNone() {
        String use = ": is no tag key; use 1 to 128" + TEXT;

        assertThat(problems(Map.of("", "x"))).containsExactly("[\"\"]" + use);
        assertThat(problems(Map.of("R&D", "x"))).containsExactly("[\"R&D\"]" + use);
        assertThat(problems(Map.of("k".repeat(129), "x")))
                .containsExactly("[\"" + "k".repeat(60) + "\"... (129 characters)]" + use);
    }

    @Test
    void refusesValuesThatAreNone() {
        assertThat(problems(Map.of("Team", "R&D"))).containsExactly("Team: got \"R&D\"; use at most 256" + TEXT);
        assertThat(problems(Map.of("Team", "v".repeat(257))))
                .containsExactly("Team: got \"" + "v".repeat(60) + "\"... (257 characters); use at most 256" + TEXT);
    }

    @Test
    void leavesRoomForTheTagsThatAreAdded() {
        assertThat(problems(tags(45))).isEmpty();
        assertThat(problems(tags(46)))
                .containsExactly("has 46 tags; use at most 45: AWS takes 50 with those that are added");
    }

    private static Map<String, String> tags(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "Tag" + i, i -> "x"));
    }

    private static List<String> problems(Map<String, String> tags) {
        Problems problems = new Problems();
        Tags.check(tags, problems);
        return problems.problems().stream().map(Problem::toString).toList();
    }
}
