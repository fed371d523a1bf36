package dev.mullion.eks;

import dev.mullion.core.spec.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which role nodes have, and how a cluster lets them in: one access entry of one type a role. */
final class NodeIdentityRules {
    private NodeIdentityRules() {}

    static void check(EksClusterModel model, Problems problems) {
        EksClusterSpec cluster = model.spec();
        Map<String, String> ofLinux = new HashMap<>();
        cluster.linuxNodePools().forEach((key, pool) -> pool.nodeRoleArn().ifPresent(arn -> {
            ofLinux.putIfAbsent(arn, key);
            if (cluster.sharedNodeRole()) {
                refuseBeside(arn, problems.at("linuxNodePools").at(key).given(problems.at("sharedNodeRole")));
            }
        }));
        cluster.windowsNodePools().forEach((key, pool) -> pool.nodeRoleArn().ifPresent(arn -> {
            Problems here = problems.at("windowsNodePools").at(key).at("nodeRoleArn");
            if (cluster.sharedNodeRole()) {
                refuseBeside(arn, problems.at("windowsNodePools").at(key).given(problems.at("sharedNodeRole")));
            } else if (ofLinux.containsKey(arn)) {
                // https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3286
                here.given(problems.at("linuxNodePools")
                                .at(ofLinux.getOrDefault(arn, ""))
                                .at("nodeRoleArn"))
                        .refuse(
                                arn,
                                "use another role: that of the Linux pool " + ofLinux.get(arn)
                                        + " has an access entry EC2_LINUX, and EKS takes one a role; or sharedNodeRole: true");
            }
            int admin = cluster.clusterAdminArns().indexOf(arn);
            if (admin >= 0) {
                problems.at("clusterAdminArns")
                        .at(admin)
                        .given(here)
                        .refuse(
                                arn,
                                "leave it out: the role of the Windows pool " + key
                                        + " has an access entry EC2_WINDOWS, and EKS takes one a role");
            }
        }));
        if (cluster.sharedNodeRole()
                && cluster.knownAuthenticationMode().equals(Optional.of(AuthenticationMode.CONFIG_MAP))) {
            problems.given("authenticationMode")
                    .at("sharedNodeRole")
                    .refuse(
                            true,
                            "leave it out: in a cluster of CONFIG_MAP EKS enters the role for its Linux nodes, without the"
                                    + " group eks:kube-proxy-windows");
        }
        if (cluster.sharedNodeRole()) {
            problems.at("sharedNodeRole")
                    .warn(
                            "EKS012",
                            "all nodes may do what any of them may, and Linux nodes come in by an access entry EC2_WINDOWS;"
                                    + " AWS advises a role an operating system");
        }
        checkAccessEntries(cluster, problems);
    }

    private static void refuseBeside(String arn, Problems pool) {
        pool.at("nodeRoleArn").refuse(arn, "leave it out: sharedNodeRole makes one role for all nodes");
    }

    private static void checkAccessEntries(EksClusterSpec cluster, Problems problems) {
        boolean needed = cluster.karpenter().isPresent()
                || cluster.windowsNodePools().values().stream().anyMatch(EksWindowsNodePoolSpec::needsAccessEntry);
        if (needed && cluster.knownAuthenticationMode().isEmpty()) {
            problems.at("authenticationMode")
                    .warn(
                            "EKS007",
                            "the existing cluster's authentication mode is not known; Windows nodes with a bootstrap of their"
                                    + " own are let in by access entries, which a cluster of CONFIG_MAP refuses: say it here");
        }
        if (cluster.knownAuthenticationMode()
                .filter(mode -> mode == AuthenticationMode.CONFIG_MAP)
                .isEmpty()) {
            return;
        }
        cluster.windowsNodePools().forEach((key, pool) -> pool.accessEntry()
                .filter(wanted -> wanted)
                .ifPresent(wanted -> problems.given("authenticationMode")
                        .at("windowsNodePools")
                        .at(key)
                        .at("accessEntry")
                        .refuse(true, "leave it out: a cluster of CONFIG_MAP has no access entries")));
    }
}
