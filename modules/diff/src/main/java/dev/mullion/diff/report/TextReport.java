package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Comparison.Mask;
import dev.mullion.diff.Finding;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Kind;
import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Text;
import dev.mullion.diff.PropertyChange.Value;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.Violation;
import dev.mullion.plan.Operation;
import dev.mullion.plan.Urns;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A report for a terminal: what it means first, then every detail. */
public final class TextReport {
    private static final int NAME = 200;
    private static final int SENTENCE = 1_000;

    /** What lies deeper stands below the same. */
    private static final int MAX_DEPTH = 20;

    /** Two values that are longer together stand on a line each. */
    private static final int ONE_LINE = 100;

    /** Of many stacks that stay as they are. */
    private static final int MAX_SAME = 20;

    private final Report report;
    private final Listing listing;
    private final Ansi ansi;
    private final Appendable out;

    private TextReport(Report report, Listing listing, Ansi ansi, Appendable out) {
        this.report = report;
        this.listing = listing;
        this.ansi = ansi;
        this.out = out;
    }

    /**
     * Writes the report; the last line ends with a line feed.
     *
     * @param colour whether the reader's terminal shows colours
     */
    public static void write(Report report, Listing listing, boolean colour, Appendable out) throws IOException {
        new TextReport(report, listing, new Ansi(colour), out).write();
    }

    /** Writes the report with a flat list. */
    public static void write(Report report, boolean colour, Appendable out) throws IOException {
        write(report, Listing.FLAT, colour, out);
    }

    private void write() throws IOException {
        String gap = "";
        StackOrder stacks = StackOrder.of(report);
        for (Report.Entry entry : stacks.shown()) {
            out.append(gap);
            gap = "\n";
            if (entry instanceof Report.Failure failure) {
                failure(failure);
            } else if (entry instanceof Comparison comparison) {
                comparison(comparison);
            }
        }
        if (!stacks.same().isEmpty()) {
            out.append(gap);
        }
        for (Comparison same : stacks.same().stream().limit(MAX_SAME).toList()) {
            line(ansi.bold(stack(same)) + ": " + Wording.verdict(same, TextReport::brief));
        }
        int more = stacks.same().size() - MAX_SAME;
        if (more > 0) {
            line("and " + Wording.count(more, "stack") + " more without changes");
        }
    }

    private void failure(Report.Failure failure) throws IOException {
        line(ansi.bold(stack(failure)) + ": " + ansi.red("the preview failed"));
        for (String problem : failure.problems()) {
            line("  " + Visible.text(problem));
        }
    }

    private void comparison(Comparison comparison) throws IOException {
        String run = comparison.run().happened() ? Wording.title(comparison) + " " : "";
        line(run + ansi.bold(stack(comparison)) + ": " + Wording.verdict(comparison, TextReport::brief));
        boolean failed = comparison.errors() > 0;
        if (failed) {
            plain("Diagnostics", comparison.diagnostics());
        }
        policies(comparison);
        findings(comparison);
        replacedAndDeleted(comparison);
        if (listing == Listing.TREE) {
            tree(comparison);
        } else {
            details(comparison);
        }
        drift(comparison);
        outputs(comparison);
        if (listing == Listing.FLAT) {
            withoutDetails(comparison);
        }
        configuration(comparison);
        masks(comparison);
        plain("Notes", comparison.notes());
        if (!failed) {
            plain("Diagnostics", comparison.diagnostics());
        }
    }

    private void replacedAndDeleted(Comparison comparison) throws IOException {
        List<Doomed> groups = Doomed.of(comparison);
        if (groups.isEmpty()) {
            return;
        }
        title("Replaced or deleted");
        for (Doomed group : groups) {
            doomed(group);
            for (ResourceChange.ReplaceReason reason : group.first().replacedBy()) {
                String verb = reason.certain() ? "because of " : "may be because of ";
                line("       " + verb + ansi.bold(brief(reason.path()))
                        + ansi.dim(" (" + brief(reason.source()) + ")"));
            }
        }
    }

    private void doomed(Doomed group) throws IOException {
        if (group.changes().size() == 1) {
            resource("", group.first());
            return;
        }
        String names = group.named().stream()
                .map(change -> ansi.bold(brief(change.name())))
                .collect(Collectors.joining(", "));
        String more = group.unnamed() > 0 ? " and " + group.unnamed() + " more" : "";
        line("  " + mark(group.first()) + " " + brief(Wording.type(group.first().type())) + ": "
                + brief(group.operation()) + ": " + names + more);
    }

