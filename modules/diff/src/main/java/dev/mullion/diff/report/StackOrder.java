package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * In which order a reader should see the stacks of a report: those whose preview failed, then dangers, then whatever is
 * replaced or deleted, then other changes; each in the report's order.
 *
 * @param shown what there is to read; of one stack, that one
 * @param same of several stacks those of which there is nothing to say, in the report's order
 */
record StackOrder(List<Report.Entry> shown, List<Comparison> same) {
    private enum Rank {
        FAILED,
        DANGER,
        REPLACED,
        CHANGED,
        SAME
    }

    /** Sorts a report's stacks. */
    static StackOrder of(Report report) {
        List<Report.Entry> shown = new ArrayList<>();
        List<Comparison> same = new ArrayList<>();
        for (Report.Entry entry : report.stacks()) {
            if (report.stacks().size() > 1 && entry instanceof Comparison comparison && saysNothing(comparison)) {
                same.add(comparison);
            } else {
                shown.add(entry);
            }
        }
        shown.sort(Comparator.comparing(StackOrder::rank));
        return new StackOrder(List.copyOf(shown), List.copyOf(same));
    }

    /** {@code 3 stacks do not change}. */
    String sameTitle() {
        return Wording.count(same.size(), "stack") + (same.size() == 1 ? " does" : " do") + " not change";
    }

    private static boolean saysNothing(Comparison comparison) {
        return comparison.unchanged()
                && comparison.findings().isEmpty()
                && comparison.violations().isEmpty()
                && comparison.diagnostics().isEmpty()
                && comparison.notes().isEmpty()
                && Wording.configuration(comparison).isEmpty()
                && Wording.outputs(comparison).isEmpty()
                && !comparison.run().happened();
    }

    private static Rank rank(Report.Entry entry) {
        if (!(entry instanceof Comparison comparison)) {
            return Rank.FAILED;
        }
        if (!comparison.dangers().isEmpty() || comparison.violations().stream().anyMatch(Violation::isMandatory)) {
            return Rank.DANGER;
        }
        return switch (Result.of(new Report("", "", List.of(comparison)))) {
            case REPLACED -> Rank.REPLACED;
            case CHANGED -> Rank.CHANGED;
            case SAME -> Rank.SAME;
        };
    }
}
