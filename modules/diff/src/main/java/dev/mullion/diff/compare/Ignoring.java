package dev.mullion.diff.compare;

import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.PropertyValue.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ignoreChanges}: the new inputs with what was there before at those paths, as Pulumi's engine does it. */
final class Ignoring {
    /** {@code root.nested["key"][0].*}. */
    private static final Pattern SEGMENT =
            Pattern.compile("\\[\"((?:[^\"\\\\]|\\\\.){0,1000})\"\\]|\\[([^\\]\"]{0,100})\\]|([^.\\[\\]]+)");

    private Ignoring() {}

    static Fields apply(List<String> paths, Fields before, Fields after) {
        Fields applied = after;
        for (String path : paths) {
            applied = (Fields) kept(segments(path), before, applied);
        }
        return applied;
    }

    /** Whether a path is at a place or above it, so that no change there counts. */
    static boolean covers(List<String> paths, PropertyPlace place) {
        List<String> changed = segments(place.keys());
        return paths.stream().map(Ignoring::segments).anyMatch(path -> {
            for (int i = 0; i < path.size(); i++) {
                boolean same = i < changed.size()
                        && (path.get(i).equals("*") || path.get(i).equals(changed.get(i)));
                if (!same) {
                    return false;
                }
            }
            return true;
        });
    }

    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        Matcher segment = SEGMENT.matcher(path);
        while (segment.find()) {
            for (int group = 1; group <= 3; group++) {
                if (segment.group(group) != null) {
                    segments.add(segment.group(group));
                }
            }
        }
        return segments;
    }

    private static PropertyValue kept(List<String> segments, PropertyValue before, PropertyValue after) {
        if (segments.isEmpty()) {
            return before;
        }
        String first = segments.get(0);
        List<String> rest = segments.subList(1, segments.size());
        if (before instanceof Fields old && after instanceof Fields now) {
            SortedMap<String, PropertyValue> values = new TreeMap<>(now.values());
            for (String key : first.equals("*") ? keys(old, now) : List.of(first)) {
                field(key, rest, old.values(), values);
            }
            return new Fields(values);
        }
        if (before instanceof Items old && after instanceof Items now) {
            List<PropertyValue> values = new ArrayList<>(now.values());
            for (int i = 0; i < values.size() && i < old.values().size(); i++) {
                if (first.equals("*") || first.equals(String.valueOf(i))) {
                    values.set(i, kept(rest, old.values().get(i), values.get(i)));
                }
            }
            return new Items(values);
        }
        return after;
    }

    private static List<String> keys(Fields old, Fields now) {
        SortedMap<String, PropertyValue> all = new TreeMap<>(old.values());
        all.putAll(now.values());
        return List.copyOf(all.keySet());
    }

    private static void field(
            String key, List<String> rest, Map<String, PropertyValue> old, SortedMap<String, PropertyValue> values) {
        PropertyValue before = old.get(key);
        PropertyValue after = values.get(key);
        if (before != null && after != null) {
            values.put(key, kept(rest, before, after));
        } else if (rest.isEmpty() && before != null) {
            values.put(key, before);
        } else if (rest.isEmpty()) {
            values.remove(key);
        }
    }
}
