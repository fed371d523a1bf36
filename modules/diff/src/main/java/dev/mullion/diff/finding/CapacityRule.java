package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Instances and nodes that become fewer, or end. */
final class CapacityRule implements Findings.Rule {
    private static final String GROUP = "aws:autoscaling/group:Group";
    private static final String NODES = "aws:eks/nodeGroup:NodeGroup";

    /** Input to how a reader calls it. */
    static final Map<String, List<String>> SIZES = Map.of(
            GROUP,
            List.of("desiredCapacity", "maxSize", "minSize"),
            NODES,
            List.of("scalingConfig.desiredSize", "scalingConfig.maxSize", "scalingConfig.minSize"),
            "aws:appautoscaling/target:Target",
            List.of("maxCapacity", "minCapacity"));

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        List<String> sizes = SIZES.get(resource.type());
        if (sizes == null) {
            return;
        }
        if (resource.deleted() || resource.replaced()) {
            ends(resource, collector);
        } else if (resource.mayReplace() && resource.is(GROUP)) {
            collector.add(
                    FindingId.AUTO_SCALING_GROUP_REPLACED,
                    Severity.WARNING,
                    resource,
                    "Auto Scaling group " + resource.name()
                            + " may be replaced: then its instances end and tasks on them stop");
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

    private static void ends(ChangedResource resource, FindingCollector collector) {
        String done = resource.deleted() ? "deleted" : "replaced";
        if (resource.is(GROUP)) {
            ChangedResource old = new ChangedResource(
                    resource.operation(),
                    false,
                    resource.key(),
                    resource.type(),
                    resource.name(),
                    resource.before(),
                    resource.before(),
                    resource.old(),
                    resource.now(),
                    resource.dependencies());
            collector.add(
                    resource.deleted() ? FindingId.AUTO_SCALING_GROUP_DELETED : FindingId.AUTO_SCALING_GROUP_REPLACED,
                    resource,
                    "Auto Scaling group " + resource.name() + " is " + done + ": " + LaunchTemplateRule.count(old)
                            + " will end, and the tasks on them stop");
        } else if (resource.is(NODES)) {
            OptionalDouble size = Values.number(resource.before(), "scalingConfig.desiredSize");
            String count = size.isPresent() ? LaunchTemplateRule.counted(size.getAsDouble(), "node") : "its nodes";
            collector.add(
                    resource.deleted() ? FindingId.NODE_GROUP_DELETED : FindingId.NODE_GROUP_REPLACED,
                    resource,
                    "node group " + resource.name() + " is " + done + ": " + count
                            + " will end, and the pods on them move");
        }
    }
}
