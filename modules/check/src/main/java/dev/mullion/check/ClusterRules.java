package dev.mullion.check;

import dev.mullion.diff.finding.Values;
import dev.mullion.diff.masking.MaskedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an EKS cluster needs before nodes of Windows work in it. */
final class ClusterRules implements Checks.Look {
    static final String CLUSTER = "aws:eks/cluster:Cluster";

    /** A group of Kubernetes. */
    static final String KUBE_PROXY = "eks:kube-proxy-windows";

    private static final String CONTROLLER = "AmazonEKSVPCResourceController";

    @Override
    public void look(CheckedPlan all, FindingCollector collector) {
        for (PlanResource entry : all.resources().of(NodeGroupRules.ACCESS_ENTRY)) {
            entry(entry, all, collector);
        }
        for (PlanResource addon : all.resources().of("aws:eks/addon:Addon")) {
            addon(addon, collector);
        }
        if (!all.hasWindowsNodes()) {
            return;
        }
        for (PlanResource map : authMaps(all)) {
            // A patch adds to what somebody else keeps there.
            if (!map.type().endsWith("Patch") && map.has("data.mapRoles") && !letsKubeProxyIn(map)) {
                collector.add(Rule.AWS_AUTH_WITHOUT_KUBE_PROXY, map, "no role of mapRoles has the group " + KUBE_PROXY);
            }
        }
        for (PlanResource cluster : all.resources().of(CLUSTER)) {
            // A role of elsewhere may have it.
            boolean ownRole = all.resources()
                    .referred(cluster, "roleArn", "aws:iam/role:Role", "roleArn")
                    .isPresent();
            if (all.isWhole() && ownRole && !hasController(all)) {
                collector.add(
                        Rule.VPC_RESOURCE_CONTROLLER, cluster, "no role of the plan has the policy " + CONTROLLER);
            }
        }
    }

    private static void entry(PlanResource entry, CheckedPlan all, FindingCollector collector) {
        String type = entry.text("type");
        if (!type.startsWith("EC2_")) {
            return;
        }
        if (entry.has("kubernetesGroups")) {
            collector.add(Rule.ACCESS_ENTRY_GROUPS, entry, "kubernetesGroups beside type " + type);
        }
        if (type.equals("EC2_LINUX")) {
            all.resources().of(CheckedPlan.NODE_GROUP).stream()
                    .filter(group -> all.isWindows(group) && isOfRole(entry, group))
                    .findFirst()
                    .ifPresent(group -> collector.add(
                            Rule.ACCESS_ENTRY_OF_LINUX,
                            entry,
                            "type EC2_LINUX for the role of node group "
                                    + group.state().name()));
        }
    }

    /** Whether an access entry is of the role that a node group has. */
    static boolean isOfRole(PlanResource entry, PlanResource group) {
        List<String> entryRoles = entry.state().propertyDependencies().getOrDefault("principalArn", List.of());
        List<String> groupRoles = group.state().propertyDependencies().getOrDefault("nodeRoleArn", List.of());
        String principal = entry.text("principalArn");
        return entryRoles.stream().anyMatch(groupRoles::contains)
                || (!principal.isEmpty() && principal.equals(group.text("nodeRoleArn")));
    }

    /** The ConfigMaps of the name aws-auth. */
    static List<PlanResource> authMaps(CheckedPlan all) {
        List<PlanResource> maps = new ArrayList<>();
        for (String type : List.of("kubernetes:core/v1:ConfigMap", "kubernetes:core/v1:ConfigMapPatch")) {
            all.resources().of(type).stream()
                    .filter(map -> map.text("metadata.name").equals("aws-auth"))
                    .forEach(maps::add);
        }
        return maps;
    }

    /** Whether some role of an aws-auth is in the group; what only a deployment knows may be. */
    static boolean letsKubeProxyIn(PlanResource map) {
        Optional<MaskedValue> roles = Values.at(map.inputs(), "data.mapRoles");
        if (roles.isEmpty() || !(roles.get() instanceof MaskedValue.Items)) {
            return roles.filter(ClusterRules::isKnown).isEmpty()
                    || map.text("data.mapRoles").contains(KUBE_PROXY);
        }
        return map.list("data.mapRoles").stream()
                .anyMatch(role -> Values.texts(role, "groups").contains(KUBE_PROXY));
    }

    private static boolean isKnown(MaskedValue value) {
        return value instanceof MaskedValue.Scalar scalar && !scalar.text().contains("${");
    }

    private static boolean hasController(CheckedPlan all) {
        return all.resources().all().stream()
                .filter(resource -> resource.type().startsWith("aws:iam/"))
                .anyMatch(resource -> resource.text("policyArn").endsWith("/" + CONTROLLER)
                        || Values.texts(resource.inputs(), "managedPolicyArns").stream()
                                .anyMatch(arn -> arn.endsWith("/" + CONTROLLER)));
    }

    private static void addon(PlanResource addon, FindingCollector collector) {
        if (!addon.text("addonName").equals("vpc-cni")) {
            return;
        }
        for (String key : List.of("enableWindowsIpam", "enableWindowsPrefixDelegation")) {
            Values.at(addon.inputs(), "configurationValues." + key)
                    .filter(value ->
                            value instanceof MaskedValue.Scalar scalar && scalar.kind() != MaskedValue.Kind.TEXT)
                    .ifPresent(value -> collector.add(
                            Rule.WINDOWS_IPAM_NOT_TEXT, addon, key + " is " + Values.text(value) + " without quotes"));
        }
    }
}
