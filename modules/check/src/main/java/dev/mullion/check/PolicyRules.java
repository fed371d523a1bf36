package dev.mullion.check;

import dev.mullion.diff.finding.Values;
import dev.mullion.diff.masking.MaskedValue;

/** IAM policies that are taken for something else. */
final class PolicyRules implements Checks.Look {
    @Override
    public void look(CheckedPlan all, FindingCollector collector) {
        for (PlanResource resource : all.resources().all()) {
            if (resource.type().startsWith("aws:iam/") && allows(resource)) {
                collector.add(Rule.KUBE_PROXY_ACTION, resource, "action " + ClusterRules.KUBE_PROXY);
            }
        }
    }

    private static boolean allows(PlanResource resource) {
        if (allows(resource.list("policy.Statement"))) {
            return true;
        }
        return resource.list("inlinePolicies").stream()
                .anyMatch(policy -> allows(Values.list(policy, "policy.Statement")));
    }

    private static boolean allows(Iterable<MaskedValue> statements) {
        for (MaskedValue statement : statements) {
            if (Values.texts(statement, "Action").stream().anyMatch(ClusterRules.KUBE_PROXY::equalsIgnoreCase)) {
                return true;
            }
        }
        return false;
    }
}
