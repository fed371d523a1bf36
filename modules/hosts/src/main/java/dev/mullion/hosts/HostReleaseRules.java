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
            problems.at("operatingSystem").refuse(release, "use a release of 2019, 2022 or 2025: containerd does not run on this one");
            return;
        }
        checkImages(spec, release, problems.given("operatingSystem").at("prePull"));
        spec.buildkit().ifPresent(buildkit -> checkBuilder(spec, buildkit, release, problems));
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

    private static void checkBuilder(
            WindowsContainerHostsSpec spec, BuildkitSpec buildkit, WindowsRelease release, Problems problems) {
        if (!release.has(Feature.BUILDKIT_NETWORK)) {
            problems.given("operatingSystem")
                    .atKey("buildkit")
                    .addUnlessSilenced(
                            "HST010",
                            "does not work on " + release + ": from its second RUN on a build has no network"
                                    + " (https://github.com/moby/buildkit/issues/5668); use 2022");
        }
        if (!release.has(Feature.CONTAINER_TEARDOWN)) {
            problems.given("operatingSystem")
                    .atKey("buildkit")
                    .warn(
                            "HST005",
                            "builds on " + release + " may hang when a step ends"
                                    + " (https://github.com/microsoft/hcsshim/issues/2855); BuildKit itself is tested on 2022");
        }
        int volumeGib = spec.instance().rootVolumeOrDefault().sizeGib();
        buildkit.gc().checkVolume(volumeGib, problems.given(problems.at("rootVolume").at("sizeGib")).at("buildkit").at("gc"));
    }
}
