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
import dev.mullion.plan.Operation;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** A report for a terminal: what it means first, then every detail. */
public final class TextReport {
    private static final int NAME = 200;

    /** Two values that are longer together stand on a line each. */
    private static final int ONE_LINE = 100;

    private final Report report;
    private final Ansi ansi;
    private final Appendable out;

    private TextReport(Report report, Ansi ansi, Appendable out) {
        this.report = report;
        this.ansi = ansi;
        this.out = out;
    }

    /**
     * Writes the report; the last line ends with a line feed.
     *
     * @param colour whether the reader's terminal shows colours
     */
    public static void write(Report report, boolean colour, Appendable out) throws IOException {
        new TextReport(report, new Ansi(colour), out).write();
    }

    private void write() throws IOException {
        String gap = "";
        for (Report.Entry entry : Wording.failuresFirst(report)) {
            out.append(gap);
            gap = "\n";
            if (entry instanceof Report.Failure failure) {
                failure(failure);
            } else if (entry instanceof Comparison comparison) {
                comparison(comparison);
            }
        }
    }

    private void failure(Report.Failure failure) throws IOException {
        line(ansi.bold(stack(failure)) + ": " + ansi.red("the preview failed"));
        for (String problem : failure.problems()) {
            line("  " + Visible.text(problem));
        }
    }

    private void comparison(Comparison comparison) throws IOException {
        line(ansi.bold(stack(comparison)) + ": " + Wording.verdict(comparison, TextReport::brief));
        boolean failed = Wording.errors(comparison) > 0;
        if (failed) {
            plain("Diagnostics", comparison.diagnostics());
        }
        replacedAndDeleted(comparison);
        findings(comparison);
        details(comparison);
        withoutDetails(comparison);
        configuration(comparison);
        masks(comparison);
        plain("Notes", comparison.notes());
        if (!failed) {
            plain("Diagnostics", comparison.diagnostics());
        }
    }

    private void replacedAndDeleted(Comparison comparison) throws IOException {
        List<ResourceChange> changes = Wording.replacedAndDeleted(comparison);
        if (changes.isEmpty()) {
            return;
        }
        title("Replaced or deleted");
        for (ResourceChange change : changes) {
            resource(change);
            for (ResourceChange.ReplaceReason reason : change.replacedBy()) {
                String verb = reason.certain() ? "because of " : "may be because of ";
                line("       " + verb + ansi.bold(brief(reason.path()))
                        + ansi.dim(" (" + brief(reason.source()) + ")"));
            }
        }
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
        List<ResourceChange> changes = Wording.ordered(comparison).stream()
                .filter(change -> !Wording.withoutDetails(change))
                .toList();
        if (changes.isEmpty()) {
            return;
        }
        title("Details");
        for (ResourceChange change : changes) {
            resource(change);
            for (PropertyChange property : Wording.telling(change)) {
                property("       ", property);
            }
            String noise = Wording.noise(change);
            if (!noise.isEmpty()) {
                line(ansi.dim("       and " + noise));
            }
        }
    }

    private void withoutDetails(Comparison comparison) throws IOException {
        List<ResourceChange> changes =
                comparison.changes().stream().filter(Wording::withoutDetails).toList();
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
            value(indent + mark(property.kind()) + " " + path + ":", property, value);
        }
    }

    private void value(String lead, PropertyChange property, Value value) throws IOException {
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
            line("           " + ansi.red("- " + before));
            line("           " + ansi.green("+ " + after));
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

    private void resource(ResourceChange change) throws IOException {
        line("  " + mark(change) + " " + named(change) + ": " + brief(Wording.operation(change)));
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
