package dev.mullion.diff.report;

import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Span;
import java.util.ArrayList;
import java.util.List;

/** Two sides of a text merged by hand, for the reports that tests are made of. */
final class Merged {
    private final List<Line> lines = new ArrayList<>();
    private int before;
    private int after;

    Merged same(String... texts) {
        for (String text : texts) {
            lines.add(new Line(++before, ++after, List.of(new Span(text, false))));
        }
        return this;
    }

    Merged removed(String... texts) {
        for (String text : texts) {
            lines.add(new Line(++before, 0, List.of(new Span(text, false))));
        }
        return this;
    }

    Merged added(String... texts) {
        for (String text : texts) {
            lines.add(new Line(0, ++after, List.of(new Span(text, false))));
        }
        return this;
    }

    /** One line whose middle differs. */
    Merged changed(String start, String old, String fresh, String end) {
        lines.add(new Line(++before, 0, spans(start, old, end)));
        lines.add(new Line(0, ++after, spans(start, fresh, end)));
        return this;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    private static List<Span> spans(String start, String middle, String end) {
        return List.of(new Span(start, false), new Span(middle, true), new Span(end, false));
    }
}
