package dev.mullion.ec2;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;

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
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html">InstancesDistribution</a>
 */
public record InstancesDistributionSpec(
        int onDemandBaseCapacity,
        int onDemandPercentageAboveBaseCapacity,
        SpotAllocationStrategy spotAllocationStrategy)
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

    /** On-demand instances alone. */
    public static final InstancesDistributionSpec ON_DEMAND = builder().unchecked();

    public static Builder builder() {
        return new Builder();
    }

    /** Whether some instances may be Spot instances. */
    public boolean usesSpot() {
        return onDemandPercentageAboveBaseCapacity < 100;
    }

    @Override
    public void check(Problems problems) {
        problems.at("onDemandBaseCapacity").range(onDemandBaseCapacity, 0, 5_000);
        problems.at("onDemandPercentageAboveBaseCapacity").range(onDemandPercentageAboveBaseCapacity, 0, 100);
    }

    /** Builds an {@link InstancesDistributionSpec}. */
    public static final class Builder extends SpecBuilder<InstancesDistributionSpec> {
        private int onDemandBaseCapacity;
        private int onDemandPercentageAboveBaseCapacity = 100;
        private SpotAllocationStrategy spotAllocationStrategy = SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED;

        private Builder() {}

        public Builder onDemandBaseCapacity(int value) {
            onDemandBaseCapacity = value;
            return this;
        }

        public Builder onDemandPercentageAboveBaseCapacity(int value) {
            onDemandPercentageAboveBaseCapacity = value;
            return this;
        }

        public Builder spotAllocationStrategy(SpotAllocationStrategy value) {
            spotAllocationStrategy = value;
            return this;
        }

        @Override
        public InstancesDistributionSpec unchecked() {
            return new InstancesDistributionSpec(
                    onDemandBaseCapacity, onDemandPercentageAboveBaseCapacity, spotAllocationStrategy);
        }
    }
}
