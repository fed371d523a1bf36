package dev.mullion.hosts;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problems;
import dev.mullion.windows.WindowsRelease;
import dev.mullion.windows.WindowsRelease.Feature;
import java.util.List;

/** What a machine must be to build, whoever it belongs to: its keys stand where {@code problems} looks. */
public final class BuilderRules {
    private BuilderRules() {}

    /** Refuses BuildKit where it does not work, and a cache that the disk does not hold. */
    public static void check(BuildkitSpec buildkit, WindowsRelease release, int volumeGib, Problems problems) {
        if (!release.has(Feature.BUILDKIT_NETWORK)) {
            problems.given("operatingSystem")
                    .atKey("buildkit")
                    .addUnlessSilenced(
                            "HST009",
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
        buildkit.gc()
                .checkVolume(
                        volumeGib,
                        problems.given(problems.at("rootVolume").at("sizeGib"))
                                .at("buildkit")
                                .at("gc"));
    }

    /** Refuses a network of containers that overlaps one that they must reach. */
    public static void checkApart(Ipv4Cidr subnet, Ipv4Cidr other, String what, Problems problems) {
        if (other.overlaps(subnet)) {
            problems.refuse(
                    subnet,
                    "use a network of its own: it overlaps " + what + " " + other
                            + ", which containers would not reach");
        }
    }

    /**
     * Refuses archives that lie on the internet, in a network that does not reach it.
     *
     * @param use what to do instead
     * @param problems where the keys of each program stand
     */
    public static void checkDownloads(List<ToolArchive> archives, String use, Problems problems) {
        archives.stream()
                .filter(archive -> archive.url().equals(archive.tool().url(archive.version())))
                .forEach(archive -> problems.atKey(archive.tool().key())
                        .add("is read from the internet, and the network has no NAT gateway; " + use));
    }

    /**
     * Refuses what a preview only warns of: archives whose hash nobody knows.
     *
     * @param problems where the keys of each program stand; those of BuildKit below {@code buildkit}
     */
    public static void checkDeployment(List<ToolArchive> archives, Problems problems) {
        archives.stream().filter(archive -> archive.hash().isEmpty()).forEach(archive -> problems.at(
                        archive.tool().key())
                .at("sha256")
                .add("has no value, and no source that Mullion knows has the hash of "
                        + archive.tool().display() + " " + archive.version() + "; nothing is installed unchecked: "
                        + archive.tool().checksumCommand(archive.version())));
    }
}
