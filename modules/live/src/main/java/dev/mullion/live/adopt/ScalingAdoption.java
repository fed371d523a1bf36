package dev.mullion.live.adopt;

import static dev.mullion.live.JsonService.fields;
import static dev.mullion.live.JsonService.number;
import static dev.mullion.live.JsonService.text;

import dev.mullion.core.json.JsonValue;
import dev.mullion.live.JsonService;
import dev.mullion.live.Questions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code autoScaling}: what Application Auto Scaling does to a service's number of tasks. */
final class ScalingAdoption {
    private static final String DIMENSION = "ecs:service:DesiredCount";

    private final Questions questions;
    private final String clusterName;

    ScalingAdoption(Questions questions, String clusterName) {
        this.questions = questions;
        this.clusterName = clusterName;
    }

    void adopt(ServiceEntry entry) {
        String resource = "service/" + clusterName + "/" + entry.service().serviceName();
        Optional<JsonValue.Fields> target = questions
                .ask("application-autoscaling:DescribeScalableTargets", () -> questions
                        .region()
                        .json(JsonService.Name.APPLICATION_AUTO_SCALING)
                        .all(
                                "DescribeScalableTargets",
                                Map.of("ServiceNamespace", "ecs", "ResourceIds", List.of(resource)),
                                "ScalableTargets"))
                .flatMap(found -> found.stream().findFirst());
        if (target.isEmpty()) {
            return;
        }
        List<JsonValue.Fields> policies = questions
                .ask("application-autoscaling:DescribeScalingPolicies", () -> questions
                        .region()
                        .json(JsonService.Name.APPLICATION_AUTO_SCALING)
                        .all(
                                "DescribeScalingPolicies",
                                Map.of("ServiceNamespace", "ecs", "ResourceId", resource),
                                "ScalingPolicies"))
                .orElse(List.of());
        Props keys = new Props()
                .put("minCapacity", number(target.get(), "MinCapacity"))
                .put("maxCapacity", number(target.get(), "MaxCapacity"));
        String id = "ecs/" + resource + "/" + DIMENSION;
        List<Existing> taken = new ArrayList<>();
        taken.add(new Existing(
                entry.part(),
                "aws:appautoscaling/target:Target",
                entry.name() + "-scaling-target",
                id,
                new Props()
                        .put("serviceNamespace", "ecs")
                        .put("scalableDimension", DIMENSION)
                        .put("resourceId", resource)
                        .put("minCapacity", number(target.get(), "MinCapacity"))
                        .put("maxCapacity", number(target.get(), "MaxCapacity"))
                        .map(),
                Map.of("resourceId", resource, "serviceNamespace", "ecs", "scalableDimension", DIMENSION),
                Optional.empty()));
        boolean byMetric = false;
        for (JsonValue.Fields policy : policies) {
            byMetric |= policy(entry, new Scaled(id, resource, keys, taken), policy);
        }
        if (byMetric) {
            entry.spec().put("autoScaling", keys);
            entry.existing().addAll(taken);
        } else {
            entry.notes()
                    .add("its number of tasks is scaled from "
                            + number(target.get(), "MinCapacity").orElse("?") + " to "
                            + number(target.get(), "MaxCapacity").orElse("?")
                            + " by no metric that a stack file can say: that scaling is left as it is");
        }
    }

    /** What a policy scales: its id for the import, how AWS calls it, its keys, and what is taken over with it. */
    private record Scaled(String id, String resource, Props keys, List<Existing> taken) {}

    /** Whether the stack makes the service's load balancer. */
    private static boolean hasOwnBalancer(ServiceEntry entry) {
        return entry.spec().map().get("loadBalancer") instanceof Map<?, ?> place
                && !place.containsKey("targetGroupArn");
    }

    private static boolean policy(ServiceEntry entry, Scaled scaled, JsonValue.Fields policy) {
        Props keys = scaled.keys();
        String policyName = text(policy, "PolicyName").orElse("");
        Optional<JsonValue.Fields> tracking = fields(policy, "TargetTrackingScalingPolicyConfiguration");
        Optional<JsonValue.Fields> metric = tracking.flatMap(each -> fields(each, "PredefinedMetricSpecification"));
        String type = metric.flatMap(each -> text(each, "PredefinedMetricType")).orElse("");
        Optional<Object> value = tracking.flatMap(each -> number(each, "TargetValue"));
        String what =
                switch (type) {
                    case "ECSServiceAverageCPUUtilization" -> "cpu";
                    case "ECSServiceAverageMemoryUtilization" -> "memory";
                    case "ALBRequestCountPerTarget" -> hasOwnBalancer(entry) ? "requests" : "";
                    default -> "";
                };
        String key = what.equals("requests") ? "requestCountPerTarget" : what + "Percent";
        if (what.isEmpty() || value.isEmpty() || keys.map().containsKey(key)) {
            entry.notes()
                    .add("scaling policy " + policyName + " is "
                            + (type.isEmpty()
                                    ? "of a kind that a stack file can not say"
                                    : what.isEmpty()
                                            ? "by " + type + " of a load balancer that is left as it is"
                                            : "a second one by " + type)
                            + ": it is left as it is");
            return false;
        }
        keys.put(key, value.map(number -> number instanceof Double exact ? (Object) (int) Math.rint(exact) : number));
        Optional<Object> in = tracking.flatMap(each -> number(each, "ScaleInCooldown"));
        Optional<Object> out = tracking.flatMap(each -> number(each, "ScaleOutCooldown"));
        keys.put("scaleInCooldownSeconds", in.filter(seconds -> !seconds.equals(300)));
        keys.put("scaleOutCooldownSeconds", out.filter(seconds -> !seconds.equals(300)));
        scaled.taken()
                .add(new Existing(
                        entry.part(),
                        "aws:appautoscaling/policy:Policy",
                        entry.name() + "-scale-by-" + what,
                        scaled.id() + "/" + policyName,
                        new Props()
                                .put("name", policyName)
                                .put("policyType", text(policy, "PolicyType"))
                                .put("serviceNamespace", "ecs")
                                .put("scalableDimension", DIMENSION)
                                .put("resourceId", scaled.resource())
                                .put(
                                        "targetTrackingScalingPolicyConfiguration",
                                        new Props()
                                                .put(
                                                        "predefinedMetricSpecification",
                                                        new Props()
                                                                .put("predefinedMetricType", type)
                                                                .put(
                                                                        "resourceLabel",
                                                                        metric.flatMap(
                                                                                each -> text(each, "ResourceLabel"))))
                                                .put("targetValue", value)
                                                .put("scaleInCooldown", in)
                                                .put("scaleOutCooldown", out))
                                .map(),
                        Map.of(),
                        Optional.of(policyName)));
        return true;
    }
}
