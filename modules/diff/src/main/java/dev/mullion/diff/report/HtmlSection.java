package dev.mullion.diff.report;

import dev.mullion.diff.Report;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A stack's part of the page.
 *
 * @param changes empty where the preview failed
 */
record HtmlSection(String id, Report.Entry entry, Optional<HtmlStack> changes) {
    /** Why the preview failed. */
    List<String> problems() {
        return entry instanceof Report.Failure failure ? failure.problems() : List.of();
    }

    /** {@code shop/dev}. */
    String name() {
        return Wording.stack(entry.project(), entry.stack());
    }

    /** What happens to the stack, in a line. */
    String verdict() {
        return changes.map(stack -> Wording.verdict(stack.comparison, UnaryOperator.identity()))
                .orElse("preview failed");
    }
}
