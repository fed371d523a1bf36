package dev.mullion.ecs;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.AutoScalingSpec;
import java.util.Map;
import java.util.Optional;

/**
 * Instances that have booted once and wait, stopped, until the group scales out. A stopped instance costs its volume.
 *
 * <pre>{@code
 * warmPool:
 *   minSize: 1
 *   maxGroupPreparedCapacity: 4       # running and waiting ones together
 * }</pre>
 *
 * <p>Instances that leave the group never return to the pool: {@code ReuseOnScaleIn} does not work with ECS.
 *
 * @param minSize the fewest waiting instances, 0 or more; 0 when not given
 * @param maxGroupPreparedCapacity how many run and wait at most; the group's maxSize when not given, so that the pool
 *     holds what is missing to it
 * @param poolState how they wait, spelled as the API does: Stopped, which costs their volumes alone
 * @param heartbeatTimeoutSeconds how long an instance may take to initialize, 30 to 7200, before it is ended and another
 *     one starts; 1800 when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-warm-pool.html">Warm pools of ECS</a>
 */
@GenerateBuilder
public record WarmPoolSpec(
        @Explain(api = "AWS::AutoScaling::WarmPool MinSize", example = "1")
        @Range(min = 0, max = AutoScalingSpec.MAX_INSTANCES)
        int minSize,

        @Range(min = 0, max = AutoScalingSpec.MAX_INSTANCES)
        @Explain(api = "AWS::AutoScaling::WarmPool MaxGroupPreparedCapacity", example = "6")
        Optional<Integer> maxGroupPreparedCapacity,

        @Matches(WarmPoolSpec.STOPPED)
        @Explain(api = "AWS::AutoScaling::WarmPool PoolState", example = "Stopped")
        @Default("Stopped")
        String poolState,

        @Explain(api = "AWS::AutoScaling::LifecycleHook HeartbeatTimeout", example = "3600")
        @Range(min = 30, max = 7_200)
        @Default("1800")
        int heartbeatTimeoutSeconds)
        implements Spec {
    private static final String STOPPED = "Stopped";
    /** The API's other states. */
    private static final Map<String, String> REFUSED_STATES = Map.of(
            "Running",
            "use Stopped: an instance that never stopped does not boot when it enters service, so nothing would complete"
                    + " its lifecycle hook, and AWS bills it all along",
            "Hibernated",
            "use Stopped: AWS describes no hibernated pool of Windows instances for ECS");

    public static WarmPoolSpecBuilder builder() {
        return new WarmPoolSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        String reason = "does not work with ECS: AWS returns no instance of a cluster to its pool; leave it out";
        return Map.of("instanceReusePolicy", reason, "reuseOnScaleIn", reason);
    }

    @Override
    public void check(Problems problems) {
        WarmPoolSpecBuilder.checkMinSize(minSize, problems);
        maxGroupPreparedCapacity.ifPresent(most -> {
            if (most < minSize || most > AutoScalingSpec.MAX_INSTANCES) {
                boolean alone = most < 0 || most > AutoScalingSpec.MAX_INSTANCES;
                (alone ? problems : problems.given("minSize"))
                        .at("maxGroupPreparedCapacity")
                        .refuse(
                                most,
                                "use at least minSize (" + Math.max(0, minSize) + "), and at most "
                                        + AutoScalingSpec.MAX_INSTANCES);
            }
        });
        if (!poolState.equals(STOPPED)) {
            problems.at("poolState").refuse(poolState, REFUSED_STATES.getOrDefault(poolState, "use Stopped"));
        }
        // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LifecycleHook.html
        WarmPoolSpecBuilder.checkHeartbeatTimeoutSeconds(heartbeatTimeoutSeconds, problems);
    }

    /**
     * Refuses a pool that AWS refuses for what else its group is, at {@code warmPool} beside the group's keys.
     * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html#warm-pools-limitations
     */
    public void checkGroup(AutoScalingSpec group, Problems problems) {
        if (group.instancesDistribution().usesSpot()) {
            problems.given(problems.at("instancesDistribution").at("onDemandPercentageAboveBaseCapacity"))
                    .at("warmPool")
                    .add("stands beside Spot instances, which a warm pool does not take; use"
                            + " onDemandPercentageAboveBaseCapacity: 100, or leave the pool out");
        }
        if (minSize > group.maxSize()) {
            problems.given("maxSize")
                    .at("warmPool")
                    .at("minSize")
                    .refuse(minSize, "use at most maxSize (" + group.maxSize() + "): more than that can never serve");
        }
    }
}
