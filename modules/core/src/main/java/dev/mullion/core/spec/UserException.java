package dev.mullion.core.spec;

/** Something that the user can mend; the message is all they need to see. */
public class UserException extends RuntimeException {
    public UserException(String message) {
        super(message);
    }
}
