package dev.mullion.diff.masking;

import java.util.Locale;
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

    boolean hasAnyOf(Characters others) {
        return characters.hasAnyOf(others);
    }

    boolean hasOnly(Characters others) {
        return others.hasAll(characters);
    }
}
