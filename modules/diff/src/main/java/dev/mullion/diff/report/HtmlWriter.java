package dev.mullion.diff.report;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML elements. Names of elements and attributes are constants of ours; every value is escaped here for its place,
 * so that nothing from a plan can leave it, and characters that a reader can not see are written as text.
 */
final class HtmlWriter {
    private static final int MAX_NAME_LENGTH = 240;

    private final Appendable out;
    private final Deque<String> open = new ArrayDeque<>();

    HtmlWriter(Appendable out) {
        this.out = out;
    }

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn; an empty value writes the bare name, as {@code open} and {@code hidden}
     *     are written
     */
    HtmlWriter open(String element, String... attributes) throws IOException {
        tag(element, attributes);
        open.push(element);
        return this;
    }

    /** Closes the element that was opened last. */
    HtmlWriter close() throws IOException {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Writes an element that has no content and no end, such as {@code meta}. */
    HtmlWriter only(String element, String... attributes) throws IOException {
        tag(element, attributes);
        return this;
    }

    /** Writes an element with a class and some text in it. */
    HtmlWriter element(String element, String style, String text) throws IOException {
        return open(element, "class", style).text(text).close();
    }

    /** Starts a new line of the file; not inside of what is preformatted. */
    HtmlWriter line() throws IOException {
        out.append('\n');
        return this;
    }

    HtmlWriter text(String text) throws IOException {
        int done = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            boolean hidden = point != '\n' && Visible.hidden(point);
            String entity = entity(point);
            if (hidden || !entity.isEmpty()) {
                out.append(text, done, i);
                if (hidden) {
                    out.append("<span class=\"hidden-character\">");
                    out.append(Visible.text(text.substring(i, next))).append("</span>");
                } else {
                    out.append(entity);
                }
                done = next;
            }
            i = next;
        }
        out.append(text, done, text.length());
        return this;
    }

    /** Writes a name: of one that nobody can read as such, its ends. */
    HtmlWriter name(String name) throws IOException {
        return text(name.length() <= MAX_NAME_LENGTH ? name : Visible.brief(name, MAX_NAME_LENGTH));
    }

    /** Writes text where elements can not be, as in a title: what can not be seen is written as text alone. */
    HtmlWriter plain(String text) throws IOException {
        attribute(text);
        return this;
    }

    /** Writes a script or a style sheet of ours as it is: its hash is in the policy. */
    HtmlWriter asset(String element, HtmlAsset asset) throws IOException {
        out.append('<').append(element).append('>').append(asset.text());
        out.append("</").append(element).append('>');
        return this;
    }

    private void tag(String element, String... attributes) throws IOException {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]);
            String value = attributes[i + 1];
            if (!value.isEmpty()) {
                out.append("=\"");
                attribute(value);
                out.append('"');
            }
        }
        out.append('>');
    }

    private void attribute(String value) throws IOException {
        String shown = Visible.text(value);
        for (int i = 0; i < shown.length(); i++) {
            String entity = entity(shown.charAt(i));
            out.append(entity.isEmpty() ? shown.substring(i, i + 1) : entity);
        }
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
}
