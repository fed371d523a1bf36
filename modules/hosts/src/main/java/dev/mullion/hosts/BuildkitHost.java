package dev.mullion.hosts;

/**
 * What BuildKit is on a host.
 *
 * @param archive what it is installed from
 * @param spec how it is set up
 * @param volumeGib GiB of the disk that its cache is on
 */
public record BuildkitHost(ToolArchive archive, BuildkitSpec spec, int volumeGib) {
    /** BuildKit with all defaults. */
    public static BuildkitHost of(BuildkitSpec spec, int volumeGib) {
        return new BuildkitHost(spec.tool().archive(WindowsTool.BUILDKIT), spec, volumeGib);
    }
}
