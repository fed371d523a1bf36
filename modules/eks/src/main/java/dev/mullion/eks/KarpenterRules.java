package dev.mullion.eks;

import dev.mullion.core.spec.Problems;

/** What Karpenter's nodes share with other nodes of the cluster, and may not. */
final class KarpenterRules {
    private KarpenterRules() {}

    static void check(EksClusterModel model, Problems problems) {
        EksClusterSpec cluster = model.spec();
        cluster.karpenter().ifPresent(karpenter -> {
            karpenter.nodeRoleArn().ifPresent(arn -> checkRole(arn, cluster, problems));
            if (model.prefixDelegation()) {
                problems.at("karpenter")
                        .warn(
                                "EKS062",
                                "Karpenter does not know of prefix delegation: it counts a single address for each Windows pod,"
                                        + " and starts more nodes than are needed");
            }
        });
    }

    /** EKS takes one access entry a role, of one type: containers-roadmap issue 2327. */
    private static void checkRole(String arn, EksClusterSpec cluster, Problems problems) {
        cluster.windowsNodePools().forEach((key, pool) -> pool.nodeRoleArn()
                .filter(arn::equals)
                .ifPresent(same -> refuse(arn, "Windows", "windowsNodePools", key, problems)));
        cluster.linuxNodePools().forEach((key, pool) -> pool.nodeRoleArn()
                .filter(arn::equals)
                .ifPresent(same -> refuse(arn, "Linux", "linuxNodePools", key, problems)));
        int admin = cluster.clusterAdminArns().indexOf(arn);
        if (admin >= 0) {
            problems.at("karpenter")
                    .at("nodeRoleArn")
                    .given(problems.at("clusterAdminArns").at(admin))
                    .refuse(
                            arn,
                            "use another role: that of an administrator has an access entry STANDARD, and EKS takes one a role");
        }
    }

    private static void refuse(String arn, String system, String pools, String key, Problems problems) {
        problems.at("karpenter")
                .at("nodeRoleArn")
                .given(problems.at(pools).at(key).at("nodeRoleArn"))
                .refuse(
                        arn,
                        "use another role: that of the " + system + " pool " + key
                                + " has an access entry of its own, and EKS takes one a role");
    }
}
