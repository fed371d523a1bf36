package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import java.util.regex.Pattern;

/**
 * A side by a name that fits into one line with the other.
 *
 * @param name as the user named it
 */
record HtmlSide(String name) {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");
    private static final int COMMIT_LENGTH = 8;
    private static final int MAX_LENGTH = 32;

    /** Of a commit the beginning, of a long path the end, of another long name both. */
    String shortName() {
        if (COMMIT.matcher(name).matches()) {
            return name.substring(0, COMMIT_LENGTH);
        }
        String last = name.substring(name.lastIndexOf('/') + 1);
        String text = name.length() > MAX_LENGTH && !last.isEmpty() ? last : name;
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int half = MAX_LENGTH / 2 - 1;
        return text.substring(0, Visible.whole(text, half))
                + "\u2026"
                + text.substring(Visible.whole(text, text.length() - half));
    }
}
