package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentTest {
    @Test
    void readsEachDocumentThatHoldsSomething() {
        List<YamlDocument> documents = YamlDocument.read("m.yaml", """
                # Nothing yet.
                ---
                a: 1
                b: {c: "on", d: [true, 0.5, 123456789012], e:}
                ---
                # Nothing.
                ---
                a: &x text
                b: *x
                """);

        assertThat(documents)
                .extracting(YamlDocument::values)
                .containsExactly(
                        Map.of("a", 1, "b", Map.of("c", "on", "d", List.of(true, 0.5, 123_456_789_012L))),
                        Map.of("a", "text", "b", "text"));
        assertThat(YamlDocument.read("m.yaml", "# nothing\n")).isEmpty();
    }

    @Test
    void saysWhereAValueStandsAndWhereAMissingOneWould() {
        YamlDocument document =
                YamlDocument.read("m.yaml", "a:\n- b: 1\n  c: 2\n").get(0);

        assertThat(document.position(SpecPath.ROOT.key("a").index(0).key("c"))).hasToString("m.yaml:3:3");
        assertThat(document.position(SpecPath.ROOT.key("a").index(0).key("d").key("e")))
                .hasToString("m.yaml:2:3");
        assertThat(document.position(SpecPath.ROOT)).hasToString("m.yaml:1:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on",
                "No",
                "y",
                "0777",
                "0x1f",
                "1e3",
                "1_000",
                "12:30:45",
                "2026-11-29",
                ".5",
                "1.",
                ".inf",
                "="
            })
    void refusesTextThatTwoReadersTakeForTwoThings(String text) {
        assertThatThrownBy(() -> YamlDocument.read("m.yaml", "a:\n  b: " + text + "\n"))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "m.yaml:2:6: a.b: got " + text + " without quotes, which is not the same value in YAML 1.1 and"
                                + " 1.2; write text in quotes, true or false, and numbers with digits alone");
        assertThat(YamlDocument.read("m.yaml", "a: \"" + text + "\"\n").get(0).values())
                .isEqualTo(Map.of("a", text));
    }

    @Test
    void refusesWhatIsNoMapOfValues() {
        assertThatThrownBy(() -> YamlDocument.read("m.yaml", "a: 1\n---\n- b\n"))
                .hasMessage("m.yaml:3:1: is no map; use a map of keys to values");
        assertThatThrownBy(() -> YamlDocument.read("m.yaml", "a: [1, ~]\n"))
                .hasMessage("m.yaml:1:8: a[1]: is an item without a value");
        assertThatThrownBy(() -> YamlDocument.read("m.yaml", "a: 1234567890123456789\n"))
                .hasMessage("m.yaml:1:4: a: got \"1234567890123456789\"; use a number of up to 18 digits");
        assertThatThrownBy(() -> YamlDocument.read("m.yaml", "a: [1\n"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("m.yaml:2:1: ");
        assertThatThrownBy(() -> YamlDocument.read("m.yaml", "a: 1\na: 2\n"))
                .hasMessage("m.yaml:2:1: duplicate key \"a\"; it stands on line 1 already");
    }
}
