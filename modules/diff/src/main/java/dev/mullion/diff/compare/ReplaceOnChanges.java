package dev.mullion.diff.compare;

import java.util.List;

/** {@code replaceOnChanges}: whether one of its paths is that of a change, above it or below it. */
final class ReplaceOnChanges {
    private final PropertyPatterns patterns = new PropertyPatterns();

    ReplaceOnChanges(List<String> paths) {
        paths.forEach(path -> patterns.add(named(path)));
    }

    boolean matches(PropertyPlace place) {
        List<String> changed = Ignoring.segments(place.keys());
        return !changed.isEmpty() && patterns.meet(changed);
    }

    private static List<String> named(String path) {
        List<String> segments = Ignoring.segments(path);
        // An index is of a list, whose items have identities here.
        return segments.stream()
                .filter(segment ->
                        segment.equals(segments.get(0)) || !segment.chars().allMatch(Character::isDigit))
                .toList();
    }
}
