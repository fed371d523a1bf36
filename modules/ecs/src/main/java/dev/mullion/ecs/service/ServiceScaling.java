package dev.mullion.ecs.service;

import com.pulumi.aws.appautoscaling.Policy;
import com.pulumi.aws.appautoscaling.PolicyArgs;
import com.pulumi.aws.appautoscaling.Target;
import com.pulumi.aws.appautoscaling.TargetArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.mullion.aws.StackContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The number of a service's tasks, by what they are busy with.
 *
 * <p>Children: {@code name-scaling-target}, {@code name-scale-by-cpu}, {@code name-scale-by-memory},
 * {@code name-scale-by-requests}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html">Target tracking</a>
 */
public final class ServiceScaling extends ComponentResource {
    public static final String TYPE = "mullion:ecs:ServiceScaling";

    private final String name;
    private final ServiceAutoScalingSpec spec;
    private final Inputs inputs;
    private final Target target;

    /**
     * What scaling takes from its surroundings.
     *
     * @param clusterName the cluster's name
     * @param serviceName the service's name
     * @param requestLabel how the metric of requests names the load balancer and its target group
     * @param context the stack
     */
    public record Inputs(
            String clusterName,
            Output<String> serviceName,
            Optional<Output<String>> requestLabel,
            StackContext context) {}

    public ServiceScaling(
            String name, ServiceAutoScalingSpec spec, Inputs inputs, @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        this.name = name;
        this.spec = spec;
        this.inputs = inputs;
        target = new Target(
                name + "-scaling-target",
                inputs.context()
                        .customized(
                                name + "-scaling-target",
                                TargetArgs.builder()
                                        .serviceNamespace("ecs")
                                        .scalableDimension("ecs:service:DesiredCount")
                                        .resourceId(Output.format(
                                                "service/%s/%s", inputs.clusterName(), inputs.serviceName()))
                                        .minCapacity(spec.minCapacity())
                                        .maxCapacity(spec.maxCapacity())
                                        .tags(inputs.context().tags(name)))
                        .build(),
                child());
        spec.cpuPercent().ifPresent(percent -> track("cpu", percent, metric("ECSServiceAverageCPUUtilization")));
        spec.memoryPercent()
                .ifPresent(percent -> track("memory", percent, metric("ECSServiceAverageMemoryUtilization")));
        spec.requestCountPerTarget()
                .ifPresent(count -> track(
                        "requests",
                        count,
                        metric("ALBRequestCountPerTarget")
                                .resourceLabel(inputs.requestLabel().orElseThrow())));
        registerOutputs(Map.of());
    }

    private static PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs.Builder metric(
            String type) {
        return PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs.builder()
                .predefinedMetricType(type);
    }

    private void track(
            String what,
            int value,
            PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs.Builder metric) {
        new Policy(
                name + "-scale-by-" + what,
                inputs.context()
                        .customized(
                                name + "-scale-by-" + what,
                                PolicyArgs.builder()
                                        .policyType("TargetTrackingScaling")
                                        .serviceNamespace(target.serviceNamespace())
                                        .scalableDimension(target.scalableDimension())
                                        .resourceId(target.resourceId())
                                        .targetTrackingScalingPolicyConfiguration(
                                                PolicyTargetTrackingScalingPolicyConfigurationArgs.builder()
                                                        .predefinedMetricSpecification(metric.build())
                                                        .targetValue((double) value)
                                                        .scaleInCooldown(spec.scaleInCooldownSeconds())
                                                        .scaleOutCooldown(spec.scaleOutCooldownSeconds())
                                                        .build()))
                        .build(),
                child());
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
