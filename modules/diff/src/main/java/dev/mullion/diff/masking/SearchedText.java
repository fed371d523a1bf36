package dev.mullion.diff.masking;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that is searched for many words. The characters that it has, gathered once, tell of most words that they are not in
 * it: most texts are short, and nothing in them is a secret.
 */
final class SearchedText {
    private final String text;
    private final Characters characters;
    private @Nullable String lower;

    /**
     * What is searched for.
     *
     * @param word in lower case, where the text's case does not count
     */
    record Hint(String word, Characters characters) {
        static Hint of(String word) {
            return new Hint(word, Characters.of(word));
        }
    }

    SearchedText(String text) {
        this.text = text;
        this.characters = Characters.inAnyCase(text);
    }

    String text() {
        return text;
    }

    boolean has(Hint hint) {
        return characters.hasAll(hint.characters()) && text.contains(hint.word());
    }

    boolean hasInAnyCase(Hint hint) {
        if (!characters.hasAll(hint.characters())) {
            return false;
        }
        if (lower == null) {
            lower = text.toLowerCase(Locale.ROOT);
        }
        return lower.contains(hint.word());
    }

    /** Where a match begins of which a hint was found, or a negative number. */
    interface Beginning {
        /** Not to be told from the hint: every place is one. */
        Beginning ANYWHERE = (text, hint) -> {
            throw new IllegalStateException("asked where a match begins that may begin anywhere");
        };

        int of(String text, int hint);

        /** So many characters before the hint. */
        static Beginning before(int characters) {
            return (text, hint) -> hint - characters;
        }
    }

    /** Matches in their order, of a pattern that takes any case. */
    void each(Hint hint, Beginning beginning, Pattern pattern, Consumer<Matcher> found) {
        if (hasInAnyCase(hint)) {
            each(Objects.requireNonNull(lower), hint, beginning, pattern, found);
        }
    }

    /** The same of a hint in its own case. */
    void eachExactly(Hint hint, Beginning beginning, Pattern pattern, Consumer<Matcher> found) {
        if (has(hint)) {
            each(text, hint, beginning, pattern, found);
        }
    }

    private void each(String searched, Hint hint, Beginning beginning, Pattern pattern, Consumer<Matcher> found) {
        Matcher match = pattern.matcher(text);
        // Some letters have a longer lower case.
        if (beginning == Beginning.ANYWHERE || searched.length() != text.length()) {
            while (match.find()) {
                found.accept(match);
            }
            return;
        }
        match.useTransparentBounds(true).useAnchoringBounds(false);
        int done = 0;
        for (int at = searched.indexOf(hint.word());
                at >= 0;
                at = searched.indexOf(hint.word(), Math.max(at + 1, done))) {
            int start = beginning.of(text, at);
            if (start >= done && match.region(start, text.length()).lookingAt()) {
                found.accept(match);
                done = match.end();
            }
        }
    }

    boolean hasAnyOf(Characters others) {
        return characters.hasAnyOf(others);
    }

    boolean hasOnly(Characters others) {
        return others.hasAll(characters);
    }
}
