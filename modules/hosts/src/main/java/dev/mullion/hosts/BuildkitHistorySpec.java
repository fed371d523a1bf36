package dev.mullion.hosts;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * How many builds BuildKit remembers.
 *
 * @param maxAgeHours hours, 1 to 8760; BuildKit's own 48 when not given
 * @param maxEntries 1 to 10000; BuildKit's own 50 when not given
 */
@GenerateBuilder
public record BuildkitHistorySpec(Optional<Integer> maxAgeHours, Optional<Integer> maxEntries) implements Spec {
    public static BuildkitHistorySpecBuilder builder() {
        return new BuildkitHistorySpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        maxAgeHours.ifPresent(hours -> problems.at("maxAgeHours").range(hours, 1, 8_760));
        maxEntries.ifPresent(entries -> problems.at("maxEntries").range(entries, 1, 10_000));
    }
}
