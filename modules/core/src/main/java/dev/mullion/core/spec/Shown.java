package dev.mullion.core.spec;

import dev.mullion.core.text.SecretNames;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A value as a message shows it: on one line, in printable ASCII, never longer than a reader needs. */
public final class Shown {
    private static final int MAX_LENGTH = 60;
    private static final int MOST_WORDS = 10;

    /** What stands for a value that may be a secret. */
    static final String NOTHING = "a value that is not shown, since it may be the secret itself";

    private Shown() {}

    /** Strings in double quotes with everything unprintable escaped; numbers and booleans as they are. */
    public static String value(Object value) {
        return value instanceof Number || value instanceof Boolean ? value.toString() : text(value.toString());
    }

    /** The string in double quotes, cut after 60 characters with its whole length named. */
    public static String text(String value) {
        StringBuilder shown = new StringBuilder("\"");
        int[] codePoints = value.codePoints().limit(MAX_LENGTH + 1L).toArray();
        for (int i = 0; i < Math.min(codePoints.length, MAX_LENGTH); i++) {
            append(shown, codePoints[i]);
        }
        shown.append('"');
        if (codePoints.length > MAX_LENGTH) {
            shown.append("... (").append(value.length()).append(" characters)");
        }
        return shown.toString();
    }

    /** The same for where a secret lies: an ARN, or nothing of a text that may be the secret itself. */
    public static String reference(String value) {
        return value.startsWith("arn:") ? text(value) : NOTHING;
    }

    /** What somebody wrote at a path, as a message shows it: nothing of what its key says to be a secret. */
    static String value(Object value, SpecPath path) {
        List<Object> segments = path.segments();
        return !segments.isEmpty()
                        && segments.get(segments.size() - 1) instanceof String name
                        && SecretNames.hides(name, value.toString()).isPresent()
                ? NOTHING
                : value(value);
    }

    /** The same for text that stands there as something else, such as a number: nothing, or it as it is written. */
    public static String written(String text, String asWritten, SpecPath path) {
        String shown = value(text, path);
        return shown.equals(NOTHING) ? shown : asWritten;
    }

    /** What to choose from: {@code a, b or c}. */
    public static String either(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** The same of many words: the first ten, and how many more there are. */
    public static String some(List<String> words) {
        int more = words.size() - MOST_WORDS;
        return more <= 0
                ? either(words)
                : String.join(", ", words.subList(0, MOST_WORDS)) + " or one of " + more + " more";
    }

    /** Words of a file, which may be thousands: the first ten, and how many more there are. */
    public static String list(Collection<String> words, UnaryOperator<String> shown) {
        int more = words.size() - MOST_WORDS;
        return words.stream().limit(MOST_WORDS).map(shown).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static void append(StringBuilder shown, int codePoint) {
        switch (codePoint) {
            case '"' -> shown.append("\\\"");
            case '\\' -> shown.append("\\\\");
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                if (codePoint >= 0x20 && codePoint < 0x7F) {
                    shown.append((char) codePoint);
                } else {
                    for (char unit : Character.toChars(codePoint)) {
                        shown.append(String.format("\\u%04X", (int) unit));
                    }
                }
            }
        }
    }
}
