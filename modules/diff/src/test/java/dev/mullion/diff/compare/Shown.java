package dev.mullion.diff.compare;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.ResourceChange;
import java.util.stream.Collectors;

/** A comparison as plain lines, for goldens and for people who read a failed test. */
final class Shown {
    private Shown() {}

    static String of(Comparison comparison) {
        StringBuilder out = new StringBuilder();
        out.append(comparison.project()).append('/').append(comparison.stack());
        out.append(' ').append(comparison.counts()).append('\n');
        for (Finding finding : comparison.findings()) {
            out.append(finding.severity()).append(' ').append(finding.id().id()).append(": ");
            out.append(finding.sentence()).append('\n');
        }
        comparison.changes().forEach(change -> resource(change, out));
        comparison.masks().forEach(mask -> out.append("masked ")
                .append(mask.urn().substring(mask.urn().lastIndexOf(':') + 1))
                .append(' ')
                .append(mask.path())
                .append(": ")
                .append(mask.reason())
                .append('\n'));
        comparison
                .diagnostics()
                .forEach(line -> out.append("told ").append(line).append('\n'));
        comparison.notes().forEach(line -> out.append("note ").append(line).append('\n'));
        return out.toString();
    }

    private static void resource(ResourceChange change, StringBuilder out) {
        out.append(change.operation())
                .append(' ')
                .append(change.type())
                .append(' ')
                .append(change.name());
        out.append(change.onlyNoise() ? " (noise)\n" : "\n");
        change.replacedBy().forEach(reason -> out.append("  replaced by ")
                .append(reason.path())
                .append(reason.certain() ? ", " : " perhaps, ")
                .append(reason.source())
                .append('\n'));
        change.properties().forEach(property -> property(property, out));
    }

    private static void property(PropertyChange property, StringBuilder out) {
        out.append("  ").append(property.kind()).append(' ').append(property.path());
        if (property.replaces() != PropertyChange.Replaces.NO) {
            out.append(" replaces:").append(property.replaces());
        }
        if (property.noise() != PropertyChange.Noise.NONE) {
            out.append(" noise:").append(property.noise());
        }
        if (property.content() instanceof PropertyChange.Value value) {
            out.append(": ").append(value.before().orElse("-"));
            out.append(" => ").append(value.after().orElse("-")).append('\n');
        } else if (property.content() instanceof PropertyChange.Text text) {
            out.append(": ")
                    .append(text.language())
                    .append(' ')
                    .append(text.encoding())
                    .append('\n');
            for (PropertyChange.Line line : text.lines()) {
                if (line.added() || line.removed()) {
                    out.append(line.added() ? "    + " : "    - ")
                            .append(spans(line))
                            .append('\n');
                }
            }
        }
    }

    private static String spans(PropertyChange.Line line) {
        return line.spans().stream()
                .map(span -> span.changed() ? "{" + span.text() + "}" : span.text())
                .collect(Collectors.joining());
    }
}
