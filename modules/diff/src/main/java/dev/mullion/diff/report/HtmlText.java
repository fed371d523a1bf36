package dev.mullion.diff.report;

import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Span;
import dev.mullion.diff.PropertyChange.Text;
import java.io.IOException;
import java.util.List;

/** Text of several lines, unified: the script sets it side by side from the same lines. */
final class HtmlText {
    /** Fewer lines than these are shown, since a fold takes a line itself. */
    private static final int MIN_FOLDED = 4;

    /** A piece of a line that is longer than this shows its ends; the rest is in a fold. */
    private static final int LONG_PIECE = 600;

    private static final int END_OF_PIECE = 160;

    /** A longer line is not coloured: it is data, and each token is an element. */
    private static final int LONG_LINE = 2_000;

    private final HtmlWriter html;

    HtmlText(HtmlWriter html) {
        this.html = html;
    }

    /** Writes the lines; those far from a change are folded. */
    void write(Text text) throws IOException {
        List<Line> lines = text.lines();
        Gutter gutter = Gutter.of(lines);
        Highlighter before = Highlighter.of(text.language());
        Highlighter after = Highlighter.of(text.language());
        html.open("div", "class", "code " + gutter.style()).line();
        int done = 0;
        for (Hunk hunk : Hunk.of(lines)) {
            unchanged(lines.subList(done, hunk.from()), gutter, before, after);
            for (Line line : hunk.lines()) {
                line(line, gutter, before, after);
            }
            done = hunk.to();
        }
        unchanged(lines.subList(done, lines.size()), gutter, before, after);
        html.close().line();
    }

    /** Writes a value of one line; a long one shows its ends, the rest is in a fold. */
    void value(List<Span> spans) throws IOException {
        int at = 0;
        for (Span span : spans) {
            at += span.text().length();
        }
        pieces(spans, new Tokens(List.of(), at));
    }

    private void unchanged(List<Line> lines, Gutter gutter, Highlighter before, Highlighter after) throws IOException {
        boolean folded = lines.size() >= MIN_FOLDED;
        if (folded) {
            html.open("details", "class", "gap").open("summary");
            html.text(Wording.count(lines.size(), "unchanged line")).close().line();
        }
        for (Line line : lines) {
            line(line, gutter, before, after);
        }
        if (folded) {
            html.close().line();
        }
    }

    private void line(Line line, Gutter gutter, Highlighter before, Highlighter after) throws IOException {
        String element = line.added() ? "ins" : line.removed() ? "del" : "div";
        html.open(element, "class", "l", "data-g", gutter.text(line));
        String text = line.text();
        // Both sides go through an unchanged line, each in a state of its own.
        List<Highlighter.Token> old = line.added() ? List.of() : before.tokens(text);
        List<Highlighter.Token> tokens = line.removed() ? old : after.tokens(text);
        pieces(line.spans(), new Tokens(text.length() > LONG_LINE ? List.of() : tokens, text.length()));
        html.close().line();
    }

    private void pieces(List<Span> spans, Tokens tokens) throws IOException {
        int at = 0;
        for (Span span : spans) {
            String text = span.text();
            if (span.changed() && !text.isEmpty()) {
                html.open("mark");
            }
            if (text.length() > LONG_PIECE) {
                int head = Visible.whole(text, END_OF_PIECE);
                int tail = Visible.whole(text, text.length() - END_OF_PIECE);
                tokens.write(html, text.substring(0, head), at);
                // The words of the fold come from the style sheet: what is searched and copied is the text alone.
                html.open("details", "class", "long");
                html.open("summary", "data-hidden", Wording.count(tail - head, "character"))
                        .close();
                tokens.write(html, text.substring(head, tail), at + head);
                html.close();
                tokens.write(html, text.substring(tail), at + tail);
            } else {
                tokens.write(html, text, at);
            }
            if (span.changed() && !text.isEmpty()) {
                html.close();
            }
            at += text.length();
        }
    }

    /** What stands beside a line: its numbers and its mark, all as wide as the widest. */
    private record Gutter(int digits, boolean both) {
        static Gutter of(List<Line> lines) {
            int most = 1;
            boolean before = false;
            boolean after = false;
            for (Line line : lines) {
                most = Math.max(most, Math.max(line.before(), line.after()));
                before |= !line.added();
                after |= !line.removed();
            }
            return new Gutter(Integer.toString(most).length(), before && after);
        }

        String style() {
            return (both ? "both" : "one") + " digits-" + digits;
        }

        String text(Line line) {
            String mark = line.added() ? "+" : line.removed() ? "-" : " ";
            return both
                    ? number(line.before()) + " " + number(line.after()) + " " + mark
                    : number(Math.max(line.before(), line.after())) + " " + mark;
        }

        private String number(int number) {
            String text = number == 0 ? "" : Integer.toString(number);
            return " ".repeat(digits - text.length()) + text;
        }
    }

    /** The tokens of one line, taken from left to right. */
    private static final class Tokens {
        private final List<Highlighter.Token> tokens;
        private final int length;
        private int next;

        Tokens(List<Highlighter.Token> tokens, int length) {
            this.tokens = tokens;
            this.length = length;
        }

        /** Writes a piece of the line that starts at this place. */
        void write(HtmlWriter html, String piece, int at) throws IOException {
            int done = 0;
            while (done < piece.length()) {
                while (next < tokens.size() && tokens.get(next).to() <= at + done) {
                    next++;
                }
                boolean inToken = next < tokens.size() && tokens.get(next).from() <= at + done;
                int border = inToken
                        ? tokens.get(next).to()
                        : next < tokens.size() ? tokens.get(next).from() : length;
                int end = Math.min(piece.length(), border - at);
                if (inToken) {
                    html.element("span", tokens.get(next).style(), piece.substring(done, end));
                } else {
                    html.text(piece.substring(done, end));
                }
                done = end;
            }
        }
    }
}
