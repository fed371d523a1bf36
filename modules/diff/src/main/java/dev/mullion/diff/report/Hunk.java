package dev.mullion.diff.report;

import dev.mullion.diff.PropertyChange.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines around a change, as in a unified diff; what is far from any change is folded away.
 *
 * @param from index of the first line in the merged text
 * @param to index behind the last
 * @param header {@code @@ -12,7 +12,8 @@}
 * @param lines those lines
 */
public record Hunk(int from, int to, String header, List<Line> lines) {
    /** Unchanged lines that stay on each side of a change. */
    public static final int CONTEXT = 3;

    public Hunk {
        lines = List.copyOf(lines);
    }

    /** The hunks of the merged text, in order; none when no line changes. */
    public static List<Hunk> of(List<Line> lines) {
        List<Hunk> hunks = new ArrayList<>();
        int from = -1;
        int to = -1;
        for (int at = 0; at < lines.size(); at++) {
            if (!changed(lines.get(at))) {
                continue;
            }
            if (from >= 0 && at - CONTEXT > to) {
                hunks.add(hunk(lines, from, to));
                from = -1;
            }
            if (from < 0) {
                from = Math.max(at - CONTEXT, Math.max(to, 0));
            }
            to = Math.min(at + CONTEXT + 1, lines.size());
        }
        if (from >= 0) {
            hunks.add(hunk(lines, from, to));
        }
        return hunks;
    }

    private static boolean changed(Line line) {
        return line.added() || line.removed();
    }

    private static Hunk hunk(List<Line> all, int from, int to) {
        List<Line> lines = all.subList(from, to);
        int[] before = range(lines.stream().mapToInt(Line::before).toArray());
        int[] after = range(lines.stream().mapToInt(Line::after).toArray());
        // As in a unified diff, a side without lines has the number of the line before it.
        int beforeStart = before[1] == 0 ? last(all, from, true) : before[0];
        int afterStart = after[1] == 0 ? last(all, from, false) : after[0];
        String header = "@@ -" + beforeStart + "," + before[1] + " +" + afterStart + "," + after[1] + " @@";
        return new Hunk(from, to, header, lines);
    }

    /** First number that is not 0, and how many are not. */
    private static int[] range(int[] numbers) {
        int first = 0;
        int count = 0;
        for (int number : numbers) {
            if (number > 0) {
                first = count == 0 ? number : first;
                count++;
            }
        }
        return new int[] {first, count};
    }

    private static int last(List<Line> lines, int end, boolean before) {
        for (int at = end - 1; at >= 0; at--) {
            int number = before ? lines.get(at).before() : lines.get(at).after();
            if (number > 0) {
                return number;
            }
        }
        return 0;
    }
}
