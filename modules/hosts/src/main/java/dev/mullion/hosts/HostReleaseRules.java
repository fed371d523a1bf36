package dev.mullion.hosts;

import dev.mullion.core.spec.Problems;
import dev.mullion.windows.WindowsImage;
import dev.mullion.windows.WindowsRelease;
import dev.mullion.windows.WindowsRelease.Feature;
import java.util.List;

/** What a release of Windows can not do, and which images it starts. */
final class HostReleaseRules {
    private HostReleaseRules() {}

    static void check(ContainerHostsModel hosts, Problems problems) {
        WindowsContainerHostsSpec spec = hosts.spec();
        WindowsRelease release = spec.instance().operatingSystem();
        if (!release.has(Feature.CONTAINERD)) {
            problems.at("operatingSystem")
                    .refuse(release, "use a release of 2019, 2022 or 2025: containerd does not run on this one");
            return;
        }
        checkImages(spec, release, problems.given("operatingSystem").at("prePull"));
        spec.testImage()
                .ifPresent(image -> WindowsImage.check(
                        image, release, problems.given("operatingSystem").at("testImage")));
        spec.buildkit()
                .ifPresent(buildkit -> BuilderRules.check(
                        buildkit, release, spec.instance().rootVolumeOrDefault().sizeGib(), problems));
    }

    private static void checkImages(WindowsContainerHostsSpec spec, WindowsRelease release, Problems problems) {
        List<PrePullSpec> images = spec.prePull();
        for (int i = 0; i < images.size(); i++) {
            Problems here = problems.at(i);
            String image = images.get(i).image();
            if (!spec.hyperV()) {
                WindowsImage.check(image, release, here);
            } else if (!isOf(image, release) && !image.contains("amd64")) {
                here.warn(
                        "HST007",
                        "containerd takes the image of the host's own release out of " + image
                                + ", also for Hyper-V; a tag of one platform, such as ltsc2019-amd64, names the other"
                                + " (https://github.com/containerd/containerd/issues/6508)");
            }
        }
    }

    private static boolean isOf(String image, WindowsRelease release) {
        Problems found = new Problems();
        WindowsImage.check(image, release, found);
        return found.problems().isEmpty();
    }
}
