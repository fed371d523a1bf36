package dev.mullion.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.json.JsonValue.Bool;
import dev.mullion.core.json.JsonValue.Fields;
import dev.mullion.core.json.JsonValue.Items;
import dev.mullion.core.json.JsonValue.Nothing;
import dev.mullion.core.json.JsonValue.Numeric;
import dev.mullion.core.json.JsonValue.Text;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    @Test
    void valueIsReadAsItIs() {
        assertThat(JsonValue.read(" {\"b\": [1.50, true, null], \"a\": \"\\u00e9\\n\"} "))
                .hasValueSatisfying(value -> assertThat(value)
                        .isEqualTo(new Fields(Map.of(
                                "b",
                                new Items(List.of(new Numeric("1.50"), new Bool(true), new Nothing())),
                                "a",
                                new Text("é\n")))))
                .map(value -> ((Fields) value).values().keySet())
                .hasValueSatisfying(keys -> assertThat(keys).containsExactly("b", "a"));
        assertThat(JsonValue.read("\"text\"")).hasValue(new Text("text"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{} {}", "[1,]", "text", "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"b\":1}}", "NaN"})
    void otherTextIsNone(String text) {
        assertThat(JsonValue.read(text)).isEmpty();
    }

    @Test
    void depthHasALimit() {
        int max = JsonValue.MAX_DEPTH;

        assertThat(JsonValue.read("[".repeat(max) + "]".repeat(max))).isPresent();
        assertThat(JsonValue.read("[".repeat(max + 1) + "]".repeat(max + 1))).isEmpty();
        assertThat(JsonValue.read("[".repeat(100_000))).isEmpty();
    }
}
