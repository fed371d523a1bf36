package dev.mullion.diff.report;

import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Text;
import java.util.ArrayList;
import java.util.List;

/** Text of several lines, unified: the script sets it side by side from the same lines. */
final class HtmlCode {
    /** Fewer lines than these are shown, since a fold takes a line itself. */
    private static final int MIN_FOLDED = 4;

    /** A longer line is not coloured: it is data, and each token is an element. */
    private static final int LONG_LINE = 2_000;

    private final List<Line> lines;
    private final int digits;
    private final boolean bothSides;
    private final Highlighter before;
    private final Highlighter after;

    HtmlCode(Text text) {
        this.lines = text.lines();
        int last = 1;
        boolean old = false;
        boolean current = false;
        for (Line line : lines) {
            last = Math.max(last, Math.max(line.before(), line.after()));
            old |= !line.added();
            current |= !line.removed();
        }
        this.digits = Integer.toString(last).length();
        this.bothSides = old && current;
        this.before = Highlighter.of(text.language());
        this.after = Highlighter.of(text.language());
    }

    /** Which numbers stand beside the lines, and how wide. */
    String style() {
        return (bothSides ? "both" : "one") + " digits-" + digits;
    }

    /**
     * A line.
     *
     * @param gutter what stands beside it
     */
    record Row(boolean added, boolean removed, String gutter, List<HtmlPiece> pieces) {}

    /** Lines that are folded, or shown, together. */
    final class Block {
        private final List<Line> source;
        private final boolean folded;

        private Block(List<Line> source, boolean folded) {
            this.source = source;
            this.folded = folded;
        }

        boolean folded() {
            return folded;
        }

        /** {@code 84 unchanged lines}. */
        String count() {
            return Wording.count(source.size(), "unchanged line");
        }

        /** To be taken once, each block after the one before it: colours go on from line to line. */
        Iterable<Row> rows() {
            return () -> source.stream().map(HtmlCode.this::row).iterator();
        }
    }

    /** All lines; those far from a change are folded. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int done = 0;
        for (Hunk hunk : Hunk.of(lines)) {
            blocks.add(unchanged(lines.subList(done, hunk.from())));
            blocks.add(new Block(hunk.lines(), false));
            done = hunk.to();
        }
        blocks.add(unchanged(lines.subList(done, lines.size())));
        return blocks;
    }

    private Block unchanged(List<Line> between) {
        return new Block(between, between.size() >= MIN_FOLDED);
    }

    private Row row(Line line) {
        String text = line.text();
        // Both sides go through an unchanged line, each in a state of its own.
        List<Highlighter.Token> old = line.added() ? List.of() : before.tokens(text);
        List<Highlighter.Token> tokens = line.removed() ? old : after.tokens(text);
        return new Row(
                line.added(),
                line.removed(),
                gutter(line),
                HtmlPiece.of(line.spans(), text.length() > LONG_LINE ? List.of() : tokens));
    }

    /** What stands beside a line: its numbers and its mark, all as wide as the widest. */
    private String gutter(Line line) {
        String mark = line.added() ? "+" : line.removed() ? "-" : " ";
        return bothSides
                ? number(line.before()) + " " + number(line.after()) + " " + mark
                : number(Math.max(line.before(), line.after())) + " " + mark;
    }

    private String number(int number) {
        String text = number == 0 ? "" : Integer.toString(number);
        return " ".repeat(digits - text.length()) + text;
    }
}
