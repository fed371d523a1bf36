package dev.mullion.core.config;

import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.spec.KeyType;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecKey;
import dev.mullion.core.spec.SpecKeys;
import dev.mullion.core.spec.SpecPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One entry of a list or of a map, as a message shows it to somebody who wrote another thing. */
final class EntryShape {
    /** Enough to see how. */
    private static final int MOST_KEYS = 3;

    private EntryShape() {}

    /** The keys that an entry can not do without: those that a spec with no value at all is refused for; else its first one. */
    static String of(SpecBuilder<?> builder) {
        List<SpecKey> keys = SpecKeys.of(builder).all();
        Problems problems = new Problems();
        builder.unchecked().check(problems);
        Set<SpecPath> lacking = problems.problems().stream()
                .map(problem -> problem.path())
                .filter(path -> path.segments().size() == 1)
                .collect(Collectors.toSet());
        List<SpecKey> needed = keys.stream()
                .filter(key -> lacking.contains(SpecPath.ROOT.key(key.name())))
                .toList();
        return (needed.isEmpty() ? keys : needed)
                .stream()
                        .limit(needed.isEmpty() ? 1 : MOST_KEYS)
                        .map(key -> key.name() + ": " + dots(key.type().kind()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String dots(KeyType.Kind kind) {
        return switch (kind) {
            case LIST -> "[...]";
            case MAP, SPEC -> "{...}";
            case BOOLEAN, INT, LONG, TEXT, CHOICE, PARSED, REFERENCE, SPEC_OR_TEXT -> "...";
        };
    }

    /** What somebody wrote, without its values. */
    static String of(Mapping written) {
        List<String> shown = new ArrayList<>();
        for (String key : written.entries().keySet()) {
            if (shown.size() == MOST_KEYS) {
                shown.add("...");
                break;
            }
            shown.add(SpecPath.ROOT.key(key) + ": " + dots(written.entries().get(key)));
        }
        return "{" + String.join(", ", shown) + "}";
    }

    private static String dots(Entry entry) {
        return entry.value() instanceof Scalar ? "..." : entry.value() instanceof Sequence ? "[...]" : "{...}";
    }

    /** Whether a map of entries by name holds what belongs into one entry: its name was forgotten. */
    static boolean isEntry(SpecBuilder<?> builder, Mapping written) {
        Set<String> keys = Set.copyOf(SpecKeys.of(builder).names());
        boolean isEntry = false;
        for (String name : written.entries().keySet()) {
            Entry entry = written.entries().get(name);
            if (entry.value() instanceof Mapping value
                    && value.entries().keySet().stream().anyMatch(keys::contains)) {
                return false;
            }
            boolean known = keys.contains(name);
            if (!known && entry.value() instanceof Mapping) {
                return false;
            }
            boolean empty =
                    entry.value() instanceof Mapping value && value.entries().isEmpty();
            isEntry |= known && !empty;
        }
        return isEntry;
    }
}
