package dev.mullion.review;

import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Step;
import dev.mullion.plan.Urns;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What was previewed, as a file of a folder that {@link PlanFolderSource} reads. */
final class KeptPlan {
    private KeptPlan() {}

    /** Writes the plan of a stack into a folder; of a preview that failed, a plan that says so. */
    static void write(Source.Previewed previewed, String project, String stack, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(stack + ".json");
        Files.deleteIfExists(file);
        if (previewed instanceof Source.Previewed.Plan plan) {
            Files.copy(plan.file(), file, StandardCopyOption.REPLACE_EXISTING);
        } else if (previewed instanceof Source.Previewed.Failed failed) {
            try (Writer out = Files.newBufferedWriter(file)) {
                PlanJson.write(plan(failed, project, stack), out);
            }
        }
    }

    /** With the stack itself, which says of what project and stack the failure is. */
    private static Plan plan(Source.Previewed.Failed failed, String project, String stack) {
        List<Diagnostic> diagnostics = failed.problems().stream()
                .map(line -> Diagnostic.of(Diagnostic.Severity.ERROR, Optional.empty(), line))
                .toList();
        if (project.isEmpty()) {
            return new Plan(new TreeMap<>(), List.of(), diagnostics, new TreeMap<>());
        }
        ResourceState root = new ResourceState(
                new Urns(project, stack).urn("", Urns.STACK_TYPE, project + "-" + stack),
                Urns.STACK_TYPE,
                false,
                false,
                Optional.empty(),
                PropertyValue.Fields.NONE,
                PropertyValue.Fields.NONE,
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                ResourceState.Options.NONE);
        return new Plan(new TreeMap<>(), List.of(new Step(Operation.CREATE, root)), diagnostics, new TreeMap<>());
    }
}
