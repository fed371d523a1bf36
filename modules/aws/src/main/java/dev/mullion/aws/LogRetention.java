package dev.mullion.aws;

import dev.mullion.core.spec.Problems;
import java.util.Set;

/**
 * How long CloudWatch keeps events.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">PutRetentionPolicy</a>
 */
public final class LogRetention {
    /** CloudWatch's steps, in days, for annotations. */
    public static final String STEPS =
            "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";

    private static final Set<String> DAYS = Set.of(STEPS.split(", "));

    private LogRetention() {}

    /** Refuses what is none of CloudWatch's steps. */
    public static void check(int days, Problems problems) {
        if (!DAYS.contains(String.valueOf(days))) {
            problems.refuse(days, "use one of " + STEPS);
        }
    }
}
