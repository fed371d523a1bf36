package dev.mullion.diff.finding;

import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a machine starts with: how many of them are replaced by a change of it, and when. */
final class LaunchTemplateRule implements Findings.Rule {
    static final String TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
    private static final String GROUP = "aws:autoscaling/group:Group";
    private static final String INSTANCE = "aws:ec2/instance:Instance";

    /** What else of a template an instance starts with. */
    static final List<String> OTHERS = List.of(
            "blockDeviceMappings",
            "metadataOptions",
            "iamInstanceProfile",
            "networkInterfaces",
            "vpcSecurityGroupIds",
            "securityGroupNames",
            "keyName",
            "licenseSpecifications",
            "tagSpecifications");

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (!resource.stays() || !(resource.is(TEMPLATE) || resource.is(INSTANCE))) {
            return;
        }
        List<String> changed = changed(resource);
        if (changed.isEmpty()) {
            return;
        }
        FindingId id = id(changed.get(0));
        String what = String.join(" and ", changed) + " of " + resource.name() + " changed: ";
        if (resource.is(INSTANCE)) {
            if (!resource.replaced()) {
                collector.add(id, resource, what + "the instance is stopped and started");
            }
            return;
        }
        boolean used = false;
        for (ChangedResource user : resources.dependents(resource.key())) {
            boolean nodes = user.is(NodeGroupRule.TYPE);
            if (user.deleted() || !(user.is(GROUP) || nodes)) {
                continue;
            }
            used = true;
            // The nodes of a group that is replaced are others anyway.
            if (!(nodes && user.replaced())) {
                collector.add(id, resource, what + (nodes ? NodeGroupRule.rolled(user) : group(user)));
            }
        }
        if (!used) {
            collector.add(id, Severity.NOTE, resource, what + "what starts from it from now on has it");
        }
    }

    private static List<String> changed(ChangedResource resource) {
        List<String> changed = new ArrayList<>();
        if (differs(resource, "userData") || differs(resource, "userDataBase64")) {
            changed.add("user data");
        }
        if (differs(resource, "imageId") || differs(resource, "ami")) {
            changed.add("AMI");
        }
        if (differs(resource, "instanceType") || differs(resource, "instanceRequirements")) {
            changed.add("instance type");
        }
        List<String> others = new ArrayList<>();
        for (String key : OTHERS) {
            if (resource.is(TEMPLATE) && differs(resource, key)) {
                others.add(key);
            }
        }
        if (changed.isEmpty() && !others.isEmpty()) {
            changed.add(String.join(", ", others));
        }
        return changed;
    }

    private static FindingId id(String changed) {
        return switch (changed) {
            case "user data" -> FindingId.USER_DATA_CHANGED;
            case "AMI" -> FindingId.AMI_CHANGED;
            case "instance type" -> FindingId.INSTANCE_TYPE_CHANGED;
            default -> FindingId.LAUNCH_TEMPLATE_CHANGED;
        };
    }

    /** EC2 decodes user data once, and makes a new version of whatever differs by a byte. */
    private static boolean differs(ChangedResource resource, String key) {
        return !Objects.equals(
                resource.before().values().get(key), resource.after().values().get(key));
    }

    private static String group(ChangedResource group) {
        String version = Values.text(group.after(), "launchTemplate.version");
        boolean refresh = Values.at(group.after(), "instanceRefresh").isPresent();
        // A group that follows $Latest does not change itself, so nothing starts its refresh.
        boolean moving = version.equals("$Latest") || version.equals("$Default");
        String count = count(group.after());
        if (refresh && !moving) {
            return "the instance refresh of " + group.name() + " replaces " + count + " now";
        }
        return count + " of " + group.name() + " will keep the old one until the next "
                + (refresh ? "refresh or launch" : "launch, since no instance refresh is configured");
    }

    static String count(MaskedValue.Fields group) {
        OptionalDouble desired = Values.number(group, "desiredCapacity");
        return desired.isPresent()
                ? counted(desired.getAsDouble(), "instance")
                : counted(Values.number(group, "minSize"), Values.number(group, "maxSize"), "instance")
                        .orElse("its instances");
    }

    /** {@code 2 to 4 nodes}; empty where the bounds are not known. */
    static Optional<String> counted(OptionalDouble min, OptionalDouble max, String what) {
        return bounds(min, max).map(count -> count + " " + what + (count.equals("1") ? "" : "s"));
    }

    /** {@code 2 to 4}, or {@code 2} where both are the same. */
    static Optional<String> bounds(OptionalDouble min, OptionalDouble max) {
        if (min.isEmpty() || max.isEmpty()) {
            return Optional.empty();
        }
        String least = Values.shown(min.getAsDouble());
        String most = Values.shown(max.getAsDouble());
        return Optional.of(least.equals(most) ? least : least + " to " + most);
    }

    static String counted(double count, String what) {
        return Values.shown(count) + " " + what + (count == 1 ? "" : "s");
    }
}
