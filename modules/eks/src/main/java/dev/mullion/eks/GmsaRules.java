package dev.mullion.eks;

import dev.mullion.core.spec.Problems;

/** What accounts of Active Directory need of the nodes and of what else is in the cluster. */
final class GmsaRules {
    private GmsaRules() {}

    static void check(EksClusterModel model, Problems problems) {
        model.spec().gmsa().ifPresent(gmsa -> {
            check(gmsa, model.spec(), problems.at("gmsa"));
            if (gmsa.isDomainless()) {
                checkRoles(model.spec(), problems);
            }
        });
    }

    private static void check(GmsaSpec gmsa, EksClusterSpec cluster, Problems problems) {
        GmsaWebhookSpec webhook = gmsa.webhook();
        if (!webhook.existing()
                && webhook.certificateSecretName().isEmpty()
                && !cluster.addons().containsKey(EksAddon.CERT_MANAGER)) {
            problems.at("webhook")
                    .warn(
                            "EKS052",
                            "the webhook's certificate comes from cert-manager, which must be in the cluster already; the add-on"
                                    + " cert-manager brings it, or certificateSecretName names another certificate");
        }
        boolean joins = cluster.windowsNodePools().values().stream()
                .anyMatch(pool -> pool.domainJoin().isPresent());
        gmsa.credentialSpecs().forEach((key, spec) -> {
            if (!spec.isDomainless() && !joins) {
                problems.at("credentialSpecs")
                        .at(key)
                        .warn(
                                "EKS053",
                                "the credential spec has no credentialArn, so that it works on nodes in the domain alone, and no"
                                        + " pool has domainJoin");
            }
        });
    }

    /** Mullion changes no role that it did not make. */
    private static void checkRoles(EksClusterSpec cluster, Problems problems) {
        cluster.windowsNodePools().forEach((key, pool) -> pool.nodeRoleArn()
                .ifPresent(arn -> warn(problems.at("windowsNodePools").at(key))));
        cluster.karpenter().flatMap(KarpenterSpec::nodeRoleArn).ifPresent(arn -> warn(problems.at("karpenter")));
    }

    private static void warn(Problems problems) {
        problems.at("nodeRoleArn")
                .warn(
                        "EKS054",
                        "whether the role may read the secrets of gmsa is not known; nothing is added to a role of yours, and"
                                + " the node reads them (secretsmanager:GetSecretValue, for a parameter ssm:GetParameters)");
    }
}
