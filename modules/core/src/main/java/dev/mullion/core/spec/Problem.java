package dev.mullion.core.spec;

import java.util.Optional;

/**
 * One thing that is wrong with what a user wrote, on one line:
 * {@code Pulumi.dev.yaml:14:9: mullion:ecs.storefront.capacity.general.maxSize: got 0; use 1 or more}.
 *
 * @param path where in the configuration; {@link SpecPath#ROOT} when the problem is the file itself
 * @param message what was got, what is allowed and why; lower case, no full stop, one line
 * @param position where in the file, when the file is known
 * @param ofKey whether it is the path's last key itself that is wrong, not the value behind it
 */
public record Problem(SpecPath path, String message, Optional<Position> position, boolean ofKey) {
    public Problem(SpecPath path, String message, Optional<Position> position) {
        this(path, message, position, false);
    }

    public Problem(SpecPath path, String message) {
        this(path, message, Optional.empty());
    }

    @Override
    public String toString() {
        return Line.of(position, path, message);
    }
}
