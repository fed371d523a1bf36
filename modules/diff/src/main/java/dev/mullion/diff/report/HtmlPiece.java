package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.PropertyChange.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a line or of a value, which is marked where it changed; of a long one the two ends are shown, and what is
 * between is in a fold.
 *
 * @param head all of a piece that is not long
 * @param count how much the fold holds; empty without a fold
 */
record HtmlPiece(boolean changed, List<Run> head, String count, List<Run> folded, List<Run> tail) {
    private static final int LONG = 600;
    private static final int END = 160;

    /**
     * Text of one colour.
     *
     * @param style the class in the style sheet; empty for what is plain
     */
    record Run(String style, String text) {}

    boolean folds() {
        return !count.isEmpty();
    }

    /** The pieces of a value. */
    static List<HtmlPiece> of(List<Span> spans) {
        return of(spans, List.of());
    }

    /** The pieces of a line, in the colours of its tokens. */
    static List<HtmlPiece> of(List<Span> spans, List<Highlighter.Token> tokens) {
        List<HtmlPiece> pieces = new ArrayList<>(spans.size());
        Colours colours = new Colours(tokens);
        for (Span span : spans) {
            String text = span.text();
            boolean changed = span.changed() && !text.isEmpty();
            if (text.length() > LONG) {
                int head = Visible.whole(text, END);
                int tail = Visible.whole(text, text.length() - END);
                pieces.add(new HtmlPiece(
                        changed,
                        colours.next(text.substring(0, head)),
                        Wording.count(tail - head, "character"),
                        colours.next(text.substring(head, tail)),
                        colours.next(text.substring(tail))));
            } else {
                pieces.add(new HtmlPiece(changed, colours.next(text), "", List.of(), List.of()));
            }
        }
        return pieces;
    }

    /** The tokens of one line, taken from left to right. */
    private static final class Colours {
        private final List<Highlighter.Token> tokens;
        private int token;
        private int at;

        Colours(List<Highlighter.Token> tokens) {
            this.tokens = tokens;
        }

        /** Parts what comes next in the line. */
        List<Run> next(String text) {
            List<Run> runs = new ArrayList<>();
            int start = at;
            int end = start + text.length();
            while (at < end) {
                while (token < tokens.size() && tokens.get(token).to() <= at) {
                    token++;
                }
                boolean more = token < tokens.size();
                boolean inside = more && tokens.get(token).from() <= at;
                int border = inside
                        ? tokens.get(token).to()
                        : more ? tokens.get(token).from() : end;
                int to = Math.min(end, border);
                runs.add(new Run(inside ? tokens.get(token).style() : "", text.substring(at - start, to - start)));
                at = to;
            }
            return runs;
        }
    }
}
