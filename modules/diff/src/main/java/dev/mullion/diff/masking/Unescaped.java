package dev.mullion.diff.masking;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with the characters that {@code %41} and {@code \\u0041} stand for, or line feeds for {@code \\n}, and where each of them
 * came from.
 */
final class Unescaped {
    /** https://www.rfc-editor.org/rfc/rfc2045#section-6.7 */
    private static final Pattern QUOTED_PRINTABLE = Pattern.compile("=(?:([2-7][0-9A-Fa-f])|[ \\t]*\\r?\\n)");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|.)", Pattern.DOTALL);
    private static final Pattern DOUBLED = Pattern.compile("''");

    private final String plain;
    private final int[] origins;

    /** With the rest of a text as it is. */
    private Unescaped(String text, int rest, StringBuilder plain, int[] origins) {
        for (int i = rest; i < text.length(); i++) {
            origins[plain.length()] = i;
            plain.append(text.charAt(i));
        }
        origins[plain.length()] = text.length();
        this.plain = plain.toString();
        this.origins = Arrays.copyOf(origins, plain.length() + 1);
    }

    private Unescaped(String plain, int[] origins) {
        this.plain = plain;
        this.origins = origins;
    }

    /** Empty where nothing is escaped. */
    static Optional<Unescaped> of(String text) {
        if (text.indexOf('%') < 0 && !text.contains("\\u")) {
            return Optional.empty();
        }
        StringBuilder plain = new StringBuilder(text.length());
        int[] origins = new int[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            int length = length(text, i);
            origins[plain.length()] = i;
            if (length == 1) {
                plain.append(text.charAt(i));
            } else {
                plain.append((char) Integer.parseInt(text.substring(i + (length == 3 ? 1 : 2), i + length), 16));
                i += length - 1;
            }
        }
        if (plain.length() == text.length()) {
            return Optional.empty();
        }
        origins[plain.length()] = text.length();
        return Optional.of(new Unescaped(plain.toString(), Arrays.copyOf(origins, plain.length() + 1)));
    }

    /** What a program writes that has the text in one line. */
    static Unescaped lines(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int[] origins = new int[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            origins[plain.length()] = i;
            boolean feed = text.startsWith("\\n", i);
            plain.append(feed ? '\n' : text.charAt(i));
            i += feed ? 1 : 0;
        }
        origins[plain.length()] = text.length();
        return new Unescaped(plain.toString(), Arrays.copyOf(origins, plain.length() + 1));
    }

    /** What is read of a text between quotes of JSON or YAML, as far as it may be a document itself. */
    static Unescaped quoted(String text, char quote) {
        StringBuilder plain = new StringBuilder(text.length());
        int[] origins = new int[text.length() + 1];
        Matcher escape = (quote == '"' ? ESCAPE : DOUBLED).matcher(text);
        int from = 0;
        while (escape.find()) {
            for (; from < escape.start(); from++) {
                origins[plain.length()] = from;
                plain.append(text.charAt(from));
            }
            origins[plain.length()] = from;
            boolean unicode = escape.groupCount() > 0 && escape.group(1) != null;
            plain.append(
                    unicode ? (char) Integer.parseInt(escape.group(1), 16) : escaped(text.charAt(escape.end() - 1)));
            from = escape.end();
        }
        return new Unescaped(text, from, plain, origins);
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    /** What is read of quoted-printable: without the line breaks that {@code =} hides, and with characters for {@code =41}. */
    static Unescaped quotedPrintable(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int[] origins = new int[text.length() + 1];
        Matcher sign = QUOTED_PRINTABLE.matcher(text);
        int from = 0;
        while (sign.find()) {
            for (; from < sign.start(); from++) {
                origins[plain.length()] = from;
                plain.append(text.charAt(from));
            }
            if (sign.group(1) != null) {
                origins[plain.length()] = from;
                plain.append((char) Integer.parseInt(sign.group(1), 16));
            }
            from = sign.end();
        }
        return new Unescaped(text, from, plain, origins);
    }

    /**
     * Of the escape that stands there, or 1. Behind a percent sign only ASCII is read, since a character of several bytes
     * takes several signs; known secrets are looked for with their signs.
     */
    private static int length(String text, int at) {
        char c = text.charAt(at);
        if (c == '%' && at + 2 < text.length()) {
            int high = Character.digit(text.charAt(at + 1), 16);
            return high >= 2 && high < 8 && Character.digit(text.charAt(at + 2), 16) >= 0 ? 3 : 1;
        }
        if (c != '\\' || at + 5 >= text.length() || text.charAt(at + 1) != 'u') {
            return 1;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return 1;
            }
        }
        return 6;
    }

    String plain() {
        return plain;
    }

    SecretSpan origin(SecretSpan span) {
        return new SecretSpan(origins[span.start()], origins[span.end()], span.reason());
    }
}
