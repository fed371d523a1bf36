package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.Violation;
import dev.mullion.plan.Urns;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report for a pull or merge request, in the Markdown that GitHub and GitLab share. */
public final class MarkdownReport {
    private static final int NAME = 100;

    private static final int SENTENCE = 500;

    private static final int MAX_REASONS = 4;

    private static final Budget.Frame TREE = new Budget.Frame(
            "\n<details>\n<summary>Resources by their parents</summary>\n\n", "- and %d more\n", "\n</details>\n");

    private static final Budget.Frame LINES = new Budget.Frame("\n", "- and %d more\n", "");

    private static final Budget.Frame DANGERS = new Budget.Frame("\n", "- and %d more dangers\n", "");

    /**
     * What the place of the report asks for.
     *
     * @param marker the first lines, as they are: a hidden comment by which the report is found again, and what to say
     *     above all of it; empty for none
     * @param characters the most that the report may have, at least 500 more than the marker; GitHub takes 65,536 in a
     *     comment, GitLab 1,000,000 in a note
     * @param bytes the most of them in UTF-8, at least 1,500 more than the marker; GitHub takes 262,144 in a comment and
     *     1 MiB in a step's summary
     * @param listing how the resources are listed
     */
    public record Options(String marker, int characters, int bytes, Listing listing) {
        /** What fits everywhere, with room for what a caller adds. */
        public static final Options DEFAULT = new Options("", 60_000, 262_000, Listing.FLAT);

        public Options {
            Budget.Size size = Budget.Size.of(marker);
            if (characters < size.characters() + 500 || bytes < size.bytes() + 1_500) {
                throw new IllegalArgumentException("got a limit of " + characters + " characters and " + bytes
                        + " bytes; use at least 500 and 1500 more than the marker has");
            }
        }

        /** The same with another list. */
        Options with(Listing other) {
            return new Options(marker, characters, bytes, other);
        }
    }

    private final Report report;
    private final Listing listing;
    private final Budget budget;

    private MarkdownReport(Report report, Options options) {
        this.report = report;
        listing = options.listing();
        budget = new Budget(
                new Budget.Size(options.characters(), options.bytes()), leftOut -> ending(report, options, leftOut));
    }

    /** Writes the report, at most as long as the options say; the last line ends with a line feed. */
    public static void write(Report report, Options options, Appendable out) throws IOException {
        MarkdownReport markdown = new MarkdownReport(report, options);
        if (!options.marker().isEmpty()) {
            markdown.budget.always(options.marker() + "\n");
        }
        markdown.budget.notice("**Not all notes fit in here, which say what is only assumed.**\n\n");
        markdown.stacks();
        markdown.budget.write(out);
    }

    private void stacks() {
        StackOrder stacks = StackOrder.of(report);
        if (report.stacks().size() == 1) {
            Report.Entry entry = stacks.shown().get(0);
            if (entry instanceof Comparison comparison && quiet(comparison)) {
                budget.always(Wording.title(entry) + " " + stack(entry) + ": " + verdict(entry) + "\n");
            } else {
                budget.always("## " + Wording.title(entry) + " " + stack(entry) + "\n\n**" + verdict(entry) + "**\n");
            }
            entry(entry);
            return;
        }
        budget.always("## Preview of " + Wording.count(report.stacks().size(), "stack") + "\n");
        budget.urgent(
                DANGERS,
                stacks.shown().stream().flatMap(MarkdownReport::dangers).toList());
        budget.urgent(
                new Budget.Frame("\n", "- and %d more\n", ""),
                stacks.shown().stream()
                        .map(entry -> "- " + stack(entry) + ": " + verdict(entry) + "\n")
                        .toList());
        budget.list(
                new Budget.Frame(
                        "\n<details>\n<summary>" + stacks.sameTitle() + "</summary>\n\n",
                        "- and %d more\n",
                        "\n</details>\n"),
                stacks.same().stream().map(same -> "- " + stack(same) + "\n").toList());
        for (Report.Entry entry : stacks.shown()) {
            budget.heading("\n### " + stack(entry) + "\n");
            entry(entry);
        }
    }

    /** Of several stacks: what is at stake in one of them, each line with the stack. */
    private static Stream<String> dangers(Report.Entry entry) {
        if (!(entry instanceof Comparison comparison)) {
            return Stream.empty();
        }
        return Stream.concat(
                        comparison.violations().stream()
                                .filter(Violation::isMandatory)
                                .map(MarkdownReport::violation),
                        comparison.dangers().stream().map(MarkdownReport::finding))
                .map(line -> "- " + stack(entry) + line.substring(1));
    }

    private static boolean quiet(Comparison comparison) {
        return comparison.unchanged() && comparison.errors() == 0;
    }

    private static String stack(Report.Entry entry) {
        return MarkdownEscaper.code(Wording.stack(entry.project(), entry.stack()), 40);
    }

