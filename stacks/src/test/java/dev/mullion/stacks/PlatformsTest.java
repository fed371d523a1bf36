package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.userdata.BootStep;
import dev.mullion.core.userdata.ExitCodes;
import dev.mullion.core.userdata.Steps;
import dev.mullion.ec2.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Machines, scripts and networks have room for all platforms at once. */
class PlatformsTest {
    private static final Path TEMPLATES = Path.of("../templates");

    @Test
    void namesNoPlatformTwice() {
        assertThat(Platforms.ALL).extracting(Platform::name).doesNotHaveDuplicates();
    }

    @Test
    void exitCodesOfNobodyOverlap() {
        List<ExitCodes> all = new ArrayList<>(List.of(Steps.BEFORE, Steps.ONCE, Steps.JOINED, Steps.AFTER));
        Platforms.ALL.forEach(platform -> all.addAll(platform.exitCodes()));

        for (ExitCodes codes : all) {
            assertThat(all.stream().filter(codes::overlaps)).containsExactly(codes);
        }
        // 0 is success, and 1 what PowerShell ends with by itself.
        assertThat(all).noneMatch(codes -> codes.contains(0) || codes.contains(1) || codes.first() > codes.last());
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void stepsHaveCodesOfTheirPlatform(Platform platform) {
        assertThat(platform.steps())
                .allMatch(step -> platform.exitCodes().stream().anyMatch(codes -> codes.contains(step.exitCode())));
    }

    @Test
    void noTwoStepsHaveACodeANameOrATemplateInCommon() {
        assertThat(collisions(BootStep::exitCode)).isEmpty();
        assertThat(collisions(BootStep::stepName)).isEmpty();
        assertThat(collisions(BootStep::template)).isEmpty();
        assertThat(steps()).extracting(step -> step.getClass().getSimpleName()).contains("EcsBootStep");
    }

    /** https://learn.microsoft.com/powershell/scripting/developer/cmdlet/approved-verbs-for-windows-powershell-commands */
    @ParameterizedTest
    @MethodSource("steps")
    void namesAreVerbNounWithAnApprovedVerb(BootStep step) {
        assertThat(step.stepName())
                .matches("(Add|Clear|Confirm|Copy|Disable|Enable|Expand|Get|Import|Initialize|Install|Invoke|Join|Mount"
                        + "|New|Receive|Register|Remove|Restart|Set|Start|Stop|Test|Unregister|Update|Wait|Write)"
                        + "-([A-Z][a-z]+)+");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void constantAndFileAreNamedAsTheStep(BootStep step) {
        String kebab = step.stepName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);

        assertThat(step.template()).matches("powershell/[a-z]+/" + kebab + "\\.ps1\\.ftl");
        assertThat(((Enum<?>) step).name()).isEqualTo(kebab.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** Apart from what steps share, from what runs in containers, and from what Karpenter puts into its own user data. */
    @Test
    void everyTemplateIsOneStep() {
        assertThat(templates()
                        .filter(file -> !file.matches("powershell/(common|containers|functions|istio|karpenter)/.*")))
                .containsExactlyInAnyOrderElementsOf(
                        steps().map(BootStep::template).toList());
    }

    private static <T> Set<T> collisions(Function<BootStep, T> of) {
        Set<T> seen = new HashSet<>();
        Set<T> twice = new HashSet<>();
        steps().map(of).filter(each -> !seen.add(each)).forEach(twice::add);
        return twice;
    }

    private static List<Platform> platforms() {
        return Platforms.ALL;
    }

    private static Stream<BootStep> steps() {
        return Platforms.ALL.stream().flatMap(platform -> platform.steps().stream());
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
