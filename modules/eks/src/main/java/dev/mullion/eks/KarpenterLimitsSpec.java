package dev.mullion.eks;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much the nodes of a NodePool may have together.
 *
 * @param cpu virtual CPUs, 1 to 1000000
 * @param memoryGib GiB of memory, 1 to 1000000
 * @param nodes how many there are, 1 to 100000; since Karpenter 1.6
 */
@GenerateBuilder
public record KarpenterLimitsSpec(Optional<Integer> cpu, Optional<Integer> memoryGib, Optional<Integer> nodes)
        implements Spec {
    public static KarpenterLimitsSpecBuilder builder() {
        return new KarpenterLimitsSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        cpu.ifPresent(count -> problems.at("cpu").range(count, 1, 1_000_000));
        memoryGib.ifPresent(count -> problems.at("memoryGib").range(count, 1, 1_000_000));
        nodes.ifPresent(count -> problems.at("nodes").range(count, 1, 100_000));
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        cpu.ifPresent(count -> fields.put("cpu", String.valueOf(count)));
        memoryGib.ifPresent(count -> fields.put("memory", count + "Gi"));
        nodes.ifPresent(count -> fields.put("nodes", String.valueOf(count)));
        return fields;
    }
}
