package dev.mullion.windows;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.PowerShellProgram;
import dev.mullion.core.spec.Position;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.testkit.Golden;
import dev.mullion.testkit.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("boot")
class PowerShellCheckTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/powershell");

    @TempDir
    Path directory = Path.of("");

    private static PowerShellProgram powerShell() {
        return Skip.without(PowerShellProgram.find(System.getenv()), "boot tests", PowerShellProgram.MISSING);
    }

    private ChildProcess.Answer check(Path folder, String script) throws IOException {
        Path check = PowerShellCheck.extract(directory);
        return ChildProcess.ask(powerShell().script(check, List.of(script)).directory(folder.toFile()), List.of());
    }

    @Test
    void namesWhatOursMayNotHold() throws IOException {
        ChildProcess.Answer answer = check(SCRIPTS, "ours.ps1");

        assertThat(answer.err()).isEmpty();
        new Golden("PowerShellCheck", "ours").matches("said.txt", answer.out());
        assertThat(answer.status()).isOne();
    }

    @Test
    void findsNothingInTheCheckItself() throws IOException {
        Path folder = Path.of("src/main/resources/dev/mullion/windows/powershell");

        assertThat(check(folder, "check-commands.ps1")).isEqualTo(new ChildProcess.Answer(0, "", ""));
    }

    @Test
    void namesWhatFilesOfUsersMayNotHold() throws IOException {
        List<OwnScript> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(SCRIPTS.resolve("own"))) {
            for (Path file : files.sorted().toList()) {
                scripts.add(new OwnScript(file.getFileName().toString(), Files.readString(file)));
            }
        }

        List<List<PowerShellCheck.Finding>> found = PowerShellCheck.ofOwn(powerShell(), scripts);

        String said = found.stream()
                .flatMap(List::stream)
                .map(finding -> finding.position() + ": warning " + finding.id() + ": " + finding.message() + "\n")
                .collect(joining());
        new Golden("PowerShellCheck", "own").matches("said.txt", said);
        assertThat(said).doesNotContain("careful-");
    }

    @Test
    void runsNothingOfWhatItReads() throws IOException {
        Path mark = directory.resolve("mark.txt");
        String text = "Set-Content -Path '" + mark + "' -Value 'ran'\n";
        OwnScript script = new OwnScript(
                "mark.ps1", text + "$(" + text + ")\nusing module '" + mark + "'\n#Requires -Modules None\n");

        PowerShellCheck.ofOwn(powerShell(), List.of(script));

        assertThat(mark).doesNotExist();
    }

    @Test
    void keepsTheFilesApart() throws IOException {
        OwnScript first = new OwnScript("a/same.ps1", "Get-Uptime\n");
        OwnScript second = new OwnScript("b/same.ps1", "\n  Get-Uptime\n");
        OwnScript third = new OwnScript("good.ps1", "Get-Service\n");
        String message = "got Get-Uptime, a command that only PowerShell 6 and newer have";

        assertThat(PowerShellCheck.ofOwn(powerShell(), List.of(first, second, third)))
                .containsExactly(
                        List.of(new PowerShellCheck.Finding(new Position("a/same.ps1", 1, 1), "PSH001", message)),
                        List.of(new PowerShellCheck.Finding(new Position("b/same.ps1", 2, 3), "PSH001", message)),
                        List.of());
    }

    @Test
    void saysWhyThereIsNoAnswer() throws IOException {
        powerShell(); // on Windows a file without an extension is no program
        Path broken = Files.writeString(directory.resolve("pwsh"), "#!/bin/sh\necho 'no runtime' >&2\nexit 134\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> PowerShellCheck.ofOwn(
                        new PowerShellProgram(broken), List.of(new OwnScript("a.ps1", "Get-Service\n"))))
                .isInstanceOf(IOException.class)
                .hasMessage(broken + " failed with exit code 134: no runtime");
    }
}
