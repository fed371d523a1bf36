package dev.mullion.diff.report;

import dev.mullion.diff.PropertyChange.Span;
import dev.mullion.diff.PropertyChange.Value;
import java.util.List;
import java.util.Optional;

/**
 * Both sides of a value in pieces: what they share at their ends, and what differs between.
 *
 * @param before empty for what is added
 * @param after empty for what is deleted
 */
record ValueSpans(List<Span> before, List<Span> after) {
    /** The pieces of a value; nothing is marked where the sides share too little for a mark to help. */
    static ValueSpans of(Value value) {
        Optional<String> before = value.before();
        Optional<String> after = value.after();
        if (before.isEmpty() || after.isEmpty()) {
            return new ValueSpans(
                    before.map(ValueSpans::whole).orElse(List.of()),
                    after.map(ValueSpans::whole).orElse(List.of()));
        }
        return of(before.get(), after.get());
    }

    private static ValueSpans of(String before, String after) {
        int shorter = Math.min(before.length(), after.length());
        int head = 0;
        while (head < shorter && before.charAt(head) == after.charAt(head)) {
            head++;
        }
        while (insideWord(before, head) || insideWord(after, head)) {
            head--;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
            tail++;
        }
        while (insideWord(before, before.length() - tail) || insideWord(after, after.length() - tail)) {
            tail--;
        }
        if (head + tail < 3 || before.equals(after)) {
            return new ValueSpans(whole(before), whole(after));
        }
        return new ValueSpans(pieces(before, head, tail), pieces(after, head, tail));
    }

    private static List<Span> whole(String text) {
        return List.of(new Span(text, false));
    }

    private static List<Span> pieces(String text, int head, int tail) {
        return List.of(
                new Span(text.substring(0, head), false),
                new Span(text.substring(head, text.length() - tail), true),
                new Span(text.substring(text.length() - tail), false));
    }

    /** A word is marked whole, and no surrogate pair is parted. */
    private static boolean insideWord(String text, int index) {
        return index > 0
                && index < text.length()
                && wordCharacter(text.charAt(index - 1))
                && wordCharacter(text.charAt(index));
    }

    private static boolean wordCharacter(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }
}
