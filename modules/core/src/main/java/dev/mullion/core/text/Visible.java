package dev.mullion.core.text;

import java.util.Locale;

/**
 * Text of others as it may stand in front of a reader: what acts on a terminal, turns the direction of text or can not be
 * seen shows as its code point ({@code \u202e}).
 */
public final class Visible {
    private Visible() {}

    /** The text with nothing in it that acts or hides; a tab stays, a line feed does not. */
    public static String text(String text) {
        int first = firstHidden(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        int at = first;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (hidden(codePoint)) {
                shown.append(code(codePoint));
            } else {
                shown.appendCodePoint(codePoint);
            }
            at += Character.charCount(codePoint);
        }
        return shown.toString();
    }

    /** As {@link #text}, also without tabs; of a longer text its two ends alone, with the count of what is between. */
    public static String brief(String text, int maxLength) {
        if (text.length() <= maxLength) {
            String shown = text(text).replace("\t", "\\t");
            if (shown.length() <= maxLength) {
                return shown;
            }
        }
        StringBuilder head = new StringBuilder();
        int from = 0;
        while (from < text.length()) {
            String next = visible(text.codePointAt(from));
            if (head.length() + next.length() > maxLength * 2 / 3) {
                break;
            }
            head.append(next);
            from += Character.charCount(text.codePointAt(from));
        }
        String tail = "";
        int to = text.length();
        while (to > from) {
            String next = visible(text.codePointBefore(to));
            if (tail.length() + next.length() > maxLength / 3) {
                break;
            }
            tail = next + tail;
            to -= Character.charCount(text.codePointBefore(to));
        }
        return head + "... (" + (to - from) + " characters) ..." + tail;
    }

    private static String visible(int codePoint) {
        if (codePoint == '\t') {
            return "\\t";
        }
        return hidden(codePoint) ? code(codePoint) : Character.toString(codePoint);
    }

    /** The index, or the one before it, where it would part a surrogate pair. */
    public static int whole(String text, int index) {
        boolean parts = index > 0
                && index < text.length()
                && Character.isHighSurrogate(text.charAt(index - 1))
                && Character.isLowSurrogate(text.charAt(index));
        return parts ? index - 1 : index;
    }

    private static int firstHidden(String text) {
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (hidden(codePoint)) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    /** Whether a reader would not see it for what it is. */
    public static boolean hidden(int codePoint) {
        if ((codePoint >= 0x20 && codePoint < 0x7F) || codePoint == '\t') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> true;
            default -> blank(codePoint);
        };
    }

    /** Letters and marks that Unicode calls default-ignorable, and the empty Braille pattern: nothing is drawn. */
    private static boolean blank(int codePoint) {
        return switch (codePoint) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default ->
                (codePoint >= 0x180B && codePoint <= 0x180F)
                        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                        || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
        };
    }

    private static String code(int codePoint) {
        return String.format(Locale.ROOT, codePoint > 0xFFFF ? "\\u{%x}" : "\\u%04x", codePoint);
    }
}
