package dev.mullion.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.config.YamlDocument;
import dev.mullion.testkit.HostileValue;
import dev.mullion.testkit.Tries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {
    private static final String ALPHABET =
            "aeintynofTFNY0123456789_.-+:,#'\"\\|>&*!%@`{}[]?~=</ \t\n\r\0\u0007\u0085\u00a0\u2028\u2029\ufeff\u00e9\u6f22\u05d0";

    @Test
    void writesMapsAndListsAsKubernetesDoes() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", "Pod");
        document.put("labels", Map.of("kubernetes.io/os", "windows"));
        document.put("items", List.of("a", Map.of("b", List.of(1, 2)), List.of("c", List.of()), Map.of()));
        document.put("script", "first\n  second\n\nthird\n");
        document.put("open", "first\nsecond");
        document.put("numbers", List.of(1, -2L, 0.5, 1e21, true));
        document.put("image", "mcr.microsoft.com/windows/nanoserver:ltsc2022");

        assertThat(YamlWriter.of(document)).isEqualTo("""
                kind: Pod
                labels:
                  kubernetes.io/os: windows
                items:
                - a
                - b:
                  - 1
                  - 2
                - - c
                  - []
                - {}
                script: |
                  first
                    second

                  third
                open: |-
                  first
                  second
                numbers:
                - 1
                - -2
                - 0.5
                - 1000000000000000000000
                - true
                image: mcr.microsoft.com/windows/nanoserver:ltsc2022
                """);
        assertThat(YamlWriter.of(Map.of())).isEqualTo("{}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n",
                "N",
                "y",
                "yes",
                "No",
                "on",
                "OFF",
                "true",
                "False",
                "null",
                "Null",
                "~",
                "",
                " a",
                "a ",
                "10.0",
                "1e3",
                "1E+3",
                "0x1f",
                "0b11",
                "0o17",
                "017",
                "1_000",
                "1,000",
                "12:30:45",
                "190:20:30.5",
                ".5",
                "5.",
                "+1",
                "-0",
                ".inf",
                "-.INF",
                ".NaN",
                "2026-11-29",
                "2026-11-29T01:02:03Z",
                "2026-1-2 3:4:5",
                "<<",
                "=",
                "-",
                "- a",
                "?",
                "a: b",
                "a:",
                "a #b",
                "#a",
                "&a",
                "*a",
                "!a",
                "%a",
                "@a",
                "`a",
                "[a",
                "{a",
                "'a",
                "\"a",
                "|",
                ">",
                "---",
                "...",
                "a\tb",
                "\ta",
                "a\nb",
                "a\n",
                "\na",
                "a\n\n",
                "a \nb",
                " a\nb",
                "a\r\nb",
                "\n",
                "\u00fcber",
                "\u6f22\u5b57",
                "\ud83d\ude80",
                "a\u2028b",
                "a\u0085b\n",
                "10.0.20348",
                "1.2.3",
                "0",
                "1",
                "0777",
                "9e",
                "_1"
            })
    void textIsReadBackAsThatTextByAllReaders(String text) {
        comesBack(Map.of("a", text, "b", List.of(text, Map.of("c", text))));
        if (!text.isEmpty()) {
            comesBack(Map.of(text, "a", "z", Map.of(text, 1)));
        }
    }

    @ParameterizedTest
    @EnumSource(HostileValue.class)
    void hostileTextComesBackOrIsRefused(HostileValue hostile) {
        if (hostile == HostileValue.LONE_SURROGATE) {
            assertThatThrownBy(() -> YamlWriter.of(Map.of("a", hostile.value())))
                    .hasMessage("got \"\\uD83D\"; leave out the half of a character, which no YAML can hold");
        } else {
            comesBack(Map.of("a", hostile.value(), "b", List.of(hostile.value())));
        }
    }

    @Test
    void whateverIsWrittenIsReadBack() {
        Random random = new Random(7);
        for (int i = Tries.of(2_000); i > 0; i--) {
            comesBack(document(random, 3));
        }
    }

    @Test
    void refusesWhatNoManifestHolds() {
        assertThatThrownBy(() -> YamlWriter.of(Map.of("a", new StringBuilder("b"))))
                .hasMessage("a StringBuilder has no scalar in YAML");
        assertThatThrownBy(() -> YamlWriter.of(Map.of("a", Double.NaN)))
                .hasMessage("a Double NaN has no scalar in YAML");
    }

    private static void comesBack(Map<String, ?> document) {
        String yaml = YamlWriter.of(document);
        assertThat(Readers.read(yaml)).as(yaml).isEqualTo(document);
        assertThat(YamlDocument.read("written", yaml).get(0).values()).as(yaml).isEqualTo(document);
        String flow = YamlScalar.flow(document);
        assertThat(flow).doesNotContain("\n");
        assertThat(Readers.read(flow)).as(flow).isEqualTo(document);
        assertThat(Readers.read("a: [b, " + flow + ", c]\nd: " + flow + "\n"))
                .as(flow)
                .isEqualTo(Map.of("a", List.of("b", document, "c"), "d", document));
    }

    private static Map<String, Object> document(Random random, int depth) {
        Map<String, Object> document = new TreeMap<>();
        for (int i = random.nextInt(3) + 1; i > 0; i--) {
            // Readers limit how long a key without its question mark may be.
            document.put(text(random, 12) + i, value(random, depth));
        }
        return document;
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextBoolean();
            case 5 -> document(random, depth - 1);
            case 6 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> text(random, 30);
        };
    }

    private static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest); i > 0; i--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
