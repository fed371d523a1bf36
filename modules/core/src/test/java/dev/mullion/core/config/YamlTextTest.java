package dev.mullion.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
    @Test
    void mapsListsAndScalarsBecomeJson() {
        assertThat(YamlText.toJson("a: 1\nb: [x, 'y', true, null, 1.50, 2024-01-01]\nc:\n  d: |\n    text\n"))
                .hasValue("{\"a\":1,\"b\":[\"x\",\"y\",true,null,1.5,\"2024-01-01\"],\"c\":{\"d\":\"text\\n\"}}");
    }

    @Test
    void valuesBelowSecureAreNotHidden() {
        assertThat(YamlText.toJson("a: {secure: v1:abc}")).hasValue("{\"a\":{\"secure\":\"v1:abc\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: [", "a: 1\na: 2", "a: !Ref b", "a: 1\n---\nb: 2", "1: a", "a: *b"})
    void whatIsNoPlainDocumentIsNone(String text) {
        assertThat(YamlText.toJson(text)).isEmpty();
    }
}
