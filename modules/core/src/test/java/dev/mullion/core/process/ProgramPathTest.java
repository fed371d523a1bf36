package dev.mullion.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramPathTest {
    @TempDir
    Path machine = Path.of("");

    private Path program(String folder, String name) throws IOException {
        Path file = Files.createDirectories(machine.resolve(folder)).resolve(name);
        Files.writeString(file, "");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void findsTheFirstProgramOfTheName() throws IOException {
        Files.createDirectories(machine.resolve("a/git")); // a folder of the name
        Files.writeString(Files.createDirectories(machine.resolve("b")).resolve("git"), ""); // which can not be run
        Path git = program("c", "git");
        program("d", "git");
        String path = String.join(
                File.pathSeparator,
                List.of("none", "a", "b", "c", "d").stream()
                        .map(folder -> machine.resolve(folder).toString())
                        .toList());

        assertThat(ProgramPath.of(Map.of("Path", path)).find("git.exe", "git")).contains(git);
        assertThat(ProgramPath.of(Map.of("PATH", path)).find("mvn")).isEmpty();
        assertThat(ProgramPath.of(Map.of()).find("git")).isEmpty();
    }

    @Test
    @Tag("adversary")
    void looksNowhereInTheCurrentDirectory() {
        String path = String.join(File.pathSeparator, "", ".", "relative", "./bin", machine.toString());

        assertThat(ProgramPath.of(Map.of("PATH", path)).folders()).containsExactly(machine);
    }
}
