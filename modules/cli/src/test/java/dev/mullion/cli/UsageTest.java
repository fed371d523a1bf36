package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.GitFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @Test
    void noCommandIsWrongUsage() {
        Mullion.Result result = Mullion.plain();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo(
                        "Missing required subcommand; use preview, render, validate, diff, check, ami, doctor, adopt, operator, config, explain, schema,"
                                + " init, completion or version\nSee mullion --help\n");
    }

    @ParameterizedTest
    @CsvSource({
        "up, 'Unknown command: ''up''; that is a command of Pulumi''s: pulumi up'",
        "plan, 'Unknown command: ''plan''; did you mean preview?'",
        "help, 'Unknown command: ''help''; did you mean --help?'",
        "frobnicate, 'Unknown command: ''frobnicate''; use preview, render, validate, diff, check, ami, doctor, adopt, operator, config, explain, schema, init, completion or version'",
        "previews, 'Unknown command: ''previews''; did you mean preview?'",
        "preveiw -s dev, 'Unknown command: ''preveiw''; did you mean preview?'",
        "preview --yes, Unknown option: '--yes'",
        "preview --confg x, 'Unknown option: ''--confg''; did you mean --config-file?'",
        "preview --output x, 'Unknown option: ''--output''; did you mean -o?'",
        "preview --json, 'Unknown option: ''--json''; did you mean --format json?'",
        "preview --sarif, Unknown option: '--sarif'",
        "preview -S dev, 'Unknown option: ''-S''; did you mean -s?'",
        "preview -x, Unknown option: '-x'",
        "explain --output x, Unknown option: '--output'",
        "check --sarif, 'Unknown option: ''--sarif''; did you mean --format sarif?'",
        "check --cwd x, 'Unknown option: ''--cwd''; did you mean -C?'",
        "diff --stop-x x, Unknown option: '--stop-x'",
        "init --temlpate ecs shop, 'Unknown option: ''--temlpate''; did you mean --template?'",
        "render --out scripts, 'Unknown option: ''--out''; did you mean -o?'",
        "preview --against=, --against has no value; name a file",
        "check --config-file=, --config-file has no value; name a file",
        "diff --rules= a b, --rules has no value; name a file",
        "preview --config x, 'Unknown option: ''--config''; did you mean --config-file?'",
        "preview --fromat=json, 'Unknown option: ''--fromat''; did you mean --format?'",
        "preview extra, 'Unknown argument: ''extra''; a stack is named with -s, its file with --config-file'",
        "diff a b c, 'Unknown argument: ''c''; a stack is named with -s, its file with --config-file'",
        "preview --format yaml, 'Invalid value for option ''--format'': got \"yaml\"; use text or json'",
        "preview --format JSON, 'Invalid value for option ''--format'': got \"JSON\"; use text or json'",
        "preview -s, Missing required parameter for option '--stack' (STACK)",
        "preview -s a -s b, option '--stack' (STACK) should be specified only once",
        "render, Missing required option: '-o=DIR'",
        "validate --all -s x, --all goes with neither -s nor --config-file",
        "validate --all --config-file x, --all goes with neither -s nor --config-file",
    })
    void wrongUsageIsTwoLinesOnStandardError(String arguments, String message) {
        Mullion.Result result = Mullion.plain(arguments.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        String command =
                message.startsWith("Unknown command") ? "" : " " + arguments.split(" ", 2)[0];
        assertThat(result.err()).isEqualTo(message + "\nSee mullion" + command + " --help\n");
    }

    @Test
    void anEmptySideOfAComparisonIsWrongUsage() {
        String message = "a side has no value; name a plan or a revision\nSee mullion diff --help\n";

        assertThat(Mullion.plain("diff", "")).isEqualTo(new Mullion.Result(2, "", message));
        assertThat(Mullion.plain("diff", "main", "")).isEqualTo(new Mullion.Result(2, "", message));
        assertThat(Mullion.plain("check", ""))
                .isEqualTo(new Mullion.Result(2, "", "PLAN has no value; name a file\nSee mullion check --help\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "preview --help", "render -h", "validate --help"})
    void helpIsAResult(String arguments) {
        Mullion.Result result = Mullion.plain(arguments.split(" "));

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("Usage: mullion ");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "preview ",
                "render ",
                "validate ",
                "diff ",
                "init ",
                "ami ",
                "ami list ",
                "ami pin ",
                "ami check "
            })
    void helpEndsWithExitCodesExamplesAndAPage(String command) {
        Mullion.Result result = Mullion.plain((command + "--help").split(" "));

        assertThat(result.out())
                .contains(
                        "Exit codes:\n  0   done\n  1   refused or failed; standard error says why\n  2   wrong usage\n")
                .containsPattern("\nExamples?:\n(  mullion .*\n)+Documentation: \\S+\\.md\n$");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "40, 55", "wide, 80", "'', 80"})
    void helpIsAsWideAsTheTerminal(String columns, int most, @TempDir Path directory) {
        Mullion.Result result = new Mullion(directory).runIn(Map.of("COLUMNS", columns), "diff", "--help");

        assertThat(result.out().lines().mapToInt(String::length).max().orElse(0))
                .isBetween(most - 25, most);
    }

    @Test
    void helpShowsWhatLooksLikeAVariable() {
        assertThat(Mullion.plain("preview", "--help").out().replaceAll("\\s+", " "))
                .contains("as unknown, as Pulumi does, instead of ${name.property}.");
    }

    @Test
    void aDirectoryMayFollowTheCommandAndBeRelativeToTheOneBefore(@TempDir Path directory) {
        Mullion.in(directory.resolve("platform"));

        assertThat(new Mullion(directory).run("validate", "-C", "platform"))
                .isEqualTo(new Mullion.Result(0, "dev: valid\n", ""));
        assertThat(Mullion.plain("-C", directory.toString(), "-C", "platform", "validate", "-C", ".")
                        .out())
                .isEqualTo("dev: valid\n");
    }

    @Test
    void aDirectoryMovesEveryRelativePath(@TempDir Path directory) throws IOException {
        Mullion mullion = Mullion.in(directory).file("other.yaml", Mullion.REFUSED);

        assertThat(mullion.run("preview", "--format", "json", "-o", "plan.json").status())
                .isZero();
        assertThat(directory.resolve("plan.json")).exists();
        assertThat(mullion.run("preview", "--against", "plan.json").out()).startsWith("shop/dev: no changes");
        assertThat(mullion.run("diff", "plan.json", "plan.json", "-o", "report.txt"))
                .isEqualTo(new Mullion.Result(0, "", ""));
        assertThat(directory.resolve("report.txt")).exists();
        assertThat(mullion.run("render", "-o", "out"))
                .isEqualTo(new Mullion.Result(0, "out/storefront-general.ps1\n", ""));
        assertThat(mullion.run("validate", "--config-file", "other.yaml"))
                .isEqualTo(new Mullion.Result(1, "", Mullion.PROBLEM.replace("Pulumi.dev.yaml", "other.yaml")));
    }

    @Test
    void standardInputIsAStackFile(@TempDir Path directory) {
        Mullion mullion = Mullion.in(directory).repository();
        String asked = "standard input" + Mullion.PROBLEM.substring("Pulumi.dev.yaml".length());

        assertThat(with(Mullion.REFUSED, () -> mullion.run("validate", "--config-file", "-")))
                .isEqualTo(new Mullion.Result(1, "", asked));
        assertThat(with(Mullion.VALID, () -> mullion.run("preview", "--config-file", "-"))
                        .out())
                .endsWith("See them: mullion -C " + directory + " render -o scripts --config-file -\n");
        assertThat(with("#".repeat(2 << 20), () -> mullion.run("validate", "--config-file", "-")))
                .isEqualTo(new Mullion.Result(1, "", "standard input: is larger than 1 MiB\n"));
        assertThat(with(Mullion.REFUSED, () -> mullion.run("diff", "HEAD", "--config-file", "-"))
                        .out())
                .contains(asked)
                .doesNotContain("standard-input");
    }

    private static Mullion.Result with(String input, Supplier<Mullion.Result> command) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return command.get();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void theProjectIsFoundUpwards(@TempDir Path directory) throws IOException {
        Mullion mullion = Mullion.in(directory).stack("dev", Mullion.REFUSED);
        Path below = Files.createDirectories(directory.resolve("src/main"));

        assertThat(new Mullion(below).run("validate").err()).isEqualTo(directory.toRealPath() + "/" + Mullion.PROBLEM);
        mullion.stack("dev", Mullion.VALID);
        assertThat(new Mullion(below).run("render", "-o", "out").out()).isEqualTo("out/storefront-general.ps1\n");
        assertThat(below.resolve("out/storefront-general.ps1")).exists();
    }

    @Test
    @Tag("adversary")
    void aProjectThatIsFoundUpwardsByALinkOfTheRepositoryIsNotCompared(@TempDir Path directory) throws IOException {
        Mullion mullion = Mullion.in(directory.resolve("mallory")).file("sub/file", "");
        new GitFixture(directory).repository();
        Path link = Files.createSymbolicLink(directory.resolve("shop"), directory.resolve("mallory/sub"));
        mullion.commit("link");

        assertThat(new Mullion(link).run("diff", "HEAD").err())
                .isEqualTo("\"HEAD\": no such file, and no revision: " + link
                        + ": the repository's link \"shop\" leads elsewhere; name what it leads to\n");
    }

    @Test
    @Tag("adversary")
    void aProjectThatIsFoundOutsideOfTheRepositoryIsNotCompared(@TempDir Path directory) throws IOException {
        Mullion.in(directory).repository();
        Path inner = directory.resolve("inner");
        new Mullion(inner).file("file", "").repository();

        assertThat(new Mullion(inner).run("diff", "HEAD").err())
                .isEqualTo("\"HEAD\": no such file, and no revision: the project " + directory.toRealPath()
                        + " is outside of the repository here, inner; name it with -C\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void versionIsOneLine(String argument) {
        Mullion.Result result = Mullion.plain(argument);

        assertThat(result.status()).isZero();
        assertThat(result.out()).matches("mullion [^\n]+\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void versionSaysWhatRunsIt() {
        Mullion.Result result = Mullion.plain("version");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .matches("mullion [^\n]+\njava " + Runtime.version().feature() + "[^\n]* \\([^\n]+\\)\n");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"preview", "validate", "validate --all", "render -o out"})
    void aDirectoryThatIsNoProjectIsRefused(String arguments, @TempDir Path directory) {
        Mullion.Result result = new Mullion(directory).run(arguments.split(" "));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo("Pulumi.yaml: does not exist; use the directory of a Pulumi project, or name it with -C\n");
    }

    @Test
    void aFileForAProjectIsRefused(@TempDir Path directory) {
        Mullion file = Mullion.in(directory).file("readme", "");

        Mullion.Result result = Mullion.plain("-C", directory.resolve("readme").toString(), "preview");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo(file.project() + "/readme/Pulumi.yaml: can not be read: not a directory\n");
    }
}
