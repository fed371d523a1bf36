package dev.mullion.ecs;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.WindowsAutoScalingGroup;
import dev.mullion.ecs.service.OtherSpellings;
import java.util.Map;

/**
 * How ECS scales the instances of a capacity.
 *
 * <pre>{@code
 * managedScaling:
 *   targetCapacityPercent: 90
 * }</pre>
 *
 * @param targetCapacityPercent how full the instances are to be, 1 to 100; 100 when not given
 * @param instanceWarmupPeriodSeconds what an instance takes from launch to its first task, 0 to 10000; 900 when not
 *     given, since Windows does not boot in AWS's default of 300
 * @param minimumScalingStepSize the fewest instances added at a time, 1 to 10000; 1 when not given
 * @param maximumScalingStepSize the most instances added at a time, at least the fewest, to 10000; 10000 when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScaling.html">ManagedScaling</a>
 */
@GenerateBuilder
public record ManagedScalingSpec(
        @Explain(
                api = "AWS::ECS::CapacityProvider AutoScalingGroupProvider.ManagedScaling TargetCapacity",
                example = "90")
        @Range(min = 1, max = 100)
        @Default("100")
        int targetCapacityPercent,

        @Explain(
                api = "AWS::ECS::CapacityProvider AutoScalingGroupProvider.ManagedScaling InstanceWarmupPeriod",
                example = "600")
        @Range(min = 0, max = ManagedScalingSpec.MAX)
        @Default("" + WindowsAutoScalingGroup.WARM_UP_SECONDS)
        int instanceWarmupPeriodSeconds,

        @Explain(
                api = "AWS::ECS::CapacityProvider AutoScalingGroupProvider.ManagedScaling MinimumScalingStepSize",
                example = "1")
        @Range(min = 1, max = ManagedScalingSpec.MAX)
        @Default("1")
        int minimumScalingStepSize,

        @Range(min = 1, max = ManagedScalingSpec.MAX)
        @Explain(
                api = "AWS::ECS::CapacityProvider AutoScalingGroupProvider.ManagedScaling MaximumScalingStepSize",
                example = "5")
        @Default("" + ManagedScalingSpec.MAX)
        int maximumScalingStepSize)
        implements Spec {
    private static final int MAX = 10_000;

    /** Scaling as AWS does it, with time for Windows to boot. */
    public static final ManagedScalingSpec DEFAULT = builder().unchecked();

    public static ManagedScalingSpecBuilder builder() {
        return new ManagedScalingSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return OtherSpellings.of("managedScaling");
    }

    @Override
    public void check(Problems problems) {
        ManagedScalingSpecBuilder.checkTargetCapacityPercent(targetCapacityPercent, problems);
        ManagedScalingSpecBuilder.checkInstanceWarmupPeriodSeconds(instanceWarmupPeriodSeconds, problems);
        ManagedScalingSpecBuilder.checkMinimumScalingStepSize(minimumScalingStepSize, problems);
        boolean alone = maximumScalingStepSize < 1 || maximumScalingStepSize > MAX;
        (alone ? problems : problems.given("minimumScalingStepSize"))
                .at("maximumScalingStepSize")
                .range(maximumScalingStepSize, Math.max(1, Math.min(minimumScalingStepSize, MAX)), MAX);
    }
}
