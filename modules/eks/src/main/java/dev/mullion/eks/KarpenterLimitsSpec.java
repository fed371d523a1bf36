package dev.mullion.eks;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
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
public record KarpenterLimitsSpec(
        @Explain(api = "NodePool spec.limits cpu", example = "200", unit = "virtual CPUs")
        @Range(min = 1, max = 1_000_000)
        Optional<Integer> cpu,

        @Explain(api = "NodePool spec.limits memory", example = "800") @Range(min = 1, max = 1_000_000)
        Optional<Integer> memoryGib,

        @Explain(api = "NodePool spec.limits nodes", example = "20") @Range(min = 1, max = 100_000)
        Optional<Integer> nodes)
        implements Spec {
    public static KarpenterLimitsSpecBuilder builder() {
        return new KarpenterLimitsSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        cpu.ifPresent(count -> KarpenterLimitsSpecBuilder.checkCpu(count, problems));
        memoryGib.ifPresent(count -> KarpenterLimitsSpecBuilder.checkMemoryGib(count, problems));
        nodes.ifPresent(count -> KarpenterLimitsSpecBuilder.checkNodes(count, problems));
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        cpu.ifPresent(count -> fields.put("cpu", String.valueOf(count)));
        memoryGib.ifPresent(count -> fields.put("memory", count + "Gi"));
        nodes.ifPresent(count -> fields.put("nodes", String.valueOf(count)));
        return fields;
    }
}
