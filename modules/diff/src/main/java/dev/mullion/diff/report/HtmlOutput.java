package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import gg.jte.html.HtmlTemplateOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the templates write. Every value is escaped here for its place, so that nothing from a plan can leave it, and
 * characters that a reader can not see are written as text. A line of a template is a line of the page: without its
 * indentation, and none where it only steers.
 */
final class HtmlOutput implements HtmlTemplateOutput {
    private final Appendable out;
    private boolean lineStart = true;
    private String element = "";
    private @Nullable String attribute;

    HtmlOutput(Appendable out) {
        this.out = out;
    }

    @Override
    public void setContext(String tagName, @Nullable String attributeName) {
        element = tagName;
        attribute = attributeName;
    }

    /** Writes what a template says itself. */
    @Override
    public void writeContent(String html) {
        writeContent(html, 0, html.length());
    }

    @Override
    public void writeContent(String html, int beginIndex, int endIndex) {
        int from = beginIndex;
        while (from < endIndex) {
            if (lineStart) {
                while (from < endIndex && (html.charAt(from) == ' ' || html.charAt(from) == '\n')) {
                    from++;
                }
            }
            int lineFeed = html.indexOf('\n', from);
            boolean whole = lineFeed >= 0 && lineFeed < endIndex;
            int to = whole ? lineFeed + 1 : endIndex;
            if (from < to) {
                append(html, from, to);
                lineStart = whole;
            }
            from = to;
        }
    }

    /** Writes a script or a style sheet of ours as it is: its hash is in the policy. */
    @Override
    public void writeUnsafeContent(String asset) {
        append(asset, 0, asset.length());
        lineStart = false;
    }

    @Override
    public void writeUserContent(String value) {
        if (attribute == null) {
            switch (element) {
                case "script", "style" -> throw new IllegalStateException("a value can not stand in <" + element + ">");
                // No element can be in these: what can not be seen is written as text alone.
                case "title", "option", "text" -> escape(Visible.text(value), false);
                default -> escape(value, true);
            }
        } else if (attribute.startsWith("on") || attribute.equals("style")) {
            throw new IllegalStateException("a value can not stand in " + attribute + "=\"\"");
        } else {
            escape(Visible.text(value), false);
        }
        lineStart = false;
    }

    private void escape(String text, boolean markHidden) {
        int done = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            boolean hidden = markHidden && point != '\n' && Visible.hidden(point);
            String entity = entity(point);
            if (hidden || !entity.isEmpty()) {
                append(text, done, i);
                if (hidden) {
                    append("<span class=\"hidden-character\">");
                    append(Visible.text(text.substring(i, next)));
                    append("</span>");
                } else {
                    append(entity);
                }
                done = next;
            }
            i = next;
        }
        append(text, done, text.length());
    }

    private static String entity(int point) {
        return switch (point) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default -> "";
        };
    }

    private void append(String text) {
        append(text, 0, text.length());
    }

    private void append(String text, int from, int to) {
        try {
            if (from == 0 && to == text.length()) {
                out.append(text);
            } else {
                out.append(text, from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a template throws none
        }
    }
}
