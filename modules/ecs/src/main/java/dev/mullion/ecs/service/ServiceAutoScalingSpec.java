package dev.mullion.ecs.service;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many tasks a service has, by what they are busy with.
 *
 * <pre>{@code
 * autoScaling:
 *   minCapacity: 2
 *   maxCapacity: 10
 *   cpuPercent: 60
 * }</pre>
 *
 * @param minCapacity the fewest tasks, 0 or more; 1 when not given
 * @param maxCapacity the most tasks, at least minCapacity
 * @param cpuPercent the average CPU use to hold, 1 to 100, in percent of what the containers ask for
 * @param memoryPercent the same for memory
 * @param requestCountPerTarget requests a minute and task to hold, 1 or more; behind an application load balancer only
 * @param scaleInCooldownSeconds the pause after tasks were taken away, 0 to 3600; 300 when not given
 * @param scaleOutCooldownSeconds the pause after tasks were added, 0 to 3600; 300 when not given: a Windows task takes
 *     minutes to start, and more of them would be asked for meanwhile
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html">Target tracking</a>
 */
@GenerateBuilder
public record ServiceAutoScalingSpec(
        @Explain(api = "AWS::ApplicationAutoScaling::ScalableTarget MinCapacity", example = "2")
        @Range(min = 0, max = EcsServiceSpec.MAX_TASKS)
        @Default("1")
        int minCapacity,

        @Required
        @Range(min = 1, max = EcsServiceSpec.MAX_TASKS)
        @Explain(api = "AWS::ApplicationAutoScaling::ScalableTarget MaxCapacity", example = "6")
        int maxCapacity,

        @Explain(api = "AWS::ApplicationAutoScaling::ScalingPolicy ECSServiceAverageCPUUtilization", example = "60")
        @Range(min = 1, max = 100)
        Optional<Integer> cpuPercent,

        @Explain(api = "AWS::ApplicationAutoScaling::ScalingPolicy ECSServiceAverageMemoryUtilization", example = "70")
        @Range(min = 1, max = 100)
        Optional<Integer> memoryPercent,

        @Explain(api = "AWS::ApplicationAutoScaling::ScalingPolicy ALBRequestCountPerTarget", example = "1000")
        @Range(min = 1, max = ServiceAutoScalingSpec.MAX_REQUESTS)
        Optional<Integer> requestCountPerTarget,

        @Explain(api = "AWS::ApplicationAutoScaling::ScalingPolicy ScaleInCooldown", example = "600")
        @Range(min = 0, max = ServiceAutoScalingSpec.MAX_COOLDOWN_SECONDS)
        @Default("300")
        int scaleInCooldownSeconds,

        @Explain(api = "AWS::ApplicationAutoScaling::ScalingPolicy ScaleOutCooldown", example = "120")
        @Range(min = 0, max = ServiceAutoScalingSpec.MAX_COOLDOWN_SECONDS)
        @Default("300")
        int scaleOutCooldownSeconds)
        implements Spec {
    static final int MAX_REQUESTS = 10_000_000;
    static final int MAX_COOLDOWN_SECONDS = 3_600;

    public static ServiceAutoScalingSpecBuilder builder() {
        return new ServiceAutoScalingSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return OtherSpellings.of("autoScaling");
    }

    @Override
    public void check(Problems problems) {
        ServiceAutoScalingSpecBuilder.checkMinCapacity(minCapacity, problems);
        if (maxCapacity == 0) {
            problems.at("maxCapacity").add("has no value; use the most tasks that may run");
        } else if (maxCapacity < Math.max(minCapacity, 1) || maxCapacity > EcsServiceSpec.MAX_TASKS) {
            boolean alone = maxCapacity < 1 || maxCapacity > EcsServiceSpec.MAX_TASKS;
            (alone ? problems : problems.given("minCapacity"))
                    .at("maxCapacity")
                    .refuse(
                            maxCapacity,
                            "use 1 to " + EcsServiceSpec.MAX_TASKS + ", and at least minCapacity (" + minCapacity
                                    + ")");
        }
        if (Stream.of(cpuPercent, memoryPercent, requestCountPerTarget).noneMatch(Optional::isPresent)) {
            problems.add("names nothing to scale by; use cpuPercent, memoryPercent or requestCountPerTarget");
        }
        cpuPercent.ifPresent(value -> ServiceAutoScalingSpecBuilder.checkCpuPercent(value, problems));
        memoryPercent.ifPresent(value -> ServiceAutoScalingSpecBuilder.checkMemoryPercent(value, problems));
        requestCountPerTarget.ifPresent(
                value -> ServiceAutoScalingSpecBuilder.checkRequestCountPerTarget(value, problems));
        ServiceAutoScalingSpecBuilder.checkScaleInCooldownSeconds(scaleInCooldownSeconds, problems);
        ServiceAutoScalingSpecBuilder.checkScaleOutCooldownSeconds(scaleOutCooldownSeconds, problems);
    }
}
