package dev.mullion.ecs.service;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
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
        @Default("1") int minCapacity,
        int maxCapacity,
        Optional<Integer> cpuPercent,
        Optional<Integer> memoryPercent,
        Optional<Integer> requestCountPerTarget,
        @Default("300") int scaleInCooldownSeconds,
        @Default("300") int scaleOutCooldownSeconds)
        implements Spec {
    private static final int MAX_TASKS = 5_000;
    private static final int MAX_REQUESTS = 10_000_000;
    private static final int MAX_COOLDOWN_SECONDS = 3_600;

    public static ServiceAutoScalingSpecBuilder builder() {
        return new ServiceAutoScalingSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return OtherSpellings.of("autoScaling");
    }

    @Override
    public void check(Problems problems) {
        problems.at("minCapacity").range(minCapacity, 0, MAX_TASKS);
        if (maxCapacity == 0) {
            problems.at("maxCapacity").add("has no value; use the most tasks that may run");
        } else if (maxCapacity < Math.max(minCapacity, 1) || maxCapacity > MAX_TASKS) {
            boolean alone = maxCapacity < 1 || maxCapacity > MAX_TASKS;
            (alone ? problems : problems.given("minCapacity"))
                    .at("maxCapacity")
                    .refuse(maxCapacity, "use 1 to " + MAX_TASKS + ", and at least minCapacity (" + minCapacity + ")");
        }
        if (Stream.of(cpuPercent, memoryPercent, requestCountPerTarget).noneMatch(Optional::isPresent)) {
            problems.add("names nothing to scale by; use cpuPercent, memoryPercent or requestCountPerTarget");
        }
        cpuPercent.ifPresent(value -> problems.at("cpuPercent").range(value, 1, 100));
        memoryPercent.ifPresent(value -> problems.at("memoryPercent").range(value, 1, 100));
        requestCountPerTarget.ifPresent(
                value -> problems.at("requestCountPerTarget").range(value, 1, MAX_REQUESTS));
        problems.at("scaleInCooldownSeconds").range(scaleInCooldownSeconds, 0, MAX_COOLDOWN_SECONDS);
        problems.at("scaleOutCooldownSeconds").range(scaleOutCooldownSeconds, 0, MAX_COOLDOWN_SECONDS);
    }
}
