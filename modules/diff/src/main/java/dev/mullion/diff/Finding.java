package dev.mullion.diff;

/**
 * A sentence about what a change does to what runs.
 *
 * @param severity one of those that its kind has
 * @param urn the resource it is about
 * @param sentence plain text without a full stop, names and numbers in it, secrets masked
 */
public record Finding(Severity severity, FindingId id, String urn, String sentence) {
    public Finding {
        if (!id.has(severity)) {
            throw new IllegalArgumentException(id + " is never a " + severity);
        }
    }

    /** Whether running tasks, data or protection are at stake. */
    public boolean isDanger() {
        return severity == Severity.DANGER;
    }

    /** The gravest first. */
    public enum Severity {
        /** Running tasks, data or protection are at stake. */
        DANGER,
        /** Worth a second look. */
        WARNING,
        /** Good to know. */
        NOTE
    }
}
