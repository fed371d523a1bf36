package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // which has no stty
class TerminalWidthTest {
    @TempDir
    private Path directory = Path.of("");

    private void stty(Path folder, String says) throws IOException {
        Path program =
                Files.writeString(folder.resolve("stty"), "#!/bin/sh\n: >'" + directory + "/ran'\necho " + says + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void isWhatTheTerminalSays() throws IOException {
        stty(directory, "50 132");
        assertThat(TerminalWidth.of(Map.of("PATH", directory.toString()))).hasValue(132);

        stty(directory, "stty: no such device");
        assertThat(TerminalWidth.of(Map.of("PATH", directory.toString()))).isEmpty();
    }

    /** The folder that the command runs in may be a stranger's checkout. */
    @Test
    @Tag("adversary")
    void noProgramOfARelativeFolderIsAsked() throws IOException {
        stty(directory, "50 132");
        Path here = Path.of("").toAbsolutePath();

        assertThat(TerminalWidth.of(Map.of("PATH", here.relativize(directory).toString())))
                .isEmpty();
        assertThat(directory.resolve("ran")).doesNotExist();
    }
}
