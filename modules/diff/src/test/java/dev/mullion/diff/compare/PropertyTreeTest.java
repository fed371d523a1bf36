package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyTreeTest {
    private final PropertyTree<String> tree = new PropertyTree<>();

    @ParameterizedTest
    @CsvSource({
        "a, false, true, 'a.b,a.b.c'",
        "a.b, true, true, 'a.b,a.b.c'",
        "a.b.c, true, true, 'a.b,a.b.c'",
        "a.b.d, true, true, a.b",
        "a.c, false, false, ''",
        "x, true, true, x",
        "x.y, true, true, x",
        "z, false, false, ''",
    })
    void findsWhatIsAtAPathAboveItAndBelowIt(String path, boolean covered, boolean met, String around) {
        for (String each : List.of("a.b", "a.b.c", "x")) {
            tree.add(PropertyTree.parts(each), each);
        }
        List<String> parts = PropertyTree.parts(path);

        assertThat(tree.covers(parts)).isEqualTo(covered);
        assertThat(tree.meets(parts)).isEqualTo(met);
        assertThat(String.join(",", tree.around(parts).stream().sorted().toList()))
                .isEqualTo(around);
    }

    @Test
    void noPathMeetsAnythingAtAll() {
        assertThat(tree.meets(List.of())).isFalse();

        tree.add(PropertyTree.parts("a"), "a");

        assertThat(tree.meets(List.of())).isTrue();
        assertThat(tree.covers(List.of())).isFalse();
        assertThat(tree.around(List.of())).containsExactly("a");
    }
}
