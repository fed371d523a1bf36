package dev.mullion.preview;

import com.pulumi.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Previews an unmodified Pulumi program in this JVM: no Pulumi, no cloud, no credentials. */
public final class PreviewEngine {
    private PreviewEngine() {}

    /**
     * Runs the program and says what it would make. A program that fails on a readable stand-in
     * ({@code Integer.parseInt("${shop.port}")}) is run again with Pulumi's unknown values; when that passes, the plan says so.
     */
    public static Plan preview(StackInput input, Consumer<Context> program) {
        Recording recording = EmbeddedDeployment.run(input, program);
        List<Recording.Failure> failures = recording.failures();
        if (failures.isEmpty() || input.strictUnknowns()) {
            return recording.plan();
        }
        Recording strict = EmbeddedDeployment.run(input.withStrictUnknowns(), program);
        if (!strict.failures().isEmpty()) {
            return recording.plan();
        }
        return warned(strict.plan(), failures);
    }

    private static Plan warned(Plan plan, List<Recording.Failure> failures) {
        List<Diagnostic> diagnostics = new ArrayList<>(plan.diagnostics());
        for (Recording.Failure failure : failures) {
            diagnostics.add(Diagnostic.of(
                    Diagnostic.Severity.WARNING,
                    failure.urn(),
                    "values that only a deployment can know are unknown in this plan, since the program can not work with"
                            + " readable stand-ins for them: " + Failures.reason(failure.cause())));
        }
        return new Plan(plan.config(), plan.steps(), diagnostics, plan.changeSummary());
    }
}
