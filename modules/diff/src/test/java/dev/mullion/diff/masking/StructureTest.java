package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.plan.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructureTest {
    @Test
    void readsJsonWithEverythingInIt() {
        assertThat(Structure.json(" \n{\"a\": [1, -2.5, true, null, \"x\"], \"b\": {}}"))
                .contains(fields(Map.of(
                        "a",
                        new PropertyValue.Items(List.of(
                                new PropertyValue.Numeric(1),
                                new PropertyValue.Numeric(-2.5),
                                new PropertyValue.Bool(true),
                                new PropertyValue.Nothing(),
                                text("x"))),
                        "b",
                        fields(Map.of()))));
    }

    @Test
    void keepsNumbersThatADoubleWouldRound() {
        assertThat(Structure.json("[123456789012345, 1234567890123456, 1e300, 1e999]"))
                .contains(new PropertyValue.Items(List.of(
                        new PropertyValue.Numeric(123_456_789_012_345d),
                        new PropertyValue.Literal("1234567890123456"),
                        new PropertyValue.Literal("1e300"),
                        new PropertyValue.Literal("1e999"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "1", "\"x\"", "{\"a\": }", "[1", "x {}"})
    void leavesWhatIsNoDocumentOfJson(String text) {
        assertThat(Structure.json(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFname: web\nsize: 3\n",
                "name : web\nsize : 3\n",
                "? name\n: web\n? size\n: 3\n",
                "{name: web,\n size: 3}\n",
                "{ \"name\": web,\n size: 3, }\n"
            })
    void readsYamlThatIsWrittenInAnotherWay(String text) {
        assertThat(Structure.yaml(text))
                .contains(fields(Map.of("name", text("web"), "size", new PropertyValue.Numeric(3))));
    }

    @Test
    void readsYamlBelowItsComments() {
        PropertyValue.Fields settings = fields(Map.of("name", text("web"), "size", new PropertyValue.Numeric(3)));

        assertThat(Structure.yaml("name: web\nsize: 3\n")).contains(settings);
        assertThat(Structure.yaml("--- # first\n\n# the settings\nname: web\nsize: 3\n"))
                .contains(settings);
        assertThat(Structure.yaml("# of whom\n---\nname: web\nsize: 3\n")).contains(settings);
        assertThat(Structure.yaml("- a\n- b\n")).contains(new PropertyValue.Items(List.of(text("a"), text("b"))));
        assertThat(Structure.yaml("-\n  a\n")).contains(new PropertyValue.Items(List.of(text("a"))));
    }

    @Test
    void readsSeveralDocumentsAsAList() {
        assertThat(Structure.yaml("a: b\n---\nc: d\n---\n"))
                .contains(new PropertyValue.Items(
                        List.of(fields(Map.of("a", text("b"))), fields(Map.of("c", text("d"))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: web",
                "a line\nand another\n",
                "a: b\n---\nwords\n",
                "---\n---\n",
                "# nothing\n",
                "a: [b\n",
                "$x = 1\n$y = 2\n",
            })
    void leavesWhatIsNoDocumentOfYaml(String text) {
        assertThat(Structure.yaml(text)).isEmpty();
    }

    @Test
    void readsYamlUpToALength() {
        String text = "a: b\nc: " + "d".repeat((1 << 20) - 8);

        assertThat(Structure.yaml(text)).isPresent();
        assertThat(Structure.yaml(text + "d")).isEmpty();
    }

    private static PropertyValue text(String text) {
        return new PropertyValue.Text(text);
    }

    private static PropertyValue.Fields fields(Map<String, PropertyValue> fields) {
        return new PropertyValue.Fields(new TreeMap<>(fields));
    }
}
