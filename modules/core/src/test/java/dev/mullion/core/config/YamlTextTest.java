package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
    private static JsonValue text(String text) {
        return new JsonValue.Text(text);
    }

    @Test
    void mapsListsAndScalarsAreJson() {
        assertThat(YamlText.read("a: 1\nb: [x, 'y', true, null, 1.50]\nc:\n  d: |\n    text\n"))
                .contains(new JsonValue.Fields(Map.of(
                        "a",
                        new JsonValue.Numeric("1"),
                        "b",
                        new JsonValue.Items(List.of(
                                text("x"),
                                text("y"),
                                new JsonValue.Bool(true),
                                new JsonValue.Nothing(),
                                new JsonValue.Numeric("1.5"))),
                        "c",
                        new JsonValue.Fields(Map.of("d", text("text\n"))))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"010", "0x10", "1e3", ".5", ".inf", "1_0", "2024-01-01"})
    void whatReadersTakeForOneThingOrAnotherIsNoText(String plain) {
        assertThat(YamlText.read("a: " + plain))
                .contains(new JsonValue.Fields(Map.of("a", new JsonValue.Literal(plain))));
        assertThat(YamlText.read("a: '" + plain + "'")).contains(new JsonValue.Fields(Map.of("a", text(plain))));
    }

    @Test
    void valuesBelowSecureAreNotHidden() {
        assertThat(YamlText.read("a: {secure: v1:abc}"))
                .contains(new JsonValue.Fields(Map.of("a", new JsonValue.Fields(Map.of("secure", text("v1:abc"))))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: [", "a: 1\na: 2", "a: !Ref b", "a: 1\n---\nb: 2", "1: a", "a: *b"})
    void whatIsNoPlainDocumentIsNone(String text) {
        assertThat(YamlText.read(text)).isEmpty();
    }
}
