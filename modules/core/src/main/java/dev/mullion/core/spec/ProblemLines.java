package dev.mullion.core.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Problems as a user reads them: nobody reads a thousand. */
public final class ProblemLines {
    private static final int MOST = 100;

    private static final Pattern COUNT = Pattern.compile("and \\d+ more problems?");

    private ProblemLines() {}

    /** The first hundred lines, and how many more there are; lines that end with such a count stay as they are. */
    public static List<String> most(List<String> lines) {
        boolean counted =
                lines.size() == MOST + 1 && COUNT.matcher(lines.get(MOST)).matches();
        if (lines.size() <= MOST || counted) {
            return lines;
        }
        int more = lines.size() - MOST;
        List<String> most = new ArrayList<>(lines.subList(0, MOST));
        most.add("and " + more + (more == 1 ? " more problem" : " more problems"));
        return most;
    }
}
