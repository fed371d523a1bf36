package dev.mullion.plan;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a program would make, as {@code pulumi preview} would tell it.
 *
 * @param config the stack's configuration, its secrets masked
 * @param steps in program order, a parent before its children
 * @param diagnostics what the program and the engine had to say, in program order
 * @param changeSummary the number of resources by what happens to them; those that are only looked up are not counted
 */
public record Plan(
        SortedMap<String, String> config,
        List<Step> steps,
        List<Diagnostic> diagnostics,
        SortedMap<Operation, Integer> changeSummary) {
    public Plan {
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
        steps = List.copyOf(steps);
        diagnostics = List.copyOf(diagnostics);
        changeSummary = Collections.unmodifiableSortedMap(new TreeMap<>(changeSummary));
    }

    /** What made it fail, a text each; of a failure in the program that may be several lines. */
    public List<String> errors() {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .map(diagnostic -> diagnostic.message().strip())
                .toList();
    }

    /** Whether Pulumi would stop here: the steps are then only what was registered until the failure. */
    public boolean failed() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
    }
}
