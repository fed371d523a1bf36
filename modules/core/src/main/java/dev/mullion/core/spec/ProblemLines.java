package dev.mullion.core.spec;

import java.util.ArrayList;
import java.util.List;

/** Problems as a user reads them: nobody reads a thousand. */
public final class ProblemLines {
    private static final int MOST = 100;

    private ProblemLines() {}

    /** The first hundred lines, and how many more there are. */
    public static List<String> most(List<String> lines) {
        if (lines.size() <= MOST) {
            return lines;
        }
        int more = lines.size() - MOST;
        List<String> most = new ArrayList<>(lines.subList(0, MOST));
        most.add("and " + more + (more == 1 ? " more problem" : " more problems"));
        return most;
    }
}
