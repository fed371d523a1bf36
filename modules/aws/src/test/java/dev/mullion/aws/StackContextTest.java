package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.aws.iam.RoleArgs;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Warning;
import dev.mullion.plan.Diagnostic;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StackContextTest {
    private static final StackContext CONTEXT =
            new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of("Team", "web"), Path.of("here"));

    @Test
    void isWhatItWasMadeOf() {
        assertThat(CONTEXT.project()).isEqualTo("shop");
        assertThat(CONTEXT.stack()).isEqualTo("dev");
        assertThat(CONTEXT.region()).contains("eu-west-1");
        assertThat(CONTEXT.tags()).containsExactly(Map.entry("Team", "web"));
        assertThat(CONTEXT.directory()).isEqualTo(Path.of("here"));
        assertThat(CONTEXT.name("storefront")).isEqualTo("storefront-dev");
    }

    @Test
    void tagsWithTheUsersOwnAndWhatMadeThemSorted() {
        assertThat(CONTEXT.tags("web"))
                .containsExactly(
                        Map.entry("Team", "web"),
                        Map.entry("mullion:component", "web"),
                        Map.entry("mullion:project", "shop"),
                        Map.entry("mullion:stack", "dev"));
        assertThat(CONTEXT.tags("web", "web-dev"))
                .containsExactly(
                        Map.entry("Name", "web-dev"),
                        Map.entry("Team", "web"),
                        Map.entry("mullion:component", "web"),
                        Map.entry("mullion:project", "shop"),
                        Map.entry("mullion:stack", "dev"));
    }

    @Test
    void furtherTagsWinOverThoseOfAll() {
        StackContext part = CONTEXT.withTags(Map.of("Team", "api", "Cost", "7"));

        assertThat(part.tags()).containsOnly(Map.entry("Team", "api"), Map.entry("Cost", "7"));
        assertThat(CONTEXT.tags()).containsExactly(Map.entry("Team", "web"));
        assertThat(part.name("storefront")).isEqualTo("storefront-dev");
    }

    @Test
    void namesThatExistAreGivenToTheirChildrenAndOthersRefusedAtTheEnd() {
        StackContext context = CONTEXT.withNames(Map.of("web-role", "old-role", "web-rule", "old-rule"));
        Problems problems = new Problems();

        assertThat(context.customized("web-role", RoleArgs.builder().assumeRolePolicy("{}"))
                        .build()
                        .name())
                .isPresent();
        context.checkNames(problems.at("names"));

        assertThatThrownBy(problems::throwIfAny)
                .hasMessage("names.web-rule: is no resource of this stack that takes a name; use web-role");
    }

    @Test
    void takesAProgramsStackAndWarnsInItsLog() {
        List<StackContext> contexts = new ArrayList<>();

        List<Diagnostic> told = PreviewEngine.preview(
                        StackInput.of("shop", "prod").withConfig(Map.of("aws:region", "eu-west-1"), Set.of()),
                        program -> {
                            StackContext context = StackContext.of(program, Map.of("Team", "web"));
                            context.warn(new Warning("ECS012", SpecPath.ROOT.key("web"), "is old", Optional.empty()));
                            contexts.add(context);
                        })
                .diagnostics();

        assertThat(told)
                .containsExactly(new Diagnostic(
                        Optional.empty(), "warning: ECS012: web: is old\n", Diagnostic.Severity.WARNING));
        assertThat(contexts).singleElement().satisfies(context -> {
            assertThat(context.project()).isEqualTo("shop");
            assertThat(context.stack()).isEqualTo("prod");
            assertThat(context.region()).contains("eu-west-1");
            assertThat(context.tags()).containsExactly(Map.entry("Team", "web"));
        });
    }

    @Test
    void givesEachChildToTheChangesThatAreMeantForItInTheirOrder() {
        StackContext context = CONTEXT.customize(PaperArgs.Builder.class, args -> args.fold("all"))
                .customize(PaperArgs.Builder.class, "a", args -> args.fold("first"))
                .customize(PaperArgs.Builder.class, "a", args -> args.fold("second"))
                .customize(String.class, text -> "");

        assertThat(context.customized("a", new PaperArgs.Builder()).folds).containsExactly("all", "first", "second");
        assertThat(context.customized("b", new PaperArgs.Builder()).folds).containsExactly("all");
        assertThat(CONTEXT.customized("a", new PaperArgs.Builder()).folds).isEmpty();
    }

    @Test
    void namesTheChildrenThatAMisspeltNameCouldMean() {
        StackContext context = CONTEXT.customize(PaperArgs.Builder.class, "c", args -> args)
                .customize(PaperArgs.Builder.class, "a", args -> args)
                .customize(String.class, text -> text);

        context.customized("b", new PaperArgs.Builder());
        context.customized("a", new PaperArgs.Builder());

        assertThatThrownBy(context::checkCustomizations)
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                        customize(PaperArgs, c) met no child; use a, b
                        customize(String) met no child; there is none of that type""");
    }

    @Test
    void isContentWhenEachChangeMetItsChild() {
        StackContext context = CONTEXT.customize(PaperArgs.Builder.class, "a", args -> args);

        context.customized("a", new PaperArgs.Builder());

        context.checkCustomizations();
        CONTEXT.checkCustomizations();
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller may do who has no NullAway
    void refusesAChangeThatGivesNothingBack() {
        StackContext context = CONTEXT.customize(PaperArgs.Builder.class, args -> null);

        assertThatThrownBy(() -> context.customized("a", new PaperArgs.Builder()))
                .isInstanceOf(SpecException.class)
                .hasMessage("customize(PaperArgs, a) gives null; give the builder back");
    }

    /** Nested as the SDK's builders are. */
    private static final class PaperArgs {
        private static final class Builder {
            private final List<String> folds = new ArrayList<>();

            Builder fold(String fold) {
                folds.add(fold);
                return this;
            }
        }
    }
}
