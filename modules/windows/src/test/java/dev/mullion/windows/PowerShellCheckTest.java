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

    /** A manifest that prints a finding, and that has another file run, which writes {@code mark.txt}. */
    private Path manifest(Path mark) throws IOException {
        Files.writeString(directory.resolve("m.psm1"), "class Base { }\n");
        Files.writeString(
                directory.resolve("run.psd1"),
                "Invoke-Expression \"[IO.File]::WriteAllText('" + mark + "', 'ran')\"\n"
                        + "@{ModuleVersion = '1.0'; RootModule = 'm.psm1'}\n");
        return Files.writeString(
                directory.resolve("d.psd1"),
                "Write-Host \"0.ps1:1:1: warning PSH001: canary $env:PATH\"\n"
                        + "Import-LocalizedData -BaseDirectory \"$PSScriptRoot\" -FileName run.psd1"
                        + " -SupportedCommand Invoke-Expression\n"
                        + "@{ModuleVersion = '1.0'; RootModule = 'm.psm1'}\n");
    }

    private static final String LOADS = ", by which PowerShell loads a file before it runs a line of this one; nothing"
            + " brings that file to the machine, and it was not looked for here";
    private static final String MODULE = "PSH006: got `using module`" + LOADS + "; use Import-Module";
    private static final String DSC = "PSH006: got `configuration`, whose resources of DSC PowerShell loads while it"
            + " parses, so that what is in it was not checked";

    /** A file, and what is said of it. */
    private record Told(String text, List<String> said) {}

    private static List<Told> filesThatLoad() {
        String escape = "PSH001: got the escape `u{, which Windows PowerShell 5.1 takes for the letter; use [char]";
        return List.of(
                new Told("using module MANIFEST\n", List.of("1:1 " + MODULE)),
                new Told("uSINg\tMODULE 'MANIFEST'\nclass A : Base { }\n", List.of("1:1 " + MODULE)),
                new Told("# a\n<# b #> using <# c #> `\n module `\n \"MANIFEST\"\n", List.of("2:9 " + MODULE)),
                new Told("using module @{ModuleName = 'MANIFEST'; ModuleVersion = '1.0'}\n", List.of("1:1 " + MODULE)),
                new Told("using\u00a0module\u2003MANIFEST\n", List.of("1:1 " + MODULE)),
                new Told(
                        "using namespace System.IO; using module MANIFEST\n[CmdletBinding()]\nparam([string] $A)\n",
                        List.of("1:28 " + MODULE)),
                new Told("1using module MANIFEST\n1 using module MANIFEST\n", List.of("2:3 " + MODULE)),
                new Told("Get-Date\n& { using module MANIFEST }\n", List.of("2:5 " + MODULE)),
                new Told("function A {\n  using module MANIFEST\n}\n", List.of("2:3 " + MODULE)),
                new Told("Write-Host \"a $(using module MANIFEST)\"\n", List.of("1:17 " + MODULE)),
                new Told("Write-Host @\"\n$(using module \"MANIFEST\")\n\"@\n", List.of("2:3 " + MODULE)),
                new Told("iex 'using module MANIFEST'\n", List.of("1:6 " + MODULE)),
                new Told("iex \"u`sing module MANIFEST\"\n", List.of("1:6 " + MODULE)),
                new Told("iex \"us`u{69}ng module MANIFEST\"\n", List.of("1:5 " + escape, "1:6 " + MODULE)),
                new Told("[scriptblock]::Create(\"iex 'u`sing module MANIFEST'\")\n", List.of("1:29 " + MODULE)),
                new Told("$run = @'\nusing module MANIFEST\n'@\niex $run\n", List.of("2:1 " + MODULE)),
                new Told(
                        "using assembly MANIFEST.dll\n",
                        List.of("1:1 PSH006: got `using assembly`" + LOADS + "; use Add-Type")),
                new Told(
                        "using type A = B\nusing\n",
                        List.of("1:1 PSH006: got `using`" + LOADS, "2:1 PSH006: got `using`" + LOADS)),
                new Told(
                        "using namespace System.IO\n# using module MANIFEST\n$a = 'using module MANIFEST'\n$using:a\n",
                        List.of()),
                new Told(
                        "Set-Service -Name a -Configuration b\n$Configuration = @{Configuration = $Configuration}\n",
                        List.of(
                                "1:21 PSH001: got Set-Service -Configuration, a parameter that Windows PowerShell 5.1 does"
                                        + " not have; near it there is -ComputerName, -Confirm")),
                new Told(
                        "configuration A {\n  Import-DscResource -ModuleName MANIFEST\n  Node localhost { }\n}\nGet-Uptime\n",
                        List.of(
                                "1:1 " + DSC,
                                "5:1 PSH001: got Get-Uptime, a command that only PowerShell 6 and newer have")),
                new Told(
                        "[DscLocalConfigurationManager()]\nConfiguration A\n{\n  using module MANIFEST\n}\n",
                        List.of("2:1 " + DSC)));
    }

    @Test
    void loadsNothingThatAFileNames() throws IOException {
        Path mark = directory.resolve("mark.txt");
        String manifest = manifest(mark).toString();
        List<OwnScript> scripts = filesThatLoad().stream()
                .map(file -> new OwnScript("a.ps1", file.text().replace("MANIFEST", manifest)))
                .toList();

        List<List<PowerShellCheck.Finding>> found = PowerShellCheck.ofOwn(powerShell(), scripts);

        assertThat(mark).doesNotExist();
        for (Told file : filesThatLoad()) {
            assertThat(found.get(filesThatLoad().indexOf(file)))
                    .as(file.text())
                    .extracting(finding -> finding.position().line() + ":"
                            + finding.position().column() + " " + finding.id() + ": " + finding.message())
                    .isEqualTo(file.said());
        }
    }

    /** As if there were a word that is not taken out. */
    @Test
    void loadsNothingEvenWhereTheParserSeesTheWord() throws IOException {
        Path mark = directory.resolve("mark.txt");
        String module = "using module " + manifest(mark) + "\n";
        Files.writeString(directory.resolve("0.ps1"), module + "configuration A { Node localhost { } }\n");
        Path check = PowerShellCheck.extract(directory);
        String text = Files.readString(check);
        String open = text.replaceFirst("(?m)^    \\$harmless = .*$", "    \\$harmless = \\$Text");
        assertThat(open.equals(text)).isFalse();
        Files.writeString(check, open);

        ChildProcess.Answer answer = ChildProcess.ask(
                powerShell().script(check, List.of("-Own", "0.ps1")).directory(directory.toFile()), List.of());

        assertThat(mark).doesNotExist();
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out())
                .isEqualTo(
                        "0.ps1:1:1: warning PSH001: does not parse: The argument for the Module parameter is not valid."
                                + " Cannot perform operation because object \"PowerShell\" has already been disposed\n");
    }

    @Test
    void takesNoLineForAFindingThatIsNoneOfItsOwn() throws IOException {
        powerShell(); // on Windows a file without an extension is no program
        Path forged = Files.writeString(
                directory.resolve("pwsh"), "#!/bin/sh\necho '0.ps1:1:1: warning PSH001: forged'\nexit 1\n");
        assertThat(forged.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> PowerShellCheck.ofOwn(
                        new PowerShellProgram(forged), List.of(new OwnScript("a.ps1", "Get-Service\n"))))
                .isInstanceOf(IOException.class)
                .hasMessage(forged + " printed a line that is not of the check");
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

    /** Words that load something are other ones to the parser, and these are not. */
    @Test
    void takesNamesWithTheWordsThatLoad() throws IOException {
        String script = """
                using namespace System.IO
                function Set-Configuration { [CmdletBinding()] param([Parameter(Position = 0)] [Alias('Using')] $Configuration) $Configuration }
                function Get-Using { 'a' }
                Set-Alias -Name Get-Configuration -Value Get-Using
                New-Item -Path Function:\\Get-Using2 -Value { 'b' } | Out-Null
                $given = @{ Configuration = 'a' }
                Set-Configuration @given
                Set-Configuration -Configuration a
                Set-Configuration -Config a
                Set-Configuration -Using a
                Get-Using
                Get-Configuration
                Get-Using2
                """;

        assertThat(PowerShellCheck.ofOwn(powerShell(), List.of(new OwnScript("a.ps1", script))))
                .containsExactly(List.of());
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
