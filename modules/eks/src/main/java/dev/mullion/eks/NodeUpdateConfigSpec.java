package dev.mullion.eks;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
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
public record NodeUpdateConfigSpec(
        @Explain(api = "AWS::EKS::Nodegroup UpdateConfig MaxUnavailable", example = "2") @Range(min = 1, max = 100)
        Optional<Integer> maxUnavailable,

        @Explain(api = "AWS::EKS::Nodegroup UpdateConfig MaxUnavailablePercentage", example = "25")
        @Range(min = 1, max = 100)
        Optional<Integer> maxUnavailablePercentage)
        implements Spec {
    public static NodeUpdateConfigSpecBuilder builder() {
        return new NodeUpdateConfigSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        maxUnavailable.ifPresent(nodes -> NodeUpdateConfigSpecBuilder.checkMaxUnavailable(nodes, problems));
        maxUnavailablePercentage.ifPresent(
                percent -> NodeUpdateConfigSpecBuilder.checkMaxUnavailablePercentage(percent, problems));
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
