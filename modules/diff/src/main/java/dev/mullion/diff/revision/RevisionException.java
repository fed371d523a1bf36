package dev.mullion.diff.revision;

/** Something about a revision that the user can mend: one line that says what. */
public final class RevisionException extends RuntimeException {
    RevisionException(String message) {
        super(message);
    }
}
