package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Instances and nodes that become fewer, and groups of instances that end. */
final class CapacityRule implements Findings.Rule {
    private static final String GROUP = "aws:autoscaling/group:Group";

    /** Input to how a reader calls it. */
    static final Map<String, List<String>> SIZES = Map.of(
            GROUP,
            List.of("desiredCapacity", "maxSize", "minSize"),
            NodeGroupRule.TYPE,
            List.of("scalingConfig.desiredSize", "scalingConfig.maxSize", "scalingConfig.minSize"),
            "aws:appautoscaling/target:Target",
            List.of("maxCapacity", "minCapacity"));

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        List<String> sizes = SIZES.get(resource.type());
        if (sizes == null) {
            return;
        }
        boolean group = resource.is(GROUP);
        if (group && (resource.deleted() || resource.replaced())) {
            ends(resource, collector);
        } else if (group && resource.mayReplace()) {
            collector.add(
                    FindingId.AUTO_SCALING_GROUP_REPLACED,
                    Severity.WARNING,
                    resource,
                    "Auto Scaling group " + resource.name() + " may be replaced: then its instances end and "
                            + onThem(resource.before()));
        }
        if (resource.stays()) {
            List<String> smaller = new ArrayList<>();
            for (String size : sizes) {
                OptionalDouble before = Values.number(resource.before(), size);
                OptionalDouble after = Values.number(resource.after(), size);
                if (before.isPresent() && after.isPresent() && after.getAsDouble() < before.getAsDouble()) {
                    String name = size.substring(size.indexOf('.') + 1);
                    smaller.add(name + " " + Values.shown(before.getAsDouble()) + " to "
                            + Values.shown(after.getAsDouble()));
                }
            }
            if (!smaller.isEmpty()) {
                collector.add(
                        FindingId.CAPACITY_SHRINKS,
                        resource,
                        resource.name() + " shrinks: " + String.join(", ", smaller));
            }
        }
    }

    private static void ends(ChangedResource group, FindingCollector collector) {
        String done = group.deleted() ? "deleted" : "replaced";
        collector.add(
                group.deleted() ? FindingId.AUTO_SCALING_GROUP_DELETED : FindingId.AUTO_SCALING_GROUP_REPLACED,
                group,
                "Auto Scaling group " + group.name() + " is " + done + ": " + LaunchTemplateRule.count(group.before())
                        + " will end, and the " + onThem(group.before()));
    }

    /**
     * What happens to what runs on the instances: those of a Kubernetes cluster are tagged as its own
     * (https://docs.aws.amazon.com/eks/latest/userguide/self-managed-nodes.html).
     */
    private static String onThem(MaskedValue.Fields group) {
        boolean nodes = Values.list(group, "tags").stream()
                .anyMatch(tag -> Values.text(tag, "key").startsWith("kubernetes.io/cluster/"));
        return nodes ? "pods on them move" : "tasks on them stop";
    }
}
