package dev.mullion.plan;

import java.util.Locale;
import java.util.Optional;

/**
 * One message of a preview.
 *
 * @param urn the resource it is about, where that is known
 * @param message starts with {@code error: } or {@code warning: } and ends with a line feed, as Pulumi's do
 */
public record Diagnostic(Optional<String> urn, String message, Severity severity) {
    public enum Severity {
        INFO,
        WARNING,
        ERROR;

        /** As Pulumi's JSON spells it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A message in Pulumi's form. */
    public static Diagnostic of(Severity severity, Optional<String> urn, String message) {
        String prefix = severity == Severity.INFO ? "" : severity.word() + ": ";
        return new Diagnostic(urn, prefix + message.stripTrailing() + "\n", severity);
    }
}
