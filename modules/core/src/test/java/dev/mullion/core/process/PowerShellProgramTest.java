package dev.mullion.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerShellProgramTest {
    @TempDir
    Path machine = Path.of("");

    private Path first = machine;
    private Path second = machine;

    @BeforeEach
    void hasTwo() throws IOException {
        first = program("first", "pwsh");
        second = program("second", "pwsh.exe");
    }

    private Path program(String folder, String name) throws IOException {
        Path file = Files.createDirectories(machine.resolve(folder)).resolve(name);
        Files.writeString(file, "");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private String path(String... folders) {
        return String.join(
                File.pathSeparator,
                Stream.of(folders)
                        .map(folder -> machine.resolve(folder).toString())
                        .toList());
    }

    @Test
    void isTheFirstOnThePath() {
        assertThat(PowerShellProgram.find(Map.of("PATH", path("none", "first", "second"))))
                .contains(new PowerShellProgram(first));
        assertThat(PowerShellProgram.find(Map.of("Path", path("second", "first"))))
                .contains(new PowerShellProgram(second));
    }

    @Test
    void isTheOneThatIsNamedAndNoOther() {
        Map<String, String> named = Map.of("PATH", path("first"), "MULLION_PWSH", second.toString());
        assertThat(PowerShellProgram.find(named)).contains(new PowerShellProgram(second));
        Map<String, String> wrong = Map.of(
                "PATH", path("first"), "MULLION_PWSH", machine.resolve("none").toString());
        assertThat(PowerShellProgram.find(wrong)).isEmpty();
    }

    @Test
    void isNoFolderAndNothingThatCanNotRun() throws IOException {
        Files.createDirectories(machine.resolve("third").resolve("pwsh"));
        Files.writeString(Files.createDirectories(machine.resolve("fourth")).resolve("pwsh"), "");
        assertThat(PowerShellProgram.find(Map.of("PATH", path("third", "fourth"))))
                .isEqualTo(
                        HostSystem.current() == HostSystem.POSIX
                                ? Optional.empty()
                                : Optional.of(new PowerShellProgram(
                                        machine.resolve("fourth").resolve("pwsh"))));
        assertThat(PowerShellProgram.find(Map.of())).isEmpty();
    }

    @Test
    void runsAScriptWithoutAProfile() {
        assertThat(new PowerShellProgram(first)
                        .script(Path.of("check.ps1"), List.of("-Own"))
                        .command())
                .containsExactly(
                        first.toString(), "-NoLogo", "-NoProfile", "-NonInteractive", "-File", "check.ps1", "-Own");
    }
}
