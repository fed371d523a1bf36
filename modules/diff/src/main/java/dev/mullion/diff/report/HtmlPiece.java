package dev.mullion.diff.report;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.PropertyChange.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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

    /** The pieces of a value, of which a reader wants to see what it is, not all of it. */
    static List<HtmlPiece> of(List<Span> spans) {
        List<HtmlPiece> pieces = new ArrayList<>(spans.size());
        for (Span span : spans) {
            Fold fold = Fold.ofValue(span.text());
            pieces.add(piece(span, fold, new Colours(List.of())));
        }
        return pieces;
    }

    /**
     * What of a text is hidden.
     *
     * @param from equal to {@code to} where all of it is shown
     * @param count how much that is
     */
    private record Fold(int from, int to, String count) {
        private static final Fold NONE = new Fold(0, 0, "");

        /** A certificate, a key, a hash, an archive. */
        private static final Pattern DATA = Pattern.compile("\"?(?:-----BEGIN .*|[\\w+/=-]+)\"?", Pattern.DOTALL);

        private static final String BORDER = "\",\"";
        private static final int SHOWN_IDS = 2;
        private static final int MIN_IDS = 5;
        private static final int MIN_DATA = 120;
        private static final int DATA_END = 28;
        private static final int LONG_VALUE = 360;

        static Fold ofValue(String text) {
            if (text.length() > MIN_DATA) {
                if (isListOfIds(text)) {
                    return ids(text);
                }
                if (DATA.matcher(text).matches()) {
                    return characters(text, DATA_END);
                }
            }
            return text.length() > LONG_VALUE ? characters(text, END) : NONE;
        }

        static Fold ofLine(String text) {
            return text.length() > LONG ? characters(text, END) : NONE;
        }

        private static Fold characters(String text, int end) {
            int from = Visible.whole(text, end);
            int to = Visible.whole(text, text.length() - end);
            return new Fold(from, to, Wording.count(to - from, "character"));
        }

        /** Strings without blanks, as ids and names are. */
        private static boolean isListOfIds(String text) {
            return text.startsWith("[\"")
                    && text.endsWith("\"]")
                    && text.chars().noneMatch(c -> c == ' ' || c == '\\' || c == '{');
        }

        private static Fold ids(String text) {
            int number = 1;
            int from = 0;
            int border = text.indexOf(BORDER);
            while (border >= 0) {
                if (number == SHOWN_IDS) {
                    from = border + 2;
                }
                number++;
                border = text.indexOf(BORDER, border + 1);
            }
            return number < MIN_IDS ? NONE : new Fold(from, text.length() - 1, (number - SHOWN_IDS) + " more");
        }
    }

    private static HtmlPiece piece(Span span, Fold fold, Colours colours) {
        String text = span.text();
        boolean changed = span.changed() && !text.isEmpty();
        return fold.from() == fold.to()
                ? new HtmlPiece(changed, colours.next(text), "", List.of(), List.of())
                : new HtmlPiece(
                        changed,
                        colours.next(text.substring(0, fold.from())),
                        fold.count(),
                        colours.next(text.substring(fold.from(), fold.to())),
                        colours.next(text.substring(fold.to())));
    }

    /** The pieces of a line, in the colours of its tokens. */
    static List<HtmlPiece> of(List<Span> spans, List<Highlighter.Token> tokens) {
        List<HtmlPiece> pieces = new ArrayList<>(spans.size());
        Colours colours = new Colours(tokens);
        for (Span span : spans) {
            pieces.add(piece(span, Fold.ofLine(span.text()), colours));
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
