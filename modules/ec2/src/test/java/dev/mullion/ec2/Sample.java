package dev.mullion.ec2;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;

/** A spec whose builder has the keys of an instance and of an Auto Scaling group, and no others. */
record Sample(WindowsInstanceSpec instance, AutoScalingSpec autoScaling) implements Spec {
    static Builder builder() {
        return new Builder();
    }

    @Override
    public void check(Problems problems) {
        instance.check(problems);
        instance.checkInstanceTypes(
                autoScaling.instancesDistribution().usesSpot(), problems.at("instancesDistribution"), problems);
        autoScaling.check(problems);
    }

    static final class Builder extends AutoScalingSpec.Builder<Sample, Builder> {
        private static final int HOP_LIMIT = 1;

        private Builder() {
            super(HOP_LIMIT);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public Sample unchecked() {
            return new Sample(instance(), autoScaling());
        }
    }
}
