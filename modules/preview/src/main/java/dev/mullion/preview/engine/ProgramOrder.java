package dev.mullion.preview.engine;

/**
 * Where in a program something was asked for. Requests arrive in the order of the SDK's threads; the order of the program is
 * that of its own constructor calls. What a callback does (a resource made inside {@code apply}) has no order of its own:
 * it comes last, parents first, and whoever sorts breaks the tie by URN.
 *
 * @param turn the number of the constructor call, or {@link #LATE}
 * @param depth how many parents there are
 */
record ProgramOrder(int turn, int depth) implements Comparable<ProgramOrder> {
    static final int LATE = Integer.MAX_VALUE;

    @Override
    public int compareTo(ProgramOrder other) {
        return turn == other.turn ? Integer.compare(depth, other.depth) : Integer.compare(turn, other.turn);
    }
}
