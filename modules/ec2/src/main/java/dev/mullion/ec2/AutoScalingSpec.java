package dev.mullion.ec2;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import java.util.List;
import java.util.Optional;

/**
 * How many instances there are, how they are bought and replaced. Its keys stand directly in the spec of a capacity, a
 * self-managed node pool or a host group, beside those of {@link WindowsInstanceSpec}.
 *
 * @param minSize the fewest instances, 0 or more; 0 when not given
 * @param maxSize the most instances, 1 or more and at least minSize; 4 when not given
 * @param instancesDistribution on-demand and Spot shares; on-demand alone when not given
 * @param instanceRefresh what happens to running instances when their launch template changes; auto when not given
 * @param maxInstanceLifetimeSeconds the age at which an instance is replaced, 86400 to 31536000; none when not given
 * @param enabledMetrics metrics of the group in CloudWatch, each minute, without charge; none when not given
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html">CreateAutoScalingGroup</a>
 */
@GenerateBuilder
public record AutoScalingSpec(
        @Explain(api = "AWS::AutoScaling::AutoScalingGroup MinSize", example = "2")
        @Range(min = 0, max = AutoScalingSpec.MAX_INSTANCES)
        int minSize,

        @Range(min = 1, max = AutoScalingSpec.MAX_INSTANCES)
        @Explain(api = "AWS::AutoScaling::AutoScalingGroup MaxSize", example = "6")
        @Default("" + AutoScalingSpec.DEFAULT_MAX_SIZE)
        int maxSize,

        @Explain(
                api = "AWS::AutoScaling::AutoScalingGroup MixedInstancesPolicy.InstancesDistribution",
                example = "{onDemandPercentageAboveBaseCapacity: 25}")
        InstancesDistributionSpec instancesDistribution,

        @Explain(api = "StartInstanceRefresh", example = "manual") @Default("AUTO")
        InstanceRefresh instanceRefresh,

        @Explain(api = "AWS::AutoScaling::AutoScalingGroup MaxInstanceLifetime", example = "2592000")
        @Range(min = 86_400, max = 31_536_000)
        Optional<Integer> maxInstanceLifetimeSeconds,

        @Explain(
                api = "AWS::AutoScaling::AutoScalingGroup MetricsCollection.Metrics",
                example = "[GroupInServiceInstances, GroupDesiredCapacity]")
        List<GroupMetric> enabledMetrics)
        implements Spec {
    private static final int DEFAULT_MAX_SIZE = 4;
    /** What a group of Auto Scaling takes at most here. */
    public static final int MAX_INSTANCES = 5_000;

    /** Whether a changed launch template replaces running instances by itself. */
    public enum InstanceRefresh {
        /** Auto Scaling replaces them at once, within the bounds of an instance refresh. */
        AUTO("auto"),
        /** They stay until somebody starts a refresh or they leave for another reason. */
        MANUAL("manual");

        private final String spelling;

        InstanceRefresh(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /**
     * Metrics of a group and its warm pool, spelled as the API does.
     * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html
     */
    public enum GroupMetric {
        GROUP_MIN_SIZE("GroupMinSize"),
        GROUP_MAX_SIZE("GroupMaxSize"),
        GROUP_DESIRED_CAPACITY("GroupDesiredCapacity"),
        GROUP_IN_SERVICE_INSTANCES("GroupInServiceInstances"),
        GROUP_PENDING_INSTANCES("GroupPendingInstances"),
        GROUP_STANDBY_INSTANCES("GroupStandbyInstances"),
        GROUP_TERMINATING_INSTANCES("GroupTerminatingInstances"),
        GROUP_TOTAL_INSTANCES("GroupTotalInstances"),
        WARM_POOL_DESIRED_CAPACITY("WarmPoolDesiredCapacity"),
        WARM_POOL_WARMED_CAPACITY("WarmPoolWarmedCapacity"),
        WARM_POOL_PENDING_CAPACITY("WarmPoolPendingCapacity"),
        WARM_POOL_TERMINATING_CAPACITY("WarmPoolTerminatingCapacity"),
        WARM_POOL_TOTAL_CAPACITY("WarmPoolTotalCapacity"),
        GROUP_AND_WARM_POOL_DESIRED_CAPACITY("GroupAndWarmPoolDesiredCapacity"),
        GROUP_AND_WARM_POOL_TOTAL_CAPACITY("GroupAndWarmPoolTotalCapacity");

        private final String spelling;

        GroupMetric(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    public static AutoScalingSpecBuilder builder() {
        return new AutoScalingSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        AutoScalingSpecBuilder.checkMinSize(minSize, problems);
        if (maxSize < 1 || maxSize < minSize || maxSize > MAX_INSTANCES) {
            boolean alone = maxSize < 1 || maxSize > MAX_INSTANCES;
            String standIn = maxSize == DEFAULT_MAX_SIZE ? "; it is " + DEFAULT_MAX_SIZE + " when not given" : "";
            String atLeastMin = minSize > 0 ? ", and at least minSize (" + minSize + ")" : "";
            (alone ? problems : problems.given("minSize"))
                    .at("maxSize")
                    .refuse(maxSize, "use 1 to " + MAX_INSTANCES + atLeastMin + standIn);
        }
        instancesDistribution.check(problems.at("instancesDistribution"));
        maxInstanceLifetimeSeconds.ifPresent(
                seconds -> AutoScalingSpecBuilder.checkMaxInstanceLifetimeSeconds(seconds, problems));
        for (int i = 0; i < enabledMetrics.size(); i++) {
            if (enabledMetrics.indexOf(enabledMetrics.get(i)) < i) {
                problems.at("enabledMetrics").at(i).refuse(enabledMetrics.get(i), "name each metric once");
            }
        }
    }
}
