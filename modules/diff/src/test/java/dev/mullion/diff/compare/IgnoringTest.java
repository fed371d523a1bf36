package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.PropertyValue.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IgnoringTest {
    private static final Map<String, Object> MAP = Map.of("x", "old", "y", "old");
    private static final Map<String, Object> BEFORE =
            Map.of("a", "old", "gone", "old", "map", MAP, "list", List.of("old", "old", "old"));
    private static final Map<String, Object> AFTER =
            Map.of("a", "new", "added", "new", "map", Map.of("x", "new", "z", "new"), "list", List.of("new", "new"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a                | a",
                "a.b              | a, b",
                "a[0].b           | a, 0, b",
                "a[*]             | a, *",
                "*.b              | *, b",
                "a[\"b.c\"].d      | a, b.c, d",
                "[\"a\"][\"b\"]     | a, b",
                "``               | ``",
            })
    void readsPathsAsPulumiDoes(String path, String segments) {
        assertThat(String.join(", ", Ignoring.segments(path))).isEqualTo(segments);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void keepsWhatWasThereAtAPath(List<String> paths, Map<String, Object> changed) {
        assertThat(Ignoring.apply(paths, fields(BEFORE), fields(AFTER))).isEqualTo(fields(changed));
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of(List.of(), AFTER),
                Arguments.of(List.of("a"), with("a", "old")),
                Arguments.of(List.of("gone"), with("gone", "old")),
                Arguments.of(List.of("added"), without("added")),
                Arguments.of(List.of("nowhere"), AFTER),
                Arguments.of(List.of("", ".", "[]", "[", "]", "[\"a", ".a", "a]", "[a]", "[a].a", "a[x]"), AFTER),
                Arguments.of(List.of("map"), with("map", MAP)),
                Arguments.of(List.of("map.x"), with("map", Map.of("x", "old", "z", "new"))),
                Arguments.of(List.of("map.y"), with("map", Map.of("x", "new", "y", "old", "z", "new"))),
                Arguments.of(List.of("map.z"), with("map", Map.of("x", "new"))),
                Arguments.of(List.of("map[\"x\"]"), with("map", Map.of("x", "old", "z", "new"))),
                Arguments.of(List.of("map.*"), with("map", MAP)),
                Arguments.of(List.of("*"), BEFORE),
                Arguments.of(List.of("*.x"), with("map", Map.of("x", "old", "z", "new"))),
                Arguments.of(List.of("list[0]"), with("list", List.of("old", "new"))),
                Arguments.of(List.of("list[1]"), with("list", List.of("new", "old"))),
                Arguments.of(List.of("list[2]"), AFTER),
                Arguments.of(List.of("list[*]"), with("list", List.of("old", "old"))),
                Arguments.of(List.of("a.b"), AFTER),
                Arguments.of(List.of("gone.b"), AFTER),
                Arguments.of(List.of("added.b"), AFTER),
                Arguments.of(List.of("a", "list[0]"), with(with("a", "old"), "list", List.of("old", "new"))));
    }

    private static Map<String, Object> with(String key, Object value) {
        return with(AFTER, key, value);
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> changed = new HashMap<>(map);
        changed.put(key, value);
        return changed;
    }

    private static Map<String, Object> without(String key) {
        Map<String, Object> changed = new HashMap<>(AFTER);
        changed.remove(key);
        return changed;
    }

    private static Fields fields(Map<String, Object> map) {
        return (Fields) Stack.value(map);
    }
}
