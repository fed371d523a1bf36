package dev.mullion.diff.report;

import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Span;
import dev.mullion.diff.PropertyChange.Text;
import dev.mullion.diff.PropertyChange.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Properties: a table of those with a value of one line, then those with text of several.
 *
 * @param before whether any value has an old side, which takes a column
 * @param after whether any value has a new side
 */
record HtmlProperties(boolean before, boolean after, List<Row> rows, List<Script> scripts) {
    /** A property with a value of one line. */
    record Row(PropertyChange property, Side before, Side after) {}

    /** One side of a value; without pieces where the property is not there. */
    record Side(List<HtmlPiece> pieces, boolean stands) {
        static Side of(List<Span> spans) {
            boolean stands = spans.size() == 1
                    && (spans.get(0).text().equals("[secret]")
                            || spans.get(0).text().equals("[unknown]"));
            return new Side(HtmlPiece.of(spans), stands);
        }

        boolean there() {
            return !pieces.isEmpty();
        }

        String style() {
            return stands ? "value stands" : "value";
        }
    }

    /** A property with text of several lines. */
    record Script(PropertyChange property, Text text) {
        /** A longer text is folded, and costs nothing until it is wanted. */
        private static final int MAX_LINES_OPEN = 1_500;

        /** A certificate says nothing to a reader but that it is there. */
        boolean open() {
            return text.lines().size() <= MAX_LINES_OPEN
                    && text.lines().stream().noneMatch(line -> line.text().startsWith("-----BEGIN "));
        }

        long added() {
            return text.lines().stream().filter(Line::added).count();
        }

        long removed() {
            return text.lines().stream().filter(Line::removed).count();
        }

        HtmlCode code() {
            return new HtmlCode(text);
        }
    }

    static HtmlProperties of(List<PropertyChange> properties) {
        boolean before = false;
        boolean after = false;
        List<Row> rows = new ArrayList<>();
        List<Script> scripts = new ArrayList<>();
        for (PropertyChange property : properties) {
            if (property.content() instanceof Value value) {
                before |= value.before().isPresent();
                after |= value.after().isPresent();
                ValueSpans spans = ValueSpans.of(value);
                rows.add(new Row(property, Side.of(spans.before()), Side.of(spans.after())));
            } else if (property.content() instanceof Text text) {
                scripts.add(new Script(property, text));
            }
        }
        return new HtmlProperties(before, after, rows, scripts);
    }

    /** How many columns of values there are. */
    String style() {
        return before && after ? "two" : "one";
    }
}
