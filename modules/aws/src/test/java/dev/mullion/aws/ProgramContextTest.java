package dev.mullion.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.Context;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import dev.mullion.core.spec.SpecException;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PropertyValue;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProgramContextTest {
    private static Plan preview(Consumer<Context> program) {
        return PreviewEngine.preview(
                StackInput.of("shop", "prod")
                        .withConfig(Map.of("aws:region", "eu-west-1", "shop:size", "small"), Set.of()),
                context -> ProgramContext.run(context, program));
    }

    @Test
    void isPulumisContextOfTheProgram() {
        List<String> said = new ArrayList<>();

        Plan plan = preview(context -> {
            said.add(context.projectName());
            said.add(context.stackName());
            said.add(context.organizationName());
            said.add(context.config().require("size"));
            said.add(context.config("aws").require("region"));
            context.log().info("told");
            assertThat(context.export("answer", context.output(42))).isSameAs(context);
        });

        assertThat(said).containsExactly("shop", "prod", "organization", "small", "eu-west-1");
        assertThat(plan.diagnostics()).extracting(each -> each.message()).containsExactly("told\n");
        assertThat(plan.steps().get(0).newState().outputs().values())
                .containsExactly(Map.entry("answer", new PropertyValue.Numeric(42)));
    }

    @Test
    void aNameIsTakenOnceInAProgramAndTwoKindsMayShareIt() {
        List<Optional<String>> owners = new ArrayList<>();

        preview(context -> {
            StackContext first = StackContext.of(context, Map.of());
            StackContext second = StackContext.of(context, Map.of("Team", "web"));
            owners.add(first.claim("cluster", "storefront", "a"));
            owners.add(second.claim("cluster", "storefront", "b"));
            owners.add(second.claim("service", "storefront", "b"));
        });

        assertThat(owners).containsExactly(Optional.empty(), Optional.of("a"), Optional.empty());
    }

    @Test
    void whereTheProgramIsNotKnownEveryNameIsFree() {
        List<Optional<String>> owners = new ArrayList<>();

        PreviewEngine.preview(StackInput.of("shop", "prod"), context -> {
            owners.add(StackContext.of(context, Map.of()).claim("cluster", "storefront", "a"));
            owners.add(StackContext.of(context, Map.of()).claim("cluster", "storefront", "b"));
        });

        assertThat(owners).containsOnly(Optional.empty());
    }

    @Test
    void aCustomizationThatMetNoChildIsRefusedAtTheEndOnceAndWithoutAsking() {
        Plan plan = preview(context -> {
            StackContext own = StackContext.of(context, Map.of())
                    .customize(LogGroupArgs.Builder.class, "storefront-log", args -> args)
                    .customize(LogGroupArgs.Builder.class, "storefront-logs", args -> args);
            own.customized("storefront-logs", LogGroupArgs.builder());
        });

        assertThat(plan.errors())
                .containsExactly("error: customize(LogGroupArgs, storefront-log) met no child; use storefront-logs");
    }

    @Test
    void whatTheProgramThrowsIsToldFirst() {
        List<RuntimeException> thrown = new ArrayList<>();
        RuntimeException own = new SpecException(List.of());

        preview(context -> {
            try {
                ProgramContext.run(context, inner -> {
                    StackContext.of(inner, Map.of()).customize(LogGroupArgs.Builder.class, args -> args);
                    throw own;
                });
            } catch (RuntimeException e) {
                thrown.add(e);
            }
        });

        assertThat(thrown).containsExactly(own);
    }
}
