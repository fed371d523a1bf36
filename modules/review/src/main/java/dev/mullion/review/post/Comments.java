package dev.mullion.review.post;

import java.util.List;
import java.util.Optional;

/** The comments of one pull request or merge request. */
public interface Comments {
    /** A comment of ours. */
    record Comment(String id, String body, String url) {}

    /** How the user knows the place: {@code acme/shop#12}. */
    String place();

    /** Our own comment that the marker opens, the oldest of them. Reads every page before it says that there is none. */
    Optional<Comment> find(Marker marker);

    /**
     * Writes a new comment.
     *
     * @throws UnsureException when the host may or may not have taken it
     */
    Comment create(String body);

    /** Replaces the text of a comment; empty when the comment is gone. */
    Optional<Comment> update(Comment comment, String body);

    /** Gives the pull or merge request one label and takes others away, whether it has them or not. */
    void label(String name, List<String> others);

    /** The host failed after it may have made what was asked: look before trying again. */
    final class UnsureException extends RuntimeException {
        private final PostException reason;

        UnsureException(PostException reason) {
            super(reason);
            this.reason = reason;
        }

        /** What there is to say when no further attempt is made. */
        PostException reason() {
            return reason;
        }
    }
}
