package dev.mullion.core.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.template.PowerShell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepTemplatesTest {
    private static final Path TEMPLATES = Path.of("../../templates");

    @ParameterizedTest
    @MethodSource("templates")
    void templateFitsAPageAndKeepsOffWhatAScriptMayNotHold(String file) throws IOException {
        List<String> lines = Files.readAllLines(TEMPLATES.resolve(file));

        assertThat(lines).hasSizeLessThanOrEqualTo(80);
        assertThat(lines).allSatisfy(line -> assertThat(line)
                .doesNotContainPattern("(?i)\\b(iex|Invoke-Expression)\\b")
                .doesNotContainPattern("\\s$")
                // A here-string could not be indented with its step.
                .doesNotContainPattern("@['\"]\\s*$")
                .doesNotContainPattern(PowerShell.USER_DATA_TAG));
    }

    private static Stream<String> templates() {
        try (Stream<Path> files = Files.walk(TEMPLATES.resolve("powershell"))) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> TEMPLATES.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
