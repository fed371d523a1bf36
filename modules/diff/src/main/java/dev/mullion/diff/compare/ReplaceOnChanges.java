package dev.mullion.diff.compare;

import java.util.List;

/** {@code replaceOnChanges}: whether one of its paths is that of a change, above it or below it. */
final class ReplaceOnChanges {
    private ReplaceOnChanges() {}

    static boolean matches(List<String> paths, PropertyPlace place) {
        if (paths.isEmpty()) {
            return false;
        }
        List<String> changed = Ignoring.segments(place.keys());
        return paths.stream().anyMatch(path -> matches(named(path), changed));
    }

    private static List<String> named(String path) {
        List<String> segments = Ignoring.segments(path);
        // An index is of a list, whose items have identities here.
        return segments.stream()
                .filter(segment ->
                        segments.indexOf(segment) == 0 || !segment.chars().allMatch(Character::isDigit))
                .toList();
    }

    private static boolean matches(List<String> pattern, List<String> changed) {
        for (int i = 0; i < Math.min(pattern.size(), changed.size()); i++) {
            if (!pattern.get(i).equals("*") && !pattern.get(i).equals(changed.get(i))) {
                return false;
            }
        }
        return !changed.isEmpty();
    }
}
