package dev.mullion.core.spec;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that is allowed and probably unwanted: {@code Pulumi.dev.yaml:9:5: warning EC2002: mullion:...: ...}.
 * A user silences it by id and path.
 *
 * @param id three letters of the area and three digits, such as {@code ECS012}; documented, never reused
 */
public record Warning(String id, SpecPath path, String message, Optional<Position> position) {
    /** What the ids of the rules for plans start with, for which {@code mullion check} alone looks. */
    public static final String PLAN_AREA = "CHK";

    /** In the order of the file; what stands nowhere comes first. */
    public static List<Warning> sorted(Stream<Warning> warnings) {
        Comparator<Position> places = Comparator.comparing(Position::file)
                .thenComparing(Position::line)
                .thenComparing(Position::column);
        return warnings.sorted(Comparator.comparing(
                                (Warning warning) -> warning.position().orElse(new Position("", 0, 0)), places)
                        .thenComparing(warning -> warning.path().toString())
                        .thenComparing(Warning::id)
                        .thenComparing(Warning::message))
                .toList();
    }

    @Override
    public String toString() {
        return place() + "warning " + text();
    }

    /** The warning for a log that says itself that it is one. */
    public String withoutLevel() {
        return place() + text();
    }

    private String place() {
        return position.map(known -> known + ": ").orElse("");
    }

    private String text() {
        return id + ": " + Line.of(Optional.empty(), path, message);
    }
}
