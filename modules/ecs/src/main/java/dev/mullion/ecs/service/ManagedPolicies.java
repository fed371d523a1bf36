package dev.mullion.ecs.service;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Managed policies that a user gives a role of ours. */
public final class ManagedPolicies {
    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
    private static final int MAX = 10;

    private ManagedPolicies() {}

    /**
     * Refuses more than a role takes, and each that is none or whose name another has.
     *
     * @param ours names of those that the role has anyway
     */
    public static void check(List<String> arns, List<String> ours, Problems problems) {
        int most = MAX - ours.size();
        if (arns.size() > most) {
            problems.ofEntries()
                    .add("has " + arns.size() + " policies; use at most " + most + ", which is what a role takes"
                            + (ours.isEmpty() ? "" : " beside " + String.join(" and ", ours)));
        }
        Set<String> seen = new HashSet<>(ours);
        for (int i = 0; i < arns.size(); i++) {
            String arn = arns.get(i);
            if (!ResourceId.POLICY.matches(arn)) {
                problems.at(i)
                        .refuse(arn, "use a policy's ARN, such as arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
            } else if (!seen.add(arn.substring(arn.lastIndexOf('/') + 1))) {
                problems.at(i)
                        .refuse(
                                arn,
                                "name policies of different names, each once"
                                        + (ours.isEmpty()
                                                ? ""
                                                : ": the role has " + String.join(" and ", ours) + " anyway"));
            }
        }
    }
}
