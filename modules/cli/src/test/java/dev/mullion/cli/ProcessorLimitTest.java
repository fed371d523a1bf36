package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("adversary")
class ProcessorLimitTest {
    private static final Duration LOOK = Duration.ofMillis(50);

    /** In a JVM of its own, as a command that never ends. */
    public static void main(String[] arguments) {
        ProcessorLimit.watch(Thread.currentThread(), Duration.ofSeconds(1), LOOK);
        while (true) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aCommandThatNeverEndsEndsWithALine() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProcessorLimitTest.class.getName())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("mullion: takes more than 1 s of a processor's time, and is not waited for\n");
        assertThat(process.waitFor()).isEqualTo(Main.REFUSED);
    }
}
