package dev.mullion.core.userdata;

import dev.mullion.core.spec.Problems;
import java.util.List;

/**
 * What a machine does while it boots, in order. The first step that fails ends the script with its exit code. A step that
 * restarts the machine ends it too; the next boot runs the script from its top, without the files of the user that were
 * done by {@code exit 3010}, until it reaches its end.
 *
 * @param first those of the platform that no file of the user may keep from running
 * @param before the user's own, with the exit codes {@link #BEFORE}
 * @param ours those of the platform
 * @param after the user's own, with the exit codes {@link #AFTER}
 */
public record Steps(
        List<BootStep.Step> first, List<OwnScript> before, List<BootStep.Step> ours, List<OwnScript> after) {
    /** Exit codes of the user's own steps before ours, by place. */
    public static final ExitCodes BEFORE = new ExitCodes(100, 149);

    /** Exit codes of the user's own steps after ours, by place. */
    public static final ExitCodes AFTER = new ExitCodes(150, 199);

    public Steps {
        first = List.copyOf(first);
        before = List.copyOf(before);
        ours = List.copyOf(ours);
        after = List.copyOf(after);
    }

    /** Our steps alone. */
    public static Steps of(BootStep.Step... ours) {
        return new Steps(List.of(), List.of(), List.of(ours), List.of());
    }

    /** Reports what is wrong with the user's own scripts, below {@code before[i]} and {@code after[i]}. */
    public void check(Problems problems) {
        check(before, BEFORE, problems.at("before"));
        check(after, AFTER, problems.at("after"));
    }

    private static void check(List<OwnScript> scripts, ExitCodes codes, Problems problems) {
        if (scripts.size() > codes.size()) {
            problems.add("got " + scripts.size() + " files; use at most " + codes.size()
                    + ", as each has an exit code of its" + " own");
        }
        for (int i = 0; i < scripts.size(); i++) {
            scripts.get(i).check(problems.at(i));
        }
    }
}
