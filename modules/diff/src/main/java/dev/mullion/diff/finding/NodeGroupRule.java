package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Nodes that EKS manages: groups that end, nodes that are replaced by others, and taints that no longer keep pods away. */
final class NodeGroupRule implements Findings.Rule {
    static final String TYPE = "aws:eks/nodeGroup:NodeGroup";
    private static final String NAME = "nodeGroupName";

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (!resource.is(TYPE)) {
            return;
        }
        if (resource.deleted()) {
            collector.add(
                    FindingId.NODE_GROUP_DELETED,
                    resource,
                    "node group " + resource.name() + " is deleted: "
                            + count(resource.before()).orElse("its nodes") + " will end, and the pods on them move");
        } else if (resource.replaced()) {
            replaced(resource, collector);
        } else if (resource.mayReplace()) {
            collector.add(
                    FindingId.NODE_GROUP_REPLACED,
                    Severity.WARNING,
                    resource,
                    "node group " + resource.name() + " may be replaced: then " + drained(resource));
        }
        if (resource.stays()) {
            taints(resource, collector);
        }
        if (resource.stays() && !resource.replaced()) {
            updated(resource, resources, collector);
        }
    }

    private static void replaced(ChangedResource group, FindingCollector collector) {
        Set<String> inputs = new LinkedHashSet<>();
        group.replacedBy().forEach(path -> inputs.add(path.replaceAll("\\[.*", "")));
        String why = inputs.isEmpty() ? "" : " for its " + String.join(", ", inputs);
        collector.add(
                FindingId.NODE_GROUP_REPLACED,
                group,
                "node group " + group.name() + " is replaced" + why + ": " + drained(group));
        String name = Values.text(group.after(), NAME);
        if (group.now().deletedFirst() || group.old().deletedFirst()) {
            collector.add(
                    FindingId.DELETED_BEFORE_REPLACED,
                    group,
                    group.name() + " is deleted before its replacement is made: nothing is there in between");
        } else if (!name.isEmpty() && name.equals(Values.text(group.before(), NAME))) {
            // Pulumi's bridge does so for a name that is given, as two of the same can not be there at once:
            // https://github.com/pulumi/pulumi-terraform-bridge, nameRequiresDeleteBeforeReplace.
            collector.add(
                    FindingId.DELETED_BEFORE_REPLACED,
                    group,
                    "node group " + group.name() + " keeps its fixed name " + name
                            + ", so it is deleted before its replacement is made: none of its nodes is there in between");
        }
    }

    private static String drained(ChangedResource group) {
        String count = bounds(group.before()).map(nodes -> " (" + nodes + ")").orElse("");
        return "its nodes" + count + " are drained and end, and new ones start";
    }

    /** What happens to the nodes when what they start with changes. */
    static String rolled(ChangedResource group) {
        String version = Values.text(group.after(), "launchTemplate.version");
        // EKS keeps to the number that a group names.
        if (version.matches("\\d+") && version.equals(Values.text(group.before(), "launchTemplate.version"))) {
            return "node group " + group.name()
                    + " keeps the old one on all its nodes until its launchTemplate.version is another";
        }
        return "node group " + group.name() + " replaces "
                + count(group.after()).orElse("the nodes") + " " + pace(group.after()) + " now";
    }

    /** How many nodes an update takes away at once; one by default. */
    private static String pace(MaskedValue.Fields group) {
        String percentage = Values.text(group, "updateConfig.maxUnavailablePercentage");
        if (!percentage.isEmpty()) {
            return percentage + "% at a time";
        }
        OptionalDouble most = Values.number(group, "updateConfig.maxUnavailable");
        return most.orElse(1) == 1 ? "one after another" : Values.shown(most.getAsDouble()) + " at a time";
    }

    private static Optional<String> count(MaskedValue.Fields group) {
        return bounds(group).map(count -> count + (count.equals("1") ? " node" : " nodes"));
    }

    /** Within them the autoscaler says how many there are; the desired size is that of the first day. */
    private static Optional<String> bounds(MaskedValue.Fields group) {
        OptionalDouble size = Values.number(group, "scalingConfig.desiredSize");
        return LaunchTemplateRule.bounds(
                        Values.number(group, "scalingConfig.minSize"), Values.number(group, "scalingConfig.maxSize"))
                .or(() -> size.isPresent() ? Optional.of(Values.shown(size.getAsDouble())) : Optional.empty());
    }

    private static void updated(ChangedResource group, Resources resources, FindingCollector collector) {
        List<String> changed = new ArrayList<>();
        version(group, resources, changed, collector);
        release(group, changed, collector);
        template(group, resources, changed);
        if (!changed.isEmpty()) {
            collector.add(
                    FindingId.NODES_REPLACED,
                    group,
                    "node group " + group.name() + " gets " + String.join(" and ", changed) + ": it replaces "
                            + count(group.after()).orElse("its nodes") + " " + pace(group.after()));
        }
    }

    private static void version(
            ChangedResource group, Resources resources, List<String> changed, FindingCollector collector) {
        Optional<KubernetesMinor> before = KubernetesMinor.of(Values.text(group.before(), "version"));
        Optional<KubernetesMinor> after = KubernetesMinor.of(Values.text(group.after(), "version"));
        if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
            return;
        }
        Optional<KubernetesMinor> cluster = group.dependencies().stream()
                .flatMap(key -> resources.find(key).stream())
                .filter(needed -> needed.is(EksClusterRule.TYPE))
                .flatMap(needed -> KubernetesMinor.of(Values.text(needed.after(), "version")).stream())
                .findFirst();
        String refused = "";
        if (after.get().isBefore(before.get())) {
            refused = "EKS refuses to take node group " + group.name() + " back from Kubernetes "
                    + before.get().shown() + " to " + after.get().shown();
        } else if (cluster.isPresent() && cluster.get().isBefore(after.get())) {
            refused = "EKS refuses Kubernetes " + after.get().shown() + " for node group " + group.name()
                    + ": its cluster has " + cluster.get().shown();
        }
        if (refused.isEmpty()) {
            changed.add("Kubernetes " + after.get().shown() + " instead of "
                    + before.get().shown());
        } else {
            collector.add(FindingId.KUBERNETES_VERSION_CHANGED, Severity.DANGER, group, refused);
        }
    }

    private static void release(ChangedResource group, List<String> changed, FindingCollector collector) {
        String before = Values.text(group.before(), "releaseVersion");
        String after = Values.text(group.after(), "releaseVersion");
        if (after.isEmpty() || after.equals(before)) {
            return;
        }
        if (!before.isEmpty() && KubernetesMinor.compareReleases(after, before) < 0) {
            collector.add(
                    FindingId.KUBERNETES_VERSION_CHANGED,
                    Severity.DANGER,
                    group,
                    "EKS refuses to take node group " + group.name() + " back from the AMI release " + before + " to "
                            + after);
        } else {
            changed.add("the AMI release " + after + (before.isEmpty() ? "" : " instead of " + before));
        }
    }

    /** A template that changes in the same stack says so itself. */
    private static void template(ChangedResource group, Resources resources, List<String> changed) {
        String before = Values.text(group.before(), "launchTemplate.version");
        String after = Values.text(group.after(), "launchTemplate.version");
        boolean told = group.dependencies().stream()
                .flatMap(key -> resources.find(key).stream())
                .anyMatch(needed -> needed.is(LaunchTemplateRule.TEMPLATE)
                        && !needed.before().equals(needed.after()));
        if (!before.isEmpty() && !after.isEmpty() && !before.equals(after) && !told) {
            changed.add("version " + after + " of its launch template instead of " + before);
        }
    }

    private static void taints(ChangedResource group, FindingCollector collector) {
        Set<String> gone = taints(group.before());
        gone.removeAll(taints(group.after()));
        if (!gone.isEmpty()) {
            collector.add(
                    FindingId.TAINTS_REMOVED,
                    group,
                    "node group " + group.name() + " no longer has "
                            + (gone.size() == 1 ? "the taint " : "the taints ") + String.join(", ", gone)
                            + ": pods that do not tolerate " + (gone.size() == 1 ? "it" : "them")
                            + " may start on its nodes");
        }
    }

    private static Set<String> taints(MaskedValue.Fields group) {
        Set<String> taints = new LinkedHashSet<>();
        for (MaskedValue taint : Values.list(group, "taints")) {
            String value = Values.text(taint, "value");
            taints.add(Values.text(taint, "key") + (value.isEmpty() ? "" : "=" + value) + ":"
                    + Values.text(taint, "effect"));
        }
        return taints;
    }
}
