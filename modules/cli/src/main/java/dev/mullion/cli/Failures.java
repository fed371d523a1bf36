package dev.mullion.cli;

import dev.mullion.diff.input.Input;
import dev.mullion.preview.Diagnostic;
import java.util.List;

/** What a plan tells of a preview that failed: its steps are then only those until the failure. */
final class Failures {
    private Failures() {}

    static boolean isOne(Input input) {
        return input.diagnostics().stream().anyMatch(Failures::isError);
    }

    /** The errors, a line each. */
    static List<String> lines(Input input) {
        return input.diagnostics().stream()
                .filter(Failures::isError)
                .flatMap(diagnostic -> diagnostic.message().lines())
                .map(line -> line.startsWith("error: ") ? line.substring(7) : line)
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static boolean isError(Diagnostic diagnostic) {
        return diagnostic.severity() == Diagnostic.Severity.ERROR;
    }
}
