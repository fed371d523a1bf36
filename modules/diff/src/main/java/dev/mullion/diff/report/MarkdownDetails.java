package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Comparison.Mask;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.PropertyChange.Text;
import dev.mullion.diff.PropertyChange.Value;
import dev.mullion.diff.ResourceChange;
import dev.mullion.plan.Urns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a reader of a Markdown report unfolds: each resource, those without details, the configuration, the graph, the masks and the diagnostics. */
final class MarkdownDetails {
    private static final int NAME = 200;

    /** What lies deeper stands below the same. */
    private static final int MAX_DEPTH = 20;

    private MarkdownDetails() {}

    /** Blocks in their order, each of which stands alone. */
    static List<String> of(Comparison comparison, Listing listing) {
        List<String> blocks = new ArrayList<>();
        List<ResourceChange> changes = listing == Listing.FLAT
                ? Wording.ordered(comparison)
                : ResourceTree.rows(comparison).stream()
                        .flatMap(row -> row.change().stream())
                        .toList();
        List<ResourceChange> rest = new ArrayList<>();
        for (ResourceChange change : changes) {
            if (Wording.withoutDetails(change)) {
                rest.add(change);
            } else if (Wording.hasDetails(change)) {
                blocks.add(resource(change));
            }
        }
        drift(Wording.drifted(comparison), blocks);
        outputs(Wording.outputs(comparison), blocks);
        if (listing == Listing.FLAT) {
            withoutDetails(rest, blocks);
        }
        configuration(Wording.configuration(comparison), blocks);
        List<String> graph = Mermaid.lines(comparison);
        if (!graph.isEmpty()) {
            blocks.add(folded("Graph of what changes", MarkdownEscaper.fence("mermaid", graph)));
        }
        masks(comparison, blocks);
        diagnostics(comparison, blocks);
        return blocks;
    }

    /** Lines of a nested list of all resources. */
    static List<String> tree(Comparison comparison) {
        return ResourceTree.rows(comparison).stream()
                .map(row -> "  ".repeat(Math.min(row.depth(), MAX_DEPTH))
                        + row.change().map(MarkdownDetails::line).orElseGet(() -> node(row.urn())))
                .toList();
    }

    private static String node(String urn) {
        return "- " + MarkdownEscaper.code(Urns.name(urn), NAME) + " "
                + MarkdownEscaper.code(Wording.type(Urns.type(urn)), NAME) + "\n";
    }

    private static void drift(List<ResourceChange> changes, List<String> blocks) {
        if (!changes.isEmpty()) {
            StringBuilder body = new StringBuilder();
            for (ResourceChange change : changes) {
                body.append(body.isEmpty() ? "" : "\n")
                        .append(MarkdownEscaper.code(change.name(), NAME))
                        .append(' ')
                        .append(MarkdownEscaper.code(Wording.type(change.type()), NAME))
                        .append("\n\n")
                        .append(properties(change.drift()));
            }
            blocks.add(folded("Changed outside Pulumi: " + Wording.count(changes.size(), "resource"), body.toString()));
        }
    }

    private static void outputs(List<PropertyChange> outputs, List<String> blocks) {
        if (!outputs.isEmpty()) {
            blocks.add(folded("Stack outputs: " + Wording.count(outputs.size(), "change"), properties(outputs)));
        }
    }

    private static void withoutDetails(List<ResourceChange> changes, List<String> blocks) {
        if (!changes.isEmpty()) {
            blocks.add(folded(
                    "Without details: " + Wording.count(changes.size(), "resource"),
                    changes.stream().map(MarkdownDetails::line).collect(Collectors.joining())));
        }
    }

    private static String line(ResourceChange change) {
        String noise = Wording.noise(change);
        return "- " + Prose.of(Wording.operation(change), NAME) + " " + MarkdownEscaper.code(change.name(), NAME) + " "
                + MarkdownEscaper.code(Wording.type(change.type()), NAME) + (noise.isEmpty() ? "" : ": " + noise)
                + "\n";
    }

    private static void masks(Comparison comparison, List<String> blocks) {
        if (!Wording.masks(comparison).isEmpty()) {
            String summary = "Masked " + Wording.count(comparison.masks().size(), "value");
            blocks.add(folded(
                    summary,
                    comparison.masks().stream().map(MarkdownDetails::mask).collect(Collectors.joining())));
        }
    }

    private static String mask(Mask mask) {
        String place = mask.urn().isEmpty() ? Wording.place(mask) : MarkdownEscaper.code(Wording.place(mask), NAME);
        String path = mask.path().isEmpty() ? "" : " " + MarkdownEscaper.code(mask.path(), NAME);
        return "- " + place + path + ": " + Prose.of(mask.reason(), NAME) + "\n";
    }

