package dev.mullion.hosts;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import dev.mullion.windows.ContainerImage;
import java.util.Optional;

/**
 * An image that a host has before anybody asks for it.
 *
 * <pre>{@code
 * prePull:
 *   - mcr.microsoft.com/windows/servercore:ltsc2022
 *   - {image: mcr.microsoft.com/windows/nanoserver:ltsc2022, namespace: default}
 * }</pre>
 *
 * @param image its name
 * @param namespace of containerd: each sees its own images alone. {@code buildkit} where the host builds, else {@code default},
 *     where nerdctl looks, when not given
 */
@Matches(PrePullSpec.IMAGE)
@GenerateBuilder
public record PrePullSpec(
        @Required
        @Explain(api = "nerdctl pull", example = "mcr.microsoft.com/windows/servercore:ltsc2022")
        @Matches(PrePullSpec.IMAGE)
        String image,

        @Explain(api = "nerdctl --namespace", example = "default") @Matches(PrePullSpec.NAMESPACE)
        Optional<String> namespace)
        implements Spec {
    /** With its registry, or the repository at least. */
    static final String IMAGE = "(?=[^/]+/)" + ContainerImage.NAME;

    /** https://github.com/containerd/containerd/blob/v2.3.4/pkg/identifiers/validate.go */
    static final String NAMESPACE = "[A-Za-z0-9]([A-Za-z0-9._-]{0,74}[A-Za-z0-9])?";

    /** The short form: an image alone. */
    public static PrePullSpec parse(String image) {
        return new PrePullSpec(image, Optional.empty());
    }

    public static PrePullSpecBuilder builder() {
        return new PrePullSpecBuilder();
    }

    /** Refuses what is no image's whole name. */
    static void checkImage(String image, Problems problems) {
        if (!PrePullSpecBuilder.matchesImage(image)) {
            problems.refuse(image, "use an image's whole name, such as mcr.microsoft.com/windows/servercore:ltsc2022");
        }
    }

    @Override
    public void check(Problems problems) {
        checkImage(image, problems.at("image"));
        namespace.filter(name -> !PrePullSpecBuilder.matchesNamespace(name)).ifPresent(name -> problems.at("namespace")
                .refuse(name, "use a containerd namespace: letters, digits and . _ - between them, at most 76"));
    }
}
