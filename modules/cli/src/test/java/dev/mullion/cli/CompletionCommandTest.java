package dev.mullion.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.process.PowerShellProgram;
import dev.mullion.core.process.ProgramPath;
import dev.mullion.testkit.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real shells complete with the scripts. */
class CompletionCommandTest {
    private static final String[] LINES = {
        "mullion ren",
        "mullion diff --fo",
        "mullion diff --format ",
        "mullion completion f",
        "mullion ami p",
        "mullion ami list --fam",
        "mullion ami list --family "
    };

    private static final List<String> COMPLETED =
            List.of("render", "--format", "text markdown html json", "fish", "pin", "--family", "ecs eks plain");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void bashCompletes() throws Exception {
        Path script = script("bash");
        Path lines = write("lines.sh", """
                compopt() { :; } # speaks only where a user pressed the key
                . "$1"
                shift
                for line; do
                    read -ra COMP_WORDS <<<"$line"
                    case $line in *' ') COMP_WORDS+=('') ;; esac
                    COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
                    _complete_mullion
                    echo "${COMPREPLY[*]}"
                done
                """);

        assertThat(said(new ProcessBuilder(program("bash"), lines.toString(), script.toString())))
                .isEqualTo(COMPLETED);
    }

    @Test
    void zshReadsWhatBashReads() throws Exception {
        String bash = Mullion.plain("completion", "bash").out();

        assertThat(Mullion.plain("completion", "zsh").out()).isEqualTo("#compdef mullion\n" + bash);
        assertThat(said(new ProcessBuilder(program("zsh"), "-n", script("zsh").toString()), new String[0]))
                .isEmpty();
    }

    @Test
    void fishCompletes() throws Exception {
        Path lines = write("lines.fish", """
                source $argv[1]
                for line in $argv[2..]
                    complete -C $line | string split -f1 \\t | string join ' '
                end
                """);

        assertThat(said(new ProcessBuilder(
                        program("fish"), lines.toString(), script("fish").toString())))
                .containsExactly(
                        "render", "--format", "html json markdown text", "fish", "pin", "--family", "ecs eks plain");
    }

    @Test
    @Tag("boot")
    void powerShellCompletes() throws Exception {
        PowerShellProgram powerShell =
                Skip.without(PowerShellProgram.find(System.getenv()), "boot tests", PowerShellProgram.MISSING);
        Path lines = write("lines.ps1", """
                . $args[0]
                foreach ($line in $args[1..($args.Count - 1)]) {
                    (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText -join ' '
                }
                """);

        assertThat(said(powerShell.script(lines, List.of(script("powershell").toString()))))
                .isEqualTo(COMPLETED);
    }

    @Test
    void offersWordsAsTheyAreTaken() {
        assertThat(Mullion.plain("completion", "fish").out())
                .contains("-l template -x -a 'ecs eks hosts mesh java' ")
                .contains("-l format -x -a 'text json sarif' ")
                .contains("-l fail-on -x -a 'error warning never' ");
    }

    @Test
    void showsWhatLooksLikeAVariable() {
        assertThat(Mullion.plain("completion", "fish").out()).contains("as Pulumi does, instead of ${name.property}'");
    }

    @Test
    void anotherShellIsRefused() {
        assertThat(Mullion.plain("completion", "csh").err())
                .startsWith("Invalid value for positional parameter at index 0 (SHELL): got \"csh\"; use bash, zsh,"
                        + " fish or powershell\n");
    }

    private static String program(String shell) {
        return Skip.without(
                        ProgramPath.of(System.getenv()).find(shell), "tests of completion in " + shell, "no " + shell)
                .toString();
    }

    private Path script(String shell) throws IOException {
        String extension = shell.equals("powershell") ? "ps1" : shell;
        return write("mullion." + extension, Mullion.plain("completion", shell).out());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static List<String> said(ProcessBuilder shell) throws IOException, InterruptedException {
        return said(shell, LINES);
    }

    private static List<String> said(ProcessBuilder shell, String[] arguments)
            throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(shell.command().stream(), Stream.of(arguments)).toList();
        Process process = shell.command(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return text.lines().map(String::strip).toList();
    }
}
