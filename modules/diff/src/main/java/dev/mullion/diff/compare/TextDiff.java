package dev.mullion.diff.compare;

import dev.mullion.diff.PropertyChange.Line;
import dev.mullion.diff.PropertyChange.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Two masked texts as one list of lines, with what differs inside a line marked. */
final class TextDiff {
    private static final char OPEN = '\uFDD0';
    private static final char CLOSE = '\uFDD1';

    private static final Pattern ALONE = Pattern.compile("(?<!\\r)\\n|\\r(?!\\n)");

    private final UnaryOperator<String> show;

    /** @param show makes a masked text one for readers */
    TextDiff(UnaryOperator<String> show) {
        this.show = show;
    }

    /** The lines of both sides, removed ones before the added ones that take their place. */
    List<Line> lines(Optional<String> before, Optional<String> after) {
        // A carriage return at a line's end is worth showing only where not every line has one.
        boolean plain = before.filter(TextDiff::mixed).isEmpty()
                && after.filter(TextDiff::mixed).isEmpty()
                && (before.isEmpty() || after.isEmpty() || windows(before.get()) == windows(after.get()));
        List<String> old = before.map(text -> split(text, plain)).orElse(List.of());
        List<String> now = after.map(text -> split(text, plain)).orElse(List.of());
        if (old.equals(now) && !before.equals(after)) {
            return lastLine(old);
        }
        int[] kept = SequenceDiff.kept(old, now);
        List<Line> lines = new ArrayList<>();
        int removedFrom = 0;
        int addedFrom = 0;
        for (int i = 0; i <= old.size(); i++) {
            int at = i == old.size() ? now.size() : kept[i];
            if (at >= 0) {
                replaced(old, removedFrom, i, now, addedFrom, at, lines);
                if (i < old.size()) {
                    lines.add(new Line(i + 1, at + 1, List.of(new Span(show.apply(old.get(i)), false))));
                }
                removedFrom = i + 1;
                addedFrom = at + 1;
            }
        }
        return lines;
    }

    private static boolean windows(String text) {
        return text.contains("\r\n");
    }

    /** To a shell or in a here-document a line with a carriage return is another one. */
    private static boolean mixed(String text) {
        return windows(text) && ALONE.matcher(text).find();
    }

    /** Both sides have the same lines, and one ends with a line feed more. */
    private List<Line> lastLine(List<String> same) {
        List<Line> lines = new ArrayList<>();
        int last = same.size() - 1;
        for (int i = 0; i < last; i++) {
            lines.add(new Line(i + 1, i + 1, plain(same.get(i))));
        }
        List<Span> changed = List.of(new Span(show.apply(same.get(last)), true));
        lines.add(new Line(last + 1, 0, changed));
        lines.add(new Line(0, last + 1, changed));
        return lines;
    }

    private static List<String> split(String text, boolean plain) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int feed = text.indexOf('\n', from);
            int end = feed < 0 ? text.length() : feed;
            boolean returns = plain && end > from && text.charAt(end - 1) == '\r';
            lines.add(text.substring(from, returns ? end - 1 : end));
            from = end + 1;
        }
        if (lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    private void replaced(
            List<String> old,
            int removedFrom,
            int removedTo,
            List<String> now,
            int addedFrom,
            int addedTo,
            List<Line> lines) {
        int pairs = Math.min(removedTo - removedFrom, addedTo - addedFrom);
        List<Line> added = new ArrayList<>();
        for (int i = 0; i < Math.max(removedTo - removedFrom, addedTo - addedFrom); i++) {
            int removed = removedFrom + i;
            int add = addedFrom + i;
            Optional<Words> words = i < pairs ? words(old.get(removed), now.get(add)) : Optional.empty();
            if (removed < removedTo) {
                lines.add(new Line(removed + 1, 0, words.map(Words::before).orElseGet(() -> plain(old.get(removed)))));
            }
            if (add < addedTo) {
                added.add(new Line(0, add + 1, words.map(Words::after).orElseGet(() -> plain(now.get(add)))));
            }
        }
        lines.addAll(added);
    }

    private List<Span> plain(String line) {
        return List.of(new Span(show.apply(line), false));
    }

    /** A line and its counterpart. */
    private record Words(List<Span> before, List<Span> after) {}

    /** Empty for lines that have too little in common to be the same line changed. */
    private Optional<Words> words(String before, String after) {
        List<String> old = tokens(before);
        List<String> now = tokens(after);
        int[] kept = SequenceDiff.kept(old, now);
        boolean[] keptAfter = new boolean[now.size()];
        int common = 0;
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] >= 0) {
                keptAfter[kept[i]] = true;
                common += old.get(i).isBlank() ? 0 : old.get(i).length();
            }
        }
        boolean[] keptBefore = new boolean[old.size()];
        for (int i = 0; i < kept.length; i++) {
            keptBefore[i] = kept[i] >= 0;
        }
        int shorter = Math.min(weight(old), weight(now));
        boolean masked =
                old.stream().anyMatch(TextDiff::isPlaceholder) && now.stream().anyMatch(TextDiff::isPlaceholder);
        return common * 3 < shorter && !masked
                ? Optional.empty()
                : Optional.of(new Words(spans(old, keptBefore), spans(now, keptAfter)));
    }

    private static boolean isPlaceholder(String token) {
        return token.charAt(0) == OPEN;
    }

    private static int weight(List<String> tokens) {
        return tokens.stream()
                .filter(token -> !token.isBlank())
                .mapToInt(String::length)
                .sum();
    }

    private static List<String> tokens(String line) {
        List<String> tokens = new ArrayList<>();
        int end;
        for (int start = 0; start < line.length(); start = end) {
            end = tokenEnd(line, start);
            tokens.add(line.substring(start, end));
        }
        return tokens;
    }

    /** A placeholder is one word: it is never cut, and one secret is not another. */
    private static int tokenEnd(String line, int start) {
        int first = line.codePointAt(start);
        int end = start + Character.charCount(first);
        int close = first == OPEN ? line.indexOf(CLOSE, end) : -1;
        if (close >= 0) {
            return close + 1;
        }
        if (isBlank(first)) {
            while (end < line.length() && isBlank(line.charAt(end))) {
                end++;
            }
        } else if (isWord(first)) {
            while (end < line.length() && isWord(line.codePointAt(end))) {
                end += Character.charCount(line.codePointAt(end));
            }
        }
        return end;
    }

    private static boolean isBlank(int character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    private static boolean isWord(int character) {
        return Character.isLetter(character) || character == '_' || isNumber(character);
    }

    private static boolean isNumber(int character) {
        int type = Character.getType(character);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private List<Span> spans(List<String> tokens, boolean[] kept) {
        List<Span> spans = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            // A blank between two changed words is changed with them, or a line would be a patchwork.
            boolean bridge =
                    kept[i] && tokens.get(i).isBlank() && i > 0 && !kept[i - 1] && i + 1 < kept.length && !kept[i + 1];
            if (bridge) {
                kept[i] = false;
            }
            if (i > 0 && kept[i] != kept[i - 1]) {
                spans.add(new Span(show.apply(piece.toString()), !kept[i - 1]));
                piece.setLength(0);
            }
            piece.append(tokens.get(i));
        }
        if (!piece.isEmpty() || spans.isEmpty()) {
            spans.add(new Span(show.apply(piece.toString()), !tokens.isEmpty() && !kept[tokens.size() - 1]));
        }
        return spans;
    }
}
