package dev.mullion.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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

    @Test
    void getsWhatItStartsWithAndNoToken() {
        Map<String, String> kept = Map.of(
                "PATH", "/bin",
                "HOME", "/home/me",
                "LC_ALL", "C.UTF-8",
                "DOTNET_ROOT", "/dotnet",
                "DOTNET_ROOT_X64", "/dotnet",
                "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
        Map<String, String> environment = new HashMap<>(kept);
        for (String name : List.of(
                "GITHUB_TOKEN",
                "GITHUB_ENV",
                "AWS_SECRET_ACCESS_KEY",
                "SOMEBODYS_NEXT_TOKEN",
                "PSModulePath",
                "DSC_HOME",
                "DOTNET_STARTUP_HOOKS",
                "DOTNET_gcServer")) {
            environment.put(name, "x");
        }

        PowerShellProgram.keepAllowed(environment, HostSystem.POSIX);

        assertThat(environment).isEqualTo(kept);
    }

    @Test
    void tellsNobodyOfItsRuns() {
        Map<String, String> ours = new HashMap<>(System.getenv());
        PowerShellProgram.keepAllowed(ours, HostSystem.current());
        ours.putAll(Map.of("POWERSHELL_TELEMETRY_OPTOUT", "true", "POWERSHELL_UPDATECHECK", "Off", "NO_COLOR", "true"));

        assertThat(new PowerShellProgram(first)
                        .script(Path.of("check.ps1"), List.of())
                        .environment())
                .isEqualTo(ours);
    }
}
