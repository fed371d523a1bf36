package dev.mullion.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.HostileValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ShellWordTest {
    @Test
    void aNameStaysAsItIs() {
        assertThat(ShellWord.of("Name=tag:aws:x,Values=web-1.2/a@b+c%d"))
                .isEqualTo("Name=tag:aws:x,Values=web-1.2/a@b+c%d");
    }

    /** No argument holds a NUL, or half of a character. */
    @ParameterizedTest
    @EnumSource(
            value = HostileValue.class,
            mode = Mode.EXCLUDE,
            names = {"NUL", "LONE_SURROGATE"})
    @DisabledOnOs(OS.WINDOWS)
    void aShellTakesItForOneWord(HostileValue hostile) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(hostile.value())).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(hostile.value());
    }
}
