package dev.mullion.review;

import dev.mullion.core.spec.UserException;
import dev.mullion.review.post.Tokens;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a side's own program may run here. A program can read the environment of its parent, and of every other process of
 * its user (on Linux in {@code /proc}); so it does not run where a token is.
 *
 * @param refusal why none runs here; empty where they may
 */
public record Programs(Optional<String> refusal) {
    /** Any may run. */
    public static final Programs ALLOWED = new Programs(Optional.empty());

    /**
     * By what the user asks for, and what a CI job holds.
     *
     * @param posts whether a comment is to be written, which takes a token
     * @param none whether the user wants none
     */
    public static Programs of(boolean posts, boolean none, Map<String, String> variables) {
        if (posts) {
            return new Programs(Optional.of("--post takes a token, which it could read"));
        }
        if (none) {
            return new Programs(Optional.of("--no-programs"));
        }
        return new Programs(Tokens.given(variables).map(name -> "this job has " + name + ", which it could read"));
    }

    /**
     * Goes on where the program may run.
     *
     * @throws UserException where it may not
     */
    void check(String side, String program) {
        if (refusal.isPresent()) {
            throw new UserException(side + ": its own " + program + " is not run here (" + refusal.get()
                    + "); make the plans in a job without one, with --plans DIR, and compare DIR/base with DIR/head"
                    + " here (docs/security.md)");
        }
    }
}
