package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Span;
import java.util.function.UnaryOperator;

/**
 * A line of a script where there is only text to show it with: in a long line the words that differ are marked,
 * {@code [-old-]} and {@code {+new+}}, and what is far from them is left out and counted.
 */
public final class LineText {
    /** A longer line is hard to compare with its counterpart by eye. */
    static final int LONG = 120;

    private static final int AROUND = 40;

    private LineText() {}

    /**
     * The line's text, with nothing hidden in it.
     *
     * @param changed what a format does to words that differ
     */
    public static String of(Line line, UnaryOperator<String> changed) {
        int length =
                line.spans().stream().mapToInt(span -> span.text().length()).sum();
        boolean marked = line.spans().stream().anyMatch(Span::changed);
        if (length > LONG && !marked) {
            return line.added() || line.removed() ? Visible.text(line.text()) : Visible.brief(line.text(), LONG);
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < line.spans().size(); at++) {
            Span span = line.spans().get(at);
            if (!span.changed()) {
                boolean first = at == 0;
                boolean last = at == line.spans().size() - 1;
                text.append(Visible.text(length > LONG ? near(span.text(), first, last) : span.text()));
            } else if (length > LONG) {
                text.append(changed.apply(mark(line, Visible.text(span.text()))));
            } else {
                text.append(changed.apply(Visible.text(span.text())));
            }
        }
        return text.toString();
    }

    private static String mark(Line line, String text) {
        return line.removed() ? "[-" + text + "-]" : "{+" + text + "+}";
    }

    /** What an unchanged piece has beside a change: its end where it is the first, its beginning where it is the last. */
    private static String near(String text, boolean first, boolean last) {
        int head = first ? 0 : Visible.whole(text, Math.min(AROUND, text.length()));
        int tail = last ? text.length() : Visible.whole(text, Math.max(text.length() - AROUND, 0));
        String left = tail - head > AROUND ? "... (" + (tail - head) + " characters) ..." : "";
        return left.isEmpty() ? text : text.substring(0, head) + left + text.substring(tail);
    }
}
