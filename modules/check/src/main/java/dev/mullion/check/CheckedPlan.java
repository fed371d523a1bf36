package dev.mullion.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resources, and what becomes known of them only together. */
final class CheckedPlan {
    static final String NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";

    private static final Pattern AMI_TYPE = Pattern.compile("WINDOWS_(?:CORE|FULL)_(\\d{4})_x86_64");

    private final PlanResources resources;
    private final boolean whole;
    private final Map<PlanResource, Machine> machines = new LinkedHashMap<>();
    private final Map<PlanResource, List<PlanResource>> nodeGroups = new LinkedHashMap<>();

    /** @param whole whether what is not there is nowhere: an engine's preview leaves out what stays */
    CheckedPlan(PlanResources resources, boolean whole) {
        this.resources = resources;
        this.whole = whole;
        resources.all().forEach(resource -> Machine.of(resource).ifPresent(found -> machines.put(resource, found)));
        for (PlanResource group : resources.of(NODE_GROUP)) {
            template(group).ifPresent(template -> nodeGroups
                    .computeIfAbsent(template.resource(), first -> new ArrayList<>())
                    .add(group));
        }
    }

    PlanResources resources() {
        return resources;
    }

    List<Machine> machines() {
        return List.copyOf(machines.values());
    }

    /** Whether what is not there is nowhere. */
    boolean isWhole() {
        return whole;
    }

    /** The launch template of a node group or an Auto Scaling group, where it is one of the plan. */
    Optional<Machine> template(PlanResource group) {
        return resources
                .referred(
                        group,
                        "launchTemplate",
                        Machine.Kind.TEMPLATE.type(),
                        "launchTemplate.id",
                        "launchTemplate.name")
                .map(machines::get);
    }

    /** What boots from a resource. */
    Optional<Machine> machine(Optional<PlanResource> resource) {
        return resource.map(machines::get);
    }

    /** The node groups that start from a launch template. */
    List<PlanResource> nodeGroups(Machine template) {
        return nodeGroups.getOrDefault(template.resource(), List.of());
    }

    /** Whether it boots Windows, as far as anything says. */
    boolean isWindows(Machine machine) {
        return machine.saysWindows() || nodeGroups(machine).stream().anyMatch(CheckedPlan::hasWindowsType);
    }

    /** Whether its image is of Windows, whatever its user data is. */
    boolean hasWindowsImage(Machine machine) {
        return machine.hasWindowsImage() || nodeGroups(machine).stream().anyMatch(CheckedPlan::hasWindowsType);
    }

    /** Whether a node group has nodes of Windows. */
    boolean isWindows(PlanResource nodeGroup) {
        return hasWindowsType(nodeGroup)
                || template(nodeGroup).filter(Machine::saysWindows).isPresent();
    }

    static boolean hasWindowsType(PlanResource nodeGroup) {
        return AMI_TYPE.matcher(nodeGroup.text("amiType")).matches();
    }

    /** The year of the release that a machine boots, where anything says it. */
    OptionalInt year(Machine machine) {
        if (machine.year().isPresent()) {
            return machine.year();
        }
        for (PlanResource group : nodeGroups(machine)) {
            Matcher type = AMI_TYPE.matcher(group.text("amiType"));
            if (type.matches()) {
                return OptionalInt.of(Integer.parseInt(type.group(1)));
            }
        }
        return OptionalInt.empty();
    }

    /** Whether the plan has nodes of Windows in a Kubernetes cluster. */
    boolean hasWindowsNodes() {
        return resources.of(NODE_GROUP).stream().anyMatch(this::isWindows)
                || machines.values().stream().anyMatch(this::joinsAsWindows);
    }

    private boolean joinsAsWindows(Machine machine) {
        return machine.kind() == Machine.Kind.NODE_CLASS
                ? machine.hasWindowsImage()
                : machine.userData().filter(BootstrapRules::bootstraps).isPresent();
    }
}
