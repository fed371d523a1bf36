package dev.mullion.aws;

import dev.mullion.core.spec.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What AWS takes as a tag.
 *
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">Tag naming limits</a>
 */
public final class Tags {
    /** What tells a component's resources from all others. */
    public static final List<String> OWN = List.of("mullion:project", "mullion:stack", "mullion:component");

    /** Letters, spaces, digits and these characters: the set that every service takes. */
    private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private static final int MAX_KEY_LENGTH = 128;
    private static final int MAX_VALUE_LENGTH = 256;
    /** AWS takes 50; Mullion's own three, Name and one that a platform adds are among them. */
    private static final int MAX = 45;

    private Tags() {}

    /** Refuses keys and values that AWS refuses, each at its own path below {@code problems}. */
    public static void check(Map<String, String> tags, Problems problems) {
        if (tags.size() > MAX) {
            problems.ofEntries()
                    .add("has " + tags.size() + " tags; use at most " + MAX
                            + ": AWS takes 50 with those that are added");
        }
        tags.forEach((key, value) -> {
            Problems here = problems.atKey(key);
            String lower = key.toLowerCase(Locale.ROOT);
            if (lower.startsWith("aws:") || lower.startsWith("mullion:")) {
                here.add("is a reserved key; use one that starts with neither aws: nor mullion:");
            }
            if (key.isEmpty()
                    || key.length() > MAX_KEY_LENGTH
                    || !TEXT.matcher(key).matches()) {
                here.add("is no tag key; use 1 to " + MAX_KEY_LENGTH
                        + " letters, digits, spaces and _ . : / = + - @, which is what AWS takes");
            }
            if (value.length() > MAX_VALUE_LENGTH || !TEXT.matcher(value).matches()) {
                problems.at(key)
                        .refuse(
                                value,
                                "use at most " + MAX_VALUE_LENGTH
                                        + " letters, digits, spaces and _ . : / = + - @, which is what AWS takes");
            }
        });
    }
}
