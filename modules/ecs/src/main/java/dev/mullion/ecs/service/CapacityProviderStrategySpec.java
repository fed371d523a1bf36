package dev.mullion.ecs.service;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One item of a capacity provider strategy: {@code {capacity: general, weight: 1, base: 2}}.
 *
 * @param capacity a key of the cluster's {@code capacity}
 * @param weight its share beside the other items, 0 to 1000; 1 when not given
 * @param base tasks that run here before the weights count, 0 to 100000, in one item only; 0 when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html">CapacityProviderStrategyItem</a>
 */
@GenerateBuilder
public record CapacityProviderStrategySpec(
        @Required @Explain(api = "AWS::ECS::Service CapacityProviderStrategy CapacityProvider", example = "general")
        String capacity,

        @Explain(api = "AWS::ECS::Service CapacityProviderStrategy Weight", example = "3")
        @Range(min = 0, max = 1_000)
        @Default("1")
        int weight,

        @Explain(api = "AWS::ECS::Service CapacityProviderStrategy Base", example = "1") @Range(min = 0, max = 100_000)
        int base)
        implements Spec {
    public static CapacityProviderStrategySpecBuilder builder() {
        return new CapacityProviderStrategySpecBuilder();
    }

    /** Refuses a strategy that names what is not there, names it twice, or gives no capacity a share. */
    public static void check(List<CapacityProviderStrategySpec> strategy, CapacityKeys capacity, Problems problems) {
        Set<String> seen = new HashSet<>();
        boolean based = false;
        for (int i = 0; i < strategy.size(); i++) {
            CapacityProviderStrategySpec item = strategy.get(i);
            Problems here = problems.at(i);
            item.check(here);
            // Without a name, or with nothing to name, the missing one has been refused.
            boolean names = !item.capacity().isEmpty() && !capacity.isEmpty();
            if (names && capacity.check(item.capacity(), here.at("capacity")) && !seen.add(item.capacity())) {
                here.at("capacity").refuse(item.capacity(), "name each capacity once");
            }
            if (item.base() > 0 && based) {
                here.at("base").refuse(item.base(), "use 0: one item of a strategy may have a base");
            }
            based |= item.base() > 0;
        }
        if (!strategy.isEmpty() && strategy.stream().allMatch(item -> item.weight() == 0)) {
            problems.given(keys("weight", strategy, problems))
                    .ofEntries()
                    .add("has no weight above 0; give at least one item a weight of 1 or more");
        }
    }

    /** The values that say which capacities a strategy names. */
    public static Problems[] capacities(List<CapacityProviderStrategySpec> strategy, Problems problems) {
        return strategy.isEmpty() ? new Problems[] {problems} : keys("capacity", strategy, problems);
    }

    /** A key of each item. */
    private static Problems[] keys(String key, List<CapacityProviderStrategySpec> strategy, Problems problems) {
        return IntStream.range(0, strategy.size())
                .mapToObj(i -> problems.at(i).at(key))
                .toArray(Problems[]::new);
    }

    @Override
    public void check(Problems problems) {
        if (capacity.isEmpty()) {
            problems.at("capacity").add("has no value; name a key of the cluster's capacity");
        }
        CapacityProviderStrategySpecBuilder.checkWeight(weight, problems);
        CapacityProviderStrategySpecBuilder.checkBase(base, problems);
    }
}
