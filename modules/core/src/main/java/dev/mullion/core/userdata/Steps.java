package dev.mullion.core.userdata;

import dev.mullion.core.spec.Problems;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a machine does while it boots, in order. The first step that fails ends the script with its exit code. A step that
 * restarts the machine ends it too; the next boot runs the script from its top, without the files of the user that were
 * done by {@code exit 3010}, until it reaches its end.
 *
 * @param first those of the platform that no file of the user may keep from running
 * @param before the user's own, with the exit codes {@link #BEFORE}
 * @param joins those that bring the machine into its domain
 * @param once the user's own for the first boot alone, with the exit codes {@link #ONCE}: what was done is not done again
 * @param joined the user's own once the machine is in its domain, with the exit codes {@link #JOINED}
 * @param ours those of the platform
 * @param after the user's own, with the exit codes {@link #AFTER}
 */
public record Steps(
        List<BootStep.Step> first,
        List<OwnScript> before,
        List<BootStep.Step> joins,
        List<OwnScript> once,
        List<OwnScript> joined,
        List<BootStep.Step> ours,
        List<OwnScript> after) {
    /** Exit codes of the user's own steps before ours, by place. */
    public static final ExitCodes BEFORE = new ExitCodes(100, 149);

    /** Exit codes of the user's own steps after ours, by place. */
    public static final ExitCodes AFTER = new ExitCodes(150, 199);

    /** Exit codes of the user's own steps of the first boot, by place. */
    public static final ExitCodes ONCE = new ExitCodes(200, 224);

    /** Exit codes of the user's own steps behind the domain join, by place. */
    public static final ExitCodes JOINED = new ExitCodes(225, 249);

    public Steps {
        first = List.copyOf(first);
        before = List.copyOf(before);
        joins = List.copyOf(joins);
        once = List.copyOf(once);
        joined = List.copyOf(joined);
        ours = List.copyOf(ours);
        after = List.copyOf(after);
    }

    /** Steps of a machine that joins nothing and of which nothing is done once. */
    public Steps(List<BootStep.Step> first, List<OwnScript> before, List<BootStep.Step> ours, List<OwnScript> after) {
        this(first, before, List.of(), List.of(), List.of(), ours, after);
    }

    /** Our steps alone. */
    public static Steps of(BootStep.Step... ours) {
        return new Steps(List.of(), List.of(), List.of(ours), List.of());
    }

    /** The user's own, by the key of {@code steps} that names them. */
    public Map<String, List<OwnScript>> own() {
        Map<String, List<OwnScript>> own = new LinkedHashMap<>();
        own.put("before", before);
        own.put("once", once);
        own.put("afterDomainJoin", joined);
        own.put("after", after);
        return own;
    }

    /** Reports what is wrong with the user's own scripts, below their keys, as in {@code before[i]}; of a file in a list once. */
    public void check(Problems problems) {
        check(before, BEFORE, problems.at("before"));
        check(once, ONCE, problems.at("once"));
        check(joined, JOINED, problems.at("afterDomainJoin"));
        check(after, AFTER, problems.at("after"));
        Set<String> marked = new HashSet<>();
        for (int i = 0; i < once.size(); i++) {
            if (!marked.add(once.get(i).fileOnMachine().toLowerCase(Locale.ROOT))) {
                problems.at("once")
                        .at(i)
                        .refuse(
                                once.get(i).file(),
                                "use another name: by " + once.get(i).fileOnMachine()
                                        + " the machine knows what was done");
            }
        }
    }

    private static void check(List<OwnScript> scripts, ExitCodes codes, Problems problems) {
        if (scripts.size() > codes.size()) {
            problems.add("got " + scripts.size() + " files; use at most " + codes.size()
                    + ", as each has an exit code of its" + " own");
        }
        Set<String> files = new HashSet<>();
        for (int i = 0; i < scripts.size(); i++) {
            if (files.add(scripts.get(i).file())) {
                scripts.get(i).check(problems.at(i));
            }
        }
    }
}
