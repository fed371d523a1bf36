package dev.mullion.eks;

import dev.mullion.core.spec.Problems;
import dev.mullion.windows.WindowsImage;

/** Whether a smoke test's image runs where it is sent, and whether there is a node. */
final class SmokeTestRules {
    private SmokeTestRules() {}

    static void check(EksClusterModel model, Problems problems) {
        model.spec().smokeTest().ifPresent(spec -> ReleaseInUse.of(model.spec())
                .forEach(release -> check(spec, release, problems.at("smokeTest"))));
    }

    private static void check(SmokeTestSpec spec, ReleaseInUse release, Problems problems) {
        String image = spec.image(release);
        if (WindowsImage.isNanoServer(image)) {
            problems.at("image")
                    .refuse(image, "use an image with Windows PowerShell, such as servercore: Nano Server has none");
        } else {
            WindowsImage.check(image, release.release(), problems.at("image"));
        }
        if (release.mayBeEmpty() && !release.hasKarpenter()) {
            problems.warn(
                    "EKS055",
                    "pools of " + release.name()
                            + " may have no node (minSize: 0); unless an autoscaler is in the cluster and starts one for the"
                            + " test, the deployment fails after " + spec.timeoutMinutes() + " minutes");
        }
    }
}
