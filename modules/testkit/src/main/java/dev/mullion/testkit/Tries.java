package dev.mullion.testkit;

/** How often a test tries what it makes up. */
public final class Tries {
    private Tries() {}

    /** {@code count} at each build, 20 times as many by {@code mvn verify -Padversary}. */
    public static int of(int count) {
        return count * Integer.getInteger("adversary.factor", 1);
    }
}
