package dev.mullion.eks;

import dev.mullion.core.spec.Problems;
import dev.mullion.windows.WindowsRelease;

/** Which releases of Windows run on which versions of Kubernetes. */
final class VersionRules {
    private VersionRules() {}

    static void check(EksClusterModel model, Problems problems) {
        Problems here = problems.given("version");
        model.spec().knownVersion().ifPresent(version -> {
            model.spec()
                    .windowsNodePools()
                    .forEach((key, pool) ->
                            check(version, pool, here.at("windowsNodePools").at(key)));
            model.spec()
                    .karpenterNodePools()
                    .forEach((key, pool) -> check(
                            version,
                            pool.operatingSystem(),
                            here.at("karpenter").at("nodePools").at(key)));
        });
    }

    private static void check(KubernetesVersion version, WindowsRelease release, Problems problems) {
        if (release.has(WindowsRelease.Feature.EKS) && !version.hasImagesOf(release)) {
            problems.at("operatingSystem")
                    .refuse(
                            release,
                            "use a release of 2019 or 2022, or version: \"" + KubernetesVersion.WINDOWS_2025_SINCE
                                    + "\" or newer: AWS publishes no image of this one for Kubernetes " + version);
        }
    }

    private static void check(KubernetesVersion version, EksWindowsNodePoolSpec pool, Problems problems) {
        check(version, pool.instance().operatingSystem(), problems);
        pool.versionOfRelease().filter(of -> !of.equals(version.toString())).ifPresent(of -> problems.at(
                        "releaseVersion")
                .refuse(pool.releaseVersion().orElse(""), "use a release of " + version + ", the cluster's version"));
    }
}
