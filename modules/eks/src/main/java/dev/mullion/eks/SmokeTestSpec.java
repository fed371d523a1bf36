package dev.mullion.eks;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import dev.mullion.kubernetes.Names;
import dev.mullion.windows.ContainerImage;
import java.util.Optional;

/**
 * A Windows pod of each release in use that a deployment waits for: it looks the API server up by its name and opens a
 * connection to its service, which fails where Windows pods get no address, kube-proxy may nothing or the range of services is
 * another. EKS calls a node group active all the same (aws/containers-roadmap issue 1969).
 *
 * <pre>{@code
 * smokeTest: {}
 * }</pre>
 *
 * @param image with Windows PowerShell, without a tag where each release's own is added; {@code
 *     mcr.microsoft.com/windows/servercore}, which EKS's images have cached, when not given
 * @param namespace where it runs, which must be there; default when not given
 * @param timeoutMinutes minutes for all of it: a node may have to start, and an image of some GiB is unpacked. 5 to 120; 30
 *     when not given
 */
@GenerateBuilder
public record SmokeTestSpec(
        @Explain(api = "image of the pod's container", example = "mcr.microsoft.com/windows/servercore")
        @Matches(ContainerImage.NAME)
        Optional<String> image,

        @Explain(api = "metadata.namespace of the pod", example = "smoke")
        @Matches(Names.LABEL_NAME)
        @Default("default")
        String namespace,

        @Explain(api = "activeDeadlineSeconds of the Job", example = "45") @Range(min = 5, max = 120) @Default("30")
        int timeoutMinutes)
        implements Spec {
    private static final String SERVER_CORE = "mcr.microsoft.com/windows/servercore";

    public static SmokeTestSpecBuilder builder() {
        return new SmokeTestSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        image.ifPresent(name -> ContainerImage.check(name, problems.at("image")));
        Names.checkLabelName(namespace, problems.at("namespace"));
        SmokeTestSpecBuilder.checkTimeoutMinutes(timeoutMinutes, problems);
    }

    /** The image of a release. */
    String image(ReleaseInUse release) {
        String name = image.orElse(SERVER_CORE);
        return hasTag(name) ? name : name + ":" + release.release().imageTag();
    }

    /** Whether one image is named for all releases. */
    boolean hasOneImage() {
        return image.filter(SmokeTestSpec::hasTag).isPresent();
    }

    private static boolean hasTag(String name) {
        return name.indexOf(':', name.lastIndexOf('/') + 1) >= 0 || name.contains("@");
    }
}
