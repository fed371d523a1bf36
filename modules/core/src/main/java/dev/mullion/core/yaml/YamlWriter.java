package dev.mullion.core.yaml;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a document the way Kubernetes does: two spaces a level, the items of a list below the column of their key, maps in
 * their own order, text of several lines as it is read.
 */
public final class YamlWriter {
    /** Starts with a space or a line feed, has a line that ends in a space, or ends in more than one line feed. */
    private static final Pattern UNSHOWN_EDGE = Pattern.compile("(?s)[ \n].*|.* \n.*|.* |.*\n\n");

    private YamlWriter() {}

    /**
     * One document, with a line feed at its end.
     *
     * @param document maps with string keys, lists, strings, booleans and numbers
     * @throws IllegalArgumentException when a string is {@linkplain YamlScalar#refusal refused}, and for other types
     */
    public static String of(Map<String, ?> document) {
        StringBuilder out = new StringBuilder();
        if (document.isEmpty()) {
            return "{}\n";
        }
        map(document, "", out);
        return out.toString();
    }

    /** Entries, of which the first stands where the text has come to and the others are indented. */
    private static void map(Map<?, ?> map, String indent, StringBuilder out) {
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(first ? "" : indent)
                    .append(YamlScalar.block((String) entry.getKey()))
                    .append(':');
            first = false;
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
                String deeper = indent + "  ";
                out.append('\n').append(deeper);
                map(inner, deeper, out);
            } else if (value instanceof List<?> items && !items.isEmpty()) {
                out.append('\n').append(indent);
                list(items, indent, out);
            } else {
                out.append(' ');
                scalar(value, indent, out);
            }
        }
    }

    private static void list(List<?> items, String indent, StringBuilder out) {
        boolean first = true;
        String deeper = indent + "  ";
        for (Object item : items) {
            out.append(first ? "" : indent).append("- ");
            first = false;
            if (item instanceof Map<?, ?> inner && !inner.isEmpty()) {
                map(inner, deeper, out);
            } else if (item instanceof List<?> inner && !inner.isEmpty()) {
                list(inner, deeper, out);
            } else {
                scalar(item, indent, out);
            }
        }
    }

    private static void scalar(Object value, String indent, StringBuilder out) {
        if (value instanceof String text && text.indexOf('\n') >= 0 && readsAsWritten(text)) {
            out.append(text.endsWith("\n") ? "|\n" : "|-\n");
            text.lines().forEach(line -> out.append(line.isEmpty() ? "" : indent + "  " + line)
                    .append('\n'));
        } else {
            out.append(YamlScalar.block(value)).append('\n');
        }
    }

    private static boolean readsAsWritten(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || YamlScalar.shows(c))
                && !UNSHOWN_EDGE.matcher(text).matches();
    }
}
