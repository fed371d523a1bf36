package dev.mullion.core.yaml;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecPath;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Values as YAML that stays on its line. Text comes out in quotes wherever a reader of YAML 1.1 (kubectl, Helm, SnakeYAML)
 * or of 1.2 could take it for something else, or where it could end what it stands in.
 */
public final class YamlScalar {
    // https://yaml.org/type/, https://yaml.org/spec/1.2.2/#103-core-schema, and what yaml.v2 makes of them in Go:
    // https://github.com/go-yaml/yaml/blob/v2.4.0/resolve.go
    private static final Pattern WORD =
            Pattern.compile("|~|=|<<|null|y|n|yes|no|on|off|true|false|[-+]?\\.(inf|nan)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(0b[01_]*|0x[0-9a-f_.p+-]*|0o[0-7_]*"
                    + "|[0-9][0-9_,:]*(\\.[0-9_]*)?(e[-+]?[0-9_]*)?"
                    + "|\\.[0-9_]*(e[-+]?[0-9_]*)?)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?");

    /** Nothing in it ends a scalar, a line, a flow list or a flow map. */
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z/_][A-Za-z0-9_./-]*");

    /** The same between the indentation and the end of a line, but for what {@link #ENDING} finds. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/_][A-Za-z0-9_./@+%()=;: -]*");

    /** A colon that ends a key, a comment's start, a space that nobody sees. */
    private static final Pattern ENDING = Pattern.compile(":(?= |$)| (?=[ #]|$)");

    private YamlScalar() {}

    /** Whether the text, written without quotes, is something else than text to a reader of either version. */
    public static boolean mistakable(String text) {
        return WORD.matcher(text).matches()
                || NUMBER.matcher(text).matches()
                || TIME.matcher(text).matches();
    }

    /** Why this string can not stand in YAML, as a message says it after {@code got "...";}, or empty when it can. */
    public static Optional<String> refusal(String text) {
        return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)
                ? Optional.of("leave out the half of a character, which no YAML can hold")
                : Optional.empty();
    }

    /**
     * The value on one line, whatever stands around it: a list as {@code [a, b]}, a map as {@code {a: b}} in its own order.
     *
     * @param value a string, boolean, whole number or decimal, or a list or map with string keys of them
     * @throws IllegalArgumentException when a string is {@linkplain #refusal refused}, and for other types
     */
    public static String flow(Object value) {
        return flow(SpecPath.ROOT, value);
    }

    /** The same of a value that messages call by its path. */
    public static String flow(SpecPath path, Object value) {
        StringBuilder out = new StringBuilder();
        flow(path, value, out);
        return out.toString();
    }

    /** A key or a value that a line ends behind. */
    public static String block(Object value) {
        return value instanceof String text
                ? text(SpecPath.ROOT, text, ENDING.matcher(text).find() ? SIMPLE : PLAIN)
                : flow(value);
    }

    private static void flow(SpecPath path, Object value, StringBuilder out) {
        if (value instanceof String text) {
            out.append(text(path, text, SIMPLE));
        } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            out.append(value);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            out.append(new BigDecimal(number.toString()).stripTrailingZeros().toPlainString());
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (int i = 0; i < list.size(); i++) {
                out.append(separator);
                flow(path.index(i), list.get(i), out);
                separator = ", ";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = (String) entry.getKey();
                out.append(separator).append(text(path, key, SIMPLE)).append(": ");
                flow(path.key(key), entry.getValue(), out);
                separator = ", ";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else {
            throw refused(
                    path,
                    "a " + value.getClass().getSimpleName() + (value instanceof Double ? " " + value : "")
                            + " has no scalar in YAML");
        }
    }

    private static String text(SpecPath path, String text, Pattern unquoted) {
        refusal(text).ifPresent(use -> {
            throw refused(path, "got " + Shown.text(text) + "; " + use);
        });
        return unquoted.matcher(text).matches() && !mistakable(text) ? text : quoted(text);
    }

    private static IllegalArgumentException refused(SpecPath path, String message) {
        return new IllegalArgumentException(path.segments().isEmpty() ? message : path + ": " + message);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (shows(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(String.format(c < 0x100 ? "\\x%02X" : c < 0x10000 ? "\\u%04X" : "\\U%08X", c));
                    }
                }
            }
        });
        return out.append('"').toString();
    }

    /**
     * Printable ASCII and the letters of most languages, written as they are. Ranges of our own: what a JDK takes for a
     * letter changes with its version.
     */
    static boolean shows(int codePoint) {
        return (codePoint >= ' ' && codePoint <= '~')
                || (codePoint >= 0xC0 && codePoint <= 0x58F)
                || (codePoint >= 0x3041 && codePoint <= 0x30FF)
                || (codePoint >= 0x4E00 && codePoint <= 0x9FFF)
                || (codePoint >= 0xAC00 && codePoint <= 0xD7A3);
    }
}
