package dev.mullion.diff.finding;

/**
 * How often a comparison may look at the texts of its policies. Those that AWS takes need far fewer; of what a
 * stranger's file holds instead, the rest counts as covered by nothing, and each policy from there on is told.
 */
final class Looks {
    private static final long MANY = 40_000_000;

    private long left = MANY;

    /** One more; false when there were enough. */
    boolean take() {
        return take(1);
    }

    /** So many more. */
    boolean take(int more) {
        left = Math.max(0, left - more);
        return left > 0;
    }

    /** Whether not all was looked at. */
    boolean areOver() {
        return left == 0;
    }
}
