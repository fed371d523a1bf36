package dev.mullion.diff.compare;

import dev.mullion.plan.PropertyValue.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ignoreChanges}: the new inputs with what was there before at those paths, as Pulumi's engine does it. */
final class Ignoring {
    /** {@code root.nested["key"][0].*}. */
    private static final Pattern SEGMENT =
            Pattern.compile("\\[\"((?:[^\"\\\\]|\\\\.){0,1000})\"\\]|\\[([^\\]\"]{0,100})\\]|([^.\\[]+)");

    private Ignoring() {}

    static Fields apply(List<String> paths, Fields before, Fields after) {
        return paths.isEmpty() ? after : patterns(paths).keep(before, after);
    }

    /** All that ignore what is at them and below. What the engine takes for no path ignores nothing. */
    static PropertyPatterns patterns(List<String> paths) {
        PropertyPatterns patterns = new PropertyPatterns();
        paths.stream().filter(Ignoring::isPath).forEach(path -> patterns.add(segments(path)));
        return patterns;
    }

    private static boolean isPath(String path) {
        Matcher segment = SEGMENT.matcher(path);
        int end = 0;
        while (segment.find()) {
            boolean follows = path.substring(end, segment.start()).chars().allMatch(c -> c == '.');
            if (!follows
                    || (end == 0 && segment.start() > 0)
                    || (segment.group(2) != null && !isIndex(segment.group(2)))) {
                return false;
            }
            end = segment.end();
        }
        return end > 0 && path.substring(end).chars().allMatch(c -> c == '.');
    }

    private static boolean isIndex(String text) {
        return text.equals("*") || (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9'));
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
}
