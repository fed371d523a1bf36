package dev.mullion.core.spec;

import java.util.Optional;

/** The one shape of every line about the configuration: position, path, message, as far as they are known. */
final class Line {
    private Line() {}

    static String of(Optional<Position> position, SpecPath path, String message) {
        String place = position.map(known -> known + ": ").orElse("");
        return place + (path.segments().isEmpty() ? "" : path + ": ") + message;
    }
}
