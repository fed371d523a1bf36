package dev.mullion.diff;

/**
 * A sentence about what a change does to what runs.
 *
 * @param id for machines: {@code user-data-changed}, {@code iam-widens} ...
 * @param urn the resource it is about
 * @param sentence plain text without a full stop, names and numbers in it, secrets masked
 */
public record Finding(Severity severity, String id, String urn, String sentence) {
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
