package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewCommandTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void textIsTheTreeAndTheScripts() {
        Mullion.Result result = Mullion.in(directory).run("preview");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("Previewing update (dev):\n")
                .contains("mullion:ecs:EcsWindowsCluster", " storefront-general.ps1 ")
                .endsWith("See them: mullion -C " + directory + " render -o scripts\n");
    }

    @Test
    void jsonIsOneDocument() {
        Mullion.Result result = Mullion.in(directory).run("preview", "--format", "json");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("{\n").endsWith("\n}\n").contains("\"steps\": [");
    }

    /** Text that runs from right to left, and C1's command to clear the screen. */
    @Test
    @Tag("adversary")
    void noValueActsOnATerminalOrHides() {
        Mullion mullion = Mullion.in(directory)
                .stack("dev", Mullion.withPassword("x").replace("debug", "\"a\\u202eb\\x9b2Jc\\u200bd\""));

        assertThat(mullion.run("preview", "--show-inputs").out())
                .contains("a\\u202eb\\u009b2Jc\\u200bd")
                .doesNotContain("\u202e", "\u009b", "\u200b");
    }

    @Test
    void passwordsOfTasksAreInNoOutput() throws IOException {
        Mullion mullion = Mullion.in(directory).stack("dev", Mullion.withPassword("hunter2"));
        Path plan = directory.resolve("plan.json");

        assertThat(mullion.run("preview", "--format", "json", "-o", plan.toString())
                        .status())
                .isZero();

        assertThat(Files.readString(plan)).contains("[secret]").doesNotContain("hunter2");
        assertThat(mullion.run("preview").toString()).contains("ECS044").doesNotContain("hunter2");
        assertThat(mullion.run("preview", "--show-inputs").out())
                .contains("DB_PASSWORD", "[secret]")
                .doesNotContain("hunter2");
        assertThat(mullion.run("config").out())
                .contains("DB_PASSWORD: \"[secret]\"\n")
                .doesNotContain("hunter2");
        Mullion.Result against = mullion.run("preview", "--against", plan.toString());
        assertThat(against.out()).startsWith("shop/dev: no changes, ").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void twoPreviewsAreTheSameBytes(String format) {
        Mullion mullion = Mullion.in(directory);

        assertThat(mullion.run("preview", "--format", format)).isEqualTo(mullion.run("preview", "--format", format));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void warningsGoToStandardErrorAndIntoTheDiagnostics(String format) {
        Mullion mullion = Mullion.in(directory).stack("dev", Mullion.WARNED);

        Mullion.Result result = mullion.run("preview", "--format", format);

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEqualTo(Mullion.WARNING);
        assertThat(result.out()).containsOnlyOnce("EC2002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void problemsGoToStandardErrorAndNothingToStandardOutput(String format) {
        Mullion mullion = Mullion.in(directory).stack("dev", Mullion.REFUSED);

        Mullion.Result result = mullion.run("preview", "--format", format);

        assertThat(result).isEqualTo(new Mullion.Result(1, "", Mullion.PROBLEM));
    }

    @Test
    void aStackWithoutAFileIsRefusedWithThoseThatHaveOne() {
        Mullion mullion = Mullion.in(directory).stack("prod", Mullion.VALID);

        Mullion.Result result = mullion.run("preview", "-s", "test");

        assertThat(result)
                .isEqualTo(new Mullion.Result(
                        1, "", "Pulumi.test.yaml: does not exist; the stacks that have a file are dev, prod\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "$(x)", "d\u00E9v", "a\nb", "../../etc/passwd "})
    void aStackOfNoPossibleNameIsRefusedInOneLine(String name) {
        Mullion.Result result = Mullion.in(directory).run("preview", "-s", name);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .matches("got the stack \"[ -~]*\"; use letters, digits, hyphens, underscores and dots\n");
    }

    @Test
    void fileTakesTheWholeResult() throws IOException {
        Mullion mullion = Mullion.in(directory);
        Path plan = directory.resolve("plan.json");

        Mullion.Result result = mullion.run("preview", "--format", "json", "-o", plan.toString());

        assertThat(result).isEqualTo(new Mullion.Result(0, "", ""));
        assertThat(Files.readString(plan))
                .isEqualTo(mullion.run("preview", "--format", "json").out());
    }

    @Test
    void fileInADirectoryThatDoesNotExistIsRefused() {
        Mullion.Result result = Mullion.in(directory)
                .run("preview", "-o", directory.resolve("nowhere/plan.txt").toString());

        assertThat(result)
                .isEqualTo(new Mullion.Result(1, "", "mullion: nowhere/plan.txt: no such file or directory\n"));
    }

    @Test
    void fileThatIsADirectoryIsRefused() {
        Mullion.Result result = Mullion.in(directory).run("preview", "-o", directory.toString());

        assertThat(result).isEqualTo(new Mullion.Result(1, "", "mullion: " + directory + ": is a directory\n"));
    }

    @Test
    void configFileStandsForTheStacksOwnAndTheStackKeepsItsName() {
        Mullion mullion = Mullion.in(directory).stack("dev", "").file("other.yaml", Mullion.VALID);
        String other = directory.resolve("other.yaml").toString();

        assertThat(mullion.run("preview", "--config-file", other).out())
                .startsWith("Previewing update (dev):\n")
                .contains("shop-dev")
                .endsWith(" render -o scripts --config-file other.yaml\n");
        assertThat(mullion.run("preview", "--config-file", other, "-s", "test").out())
                .startsWith("Previewing update (test):\n")
                .contains("shop-test")
                .endsWith(" render -o scripts -s test --config-file other.yaml\n");
    }

    @Test
    void problemsOfAConfigFileNameThatFile() {
        Mullion mullion = Mullion.in(directory).file("other.yaml", Mullion.REFUSED);

        Mullion.Result result = mullion.run(
                "preview", "--config-file", directory.resolve("other.yaml").toString());

        assertThat(result)
                .isEqualTo(new Mullion.Result(1, "", Mullion.PROBLEM.replace("Pulumi.dev.yaml", "other.yaml")));
    }

    @Test
    void configFileThatDoesNotExistIsRefused() {
        Mullion.Result result = Mullion.in(directory)
                .run("preview", "--config-file", directory.resolve("other.yaml").toString());

        assertThat(result).isEqualTo(new Mullion.Result(1, "", "other.yaml: does not exist\n"));
    }
}
