package dev.mullion.review.fleet;

import dev.mullion.core.spec.ProblemLines;
import dev.mullion.plan.Operation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a command has to say of one stack.
 *
 * @param resources how many the stack has; empty where it is broken, or where the command makes no plan
 * @param warnings a line each
 * @param problems a line each; the stack is broken where there is one
 * @param changes how many resources by what happens to them; empty where nothing was compared
 */
public record FleetRow(
        FleetStack stack,
        Optional<Integer> resources,
        List<String> warnings,
        List<String> problems,
        SortedMap<Operation, Integer> changes) {
    public FleetRow {
        warnings = List.copyOf(warnings);
        problems = List.copyOf(problems);
        changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    }

    /** A stack that is well, and of which no plan was made. */
    public static FleetRow well(FleetStack stack, List<String> warnings) {
        return new FleetRow(stack, Optional.empty(), warnings, List.of(), Collections.emptySortedMap());
    }

    /** A stack that is broken. */
    public static FleetRow broken(FleetStack stack, List<String> warnings, List<String> problems) {
        return new FleetRow(
                stack, Optional.empty(), warnings, ProblemLines.most(problems), Collections.emptySortedMap());
    }

    boolean isBroken() {
        return !problems.isEmpty();
    }
}
