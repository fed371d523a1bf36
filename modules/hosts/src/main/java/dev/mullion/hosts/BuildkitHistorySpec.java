package dev.mullion.hosts;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * How many builds BuildKit remembers.
 *
 * @param maxAgeHours hours, 1 to 8760; BuildKit's own 48 when not given
 * @param maxEntries 1 to 10000; BuildKit's own 50 when not given
 */
@GenerateBuilder
public record BuildkitHistorySpec(
        @Explain(api = "buildkitd.toml history maxAge", example = "72") @Range(min = 1, max = 8_760)
        Optional<Integer> maxAgeHours,

        @Explain(api = "buildkitd.toml history maxEntries", example = "100", unit = "builds")
        @Range(min = 1, max = 10_000)
        Optional<Integer> maxEntries)
        implements Spec {
    public static BuildkitHistorySpecBuilder builder() {
        return new BuildkitHistorySpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        maxAgeHours.ifPresent(hours -> BuildkitHistorySpecBuilder.checkMaxAgeHours(hours, problems));
        maxEntries.ifPresent(entries -> BuildkitHistorySpecBuilder.checkMaxEntries(entries, problems));
    }
}
