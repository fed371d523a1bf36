package dev.mullion.diff.report;

import java.util.Locale;
import java.util.Optional;

/**
 * What a change does, in a sentence.
 *
 * @param severity a word, which is also the class in the style sheet
 * @param resource what the sentence is of where it does not name it itself; empty where it does, or is of the whole stack
 */
record HtmlFinding(String severity, HtmlSentence sentence, Optional<HtmlLink> resource) {
    /** {@code Danger}. */
    String word() {
        return severity.substring(0, 1).toUpperCase(Locale.ROOT) + severity.substring(1);
    }
}
