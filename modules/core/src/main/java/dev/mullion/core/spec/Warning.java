package dev.mullion.core.spec;

import java.util.Optional;

/**
 * Something that is allowed and probably unwanted: {@code Pulumi.dev.yaml:9:5: warning EC2002: mullion:...: ...}.
 * A user silences it by id and path.
 *
 * @param id three letters of the area and three digits, such as {@code ECS012}; documented, never reused
 */
public record Warning(String id, SpecPath path, String message, Optional<Position> position) {
    /** What the ids of the rules for plans start with, for which {@code mullion check} alone looks. */
    public static final String PLAN_AREA = "CHK";

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
