package dev.mullion.core.spec;

import java.util.Optional;
import java.util.Set;

/**
 * One thing that is wrong with what a user wrote, on one line:
 * {@code Pulumi.dev.yaml:14:9: mullion:ecs.storefront.capacity.general.maxSize: got 0; use 1 or more}.
 *
 * @param path where in the configuration; {@link SpecPath#ROOT} when the problem is the file itself
 * @param message what was got, what is allowed and why; lower case, no full stop, one line
 * @param position where in the file, when the file is known
 * @param subject what at the path is wrong
 * @param dependsOn the other values that it follows from: where one of them is refused itself, a default stands in for it,
 *     and this problem is no news
 * @param silencedBy the id of a silence by which a user says that it is meant; nothing for what is never taken
 */
public record Problem(
        SpecPath path,
        String message,
        Optional<Position> position,
        Subject subject,
        Set<SpecPath> dependsOn,
        Optional<String> silencedBy) {
    /** What a problem is about. */
    public enum Subject {
        /** The value at the path, with all that it holds. */
        VALUE,
        /** Which entries the value has, whatever they hold, such as too many of them. */
        ENTRIES,
        /** That the value is one that stands elsewhere, too, which is known of two values that nobody knows yet, but are one. */
        REPETITION,
        /** The path's last key itself, not the value behind it. */
        KEY
    }

    public Problem {
        dependsOn = Set.copyOf(dependsOn);
    }

    public Problem(SpecPath path, String message, Optional<Position> position) {
        this(path, message, position, Subject.VALUE, Set.of(), Optional.empty());
    }

    public Problem(SpecPath path, String message) {
        this(path, message, Optional.empty());
    }

    /** The same problem at a path and a position. */
    public Problem at(SpecPath newPath, Optional<Position> newPosition) {
        return new Problem(newPath, message, newPosition, subject, dependsOn, silencedBy);
    }

    @Override
    public String toString() {
        return Line.of(position, path, message);
    }
}
