package dev.mullion.diff.report;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A stack's part of the page.
 *
 * @param changes empty where the preview failed
 */
record HtmlSection(String id, Report report, Report.Entry entry, Optional<HtmlStack> changes) {
    /** Why the preview failed. */
    Optional<HtmlFailure> failure() {
        return entry instanceof Report.Failure failure
                ? Optional.of(HtmlFailure.of(report, failure))
                : Optional.empty();
    }

    /** {@code shop / }, {@code Update of shop / }: what stands before the stack's name. */
    String lead() {
        boolean happened =
                entry instanceof Comparison comparison && comparison.run().happened();
        return (happened ? Wording.title(entry) + " " : "") + entry.project() + " / ";
    }

    /** {@code shop/dev}. */
    String name() {
        return Wording.stack(entry.project(), entry.stack());
    }

    /** What is at stake. */
    List<HtmlFinding> dangers() {
        return changes.map(stack ->
                        stack.comparison.dangers().stream().map(stack::finding).toList())
                .orElse(List.of());
    }

    /** What happens to the stack, in a line. */
    String verdict() {
        return changes.map(stack -> Wording.verdict(stack.comparison, UnaryOperator.identity()))
                .orElse("preview failed");
    }
}
