package dev.mullion.review;

import dev.mullion.diff.input.Input;
import dev.mullion.plan.Diagnostic;
import java.util.List;

/** What a plan tells of a preview that failed: its steps are then only those until the failure. */
final class FailedPlans {
    private FailedPlans() {}

    static boolean isOne(Input input) {
        return input.diagnostics().stream().anyMatch(FailedPlans::isError);
    }

    /** The errors, a line each. */
    static List<String> lines(Input input) {
        return input.diagnostics().stream()
                .filter(FailedPlans::isError)
                .flatMap(diagnostic -> diagnostic.message().lines())
                .map(line -> line.startsWith("error: ") ? line.substring(7) : line)
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static boolean isError(Diagnostic diagnostic) {
        return diagnostic.severity() == Diagnostic.Severity.ERROR;
    }
}
