package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.plan.Operation;
import java.util.Locale;

/** What a report comes to, in a word; the gravest last. */
public enum Result {
    SAME,
    CHANGED,

    /** Something is replaced or deleted. */
    REPLACED;

    /** That of the stack to which most happens; of what failed nobody knows that nothing does. */
    public static Result of(Report report) {
        Result result = report.failed() ? CHANGED : SAME;
        for (Report.Entry entry : report.stacks()) {
            if (entry instanceof Comparison comparison && !comparison.unchanged()) {
                long versions = comparison.changes().stream()
                        .filter(Wording::isNewVersion)
                        .count();
                boolean goes = comparison.count(Operation.REPLACE) + comparison.count(Operation.DELETE) > versions;
                Result of = goes ? REPLACED : CHANGED;
                result = of.compareTo(result) > 0 ? of : result;
            }
        }
        return result;
    }

    /** {@code replaced}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
