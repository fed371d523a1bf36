package dev.mullion.core.spec;

import java.util.List;

/** A value as a message shows it: on one line, in printable ASCII, never longer than a reader needs. */
public final class Shown {
    private static final int MAX_LENGTH = 60;

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

    /** What to choose from: {@code a, b or c}. */
    public static String either(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
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
