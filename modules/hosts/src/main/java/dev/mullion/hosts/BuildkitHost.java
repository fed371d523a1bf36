package dev.mullion.hosts;

import java.util.Optional;

/**
 * What BuildKit is on a host.
 *
 * @param archive what it is installed from
 * @param spec how it is set up
 * @param volumeGib GiB of the disk that its cache is on
 * @param testImage what a build is tried with; Nano Server of the machine's own release where there is none
 */
public record BuildkitHost(ToolArchive archive, BuildkitSpec spec, int volumeGib, Optional<String> testImage) {
    /** BuildKit with all defaults. */
    public static BuildkitHost of(BuildkitSpec spec, int volumeGib, Optional<String> testImage) {
        return new BuildkitHost(spec.tool().archive(WindowsTool.BUILDKIT), spec, volumeGib, testImage);
    }
}