    private static String verdict(Report.Entry entry) {
        if (entry instanceof Comparison comparison) {
            int masks = Wording.masks(comparison).size();
            String masked = masks == 0 ? "" : "; " + Wording.count(masks, "value") + " masked";
            return Wording.verdict(comparison, operation -> MarkdownEscaper.code(operation, 20)) + masked;
        }
        return "the preview failed";
    }

    private void entry(Report.Entry entry) {
        if (entry instanceof Comparison comparison) {
            comparison(comparison);
        } else if (entry instanceof Report.Failure failure) {
            problems(failure.problems().stream()
                    .map(problem -> "- " + Visible.brief(problem, SENTENCE))
                    .toList());
        }
    }

    private void problems(List<String> problems) {
        String fence = MarkdownEscaper.fenceFor(problems);
        budget.list(
                new Budget.Frame("\n" + fence + "diff\n", "- ... and %d more\n", fence + "\n"),
                problems.stream().map(problem -> problem + "\n").toList());
    }

    private void comparison(Comparison comparison) {
        if (comparison.errors() > 0) {
            problems(MarkdownDetails.diagnostics(comparison));
        }
        lines(comparison.violations().stream().map(MarkdownReport::violation).toList());
        lines(comparison.findings().stream().map(MarkdownReport::finding).toList());
        doomed(Doomed.of(comparison));
        if (listing == Listing.TREE) {
            budget.list(TREE, MarkdownDetails.tree(comparison));
        }
        MarkdownDetails.of(comparison, listing).forEach(budget::detail);
        budget.needed(
                LINES,
                comparison.notes().stream()
                        .map(note -> "- " + Prose.of(note, MarkdownEscaper.WHOLE) + "\n")
                        .toList());
    }

    private void lines(List<String> lines) {
        budget.list(LINES, lines);
    }

    private void doomed(List<Doomed> groups) {
        boolean reasons =
                groups.stream().anyMatch(group -> !group.first().replacedBy().isEmpty());
        Budget.Frame frame = reasons
                ? new Budget.Frame("\n| | Resource | Because of |\n|---|---|---|\n", "| ... | and %d more | |\n", "")
                : new Budget.Frame("\n| | Resource |\n|---|---|\n", "| ... | and %d more |\n", "");
        budget.list(
                frame,
                groups.stream()
                        .map(group -> row(group) + (reasons ? " " + reasons(group.first()) + " |\n" : "\n"))
                        .toList());
    }

    private static String row(Doomed group) {
        String operation = group.operation();
        String names = group.named().stream()
                .map(change -> MarkdownEscaper.cell(change.name(), NAME))
                .collect(Collectors.joining(", "));
        String more = group.unnamed() > 0 ? " and " + group.unnamed() + " more" : "";
        return "| " + (Wording.goes(group.first()) ? "**" + operation + "**" : operation) + " | " + names + more
                + "<br>" + MarkdownEscaper.cell(Wording.type(group.first().type()), NAME) + " |";
    }

    private static String reasons(ResourceChange change) {
        String reasons = change.replacedBy().stream()
                .limit(MAX_REASONS)
                .map(MarkdownReport::reason)
                .collect(Collectors.joining(", "));
        int more = change.replacedBy().size() - MAX_REASONS;
        return reasons + (more > 0 ? " and " + more + " more" : "");
    }

    private static String reason(ReplaceReason reason) {
        return (reason.certain() ? "" : "perhaps ") + MarkdownEscaper.cell(reason.path(), NAME);
    }

    private static String violation(Violation violation) {
        String resource = violation
                .urn()
                .map(urn -> MarkdownEscaper.code(Urns.name(urn), NAME) + " breaks ")
                .orElse("");
        return "- **" + (violation.isMandatory() ? "danger" : "warning") + "** " + resource
                + Prose.of(Wording.policy(violation) + ": " + violation.message(), SENTENCE) + "\n";
    }

    private static String finding(Finding finding) {
        return "- **" + Wording.severity(finding) + "** " + Prose.of(finding.sentence(), SENTENCE) + "\n";
    }

    private static String ending(Report report, Options options, Budget.LeftOut leftOut) {
        String lines = leftOut.lines() == 0 ? "" : Wording.count(leftOut.lines(), "line");
        String details = leftOut.details() == 0 ? "" : Wording.count(leftOut.details(), "detail");
        String both = lines + (lines.isEmpty() || details.isEmpty() ? "" : " and ") + details;
        // A plan with a diff inside is both sides.
        String head = report.head().equals(report.base()) ? "" : " " + Visible.brief(report.head(), 30);
        String command = "mullion diff " + Visible.brief(report.base(), 30) + head;
        String limit = options.characters() <= options.bytes()
                ? String.format(Locale.ROOT, "%,d characters", options.characters())
                : String.format(Locale.ROOT, "%,d bytes", options.bytes());
        return "\n" + both + " left out, to stay below " + limit + "; all of it is in the HTML report, or "
                + MarkdownEscaper.code(command, 140) + "\n";
    }
}
