package dev.mullion.diff.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Instances and nodes that become fewer, or end. */
final class CapacityRule implements Findings.Rule {
    private static final String GROUP = "aws:autoscaling/group:Group";
    private static final String NODES = "aws:eks/nodeGroup:NodeGroup";

    /** Input to how a reader calls it. */
    private static final Map<String, List<String>> SIZES = Map.of(
            GROUP,
            List.of("desiredCapacity", "maxSize", "minSize"),
            NODES,
            List.of("scalingConfig.desiredSize", "scalingConfig.maxSize", "scalingConfig.minSize"),
            "aws:appautoscaling/target:Target",
            List.of("maxCapacity", "minCapacity"));

    @Override
    public void look(ChangedResource subject, Resources resources, FindingCollector telling) {
        List<String> sizes = SIZES.get(subject.type());
        if (sizes == null) {
            return;
        }
        if (subject.deleted() || subject.replaced()) {
            ends(subject, telling);
        } else if (subject.mayReplace() && subject.is(GROUP)) {
            telling.warning(
                    "auto-scaling-group-replaced",
                    subject,
                    "Auto Scaling group " + subject.name()
                            + " may be replaced: then its instances end and tasks on them stop");
        }
        if (subject.stays()) {
            List<String> smaller = new ArrayList<>();
            for (String size : sizes) {
                OptionalDouble before = Values.number(subject.before(), size);
                OptionalDouble after = Values.number(subject.after(), size);
                if (before.isPresent() && after.isPresent() && after.getAsDouble() < before.getAsDouble()) {
                    String name = size.substring(size.indexOf('.') + 1);
                    smaller.add(name + " " + Values.shown(before.getAsDouble()) + " to "
                            + Values.shown(after.getAsDouble()));
                }
            }
            if (!smaller.isEmpty()) {
                telling.warning(
                        "capacity-shrinks", subject, subject.name() + " shrinks: " + String.join(", ", smaller));
            }
        }
    }

    private static void ends(ChangedResource subject, FindingCollector telling) {
        String done = subject.deleted() ? "deleted" : "replaced";
        if (subject.is(GROUP)) {
            ChangedResource old = new ChangedResource(
                    subject.operation(),
                    false,
                    subject.key(),
                    subject.type(),
                    subject.name(),
                    subject.before(),
                    subject.before(),
                    subject.old(),
                    subject.now(),
                    subject.dependencies());
            telling.danger(
                    "auto-scaling-group-" + done,
                    subject,
                    "Auto Scaling group " + subject.name() + " is " + done + ": " + LaunchTemplateRule.count(old)
                            + " will end, and the tasks on them stop");
        } else if (subject.is(NODES)) {
            OptionalDouble size = Values.number(subject.before(), "scalingConfig.desiredSize");
            String count = size.isPresent() ? LaunchTemplateRule.counted(size.getAsDouble(), "node") : "its nodes";
            telling.danger(
                    "node-group-" + done,
                    subject,
                    "node group " + subject.name() + " is " + done + ": " + count
                            + " will end, and the pods on them move");
        }
    }
}
