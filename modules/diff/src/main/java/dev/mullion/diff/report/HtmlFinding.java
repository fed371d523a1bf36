package dev.mullion.diff.report;

import java.util.Locale;
import java.util.Optional;

/**
 * What a change does, in a sentence.
 *
 * @param severity a word, which is also the class in the style sheet
 * @param resource empty for what is said of the whole stack
 */
record HtmlFinding(String severity, String sentence, Optional<HtmlLink> resource) {
    /** {@code Danger}. */
    String word() {
        return severity.substring(0, 1).toUpperCase(Locale.ROOT) + severity.substring(1);
    }
}
