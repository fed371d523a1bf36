package dev.mullion.ec2;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Problems;
import java.util.List;

/** Security groups of the user on a network interface that has one of ours, be it an instance's or a task's. */
public final class SecurityGroups {
    /** Beside ours: five is the quota of an interface. https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
    private static final int MAX = 4;

    private SecurityGroups() {}

    /** Refuses more than an interface takes, and each that is none or stands there twice. */
    public static void check(List<String> ids, Problems problems) {
        if (ids.size() > MAX) {
            problems.ofEntries()
                    .add("has " + ids.size() + " groups; use at most " + MAX
                            + ": an interface takes five with the one that is made");
        }
        ResourceId.SECURITY_GROUP.checkAll(ids, problems);
    }
}
