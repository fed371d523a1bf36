package dev.mullion.core.config;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a user's own for what a report hides: its first group, or all of it where it has none. However it
 * is written, it looks at no text longer than in proportion to the text's length.
 */
public final class MaskPattern {
    /** Whoever needs more writes several. */
    public static final int MAX_LENGTH = 1000;

    /** Java looks at a character of a text some ten times for expressions that are written with any care. */
    private static final int LOOKS_PER_CHARACTER = 64;

    private static final int LOOKS_OF_ANY = 1_000_000;

    private final Pattern pattern;

    private MaskPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * A place in a text.
     *
     * @param start the first character
     * @param end behind the last
     */
    public record Place(int start, int end) {}

    /** Ends the match from inside, which Java offers no other way to. */
    private static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super("", null, false, false);
        }
    }

    /**
     * Reads an expression in Java's syntax.
     *
     * @throws IllegalArgumentException with what is wrong, and what to do, in one line
     */
    public static MaskPattern parse(String expression) {
        if (expression.isBlank()) {
            throw new IllegalArgumentException("use a regular expression for what is to be hidden");
        }
        if (expression.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("use at most " + MAX_LENGTH + " characters; several masks may be given");
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            String where = e.getIndex() < 0 ? "" : " at character " + Math.min(e.getIndex() + 1, expression.length());
            throw new IllegalArgumentException(
                    "use a regular expression of Java: " + lowerFirst(e.getDescription()) + where, e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("use a regular expression with fewer parentheses in one another", e);
        }
        return new MaskPattern(pattern);
    }

    private static String lowerFirst(String sentence) {
        String line = sentence.lines().findFirst().orElse("it can not be read");
        return line.isEmpty() ? line : Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }

    /** The expression as it was written. */
    public String expression() {
        return pattern.pattern();
    }

    /**
     * Every place of the text that is to be hidden, in order; places that are empty hide nothing.
     *
     * @throws UserException where that takes more than the text's length allows: what is then not hidden, nobody may see
     */
    public List<Place> find(String text) {
        List<Place> places = new ArrayList<>();
        long looks = LOOKS_OF_ANY + (long) LOOKS_PER_CHARACTER * text.length();
        Matcher matcher = pattern.matcher(new Counted(text, new Budget(looks), 0, text.length()));
        int group = matcher.groupCount() > 0 ? 1 : 0;
        try {
            while (matcher.find()) {
                if (matcher.start(group) >= 0 && matcher.end(group) > matcher.start(group)) {
                    places.add(new Place(matcher.start(group), matcher.end(group)));
                }
            }
        } catch (Exhausted | StackOverflowError e) {
            throw new UserException(
                    "the mask " + Shown.text(expression()) + " takes too long on a text of " + text.length()
                            + " characters; write it without a repeat inside a repeat, and with bounds such as {1,80}");
        }
        return places;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MaskPattern mask && mask.expression().equals(expression());
    }

    @Override
    public int hashCode() {
        return expression().hashCode();
    }

    @Override
    public String toString() {
        return expression();
    }

    private static final class Budget {
        private long left;

        Budget(long left) {
            this.left = left;
        }

        void take() {
            if (--left < 0) {
                throw new Exhausted();
            }
        }
    }

    /** A text that lets itself be looked at so often, which unlike a clock says the same on every machine. */
    private record Counted(String text, Budget budget, int from, int to) implements CharSequence {
        @Override
        public char charAt(int index) {
            budget.take();
            return text.charAt(from + index);
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text, budget, from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
