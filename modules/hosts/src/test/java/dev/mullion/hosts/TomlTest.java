package dev.mullion.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.testkit.HostileValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tomlj.TomlParseResult;

class TomlTest {
    @ParameterizedTest
    @EnumSource(
            value = HostileValue.class,
            names = {"LONE_SURROGATE"},
            mode = EnumSource.Mode.EXCLUDE)
    void hostileTextIsReadAsItWasWritten(HostileValue hostile) {
        String text = hostile.value();
        List<String> lines = new Toml()
                .value("plain", text)
                .value("list", List.of(text, "next"))
                .table("registry", text)
                .value("inside", 1)
                .lines();

        assertThat(lines).allSatisfy(line -> assertThat(line).matches("[ -~]*"));
        TomlParseResult read = org.tomlj.Toml.parse(String.join("\n", lines));
        assertThat(read.errors()).isEmpty();
        assertThat(read.getString("plain")).isEqualTo(text);
        assertThat(read.getArrayOrEmpty("list").toList()).containsExactly(text, "next");
        assertThat(read.getLong(List.of("registry", text, "inside"))).isEqualTo(1);
        assertThat(read.keySet()).containsExactlyInAnyOrder("plain", "list", "registry");
    }

    @Test
    void pathsReadAsTheyAre() {
        assertThat(new Toml().value("root", "C:\\Program Files\\x").lines())
                .containsExactly("root = 'C:\\Program Files\\x'");
        assertThat(Toml.literal("C:\\o'brien")).isEqualTo("\"C:\\\\o'brien\"");
    }

    @Test
    void refusesWhatNoTomlHolds() {
        assertThat(Toml.literal("\uD83D")).isEqualTo("\"\\uFFFD\"");
        assertThatThrownBy(() -> Toml.literal(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a Double is not written in TOML");
    }
}
