package dev.mullion.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void valuesKeepTheirOrder() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("b", List.of(1, true, "x"));
        value.put("a", Map.of("in", "\"\\\n\u0001é/<"));

        assertThat(JsonText.of(value)).isEqualTo("{\"b\":[1,true,\"x\"],\"a\":{\"in\":\"\\\"\\\\\\n\\u0001é/<\"}}");
        assertThat(JsonText.of("text")).isEqualTo("\"text\"");
    }
}
