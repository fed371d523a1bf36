package dev.mullion.core.spec;

/**
 * A place in a file that a user wrote.
 *
 * @param file the file as the user named it, relative where they did
 * @param line 1 or more
 * @param column 1 or more
 */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
