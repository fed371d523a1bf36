package dev.mullion.ec2;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * On-demand and Spot shares of an Auto Scaling group.
 *
 * <pre>{@code
 * instancesDistribution:
 *   onDemandBaseCapacity: 2
 *   onDemandPercentageAboveBaseCapacity: 25       # the other 75 % are Spot instances
 *   spotAllocationStrategy: price-capacity-optimized
 * }</pre>
 *
 * @param onDemandBaseCapacity instances that are always on-demand, 0 or more; 0 when not given
 * @param onDemandPercentageAboveBaseCapacity on-demand share of the others in percent, 0 to 100; 100 when not given
 * @param spotAllocationStrategy which Spot pools are taken; price-capacity-optimized when not given
 * @param spotMaxPrice US dollars an hour that a Spot instance may cost at most, such as '0.35'; the on-demand price when not
 *     given, which AWS recommends
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html">InstancesDistribution</a>
 */
@GenerateBuilder
public record InstancesDistributionSpec(
        @Explain(
                api =
                        "AWS::AutoScaling::AutoScalingGroup MixedInstancesPolicy.InstancesDistribution OnDemandBaseCapacity",
                example = "1")
        @Range(min = 0, max = AutoScalingSpec.MAX_INSTANCES)
        int onDemandBaseCapacity,

        @Explain(
                api =
                        "AWS::AutoScaling::AutoScalingGroup MixedInstancesPolicy.InstancesDistribution OnDemandPercentageAboveBaseCapacity",
                example = "25")
        @Range(min = 0, max = 100)
        @Default("100")
        int onDemandPercentageAboveBaseCapacity,

        @Explain(
                api =
                        "AWS::AutoScaling::AutoScalingGroup MixedInstancesPolicy.InstancesDistribution SpotAllocationStrategy",
                example = "capacity-optimized")
        @Default("PRICE_CAPACITY_OPTIMIZED")
        SpotAllocationStrategy spotAllocationStrategy,

        @Explain(
                api = "AWS::AutoScaling::AutoScalingGroup MixedInstancesPolicy.InstancesDistribution SpotMaxPrice",
                example = "\"0.35\"")
        @Matches(InstancesDistributionSpec.PRICE)
        Optional<String> spotMaxPrice)
        implements Spec {
    /** How Auto Scaling picks Spot pools, spelled as its API does. */
    public enum SpotAllocationStrategy {
        PRICE_CAPACITY_OPTIMIZED("price-capacity-optimized"),
        CAPACITY_OPTIMIZED("capacity-optimized"),
        CAPACITY_OPTIMIZED_PRIORITIZED("capacity-optimized-prioritized"),
        LOWEST_PRICE("lowest-price");

        private final String spelling;

        SpotAllocationStrategy(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html, SpotMaxPrice */
    static final String PRICE = "(?=.*[1-9])\\d{1,4}(\\.\\d{1,6})?";

    /** On-demand instances alone. */
    public static final InstancesDistributionSpec ON_DEMAND = builder().unchecked();

    public static InstancesDistributionSpecBuilder builder() {
        return new InstancesDistributionSpecBuilder();
    }

    /** Whether some instances may be Spot instances. */
    public boolean usesSpot() {
        return onDemandPercentageAboveBaseCapacity < 100;
    }

    @Override
    public void check(Problems problems) {
        InstancesDistributionSpecBuilder.checkOnDemandBaseCapacity(onDemandBaseCapacity, problems);
        InstancesDistributionSpecBuilder.checkOnDemandPercentageAboveBaseCapacity(
                onDemandPercentageAboveBaseCapacity, problems);
        spotMaxPrice.ifPresent(price -> {
            Problems here =
                    problems.given("onDemandPercentageAboveBaseCapacity").at("spotMaxPrice");
            if (!InstancesDistributionSpecBuilder.matchesSpotMaxPrice(price)) {
                problems.at("spotMaxPrice").refuse(price, "use US dollars an hour, such as '0.35'");
            } else if (!usesSpot()) {
                here.refuse(
                        price,
                        "leave it out, or use onDemandPercentageAboveBaseCapacity below 100: no Spot instance"
                                + " is asked for");
            }
        });
    }
}
