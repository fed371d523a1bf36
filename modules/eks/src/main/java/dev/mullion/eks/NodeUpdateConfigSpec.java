package dev.mullion.eks;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * How many nodes of a managed node group EKS replaces at once.
 *
 * @param maxUnavailable nodes, 1 to 100; 1 when neither is given
 * @param maxUnavailablePercentage percent of the group, 1 to 100
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupUpdateConfig.html">NodegroupUpdateConfig</a>
 */
@GenerateBuilder
public record NodeUpdateConfigSpec(Optional<Integer> maxUnavailable, Optional<Integer> maxUnavailablePercentage)
        implements Spec {
    public static NodeUpdateConfigSpecBuilder builder() {
        return new NodeUpdateConfigSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        maxUnavailable.ifPresent(nodes -> problems.at("maxUnavailable").range(nodes, 1, 100));
        maxUnavailablePercentage.ifPresent(
                percent -> problems.at("maxUnavailablePercentage").range(percent, 1, 100));
        if (maxUnavailable.isPresent() && maxUnavailablePercentage.isPresent()) {
            problems.given("maxUnavailable")
                    .at("maxUnavailablePercentage")
                    .refuse(maxUnavailablePercentage.get(), "leave it out: maxUnavailable says how many");
        }
    }

    boolean isGiven() {
        return maxUnavailable.isPresent() || maxUnavailablePercentage.isPresent();
    }
}
