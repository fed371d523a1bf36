package dev.mullion.diff.masking;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with the characters that {@code %41} and {@code \\u0041} stand for, or line feeds for {@code \\n}, and where each of them
 * came from.
 */
final class Unescaped {
    /** https://www.rfc-editor.org/rfc/rfc2045#section-6.7 */
    private static final Pattern QUOTED_PRINTABLE = Pattern.compile("=(?:([2-7][0-9A-Fa-f])|[ \\t]*\\r?\\n)");

    private static final Pattern FEED = Pattern.compile("\\\\n");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|.)", Pattern.DOTALL);
    private static final Pattern DOUBLED = Pattern.compile("''");

    private final String plain;
    private final int[] origins;

    /** With what each sign is read as, of one character or none, and all else as it is. */
    private Unescaped(String text, Pattern signs, Function<MatchResult, String> read) {
        StringBuilder all = new StringBuilder(text.length());
        int[] from = new int[text.length() + 1];
        Matcher sign = signs.matcher(text);
        int at = 0;
        while (at < text.length()) {
            int end = sign.find() ? sign.start() : text.length();
            for (; at < end; at++) {
                from[all.length()] = at;
                all.append(text.charAt(at));
            }
            if (at < text.length()) {
                from[all.length()] = at;
                all.append(read.apply(sign.toMatchResult()));
                at = sign.end();
            }
        }
        from[all.length()] = text.length();
        plain = all.toString();
        origins = Arrays.copyOf(from, all.length() + 1);
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
        return new Unescaped(text, FEED, feed -> "\n");
    }

    /** What is read of a text between quotes of JSON or YAML, as far as it may be a document itself. */
    static Unescaped quoted(String text, char quote) {
        return quote == '"'
                ? new Unescaped(text, ESCAPE, Unescaped::escaped)
                : new Unescaped(text, DOUBLED, both -> "'");
    }

    private static String escaped(MatchResult escape) {
        if (escape.group(1) != null) {
            return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
        }
        String letter = escape.group().substring(1);
        return switch (letter) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> letter;
        };
    }

    /** What is read of quoted-printable: without the line breaks that {@code =} hides, and with characters for {@code =41}. */
    static Unescaped quotedPrintable(String text) {
        return new Unescaped(
                text,
                QUOTED_PRINTABLE,
                sign -> sign.group(1) == null ? "" : String.valueOf((char) Integer.parseInt(sign.group(1), 16)));
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
