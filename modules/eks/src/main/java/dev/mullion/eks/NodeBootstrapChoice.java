package dev.mullion.eks;

import dev.mullion.core.spec.Problems;
import dev.mullion.windows.WindowsRelease;
import dev.mullion.windows.WindowsRelease.Feature;
import java.util.List;

/**
 * Who sets a node up. EKS's own bootstrap takes no argument of kubelet and runs the user's commands before itself only
 * (https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html); an image in the launch template means that
 * nobody but the user data calls {@code Start-EKSBootstrap.ps1}.
 *
 * @param isOwn whether the user data does it
 * @param reason what asks for it, or what follows from it
 * @param causes the keys of the pool that decide it
 */
record NodeBootstrapChoice(boolean isOwn, String reason, List<String> causes) {
    NodeBootstrapChoice {
        causes = List.copyOf(causes);
    }

    static NodeBootstrapChoice of(EksWindowsNodePoolSpec pool) {
        WindowsRelease release = pool.instance().operatingSystem();
        if (pool.selfManaged()) {
            return own("selfManaged", "selfManaged: nobody else does");
        }
        if (!release.has(Feature.PROVIDER_AMI_TYPE)) {
            return own("operatingSystem", "the AWS provider knows no amiType " + release.amiType());
        }
        if (!pool.isAwsImage()) {
            return own("ami", "ami: an image of yours");
        }
        if (pool.kubelet().isPresent()) {
            return own("kubelet", "kubelet: EKS's own takes no arguments");
        }
        if (!pool.kubeProxyExtraArgs().isEmpty()) {
            return own("kubeProxyExtraArgs", "kubeProxyExtraArgs: EKS's own takes no arguments");
        }
        if (!pool.excludedSnatCidrs().isEmpty()) {
            return own("excludedSnatCidrs", "excludedSnatCidrs: EKS's own takes no arguments");
        }
        if (!pool.instance().steps().after().isEmpty()) {
            return own("steps", "steps.after: EKS's own comes behind all steps");
        }
        if (pool.pageFileSizeMib().isPresent()) {
            return own("pageFileSizeMib", "pageFileSizeMib: Windows restarts for it");
        }
        if (pool.domainJoin().isPresent()) {
            return own("domainJoin", "domainJoin: Windows restarts for it");
        }
        if (pool.buildkit().isPresent()) {
            return own("buildkit", "buildkit: its network is made at each boot");
        }
        return pool.ownBootstrap()
                ? own("ownBootstrap", "ownBootstrap")
                : new NodeBootstrapChoice(false, "amiType " + release.amiType(), List.of());
    }

    private static NodeBootstrapChoice own(String cause, String reason) {
        return new NodeBootstrapChoice(true, reason, List.of(cause));
    }

    /** What decides it, as seen from the pool. */
    Problems[] keys(Problems pool) {
        return causes.stream().map(pool::at).toArray(Problems[]::new);
    }
}
