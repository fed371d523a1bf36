package dev.mullion.diff.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Which items of two sequences stay. What is on one side alone is set aside first, then items that are once on each side
 * anchor the rest, and Myers' algorithm joins what is between two anchors, so that 60,000 lines against 60,000 others take
 * no longer than to read them.
 */
final class SequenceDiff {
    /** Beyond so many edits between two anchors, what is between counts as replaced: Myers grows with the square. */
    private static final int MAX_EDITS = 400;

    private final int[] before;
    private final int[] after;
    private final int[] keptIn;

    /** Steps taken, for a test of how the work grows. */
    private long work;

    private SequenceDiff(int[] before, int[] after) {
        this.before = before;
        this.after = after;
        this.keptIn = new int[before.length];
        Arrays.fill(keptIn, -1);
    }

    /** The index in {@code after} of each item of {@code before} that stays, or -1; rising. */
    static <T> int[] kept(List<T> before, List<T> after) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        Map<T, Integer> symbols = new HashMap<>();
        int[] between = of(
                symbols(before.subList(head, before.size() - tail), symbols),
                symbols(after.subList(head, after.size() - tail), symbols),
                taken -> {});
        int[] kept = new int[before.size()];
        for (int i = 0; i < kept.length; i++) {
            int inner = i - head;
            if (inner < 0) {
                kept[i] = i;
            } else if (inner >= between.length) {
                kept[i] = i + after.size() - before.size();
            } else {
                kept[i] = between[inner] < 0 ? -1 : between[inner] + head;
            }
        }
        return kept;
    }

    /** How many steps that takes. */
    static <T> long work(List<T> before, List<T> after) {
        Map<T, Integer> symbols = new HashMap<>();
        long[] steps = new long[1];
        of(symbols(before, symbols), symbols(after, symbols), taken -> steps[0] = taken);
        return steps[0];
    }

    private static <T> int[] symbols(List<T> items, Map<T, Integer> symbols) {
        int[] of = new int[items.size()];
        for (int i = 0; i < of.length; i++) {
            of[i] = symbols.computeIfAbsent(items.get(i), item -> symbols.size());
        }
        return of;
    }

    private static int[] of(int[] before, int[] after, LongConsumer work) {
        int most = 0;
        for (int symbol : before) {
            most = Math.max(most, symbol + 1);
        }
        for (int symbol : after) {
            most = Math.max(most, symbol + 1);
        }
        boolean[] hasBefore = present(before, most);
        boolean[] hasAfter = present(after, most);
        int[] beforeAt = common(before, hasAfter);
        int[] afterAt = common(after, hasBefore);
        SequenceDiff diff = new SequenceDiff(picked(before, beforeAt), picked(after, afterAt));
        diff.compare();
        int[] kept = new int[before.length];
        Arrays.fill(kept, -1);
        for (int i = 0; i < beforeAt.length; i++) {
            if (diff.keptIn[i] >= 0) {
                kept[beforeAt[i]] = afterAt[diff.keptIn[i]];
            }
        }
        work.accept(diff.work + before.length + after.length);
        return kept;
    }

    private static boolean[] present(int[] items, int most) {
        boolean[] present = new boolean[most];
        for (int item : items) {
            present[item] = true;
        }
        return present;
    }

    private static int[] common(int[] items, boolean[] others) {
        int[] at = new int[items.length];
        int size = 0;
        for (int i = 0; i < items.length; i++) {
            if (others[items[i]]) {
                at[size++] = i;
            }
        }
        return Arrays.copyOf(at, size);
    }

    private static int[] picked(int[] items, int[] at) {
        int[] picked = new int[at.length];
        for (int i = 0; i < at.length; i++) {
            picked[i] = items[at[i]];
        }
        return picked;
    }

    private void compare() {
        Gap whole = trimmed(0, before.length, 0, after.length);
        if (whole.isEmpty()) {
            return;
        }
        int startBefore = whole.fromBefore();
        int startAfter = whole.fromAfter();
        List<int[]> anchors = anchors(whole.fromBefore(), whole.toBefore(), whole.fromAfter(), whole.toAfter());
        for (int[] anchor : anchors) {
            between(startBefore, anchor[0], startAfter, anchor[1]);
            keptIn[anchor[0]] = anchor[1];
            startBefore = anchor[0] + 1;
            startAfter = anchor[1] + 1;
        }
        between(startBefore, whole.toBefore(), startAfter, whole.toAfter());
    }

    /** What is on both sides between two places. */
    private record Gap(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        boolean isEmpty() {
            return fromBefore == toBefore || fromAfter == toAfter;
        }
    }

    /** Keeps what is the same at both ends; what is left between them. */
    private Gap trimmed(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        int startBefore = fromBefore;
        int startAfter = fromAfter;
        int endBefore = toBefore;
        int endAfter = toAfter;
        while (startBefore < endBefore && startAfter < endAfter && before[startBefore] == after[startAfter]) {
            keptIn[startBefore++] = startAfter++;
        }
        while (startBefore < endBefore && startAfter < endAfter && before[endBefore - 1] == after[endAfter - 1]) {
            keptIn[--endBefore] = --endAfter;
        }
        work += endBefore - fromBefore + (long) endAfter - fromAfter;
        return new Gap(startBefore, endBefore, startAfter, endAfter);
    }

    /** Items that are once on each side, as many of them as rise on both: a patience diff. */
    private List<int[]> anchors(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        Map<Integer, Integer> only = new HashMap<>();
        for (int i = fromAfter; i < toAfter; i++) {
            only.merge(after[i], i, (one, other) -> -1);
        }
        Map<Integer, Integer> seen = new HashMap<>();
        for (int i = fromBefore; i < toBefore; i++) {
            seen.merge(before[i], 1, Integer::sum);
        }
        List<int[]> pairs = new ArrayList<>();
        for (int i = fromBefore; i < toBefore; i++) {
            int at = only.getOrDefault(before[i], -1);
            if (at >= 0 && seen.getOrDefault(before[i], 0) == 1) {
                pairs.add(new int[] {i, at});
            }
        }
        return rising(pairs);
    }

    private static List<int[]> rising(List<int[]> pairs) {
        int[] tails = new int[pairs.size()];
        int[] previous = new int[pairs.size()];
        int length = 0;
        for (int i = 0; i < pairs.size(); i++) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (pairs.get(tails[middle])[1] < pairs.get(i)[1]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? -1 : tails[low - 1];
            tails[low] = i;
            length = Math.max(length, low + 1);
        }
        int[][] chain = new int[length][];
        int at = length == 0 ? -1 : tails[length - 1];
        for (int i = length - 1; i >= 0; i--) {
            chain[i] = pairs.get(at);
            at = previous[at];
        }
        return List.of(chain);
    }

    private void between(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        Gap gap = trimmed(fromBefore, toBefore, fromAfter, toAfter);
        if (!gap.isEmpty()) {
            myers(gap.fromBefore(), gap.toBefore(), gap.fromAfter(), gap.toAfter());
        }
    }

    private void myers(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        int rows = toBefore - fromBefore;
        int columns = toAfter - fromAfter;
        int most = Math.min(rows + columns, MAX_EDITS);
        int[] furthest = new int[2 * most + 3];
        List<int[]> trace = new ArrayList<>();
        for (int edits = 0; edits <= most; edits++) {
            // Only these diagonals are read on the way back.
            trace.add(Arrays.copyOfRange(furthest, most + 1 - edits - 1, most + 1 + edits + 2));
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
                int at = most + 1 + diagonal;
                boolean down = diagonal == -edits || (diagonal != edits && furthest[at - 1] < furthest[at + 1]);
                int row = down ? furthest[at + 1] : furthest[at - 1] + 1;
                int column = row - diagonal;
                while (row < rows && column < columns && before[fromBefore + row] == after[fromAfter + column]) {
                    row++;
                    column++;
                    work++;
                }
                furthest[at] = row;
                work++;
                if (row >= rows && column >= columns) {
                    walkBack(trace, rows, columns, fromBefore, fromAfter);
                    return;
                }
            }
        }
    }

    private void walkBack(List<int[]> trace, int rows, int columns, int fromBefore, int fromAfter) {
        int row = rows;
        int column = columns;
        for (int edits = trace.size() - 1; edits >= 0; edits--) {
            int[] furthest = trace.get(edits);
            int diagonal = row - column;
            int at = diagonal + edits + 1;
            boolean down = diagonal == -edits || (diagonal != edits && furthest[at - 1] < furthest[at + 1]);
            int previous = down ? diagonal + 1 : diagonal - 1;
            int previousRow = edits == 0 ? 0 : furthest[previous + edits + 1];
            int previousColumn = edits == 0 ? 0 : previousRow - previous;
            while (row > previousRow && column > previousColumn) {
                row--;
                column--;
                keptIn[fromBefore + row] = fromAfter + column;
            }
            row = previousRow;
            column = previousColumn;
        }
    }
}
