package dev.mullion.core.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.files.ProjectFolder;
import dev.mullion.core.json.JsonValue;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {
    /** Each takes less than half a second alone; what is digested instead of refused takes minutes. */
    private static final Duration BUSY_MACHINE = Duration.ofSeconds(10);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void keepsPlacesOfKeysAndValues() {
        Mapping root = root("a: 1\nb:\n  - x\n  - {c: \"y\"}\n");

        assertThat(entry(root, "b").keyPosition()).contains(at(2, 1));
        Sequence list = (Sequence) entry(root, "b").value();
        assertThat(list.items().get(0)).isEqualTo(new Scalar("x", Kind.STRING, Optional.of(at(3, 5))));
        Mapping map = (Mapping) list.items().get(1);
        assertThat(map.position()).contains(at(4, 5));
        assertThat(entry(map, "c").keyPosition()).contains(at(4, 6));
        assertThat(entry(map, "c").value().position()).contains(at(4, 9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x | STRING | x",
                "'1' | STRING | 1",
                "!!str 1 | STRING | 1",
                "10.0.0.0/16 | STRING | 10.0.0.0/16",
                "yes | STRING | yes",
                "2.3.7 | STRING | 2.3.7",
                "arn:aws:x | STRING | arn:aws:x",
                "1 | INTEGER | 1",
                "-7 | INTEGER | -7",
                "007 | INTEGER | 7",
                "010 | INTEGER | 8",
                "012345678901 | INTEGER | 12345678901",
                "0x1F | INTEGER | 31",
                "-0b11 | INTEGER | -3",
                "0o17 | INTEGER | 15",
                "1_000 | INTEGER | 1000",
                "1.30 | FLOAT | 1.3",
                "1234e5 | FLOAT | 123400000",
                ".5 | FLOAT | 0.5",
                ".inf | FLOAT | .inf",
                "True | BOOLEAN | true",
                "2024-01-31 | TIMESTAMP | 2024-01-31T00:00:00Z",
                "2024-01-31T10:20:30Z | TIMESTAMP | 2024-01-31T10:20:30Z",
                "~ | NULL | ``",
                "'~' | STRING | ~",
            })
    void knowsWhatPulumiTakesAValueFor(String yaml, Kind kind, String engineText) {
        Scalar scalar = (Scalar) entry(root("a: " + yaml + "\n"), "a").value();

        assertThat(scalar.kind()).isEqualTo(kind);
        assertThat(scalar.engineText()).isEqualTo(engineText);
    }

    /** Pulumi takes {@code ! 010} and {@code !!int "010"} for 8, and {@code !!bool yes} for true. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "! 010",
                "! true",
                "!!int \"010\"",
                "!!bool yes",
                "!!float 1",
                "!!null x",
                "!!binary eA==",
                "!!str [x]",
                "!!map x"
            })
    void aTagThatNotAllReadAlikeIsAProblem(String value) {
        assertThat(YamlFile.of("x.yaml", "a: " + value + "\n").problems())
                .singleElement()
                .extracting(Problem::toString, InstanceOfAssertFactories.STRING)
                .startsWith("x.yaml:1:4: a: got the tag \"")
                .endsWith("\"; leave it out, the configuration is plain YAML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!str x", "! 'x'", "!!str 'x'", "!!map {x: 1}", "!!seq [x]"})
    void aTagThatSaysWhatTheValueIsAnyhowIsNone(String value) {
        assertThat(YamlFile.of("x.yaml", "a: " + value + "\n").problems()).isEmpty();
    }

    @Test
    void placesAnAliasedValueWhereTheAliasIsUsed() {
        Mapping root = root("base: &b\n  list: [x]\nuse: *b\n");

        Mapping used = (Mapping) entry(root, "use").value();
        Node list = entry(used, "list").value();
        assertThat(used.position()).contains(at(3, 6));
        assertThat(entry(used, "list").keyPosition()).contains(at(3, 6));
        assertThat(((Sequence) list).items().get(0).position()).contains(at(3, 6));
        assertThat(entry(root, "base").value().position()).contains(at(1, 7));
    }

    /** As {@code pulumi config --json} has it, 3.260. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"\\nx\" | x",
                "\"\\n\\nx\" | `\nx`",
                "\"\\n\" | ``",
                "\"\\n x\\n\" | ` x\n`",
                "`|\n\n  x\n` | `x\n`",
                "`>-\n\n\n  x\n  y\n` | `\nx y`",
                "\" \\nx\" | ` \nx`",
                "\"\\nx \" | `\nx `",
                "`|\n\n  a \n  b\n` | `\na \nb\n`",
                "\"\\nx\\ty\\u00a0\" | `x\ty\u00a0`",
                "\"\\nx\\r\" | `\nx\r`",
                "\"\\n\\ufeff\" | `\n\ufeff`",
                "\"\\n\uD83D\uDE00\" | `\n\uD83D\uDE00`",
                "\"\\rx\" | `\rx`"
            })
    void aTextLosesTheLineBreakThatItBeginsWithWherePulumiWritesItInLines(String yaml, String text) {
        assertThat(texts(root("a: " + yaml + "\n"))).isEqualTo(Map.of("a", text));
    }

    /** In a text of several lines. */
    @Test
    void aTextThatBeginsWithASeparatorOfLinesIsAProblem() {
        assertThat(YamlFile.of("x.yaml", "a: \"\\u2028x\\ny\"\n").problems())
                .singleElement()
                .hasToString(
                        "x.yaml:1:4: a: begins with a separator of lines or paragraphs (\\u2028, \\u2029), which Pulumi may"
                                + " lose; leave it out");
    }

    @Test
    void aTextThatIsNotForPulumiIsKept() {
        assertThat(YamlText.read("a: \"\\nx\"\n"))
                .contains(new JsonValue.Fields(new TreeMap<>(Map.of("a", new JsonValue.Text("\nx")))));
    }

    /** Pulumi takes them for {@code config:}, {@code a::} and texts, and the anchor for {@code x} before {@code ?p y}. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "{<<: {config: {a: b}}, config:} -> 1:30: got a colon without a blank behind it, which Pulumi takes for a part of"
                        + " the key; write key: value",
                "a: {b::} -> 1:7: got a colon without a blank behind it, which Pulumi takes for a part of the key; write key:"
                        + " value",
                "a: [b:, c] -> 1:6: got a colon without a blank behind it, which Pulumi takes for a part of the key; write key:"
                        + " value",
                "a: &x?p y -> 1:4: got the anchor or alias \"x?p\"; use letters, digits, _ and -",
                "&x?p a: y -> 1:1: got the anchor or alias \"x?p\"; use letters, digits, _ and -",
                "a: *\u00E9 -> 1:4: got the anchor or alias \"\\u00E9\"; use letters, digits, _ and -",
            })
    @Tag("adversary")
    void whatPulumiReadsAsAnotherTextIsRefused(String yaml, String problem) {
        assertThatThrownBy(() -> YamlFile.of("x.yaml", yaml + "\n"))
                .isInstanceOf(SpecException.class)
                .hasMessage("x.yaml:" + problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: {b: c, \"d\":1, e: }",
                "a: {b: c:d, http://e: f}",
                "a: &b-c_1 {d: e}\nf: *b-c_1 ",
                "a: {b:\n  c}"
            })
    void whatItReadsAlikeIsTaken(String yaml) {
        assertThat(YamlFile.of("x.yaml", yaml + "\n").problems()).isEmpty();
    }

    /** To Pulumi an alias is the most recent node of that name, which may have begun later and ended sooner. */
    @Test
    @Tag("adversary")
    void anAnchorIsTheOneThatWasSetLast() {
        Mapping root = root("a: &x {<<: &x {a: inner}, a: outer}\nb: *x\nc: &x {a: last}\nd: *x\n");

        assertThat(texts((Mapping) entry(root, "a").value())).isEqualTo(Map.of("a", "outer"));
        assertThat(texts((Mapping) entry(root, "b").value())).isEqualTo(Map.of("a", "inner"));
        assertThat(texts((Mapping) entry(root, "d").value())).isEqualTo(Map.of("a", "last"));
    }

    @Test
    void mergesAMapWhereExplicitKeysWin() {
        Mapping root = root("base: &b {a: 1, b: 2}\nuse:\n  b: 3\n  <<: *b\n");

        Mapping used = (Mapping) entry(root, "use").value();
        assertThat(texts(used)).isEqualTo(Map.of("a", "1", "b", "3"));
        assertThat(entry(used, "a").value().position()).contains(at(4, 7));
        assertThat(entry(used, "b").value().position()).contains(at(3, 6));
    }

    @Test
    void mergesAListOfMapsWhereEarlierOnesWin() {
        Mapping root = root("x: &x {a: 1}\ny: &y {a: 2, b: 2}\nuse: {<<: [*x, *y, {b: 9, c: 3}]}\n");

        assertThat(texts((Mapping) entry(root, "use").value())).isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
    }

    @Test
    void mergesWhatWasMergedBefore() {
        Mapping root = root("x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nuse: {<<: *y}\n");

        assertThat(texts((Mapping) entry(root, "use").value())).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void lastAnchorOfANameCounts() {
        assertThat(texts(root("x: &a 1\ny: &a 2\nuse: *a\n"))).containsEntry("use", "2");
    }

    @Test
    void toleratesAByteOrderMarkAndWindowsLineEnds() {
        assertThat(texts(root("\uFEFFa: 1\r\nb: x\r\n"))).isEqualTo(Map.of("a", "1", "b", "x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a:\n\tb: c` | 2:1: got a tab; YAML indents with spaces",
                "a: b: c | 1:5: got a second colon, or an indentation that does not fit; put a value that holds \": \" in quotes",
                "`a:\n  b: c\n d: e` | 3:2: got an indentation or a text that does not fit the lines above",
                "`a: b\nc` | 2:2: got a key without a colon, here or on the line above; write key: value",
                "a: 'b | 1:6: got the end of the file inside a quote (opened at 1:4)",
                "`a: [b, c\nd: e` | 2:2: got a list that is not closed here (opened at 1:4); a list in brackets has commas between its items and ends with ]",
                "`a: {b: c\nd: e` | 2:2: got a map that is not closed here (opened at 1:4); a map in braces has commas between its entries and ends with }",
                "a: @b | 1:4: got a character that no value starts with; put the value in quotes",
                "`a: \"\\q\"` | 1:6: is not YAML: \"found unknown escape character q(113)\"",
                "`a: b\n---\nc: d` | 2:1: starts a second YAML document; use one document a file",
                "- a | 1:1: got a list; use a map of keys to values",
                "abc | 1:1: got \"abc\"; use a map of keys to values",
                "a: *b | 1:4: got the alias \"*b\"; use an anchor that stands above it",
                "a: &b {c: [*b]} | 1:12: got the alias \"*b\" inside its own anchor; a value can not hold itself",
                "? [a] | 1:3: got an alias, a list or a map as a key; use text",
            })
    void refusesWhatIsNoMapInOneLine(String yaml, String line) {
        write(yaml.getBytes(StandardCharsets.UTF_8));

        assertRefused(":" + line);
    }

    @Test
    void refusesAnEmptyFile() {
        for (String empty : new String[] {"", "# nothing\n", "---\n", "~\n", "\uFEFF"}) {
            write(empty.getBytes(StandardCharsets.UTF_8));

            assertRefused(": is empty; use a map of keys to values");
        }
    }

    @Test
    void refusesWhatIsNoText() {
        write(new byte[] {'a', ':', ' ', 'x', '\n', 'b', ':', ' ', (byte) 0xC3, '\n'});
        assertRefused(":2:4: is not UTF-8 from here on; save the file as UTF-8");

        write("a: x".getBytes(StandardCharsets.UTF_16));
        assertRefused(":1:1: is not UTF-8 from here on; save the file as UTF-8");

        write("a: x\nb: \u0000\n".getBytes(StandardCharsets.UTF_8));
        assertRefused(":2:4: holds the character U+0000, which YAML does not allow");
    }

    @Test
    void refusesWhatIsNoFile() throws Exception {
        assertRefused(": is not here");

        Files.createDirectory(directory.resolve("x.yaml"));
        assertRefused(": is a directory; use a file");
    }

    @Test
    void goesOnAfterASingleWrongKey() {
        write("a: 1\na: 2\n8: x\nb: !env HOME\nc: {<<: 3}\nd: [\"\\uD800\", \"\\uD83D\\uDE00\"]\n\"\\uDC00\": 1\n"
                .getBytes(StandardCharsets.UTF_8));

        assertThat(YamlFile.read(directory.resolve("x.yaml"), new ProjectFolder(directory), () -> "is not here")
                        .problems())
                .extracting(problem -> problem.toString().replace(directory + "/", ""))
                .containsExactly(
                        "x.yaml:2:1: duplicate key \"a\"; it stands on line 1 already",
                        "x.yaml:3:1: got a key that is no text; quote it: \"8\"",
                        "x.yaml:4:4: b: got the tag \"!env\"; leave it out, the configuration is plain YAML",
                        "x.yaml:5:5: c: merges (<<) something that is no map; use the alias of a map, or a list of them",
                        "x.yaml:6:5: d[0]: holds the half of a character (\\ud800 to \\udfff), which no YAML can hold;"
                                + " leave it out",
                        "x.yaml:7:1: holds the half of a character (\\ud800 to \\udfff), which no YAML can hold; leave it"
                                + " out");
    }

    /** Beside a state such a text would stand for whatever is deployed. */
    @Test
    void refusesWhatPulumiTakesForSomethingElseThanText() {
        write("""
                a: 04da6b54-80e4-46f7-96ec-b56ff0331ba9
                b: ["os=dd056dcd-154b-4c76-9bd3-c8f88648b5ff:NoSchedule"]
                c: {4dabf18193072939515e22adb298388d: 1b47061264138c4ac30d75fd1eb44270}
                "e48ece36-62e2-4504-bad9-0284872595\\u0036a": |
                  x
                d: &d 3eeb2bf0-c639-47a8-9e75-3b44932eb421
                e: *d
                f: 04da6b54-80e4-46f7-96ec-b56ff0331ba
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(YamlFile.read(directory.resolve("x.yaml"), new ProjectFolder(directory), () -> "is not here")
                        .problems())
                .extracting(problem -> problem.toString().replace(directory + "/", ""))
                .containsExactly(
                        "x.yaml:1:4: a: holds 04da6b54-80e4-46f7-96ec-b56ff0331ba9, which Pulumi takes for a value that"
                                + " only a deployment knows; use another text",
                        "x.yaml:2:5: b[0]: holds dd056dcd-154b-4c76-9bd3-c8f88648b5ff, which Pulumi takes for a value"
                                + " that only a deployment knows; use another text",
                        "x.yaml:3:5: c: holds 4dabf18193072939515e22adb298388d, which Pulumi takes for the sign of a"
                                + " secret or a file; use another text",
                        "x.yaml:4:1: holds e48ece36-62e2-4504-bad9-02848725956a, which Pulumi takes for a value that"
                                + " only a deployment knows; use another text",
                        "x.yaml:6:4: d: holds 3eeb2bf0-c639-47a8-9e75-3b44932eb421, which Pulumi takes for a value that"
                                + " only a deployment knows; use another text");
    }

    @Test
    void refusesALargeFileQuickly() {
        write("[".repeat(5 << 20).getBytes(StandardCharsets.UTF_8));

        assertRefusedQuickly(": is larger than 1 MiB");
    }

    @Test
    void refusesDeepNestingQuickly() {
        write("[".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
        assertRefusedQuickly(":1:101: is nested deeper than 100 levels");

        write("- ".repeat(1 << 19).getBytes(StandardCharsets.UTF_8));
        assertRefusedQuickly(":1:201: is nested deeper than 100 levels");

        write("{a: ".repeat(1 << 18).getBytes(StandardCharsets.UTF_8));
        assertRefusedQuickly(":1:401: is nested deeper than 100 levels");
    }

    @Test
    void refusesNestingThatOnlyAliasesMakeDeep() {
        StringBuilder text = new StringBuilder("a0: &a0 x\n");
        for (int i = 1; i <= 200; i++) {
            text.append("a" + i + ": &a" + i + " [*a" + (i - 1) + "]\n");
        }
        write(text.toString().getBytes(StandardCharsets.UTF_8));

        assertRefusedQuickly(":100:12: is nested deeper than 100 levels");
    }

    @Test
    void refusesABillionLaughsQuickly() {
        StringBuilder text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i <= 9; i++) {
            text.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1) + "]\n");
        }
        write(text.toString().getBytes(StandardCharsets.UTF_8));

        assertRefusedQuickly(":5:45: has more than 100000 keys and values, with every alias written out");
    }

    @Test
    void refusesALongTextThatAliasesRepeat() {
        write(("a: &a " + "x".repeat(100_000) + "\nb: [" + "*a, ".repeat(41) + "*a]\n")
                .getBytes(StandardCharsets.UTF_8));

        assertRefusedQuickly(":2:169: has more than 4194304 characters of keys and values that aliases repeat");
    }

    @Test
    void refusesTooManyValuesQuickly() {
        write(("a: [" + "1,".repeat(200_000) + "]").getBytes(StandardCharsets.UTF_8));

        assertRefusedQuickly(":1:199999: has more than 100000 keys and values, with every alias written out");
    }

    @Test
    void readsLongTextQuickly() {
        write(("a: " + "7".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8));

        assertTimeout(BUSY_MACHINE, () -> NodeJson.engine(read().root()));
    }

    private void assertRefusedQuickly(String line) {
        assertTimeout(BUSY_MACHINE, () -> assertRefused(line));
    }

    private void assertRefused(String line) {
        assertThatThrownBy(this::read).isInstanceOf(SpecException.class).hasMessage(file() + line);
    }

    private Mapping root(String yaml) {
        write(yaml.getBytes(StandardCharsets.UTF_8));
        YamlFile file = read();
        assertThat(file.problems()).isEmpty();
        return file.root();
    }

    private YamlFile read() {
        return YamlFile.read(directory.resolve("x.yaml"), new ProjectFolder(directory), () -> "is not here");
    }

    private void write(byte[] bytes) {
        new Project(directory).with("x.yaml", bytes);
    }

    private String file() {
        return directory.resolve("x.yaml").toString();
    }

    private Position at(int line, int column) {
        return new Position(file(), line, column);
    }

    private static Entry entry(Mapping mapping, String key) {
        return requireNonNull(mapping.entries().get(key));
    }

    private static Map<String, String> texts(Mapping mapping) {
        Map<String, String> texts = new TreeMap<>();
        mapping.entries().forEach((key, entry) -> texts.put(key, NodeJson.engine(entry.value())));
        return texts;
    }
}
