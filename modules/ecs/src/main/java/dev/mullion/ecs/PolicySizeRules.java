package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;

/** Refuses services whose roles would have longer policies than IAM takes. */
final class PolicySizeRules {
    private PolicySizeRules() {}

    static void check(EcsClusterModel model, Problems problems) {
        model.spec()
                .workloads()
                .forEach((key, service) -> service.checkPolicies(
                        model.logGroupName() + "/" + key,
                        model.context(),
                        model.spec().workloadKey(key, problems.given("name"))));
    }
}
