package dev.mullion.diff.compare;

/** Two inputs that are not two sides of one stack; its message is one line for the user. */
public final class DifferentStacksException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DifferentStacksException(String message) {
        super(message);
    }
}
