package dev.mullion.check;

import dev.mullion.diff.finding.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Managed node groups of Windows, and the launch templates that they start from. */
final class NodeGroupRules implements Checks.Look {
    static final String ACCESS_ENTRY = "aws:eks/accessEntry:AccessEntry";

    /** What EKS decides itself, by where a launch template would say it. */
    private static final Map<String, String> DECIDED = new TreeMap<>(Map.of(
            "iamInstanceProfile", "iamInstanceProfile",
            "instanceInitiatedShutdownBehavior", "instanceInitiatedShutdownBehavior",
            "hibernationOptions.configured", "hibernationOptions",
            "instanceMarketOptions", "instanceMarketOptions"));

    private static final Pattern LINUX_TYPE = Pattern.compile("(?:AL2|AL2023|BOTTLEROCKET)_\\w{1,40}");

    private static final Pattern MINOR = Pattern.compile("1\\.(\\d{1,3})");

    private static final int FIRST_MINOR_OF_2025 = 35;

    @Override
    public void look(CheckedPlan all, FindingCollector collector) {
        for (PlanResource group : all.resources().of(CheckedPlan.NODE_GROUP)) {
            Optional<Machine> template = all.template(group);
            if (all.isWindows(group)) {
                template.ifPresent(machine -> template(group, machine, all, collector));
                if (group.has("launchTemplate")) {
                    beside(
                            group,
                            List.of("diskSize", "remoteAccess"),
                            Rule.NODE_GROUP_DISK,
                            "a launch template",
                            collector);
                }
            }
            version(group, all, collector);
        }
    }

    private static void template(PlanResource group, Machine machine, CheckedPlan all, FindingCollector collector) {
        PlanResource template = machine.resource();
        List<String> decided = new ArrayList<>();
        DECIDED.forEach((path, name) -> {
            if (template.has(path)) {
                decided.add(name);
            }
        });
        if (template.list("networkInterfaces").stream()
                .anyMatch(card -> Values.at(card, "subnetId").isPresent())) {
            decided.add("networkInterfaces with subnetId");
        }
        if (!decided.isEmpty()) {
            collector.add(
                    Rule.NODE_GROUP_TEMPLATE,
                    group,
                    "launch template " + template.state().name() + " has " + String.join(", ", decided));
        }
        boolean bootstraps =
                machine.userData().filter(BootstrapRules::bootstraps).isPresent();
        boolean windowsScript = machine.userData().filter(BootScript::isWindows).isPresent();
        String type = group.text("amiType");
        if (windowsScript && LINUX_TYPE.matcher(type).matches()) {
            collector.add(
                    Rule.AMI_TYPE_OF_LINUX,
                    group,
                    "amiType " + type + " with the PowerShell of launch template "
                            + template.state().name());
        }
        if (!template.has("imageId")) {
            if (bootstraps) {
                collector.add(
                        Rule.BOOTSTRAP_TWICE,
                        group,
                        "Start-EKSBootstrap.ps1 in user data of launch template "
                                + template.state().name());
            }
            return;
        }
        List<String> own = new ArrayList<>(List.of("version", "releaseVersion"));
        if (!type.equals("CUSTOM")) {
            own.add(0, "amiType");
        }
        beside(
                group,
                own,
                Rule.NODE_GROUP_IMAGE,
                "the image of launch template " + template.state().name(),
                collector);
        if (all.isWhole() && !hasEntry(group, all)) {
            collector.add(
                    Rule.ACCESS_ENTRY_MISSING,
                    group,
                    "nodes of an image of their own, and no access entry of type EC2_WINDOWS for their role");
        }
    }

    /** Whether anything in the plan gives the nodes' role its rights. */
    private static boolean hasEntry(PlanResource group, CheckedPlan all) {
        return all.resources().of(ACCESS_ENTRY).stream()
                        .anyMatch(entry ->
                                entry.text("type").equals("EC2_WINDOWS") && ClusterRules.isOfRole(entry, group))
                || ClusterRules.authMaps(all).stream().anyMatch(ClusterRules::letsKubeProxyIn);
    }

    private static void beside(
            PlanResource group, List<String> keys, Rule rule, String what, FindingCollector collector) {
        List<String> there = keys.stream().filter(group::has).toList();
        if (!there.isEmpty()) {
            collector.add(rule, group, String.join(" and ", there) + " beside " + what);
        }
    }

    private static void version(PlanResource group, CheckedPlan all, FindingCollector collector) {
        String type = group.text("amiType");
        String version = group.text("version");
        String known = version.isEmpty()
                ? all.resources()
                        .referred(group, "clusterName", ClusterRules.CLUSTER, "clusterName")
                        .map(cluster -> cluster.text("version"))
                        .orElse("")
                : version;
        Matcher minor = MINOR.matcher(known);
        if (type.startsWith("WINDOWS_")
                && type.contains("_2025_")
                && minor.matches()
                && Integer.parseInt(minor.group(1)) < FIRST_MINOR_OF_2025) {
            collector.add(Rule.WINDOWS_2025_TOO_EARLY, group, "amiType " + type + " with Kubernetes " + known);
        }
    }
}
