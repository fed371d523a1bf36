package dev.mullion.core.userdata;

import dev.mullion.core.spec.Problems;
import java.util.List;

/**
 * What a machine does while it boots, in order.
 *
 * @param before the user's own, exit codes 100 to 149 by place
 * @param ours those of the platform
 * @param after the user's own, exit codes 150 to 199 by place
 */
public record Steps(List<OwnScript> before, List<BootStep.Step> ours, List<OwnScript> after) {
    static final int FIRST_CODE_BEFORE = 100;
    static final int FIRST_CODE_AFTER = 150;
    private static final int MAX = 50;

    public Steps {
        before = List.copyOf(before);
        ours = List.copyOf(ours);
        after = List.copyOf(after);
    }

    /** Our steps alone. */
    public static Steps of(BootStep.Step... ours) {
        return new Steps(List.of(), List.of(ours), List.of());
    }

    /** Reports what is wrong with the user's own scripts, below {@code before[i]} and {@code after[i]}. */
    public void check(Problems problems) {
        check(before, problems.at("before"));
        check(after, problems.at("after"));
    }

    private static void check(List<OwnScript> scripts, Problems problems) {
        if (scripts.size() > MAX) {
            problems.add("got " + scripts.size() + " files; use at most " + MAX + ", as each has an exit code of its"
                    + " own");
        }
        for (int i = 0; i < scripts.size(); i++) {
            scripts.get(i).check(problems.at(i));
        }
    }
}
