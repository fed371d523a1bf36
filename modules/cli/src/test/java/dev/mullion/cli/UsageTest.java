package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
                .startsWith("Missing required subcommand\nUsage: mullion [-hV] [-C=DIR] COMMAND\n")
                .contains("preview", "render", "validate", "config", "explain", "schema");
    }

    @ParameterizedTest
    @CsvSource({
        "up, Unmatched argument at index 0: 'up'",
        "preview --yes, Unknown option: '--yes'",
        "preview extra, Unmatched argument at index 1: 'extra'",
        "preview --format yaml, 'Invalid value for option ''--format'': got \"yaml\"; use text or json'",
        "preview --format JSON, 'Invalid value for option ''--format'': got \"JSON\"; use text or json'",
        "preview -s, Missing required parameter for option '--stack' (STACK)",
        "preview -s a -s b, option '--stack' (STACK) should be specified only once",
        "render, Missing required option: '-o=DIR'",
        "validate --all -s x, --all goes with neither -s nor --config-file",
        "validate --all --config-file x, --all goes with neither -s nor --config-file",
    })
    void wrongUsageIsSaidOnStandardErrorWithTheUsage(String arguments, String message) {
        Mullion.Result result = Mullion.plain(arguments.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith(message + "\n").contains("Usage: mullion ");
    }

    @ParameterizedTest
    @CsvSource({
        "previews, Unmatched argument at index 0: 'previews', Did you mean: mullion preview",
        "preview --config, Unknown option: '--config', Possible solutions: --config-file",
    })
    void slipsAreAnsweredWithWhatWasMeant(String arguments, String message, String hint) {
        Mullion.Result result = Mullion.plain(arguments.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith(message + "\n" + hint);
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
    @ValueSource(strings = {"--version", "-V"})
    void versionIsOneLine(String argument) {
        Mullion.Result result = Mullion.plain(argument);

        assertThat(result.status()).isZero();
        assertThat(result.out()).matches("mullion [^\n]+\n");
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
