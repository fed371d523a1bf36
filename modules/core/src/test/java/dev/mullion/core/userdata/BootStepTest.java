package dev.mullion.core.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.template.PowerShell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BootStepTest {
    private static final Path TEMPLATES = Path.of("../../templates");

    @Test
    void exitCodesAreContiguousInTheOrderOfThePage() {
        assertThat(BootStep.values())
                .extracting(BootStep::exitCode)
                .containsExactlyElementsOf(IntStream.range(10, 10 + BootStep.values().length)
                        .boxed()
                        .toList());
        assertThat(BootStep.values().length).isLessThanOrEqualTo(Steps.FIRST_CODE_BEFORE - 10);
    }

    /** https://learn.microsoft.com/powershell/scripting/developer/cmdlet/approved-verbs-for-windows-powershell-commands */
    @ParameterizedTest
    @EnumSource(BootStep.class)
    void namesAreVerbNounWithAnApprovedVerb(BootStep step) {
        assertThat(step.stepName())
                .matches("(Add|Clear|Confirm|Copy|Disable|Enable|Expand|Get|Import|Initialize|Install|Invoke|Join|Mount"
                        + "|New|Register|Remove|Restart|Set|Start|Stop|Test|Unregister|Update|Wait|Write)"
                        + "-([A-Z][a-z]+)+");
    }

    @ParameterizedTest
    @EnumSource(BootStep.class)
    void constantAndFileAreNamedAsTheStep(BootStep step) {
        String kebab = step.stepName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);

        assertThat(step.template()).matches("powershell/[a-z]+/" + kebab + "\\.ps1\\.ftl");
        assertThat(step.name()).isEqualTo(kebab.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** Apart from what steps share, and from what runs in containers. */
    @Test
    void everyTemplateIsOneStep() {
        assertThat(templates().filter(file -> !file.matches("powershell/(common|containers)/.*")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(BootStep.values()).map(BootStep::template).toList());
    }

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
