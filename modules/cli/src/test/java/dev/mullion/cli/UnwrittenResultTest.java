package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.Skip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that could not be written: the command ends with 1 and says which file. */
@Tag("adversary")
class UnwrittenResultTest {
    private static final Path FULL = Path.of("/dev/full"); // of Linux: a disk that is full

    @TempDir
    private Path directory = Path.of("");

    private static void needsFullDisk() {
        Skip.without(Optional.of(FULL).filter(Files::exists), "tests of a full disk", "no /dev/full, which Linux has");
    }

    private Mullion.Result toFullDisk(String... arguments) throws IOException, InterruptedException {
        needsFullDisk();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "-C",
                directory.toString()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectOutput(FULL.toFile()).start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Mullion.Result(process.waitFor(), "", err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"preview", "validate", "--help", "preview --format json"})
    void standardOutputIsTold(String arguments) throws IOException, InterruptedException {
        Mullion.in(directory);

        assertThat(toFullDisk(arguments.split(" ")))
                .isEqualTo(new Mullion.Result(1, "", "mullion: standard output: no space left on device\n"));
    }

    @Test
    void alsoWhereTheExitCodeTellsOfAChange() throws IOException, InterruptedException {
        Mullion mullion = Mullion.in(directory);
        String plan = directory.resolve("plan.json").toString();
        mullion.run("preview", "--format", "json", "-o", plan);

        assertThat(toFullDisk("diff", plan, plan, "--exit-code").status()).isEqualTo(1);
    }

    @Test
    void aFileIsTold() {
        needsFullDisk();

        assertThat(Mullion.in(directory).run("preview", "-o", FULL.toString()))
                .isEqualTo(new Mullion.Result(1, "", "mullion: /dev/full: no space left on device\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check -o",
                "check --format sarif -o",
                "config -o",
                "diff plan.json plan.json --format html -o",
                "schema -o",
            })
    void soIsThatOfEveryCommand(String arguments) {
        needsFullDisk();

        assertThat(planned().run((arguments + " " + FULL).split(" ")))
                .isEqualTo(new Mullion.Result(1, "", "mullion: /dev/full: no space left on device\n"));
    }

    @ParameterizedTest
    @CsvSource({"--step-summary, GITHUB_STEP_SUMMARY", "--step-outputs, GITHUB_OUTPUT"})
    void soIsAFileOfTheRunner(String option, String variable) {
        needsFullDisk();
        Map<String, String> runner = Map.of(variable, FULL.toString());

        Mullion.Result result = planned().runIn(runner, "diff", "plan.json", "plan.json", option);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("mullion: /dev/full: no space left on device\n");
    }

    /** A project with {@code plan.json}. */
    private Mullion planned() {
        Mullion mullion = Mullion.in(directory);
        mullion.run("preview", "--format", "json", "-o", "plan.json");
        return mullion;
    }

    @ParameterizedTest
    @ValueSource(strings = {"preview -o", "diff plan.json plan.json -o"})
    void aFileNeedsAName(String arguments) {
        List<String> command = new ArrayList<>(List.of(arguments.split(" ")));
        command.replaceAll(
                word -> word.equals("plan.json") ? directory.resolve(word).toString() : word);
        Mullion mullion = Mullion.in(directory);
        mullion.run(
                "preview",
                "--format",
                "json",
                "-o",
                directory.resolve("plan.json").toString());
        command.add("");

        Mullion.Result result = mullion.run(command.toArray(String[]::new));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("-o has no value; name a file\n");
    }

    @Test
    void soDoesAFolderOfPlans() {
        Mullion.Result result = Mullion.in(directory).run("diff", "main", "--plans", "");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("--plans has no value; name a directory\n");
    }

    @Test
    void aReportThatAPullRequestMadeALinkIsNotWrittenThrough() throws IOException {
        Mullion mullion = Mullion.in(directory);
        Path outside = Files.writeString(directory.resolve("bashrc"), "mine");
        Path report = Files.createSymbolicLink(directory.resolve("report.html"), outside);

        assertThat(mullion.run("preview", "-o", report.toString()).status()).isZero();

        assertThat(outside).hasContent("mine");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(4);
        }
    }
}
