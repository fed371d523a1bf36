package dev.mullion.hosts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * TOML as it is written from top to bottom: printable ASCII, a value a line, whatever it holds.
 *
 * @see <a href="https://toml.io/en/v1.0.0">TOML</a>
 */
final class Toml {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    /** A path of Windows reads as it is; {@code "C:\Program Files"} would be an escape. */
    private static final Pattern LITERAL = Pattern.compile("[ -&(-~]*");

    private final List<String> lines = new ArrayList<>();

    /** A line that nothing reads. */
    Toml comment(String text) {
        lines.add("# " + text);
        return this;
    }

    /** What follows is of this table. */
    Toml table(String... path) {
        return header("[", path, "]");
    }

    /** What follows is of one more table of this list. */
    Toml tables(String... path) {
        return header("[[", path, "]]");
    }

    private Toml header(String open, String[] path, String close) {
        lines.add("");
        lines.add(open + Arrays.stream(path).map(Toml::key).collect(Collectors.joining(".")) + close);
        return this;
    }

    /** @param value a string, boolean, whole number, or a list of them */
    Toml value(String key, Object value) {
        lines.add(key(key) + " = " + literal(value));
        return this;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private static String key(String key) {
        return BARE.matcher(key).matches() ? key : basic(key);
    }

    static String literal(Object value) {
        if (value instanceof String text) {
            return text.contains("\\") && LITERAL.matcher(text).matches() ? "'" + text + "'" : basic(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Toml::literal).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return value.toString();
        }
        throw new IllegalArgumentException("a " + value.getClass().getSimpleName() + " is not written in TOML");
    }

    private static String basic(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            if (Character.getType(character) == Character.SURROGATE) {
                // TOML has no half of a character; a spec refuses what holds one, and says so.
                quoted.append("\\uFFFD");
            } else if (character == '"' || character == '\\') {
                quoted.append('\\').appendCodePoint(character);
            } else if (character >= ' ' && character <= '~') {
                quoted.appendCodePoint(character);
            } else {
                quoted.append(String.format(Locale.ROOT, character > 0xFFFF ? "\\U%08X" : "\\u%04X", character));
            }
        });
        return quoted.append('"').toString();
    }
}
