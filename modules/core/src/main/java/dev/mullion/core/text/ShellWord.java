package dev.mullion.core.text;

import java.util.regex.Pattern;

/** A text of others as one word of a command that a reader may copy into a shell. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    private ShellWord() {}

    /** The text, in single quotes where a shell would make something else of it. */
    public static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
