package dev.mullion.hosts;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * How much of the disk the cache of builds may fill.
 *
 * @param reservedSpaceGib GiB that are never collected, 1 to 16384; a tenth of the root volume when not given
 * @param maxUsedSpaceGib GiB that the cache may fill, 1 to 16384; six tenths of the root volume when not given
 * @param minFreeSpaceGib GiB of the disk that stay free, 1 to 16384; a fifth of the root volume when not given
 * @param keepDurationHours hours after which what nobody used goes first, 1 to 8760; 1440 (60 days) when not given
 * @see <a href="https://github.com/moby/buildkit/blob/v0.34.2/docs/buildkitd.toml.md">buildkitd.toml</a>
 */
@GenerateBuilder
public record BuildkitGcSpec(
        @Explain(api = "buildkitd.toml worker.containerd.gcpolicy reservedSpace", example = "20")
        @Range(min = 1, max = BuildkitGcSpec.MAX_GIB)
        Optional<Integer> reservedSpaceGib,

        @Explain(api = "buildkitd.toml worker.containerd.gcpolicy maxUsedSpace", example = "100")
        @Range(min = 1, max = BuildkitGcSpec.MAX_GIB)
        Optional<Integer> maxUsedSpaceGib,

        @Explain(api = "buildkitd.toml worker.containerd.gcpolicy minFreeSpace", example = "30")
        @Range(min = 1, max = BuildkitGcSpec.MAX_GIB)
        Optional<Integer> minFreeSpaceGib,

        @Explain(api = "buildkitd.toml worker.containerd.gcpolicy keepDuration", example = "720")
        @Range(min = 1, max = 8_760)
        Optional<Integer> keepDurationHours)
        implements Spec {
    static final int MAX_GIB = 16_384;
    private static final int DEFAULT_KEEP_HOURS = 60 * 24;

    public static BuildkitGcSpecBuilder builder() {
        return new BuildkitGcSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        reservedSpaceGib.ifPresent(size -> BuildkitGcSpecBuilder.checkReservedSpaceGib(size, problems));
        maxUsedSpaceGib.ifPresent(size -> BuildkitGcSpecBuilder.checkMaxUsedSpaceGib(size, problems));
        minFreeSpaceGib.ifPresent(size -> BuildkitGcSpecBuilder.checkMinFreeSpaceGib(size, problems));
        keepDurationHours.ifPresent(hours -> BuildkitGcSpecBuilder.checkKeepDurationHours(hours, problems));
    }

    /** Refuses more than the disk has. */
    void checkVolume(int volumeGib, Problems problems) {
        if (reserved(volumeGib) > maxUsed(volumeGib)) {
            problems.given("maxUsedSpaceGib")
                    .at("reservedSpaceGib")
                    .refuse(reserved(volumeGib), "use at most what the cache may fill: " + maxUsed(volumeGib));
        }
        if (maxUsed(volumeGib) >= volumeGib) {
            problems.at("maxUsedSpaceGib")
                    .refuse(maxUsed(volumeGib), "use less than the " + volumeGib + " GiB of the root volume");
        }
        if (minFree(volumeGib) >= volumeGib) {
            problems.at("minFreeSpaceGib")
                    .refuse(minFree(volumeGib), "use less than the " + volumeGib + " GiB of the root volume");
        }
    }

    /** GiB on a disk of that size. */
    int reserved(int volumeGib) {
        return reservedSpaceGib.orElse(volumeGib / 10);
    }

    int maxUsed(int volumeGib) {
        return maxUsedSpaceGib.orElse(volumeGib * 6 / 10);
    }

    int minFree(int volumeGib) {
        return minFreeSpaceGib.orElse(volumeGib / 5);
    }

    int keepHours() {
        return keepDurationHours.orElse(DEFAULT_KEEP_HOURS);
    }
}
