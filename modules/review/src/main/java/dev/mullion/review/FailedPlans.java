package dev.mullion.review;

import dev.mullion.diff.input.Input;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Urns;
import java.util.List;

/** What a plan tells of a preview that failed: its steps are then only those until the failure. */
final class FailedPlans {
    private FailedPlans() {}

    static boolean isOne(Input input) {
        return input.diagnostics().stream().anyMatch(FailedPlans::isError);
    }

    /** Whether it tells of a failure and of no resource but the stack: else its steps and their reasons are read beside the errors. */
    static boolean isAll(Input input) {
        if (!isOne(input)) {
            return false;
        }
        if (input instanceof Input.Changes changes) {
            return changes.steps().stream().allMatch(step -> isStack(step.urn()));
        }
        return input instanceof Input.Side side && side.resources().stream().allMatch(state -> isStack(state.urn()));
    }

    private static boolean isStack(String urn) {
        return Urns.type(urn).equals(Urns.STACK_TYPE);
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
