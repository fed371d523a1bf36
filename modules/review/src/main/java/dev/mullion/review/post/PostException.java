package dev.mullion.review.post;

/** A report that could not be posted: one line that says why and what to do, without a token in it. */
public final class PostException extends RuntimeException {
    PostException(String message) {
        super(message);
    }

    PostException(String message, Throwable cause) {
        super(message, cause);
    }
}
