package dev.mullion.testkit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule and a value that it depends on. Where that value can not be read, a default stands in for it, and what follows
 * from the default is no news; a value that a rule does not read hides nothing.
 *
 * @param problem where and with which words it refuses
 * @param key the other key as the rule needs it; empty where it needs that one left out
 * @param broken the same key with a value of another type
 * @param there the same key of another entry, where that needs one
 * @param elsewhere a broken key of another entry
 * @param file with the places {@code <here>} and {@code <there>}
 */
public record DependentRule(String problem, String key, String broken, String there, String elsewhere, String file) {
    private static final Set<String> WORDS = Set.of("problem", "key", "broken", "there", "elsewhere");

    /** The rules of a table. */
    public static Stream<DependentRule> read(Class<?> test, String resource) {
        return Block.read(test, resource, WORDS).map(DependentRule::of);
    }

    private static DependentRule of(Block block) {
        Map<String, String> expected = block.expected();
        String broken = Objects.requireNonNull(expected.get("broken"));
        return new DependentRule(
                Objects.requireNonNull(expected.get("problem")),
                expected.getOrDefault("key", ""),
                broken,
                expected.getOrDefault("there", ""),
                expected.getOrDefault("elsewhere", broken),
                block.file());
    }

    /**
     * Fails unless the rule is heard where the other value is as it needs it, and not where that one is broken.
     *
     * @param problems the lines that a user is told of a file, without their positions
     */
    public void isNoNewsWhereTheOtherValueIsBroken(Function<String, List<String>> problems) {
        assertThat(problems.apply(filled(key, there)))
                .singleElement()
                .asString()
                .startsWith(problem);
        assertThat(problems.apply(filled(broken, there)))
                .singleElement()
                .asString()
                .contains(": got ");
    }

    /** Fails unless the rule is heard beside a broken value of another entry. */
    public void isSaidWhereAnotherValueIsBroken(Function<String, List<String>> problems) {
        assertThat(problems.apply(filled(key, elsewhere))).hasSize(2).anyMatch(line -> line.startsWith(problem));
    }

    private String filled(String here, String other) {
        return filled(filled(file, "<here>", here), "<there>", other);
    }

    private static String filled(String text, String place, String keys) {
        return keys.isEmpty()
                ? text.replace(", " + place, "").replace(place + ", ", "").replace(place, "")
                : text.replace(place, keys);
    }

    @Override
    public String toString() {
        return problem + " (" + broken + ")";
    }
}
