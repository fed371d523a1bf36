package dev.mullion.core.userdata;

/**
 * Exit codes that belong to one owner, so that a code alone says what failed.
 *
 * @param first the lowest
 * @param last the highest
 */
public record ExitCodes(int first, int last) {
    public boolean contains(int code) {
        return code >= first && code <= last;
    }

    public boolean overlaps(ExitCodes other) {
        return first <= other.last && other.first <= last;
    }

    int size() {
        return last - first + 1;
    }
}
