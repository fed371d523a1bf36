package dev.mullion.preview;

import com.pulumi.Context;
import com.pulumi.core.Output;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Plan;
import dev.mullion.preview.engine.EmbeddedDeployment;
import dev.mullion.preview.engine.Recording;
import dev.mullion.preview.engine.StackInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Previews an unmodified Pulumi program in this JVM: no Pulumi, no cloud, no credentials. */
public final class PreviewEngine {
    private static volatile CompletableFuture<Void> rehearsal = CompletableFuture.completedFuture(null);

    private PreviewEngine() {}

    /**
     * Previews a program that makes nothing, on a thread of its own. What a JVM does once for its first preview, it then
     * does while the caller still reads a stack file. The next {@link #preview} waits for it: two threads that initialize
     * the same classes could wait for each other.
     */
    public static void rehearse() {
        rehearsal = CompletableFuture.runAsync(
                () -> EmbeddedDeployment.run(
                        StackInput.of("rehearsal", "rehearsal"), ctx -> ctx.export("output", Output.of("value"))),
                task -> {
                    Thread thread = new Thread(task, "rehearsal");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    /**
     * Runs the program and says what it would make. A program that fails on a readable stand-in
     * ({@code Integer.parseInt("${shop.port}")}) is run again with Pulumi's unknown values; when that passes, the plan says so.
     */
    public static Plan preview(StackInput input, Consumer<Context> program) {
        rehearsal.join();
        Recording recording = EmbeddedDeployment.run(input, program);
        List<Recording.Reason> failures = recording.reasons();
        if (failures.isEmpty() || input.strictUnknowns()) {
            return recording.plan();
        }
        Recording strict = EmbeddedDeployment.run(input.withStrictUnknowns(), program);
        if (!strict.reasons().isEmpty()) {
            return recording.plan();
        }
        return warned(strict.plan(), failures);
    }

    private static Plan warned(Plan plan, List<Recording.Reason> failures) {
        List<Diagnostic> diagnostics = new ArrayList<>(plan.diagnostics());
        for (Recording.Reason failure : failures) {
            diagnostics.add(Diagnostic.of(
                    Diagnostic.Severity.WARNING,
                    failure.urn(),
                    "values that only a deployment can know are unknown in this plan, since the program can not work with"
                            + " readable stand-ins for them: " + failure.text()));
        }
        return new Plan(plan.config(), plan.steps(), diagnostics, plan.changeSummary());
    }
}
