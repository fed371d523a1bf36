package dev.mullion.review.revision;

/**
 * How much of the texts of a project's files is looked at as names of files. Of a name every folder on the way counts, so that
 * a text of slashes would cost its length squared.
 */
public final class NamedLimit {
    /** Some hundred scripts within a stack file stay far below. */
    private static final long MOST = 1 << 24;

    private long characters;

    /** Whether this text may still be looked at; where not, it could mean any file. */
    public boolean takes(String text) {
        long parts = 1
                + text.chars()
                        .filter(character -> character == '/' || character == '\\')
                        .count();
        characters += parts * text.length();
        return characters <= MOST;
    }
}
