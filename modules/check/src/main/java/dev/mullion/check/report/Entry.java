package dev.mullion.check.report;

import dev.mullion.check.Finding;
import dev.mullion.check.Rule;
import dev.mullion.check.Severity;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Warning;
import dev.mullion.core.text.Visible;
import dev.mullion.plan.Urns;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One thing to say of what was checked.
 *
 * @param id of the rule or of the warning; {@link #REFUSED} for what a stack file may not say
 * @param rule of the catalogue; empty for what Mullion's own checks of a stack file found
 * @param file the stack file, or else the plan
 * @param position in the stack file, where it is known
 * @param path in the configuration; empty without
 * @param urn of the resource; empty for what no resource is about
 * @param message what was found, what comes of it and what to do, on one line
 */
public record Entry(
        String id,
        Severity severity,
        Optional<Rule> rule,
        Optional<String> file,
        Optional<Position> position,
        String path,
        String urn,
        String message) {
    /** The id of problems, which have none of their own. */
    public static final String REFUSED = "refused";

    /** By place, the gravest first. */
    public static final Comparator<Entry> ORDER = Comparator.comparing(
                    (Entry entry) -> entry.position.map(Position::file).orElse(""))
            .thenComparing(entry -> entry.position.map(Position::line).orElse(0))
            .thenComparing(entry -> entry.position.map(Position::column).orElse(0))
            .thenComparing(Entry::urn)
            .thenComparing(Entry::severity)
            .thenComparing(Entry::id)
            .thenComparing(Entry::path)
            .thenComparing(Entry::message);

    /** What a stack file may not say. */
    public static Entry of(Problem problem) {
        return new Entry(
                REFUSED,
                Severity.ERROR,
                Optional.empty(),
                problem.position().map(Position::file),
                problem.position(),
                problem.path().toString(),
                "",
                problem.message());
    }

    /** What a stack file may say, and probably should not. */
    public static Entry of(Warning warning) {
        return new Entry(
                warning.id(),
                Severity.WARNING,
                Optional.empty(),
                warning.position().map(Position::file),
                warning.position(),
                warning.path().toString(),
                "",
                warning.message());
    }

    /** A finding in the plan of a file. */
    public static Entry of(Finding finding, String file) {
        return new Entry(
                finding.rule().id(),
                finding.rule().severity(),
                Optional.of(finding.rule()),
                Optional.of(file),
                Optional.empty(),
                "",
                finding.urn(),
                finding.message());
    }

    /** A finding in what a stack file makes, as the warning at its place there. */
    public static Entry of(Finding finding, Warning placed) {
        return new Entry(
                finding.rule().id(),
                finding.rule().severity(),
                Optional.of(finding.rule()),
                placed.position().map(Position::file),
                placed.position(),
                placed.path().toString(),
                finding.urn(),
                placed.message());
    }

    /** The same, of a file where none is known. */
    public Entry in(String other) {
        return new Entry(id, severity, rule, file.or(() -> Optional.of(other)), position, path, urn, message);
    }

    /** The same, with the file called otherwise. */
    public Entry calling(UnaryOperator<String> names) {
        return new Entry(id, severity, rule, file.map(names), position, path, urn, message);
    }

    /** {@code Pulumi.dev.yaml:14:9: error CHK301: mullion:ecs.storefront: ...}, or with the URN for the place. */
    public String line() {
        String place = position.map(Position::toString).orElse(urn);
        String named = id.equals(REFUSED) ? severity.word() : severity.word() + " " + id;
        return Visible.text(
                (place.isEmpty() ? "" : place + ": ") + named + ": " + (path.isEmpty() ? "" : path + ": ") + message);
    }

    /** The resource's name; empty for what no resource is about. */
    String name() {
        return Urns.name(urn);
    }
}