    private static void diagnostics(Comparison comparison, List<String> blocks) {
        if (!comparison.diagnostics().isEmpty() && comparison.errors() == 0) {
            blocks.add(folded("Diagnostics", MarkdownEscaper.fence("diff", diagnostics(comparison))));
        }
    }

    /** What the preview told, each line with a sign before it. */
    static List<String> diagnostics(Comparison comparison) {
        return comparison.diagnostics().stream()
                .flatMap(diagnostic -> diagnostic.lines().map(line -> sign(diagnostic) + Visible.text(line)))
                .toList();
    }

    private static String sign(String diagnostic) {
        return diagnostic.startsWith("error") ? "- " : "! ";
    }

    private static String resource(ResourceChange change) {
        String operation = Wording.isKnown(change.operation())
                ? "<b>" + Wording.operation(change) + "</b>"
                : MarkdownEscaper.html(change.operation(), NAME);
        StringBuilder body = new StringBuilder();
        if (!change.replacedBy().isEmpty()) {
            body.append(reasons(change)).append("\n\n");
        }
        body.append(properties(Wording.telling(change)));
        String noise = Wording.noise(change);
        if (!noise.isEmpty()) {
            body.append("\nAnd ").append(noise).append(".\n");
        }
        return folded(
                operation + " " + MarkdownEscaper.html(change.name(), NAME) + " "
                        + MarkdownEscaper.html(Wording.type(change.type()), NAME),
                body.toString());
    }

    private static String properties(List<PropertyChange> properties) {
        StringBuilder body = new StringBuilder();
        List<String> values = new ArrayList<>();
        List<PropertyChange> texts = new ArrayList<>();
        for (PropertyChange property : properties) {
            if (property.content() instanceof Value value) {
                value(property, value, values);
            } else {
                texts.add(property);
            }
        }
        if (!values.isEmpty()) {
            body.append(MarkdownEscaper.fence("diff", values));
        }
        for (PropertyChange property : texts) {
            if (property.content() instanceof Text text) {
                body.append('\n').append(script(property, text));
            }
        }
        return body.toString();
    }

    private static void configuration(List<PropertyChange> properties, List<String> blocks) {
        if (!properties.isEmpty()) {
            blocks.add(folded("Configuration: " + Wording.count(properties.size(), "change"), properties(properties)));
        }
    }

    private static String reasons(ResourceChange change) {
        return change.replacedBy().stream()
                .map(reason -> (reason.certain() ? "Replaced because of " : "Perhaps replaced because of ")
                        + MarkdownEscaper.code(reason.path(), NAME) + " (" + Prose.of(reason.source(), NAME) + ").")
                .collect(Collectors.joining("\n"));
    }

    private static void value(PropertyChange property, Value value, List<String> lines) {
        String path = Visible.brief(property.path(), NAME);
        String replaces = replaces(property, "  # ");
        boolean alike = value.before().isPresent() && value.before().equals(value.after());
        if (alike) {
            // Masks look alike.
            lines.add("! " + path + ": " + Visible.text(value.before().orElse("")) + " (another value)" + replaces);
            return;
        }
        value.before()
                .ifPresent(before -> lines.add("- " + path + ": " + Visible.text(before)
                        + (value.after().isEmpty() ? replaces : "")));
        value.after().ifPresent(after -> lines.add("+ " + path + ": " + Visible.text(after) + replaces));
    }

    private static String script(PropertyChange property, Text text) {
        List<String> lines = new ArrayList<>();
        for (Hunk hunk : Hunk.of(text.lines())) {
            lines.add(hunk.header());
            for (Line line : hunk.lines()) {
                String sign = line.added() ? "+" : line.removed() ? "-" : " ";
                lines.add(sign + LineText.of(line, UnaryOperator.identity()));
            }
        }
        String title = MarkdownEscaper.code(property.path(), NAME) + " (" + Prose.of(Wording.form(text), NAME) + ")"
                + replaces(property, ", ");
        return title + "\n\n" + MarkdownEscaper.fence("diff", lines);
    }

    private static String replaces(PropertyChange property, String lead) {
        return property.replaces() == Replaces.NO
                ? ""
                : lead + (property.replaces() == Replaces.YES ? "replaces" : "may replace");
    }

    /** GitHub reads what is folded as Markdown only between blank lines. */
    private static String folded(String summary, String body) {
        return "\n<details>\n<summary>" + summary + "</summary>\n\n" + body + "\n</details>\n";
    }
}