    private void findings(Comparison comparison) throws IOException {
        if (comparison.findings().isEmpty()) {
            return;
        }
        title("What it means");
        for (Finding finding : comparison.findings()) {
            String severity = Wording.severity(finding);
            String shown =
                    switch (finding.severity()) {
                        case DANGER -> ansi.red(severity);
                        case WARNING -> ansi.yellow(severity);
                        case NOTE -> ansi.cyan(severity);
                    };
            line("  " + shown + " ".repeat(9 - severity.length()) + Visible.text(finding.sentence()));
        }
    }

    private void details(Comparison comparison) throws IOException {
        List<ResourceChange> changes =
                Wording.ordered(comparison).stream().filter(Wording::hasDetails).toList();
        if (changes.isEmpty()) {
            return;
        }
        title("Details");
        for (ResourceChange change : changes) {
            details("", change);
        }
    }

    private void details(String indent, ResourceChange change) throws IOException {
        resource(indent, change);
        for (PropertyChange property : Wording.telling(change)) {
            property(indent + "       ", property);
        }
        String noise = Wording.noise(change);
        if (!noise.isEmpty()) {
            line(ansi.dim(indent + "       and " + noise));
        }
    }

    private void tree(Comparison comparison) throws IOException {
        List<ResourceTree.Row> rows = ResourceTree.rows(comparison);
        if (rows.isEmpty()) {
            return;
        }
        title("Resources by their parents");
        for (ResourceTree.Row row : rows) {
            String indent = "  ".repeat(Math.min(row.depth(), MAX_DEPTH));
            if (row.change().isPresent()) {
                details(indent, row.change().get());
            } else {
                line(ansi.dim(indent + "     " + brief(Wording.type(Urns.type(row.urn()))) + " "
                        + brief(Urns.name(row.urn()))));
            }
        }
    }

    private void policies(Comparison comparison) throws IOException {
        if (comparison.violations().isEmpty()) {
            return;
        }
        title("Policies");
        for (Violation violation : comparison.violations()) {
            String policy = brief(Wording.policy(violation));
            String resource = violation
                    .urn()
                    .map(urn -> ansi.bold(brief(Urns.name(urn))) + " breaks ")
                    .orElse("");
            line("  " + resource + (violation.isMandatory() ? ansi.red(policy) : ansi.yellow(policy)) + ": "
                    + Visible.brief(violation.message(), SENTENCE));
        }
    }

    private void drift(Comparison comparison) throws IOException {
        List<ResourceChange> changes = Wording.drifted(comparison);
        if (changes.isEmpty()) {
            return;
        }
        title("Changed outside Pulumi");
        for (ResourceChange change : changes) {
            line("  " + mark(change) + " " + named(change));
            for (PropertyChange property : change.drift()) {
                property("       ", property);
            }
        }
    }

    private void outputs(Comparison comparison) throws IOException {
        List<PropertyChange> outputs = Wording.outputs(comparison);
        if (!outputs.isEmpty()) {
            title("Stack outputs");
            for (PropertyChange output : outputs) {
                property("  ", output);
            }
        }
    }

    private void withoutDetails(Comparison comparison) throws IOException {
        List<ResourceChange> changes = Wording.ordered(comparison).stream()
                .filter(Wording::withoutDetails)
                .toList();
        if (changes.isEmpty()) {
            return;
        }
        title("Without details");
        for (ResourceChange change : changes) {
            String noise = Wording.noise(change);
            line("  " + mark(change) + " " + named(change) + ": " + brief(Wording.operation(change))
                    + ansi.dim(noise.isEmpty() ? "" : ", " + noise));
        }
    }

    private void configuration(Comparison comparison) throws IOException {
        List<PropertyChange> properties = Wording.configuration(comparison);
        if (!properties.isEmpty()) {
            title("Configuration");
            for (PropertyChange property : properties) {
                property("  ", property);
            }
        }
    }

    private void masks(Comparison comparison) throws IOException {
        if (Wording.masks(comparison).isEmpty()) {
            return;
        }
        title("Masked " + Wording.count(comparison.masks().size(), "value"));
        for (Mask mask : comparison.masks()) {
            String path = mask.path().isEmpty() ? "" : ": " + brief(mask.path());
            line("  " + brief(Wording.place(mask)) + path + ansi.dim(", " + brief(mask.reason())));
        }
    }

