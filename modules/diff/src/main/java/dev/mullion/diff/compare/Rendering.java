package dev.mullion.diff.compare;

import dev.mullion.diff.veil.Veiled;
import dev.mullion.diff.veil.Veiled.Fields;
import dev.mullion.diff.veil.Veiled.Items;
import dev.mullion.diff.veil.Veiled.Scalar;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Masked values as text, still sealed: on one line as JSON, or over several. */
final class Rendering {
    /** What is longer is text of its own. */
    static final int LONGEST_LINE = 160;

    private static final String INDENT = "  ";

    private Rendering() {}

    /** A string in double quotes with JSON's escapes. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c == '\u007F') {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    static String line(Veiled value) {
        StringBuilder line = new StringBuilder();
        write(value, line, Optional.empty());
        return line.toString();
    }

    static String block(Veiled value) {
        StringBuilder block = new StringBuilder();
        write(value, block, Optional.of("\n"));
        return block.toString();
    }

    private static void write(Veiled value, StringBuilder out, Optional<String> newline) {
        if (value instanceof Scalar scalar) {
            out.append(scalar.kind() == Veiled.Kind.TEXT ? quoted(scalar.text()) : scalar.text());
        } else if (value instanceof Veiled.Secret secret) {
            out.append(secret.seal());
        } else if (value instanceof Veiled.Unknown) {
            out.append("[unknown]");
        } else if (value instanceof Items items) {
            items(items, out, newline);
        } else if (value instanceof Fields fields) {
            fields(fields, out, newline);
        } else if (value instanceof Veiled.Document document) {
            write(document.root(), out, newline);
        } else if (value instanceof Veiled.Script script) {
            out.append(quoted(script.text()));
        } else if (value instanceof Veiled.Opaque opaque) {
            out.append('[').append(opaque.description()).append(']');
        } else if (value instanceof Veiled.Parts parts) {
            parts(parts, out, newline);
        }
    }

    private static void items(Items items, StringBuilder out, Optional<String> newline) {
        out.append('[');
        Optional<String> inner = items.values().isEmpty() ? Optional.empty() : newline.map(own -> own + INDENT);
        Iterator<Veiled> each = items.values().iterator();
        while (each.hasNext()) {
            inner.ifPresent(out::append);
            write(each.next(), out, inner);
            if (each.hasNext()) {
                out.append(newline.isPresent() ? "," : ", ");
            }
        }
        if (inner.isPresent()) {
            newline.ifPresent(out::append);
        }
        out.append(']');
    }

    private static void fields(Fields fields, StringBuilder out, Optional<String> newline) {
        out.append('{');
        Optional<String> inner = fields.values().isEmpty() ? Optional.empty() : newline.map(own -> own + INDENT);
        Iterator<Map.Entry<String, Veiled>> each = fields.values().entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, Veiled> field = each.next();
            inner.ifPresent(out::append);
            out.append(quoted(field.getKey())).append(": ");
            write(field.getValue(), out, inner);
            if (each.hasNext()) {
                out.append(newline.isPresent() ? "," : ", ");
            }
        }
        if (inner.isPresent()) {
            newline.ifPresent(out::append);
        }
        out.append('}');
    }

    private static void parts(Veiled.Parts parts, StringBuilder out, Optional<String> newline) {
        out.append('{');
        String separator = "";
        for (Veiled.Part part : parts.parts()) {
            out.append(separator).append(quoted(part.name())).append(": ");
            write(part.content(), out, newline);
            separator = ", ";
        }
        out.append('}');
    }
}
