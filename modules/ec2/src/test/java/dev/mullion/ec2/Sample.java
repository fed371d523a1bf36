package dev.mullion.ec2;

import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.Unwrapped;

/** A spec whose builder has the keys of an instance and of an Auto Scaling group, and no others. */
@GenerateBuilder
record Sample(
        @Unwrapped WindowsInstanceSpec instance, @Unwrapped AutoScalingSpec autoScaling) implements Spec {
    static SampleBuilder builder() {
        return new SampleBuilder();
    }

    @Override
    public void check(Problems problems) {
        instance.check(problems);
        instance.checkInstanceTypes(
                autoScaling.instancesDistribution().usesSpot(), problems.at("instancesDistribution"), problems);
        autoScaling.check(problems);
    }
}
