package dev.mullion.cli;

/** Something that the user can mend; the message is all they need to see. */
final class UserException extends RuntimeException {
    UserException(String message) {
        super(message);
    }
}