    private void plain(String title, List<String> texts) throws IOException {
        if (texts.isEmpty()) {
            return;
        }
        title(title);
        for (String text : texts) {
            for (String line : text.split("\n", -1)) {
                line(line.isBlank() ? "" : "  " + Visible.text(line.stripTrailing()));
            }
        }
    }

    private void property(String indent, PropertyChange property) throws IOException {
        String path = brief(property.path());
        if (property.content() instanceof Text text) {
            line(indent + mark(property.kind()) + " " + path + ansi.dim(" (" + brief(Wording.form(text)) + ")")
                    + replaces(property) + ":");
            script(indent + "  ", text);
        } else if (property.content() instanceof Value value) {
            value(indent, mark(property.kind()) + " " + path + ":", property, value);
        }
    }

    private void value(String indent, String name, PropertyChange property, Value value) throws IOException {
        String lead = indent + name;
        String before = value.before().map(Visible::text).orElse("");
        String after = value.after().map(Visible::text).orElse("");
        if (value.before().isEmpty() || value.after().isEmpty()) {
            line(lead + " " + ansi.red(before) + ansi.green(after) + replaces(property));
        } else if (before.equals(after)) {
            // Masks look alike.
            line(lead + " " + ansi.yellow(before + " (another value)") + replaces(property));
        } else if (before.length() + after.length() <= ONE_LINE) {
            line(lead + " " + ansi.red(before) + " -> " + ansi.green(after) + replaces(property));
        } else {
            line(lead + replaces(property));
            line(indent + "    " + ansi.red("- " + before));
            line(indent + "    " + ansi.green("+ " + after));
        }
    }

    private void script(String indent, Text text) throws IOException {
        int width = 1;
        for (Line line : text.lines()) {
            width = Math.max(
                    width, String.valueOf(Math.max(line.before(), line.after())).length());
        }
        for (Hunk hunk : Hunk.of(text.lines())) {
            line(indent + ansi.cyan(hunk.header()));
            for (Line line : hunk.lines()) {
                UnaryOperator<String> inverse = ansi::inverse;
                String sign = line.added() ? "+" : line.removed() ? "-" : " ";
                String words = LineText.of(line, inverse);
                String shown = words.isEmpty() ? sign : sign + " " + words;
                String coloured = line.added() ? ansi.green(shown) : line.removed() ? ansi.red(shown) : shown;
                String numbers = number(line.before(), width) + " " + number(line.after(), width);
                line(indent + ansi.dim(numbers) + " " + coloured);
            }
        }
    }

    private static String number(int number, int width) {
        String digits = number == 0 ? "" : String.valueOf(number);
        return " ".repeat(width - digits.length()) + digits;
    }

    private String replaces(PropertyChange property) {
        return switch (property.replaces()) {
            case NO -> "";
            case YES -> ansi.magenta("  (replaces)");
            case MAY -> ansi.magenta("  (may replace)");
        };
    }

    private void resource(String indent, ResourceChange change) throws IOException {
        line(indent + "  " + mark(change) + " " + named(change) + ": " + brief(Wording.operation(change)));
    }

    private String named(ResourceChange change) {
        return brief(Wording.type(change.type())) + " " + ansi.bold(brief(change.name()));
    }

    /** As Pulumi marks its steps. */
    private String mark(ResourceChange change) {
        return Operation.of(change.operation()).map(this::mark).orElse("  ");
    }

    private String mark(Operation operation) {
        return switch (operation) {
            case CREATE -> ansi.green("+ ");
            case DELETE -> ansi.red("- ");
            case REPLACE -> ansi.magenta("+-");
            case UPDATE -> ansi.yellow("~ ");
            case IMPORT -> ansi.green("= ");
            case READ -> ansi.cyan("> ");
            default -> "  ";
        };
    }

    private String mark(Kind kind) {
        return switch (kind) {
            case ADD -> ansi.green("+");
            case DELETE -> ansi.red("-");
            case UPDATE -> ansi.yellow("~");
        };
    }

    private void title(String title) throws IOException {
        line("");
        line(ansi.bold(title));
    }

    private static String stack(Report.Entry entry) {
        return brief(Wording.stack(entry.project(), entry.stack()));
    }

    private static String brief(String text) {
        return Visible.brief(text, NAME);
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}
