package dev.mullion.diff.compare;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import dev.mullion.diff.masking.MaskedValue.Scalar;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Masked values as text, still with placeholders: on one line as JSON, or over several. */
final class Rendering {
    /** What is longer is text of its own. */
    static final int MAX_LINE_LENGTH = 160;

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

    static String line(MaskedValue value) {
        StringBuilder line = new StringBuilder();
        write(value, line, Optional.empty());
        return line.toString();
    }

    static String block(MaskedValue value) {
        StringBuilder block = new StringBuilder();
        write(value, block, Optional.of("\n"));
        return block.toString();
    }

    private static void write(MaskedValue value, StringBuilder out, Optional<String> newline) {
        if (value instanceof Scalar scalar) {
            out.append(scalar.kind() == MaskedValue.Kind.TEXT ? quoted(scalar.text()) : scalar.text());
        } else if (value instanceof MaskedValue.Secret secret) {
            out.append(secret.placeholder());
        } else if (value instanceof MaskedValue.Unknown) {
            out.append("[unknown]");
        } else if (value instanceof Items items) {
            items(items, out, newline);
        } else if (value instanceof Fields fields) {
            fields(fields, out, newline);
        } else if (value instanceof MaskedValue.Document document) {
            write(document.root(), out, newline);
        } else if (value instanceof MaskedValue.Script script) {
            out.append(quoted(script.text()));
        } else if (value instanceof MaskedValue.Opaque opaque) {
            out.append('[').append(opaque.description()).append(']');
        } else if (value instanceof MaskedValue.Parts parts) {
            parts(parts, out, newline);
        }
    }

    private static void items(Items items, StringBuilder out, Optional<String> newline) {
        out.append('[');
        Optional<String> inner = items.values().isEmpty() ? Optional.empty() : newline.map(own -> own + INDENT);
        Iterator<MaskedValue> each = items.values().iterator();
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
        Iterator<Map.Entry<String, MaskedValue>> each =
                fields.values().entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, MaskedValue> field = each.next();
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

    private static void parts(MaskedValue.Parts parts, StringBuilder out, Optional<String> newline) {
        out.append('{');
        String separator = "";
        for (MaskedValue.Part part : parts.parts()) {
            out.append(separator).append(quoted(part.name())).append(": ");
            write(part.content(), out, newline);
            separator = ", ";
        }
        out.append('}');
    }
}
