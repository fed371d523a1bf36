package dev.mullion.review.revision;

/**
 * A commit.
 *
 * @param name as the user named it
 * @param commit its full hash
 * @param tree the hash of its content
 */
public record Revision(String name, String commit, String tree) {
    /** As Git's own messages shorten a hash. */
    public String shortCommit() {
        return commit.substring(0, 12);
    }
}
