package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.Context;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.core.Output;
import dev.mullion.aws.ProgramContext;
import dev.mullion.aws.StackContext;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.plan.Diagnostic;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What only a whole program of components shows. */
class ProgramContextTest {
    @Test
    void takesClustersOfDifferentNames() {
        assertThat(said(program -> {
                    StackContext context = StackContext.of(program, Map.of());
                    cluster("shop", context, cluster -> cluster);
                    cluster("jobs", context, cluster -> cluster.name("batch"));
                }))
                .isEmpty();
    }

    @Test
    void refusesTwoClustersOfOneName() {
        assertThat(said(program -> {
                    StackContext context = StackContext.of(program, Map.of());
                    cluster("shop", context, cluster -> cluster);
                    cluster("jobs", context, cluster -> cluster.name("shop-dev"));
                }))
                .containsExactly("jobs.name: got \"shop-dev\"; use another name: that of the cluster shop");
        assertThat(said(program -> {
                    cluster("shop", StackContext.of(program, Map.of()), cluster -> cluster.name("one"));
                    cluster("jobs", StackContext.of(program, Map.of()), cluster -> cluster.name("one"));
                }))
                .containsExactly("jobs.name: got \"one\"; use another name: that of the cluster shop");
    }

    @Test
    void refusesAMisspeltCustomizationWithoutBeingAsked() {
        assertThat(said(program -> cluster("shop", customized(program, "shop-logs"), cluster -> cluster)))
                .isEmpty();
        assertThat(said(program -> cluster("shop", customized(program, "shop-log"), cluster -> cluster)))
                .containsExactly("customize(LogGroupArgs, shop-log) met no child; use shop-logs");
    }

    @Test
    void tellsEachMisspeltCustomizationOnce() {
        assertThat(said(program -> cluster(
                        "shop",
                        customized(program, "shop-log")
                                .customize(LogGroupArgs.Builder.class, args -> args.skipDestroy(false))
                                .customize(LogGroupArgs.Builder.class, "logs", args -> args),
                        cluster -> cluster)))
                .containsExactly("""
                        customize(LogGroupArgs, logs) met no child; use shop-logs
                        customize(LogGroupArgs, shop-log) met no child; use shop-logs""");
    }

    private static StackContext customized(Context program, String child) {
        return StackContext.of(program, Map.of())
                .customize(LogGroupArgs.Builder.class, child, args -> args.skipDestroy(true));
    }

    private static void cluster(
            String name, StackContext context, UnaryOperator<EcsWindowsClusterSpecBuilder> cluster) {
        EcsWindowsClusterSpecBuilder builder =
                EcsWindowsClusterSpec.builder().capacity("general", capacity -> capacity.instanceTypes("m6i.large"));
        NetworkOutputs network = NetworkOutputs.of(
                Output.of("vpc-00000000"), Output.of(List.of("subnet-00000001")), Output.of(List.of()));
        new EcsWindowsCluster(
                name, cluster.apply(builder).build(), new EcsWindowsClusterInputs(context, network), null);
    }

    private static List<String> said(Consumer<Context> program) {
        return PreviewEngine.preview(StackInput.of("shop", "dev"), context -> ProgramContext.run(context, program))
                .diagnostics()
                .stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .map(diagnostic ->
                        diagnostic.message().replaceFirst("^error: ", "").strip())
                .toList();
    }
}
