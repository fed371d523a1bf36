package dev.mullion.review.post;

import dev.mullion.review.post.Comments.Comment;
import dev.mullion.review.post.Comments.UnsureException;
import java.util.Optional;

/** Puts a report into the one comment that is for it. */
public final class CommentPublisher {
    private static final int ATTEMPTS = 3;

    private CommentPublisher() {}

    /** What became of a report. */
    public enum Done {
        CREATED,
        UPDATED,
        /** The comment says it already. */
        SAME,
        /** Nothing to say, and no comment that says otherwise. */
        QUIET
    }

    /** What was done, and where to look at it; empty when there is no comment. */
    public record Result(Done done, String url) {}

    /**
     * Creates or updates the comment, in one request that holds the whole text.
     *
     * @param body opens with the marker's line
     * @param quiet whether nobody needs to hear of it: then only a comment that is there is updated
     * @throws PostException when the host did not take it
     */
    public static Result post(Comments comments, Marker marker, String body, boolean quiet) {
        if (!marker.opens(body)) {
            throw new IllegalArgumentException("a body without its marker");
        }
        for (int attempt = 1; ; attempt++) {
            Optional<Comment> found = comments.find(marker);
            if (found.isEmpty() && quiet) {
                return new Result(Done.QUIET, "");
            }
            if (found.isPresent() && same(found.get().body(), body)) {
                return new Result(Done.SAME, found.get().url());
            }
            try {
                if (found.isEmpty()) {
                    return new Result(Done.CREATED, comments.create(body).url());
                }
                Optional<Comment> updated = comments.update(found.get(), body);
                if (updated.isPresent()) {
                    return new Result(Done.UPDATED, updated.get().url());
                }
                if (attempt == ATTEMPTS) {
                    throw new PostException(comments.place() + ": the comment disappears while it is updated");
                }
            } catch (UnsureException e) {
                if (attempt == ATTEMPTS) {
                    throw e.reason();
                }
            }
        }
    }

    /** Hosts may change line ends and trim. */
    private static boolean same(String one, String other) {
        return one.replace("\r\n", "\n")
                .stripTrailing()
                .equals(other.replace("\r\n", "\n").stripTrailing());
    }
}
