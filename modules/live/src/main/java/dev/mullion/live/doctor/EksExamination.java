package dev.mullion.live.doctor;

import static dev.mullion.live.doctor.DoctorCheck.ACCESS_ENTRY;
import static dev.mullion.live.doctor.DoctorCheck.ADDON;
import static dev.mullion.live.doctor.DoctorCheck.EKS_CLUSTER;

import dev.mullion.core.json.JsonValue;
import dev.mullion.eks.AddonFloor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonIssue;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterIssue;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** The EKS clusters: control planes, node groups, add-ons and the roles of Windows nodes. */
final class EksExamination {
    private static final String VPC_CNI = "vpc-cni";

    /** https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html */
    private static final String WINDOWS_ENTRY = "EC2_WINDOWS";

    /** On the Auto Scaling groups of nodes: https://docs.aws.amazon.com/eks/latest/userguide/self-managed-windows-server-2022.html */
    private static final String OF_CLUSTER = "kubernetes.io/cluster/";

    private final Examination examination;
    private final Deployed deployed;
    private final EksClient eks;
    private final List<Cluster> clusters = new ArrayList<>();

    /** The roles that managed Windows node groups name, each with its cluster. */
    private final Set<NodeRole> roles = new TreeSet<>();

    private record NodeRole(String cluster, String arn) implements Comparable<NodeRole> {
        @Override
        public int compareTo(NodeRole other) {
            int order = cluster.compareTo(other.cluster);
            return order == 0 ? arn.compareTo(other.arn) : order;
        }
    }

    EksExamination(Examination examination, Deployed deployed) {
        this.examination = examination;
        this.deployed = deployed;
        eks = examination.region().eks();
    }

    /** Looks at a cluster and its managed node groups; the names of the Auto Scaling groups of these. */
    Set<String> cluster(String name) {
        Optional<Optional<Cluster>> answer = examination.ask("eks:DescribeCluster", () -> {
            try {
                return Optional.of(
                        eks.describeCluster(request -> request.name(name)).cluster());
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
        if (answer.isEmpty()) {
            return Set.of();
        }
        examination.looked(EKS_CLUSTER, "EKS cluster " + name);
        if (answer.get().isEmpty()) {
            examination.failure(
                    EKS_CLUSTER,
                    name,
                    "there is no such EKS cluster",
                    "deploy the stack again; is this the account and the region of the stack?");
            return Set.of();
        }
        Cluster cluster = answer.get().get();
        clusters.add(cluster);
        List<ClusterIssue> issues =
                cluster.health() == null ? List.of() : cluster.health().issues();
        issues.forEach(issue -> examination.failure(
                EKS_CLUSTER,
                name,
                issue.codeAsString() + ": " + Said.line(issue.message()),
                "https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html"));
        if (cluster.status() != ClusterStatus.ACTIVE && cluster.status() != ClusterStatus.UPDATING) {
            examination.failure(
                    EKS_CLUSTER, name, "the cluster is " + cluster.statusAsString(), "wait, or deploy the stack again");
        }
        Set<String> groups = new TreeSet<>();
        Optional<List<String>> nodeGroups = examination.ask(
                "eks:ListNodegroups",
                () -> eks.listNodegroupsPaginator(request -> request.clusterName(name)).nodegroups().stream()
                        .sorted()
                        .toList());
        nodeGroups.ifPresent(all -> {
            gone(EKS_CLUSTER, "node group", name, all, deployed.nodeGroups());
            all.forEach(group -> groups.addAll(nodeGroup(name, group)));
        });
        return groups;
    }

    /** Names what was deployed into a cluster that it has no more. */
    private void gone(DoctorCheck check, String kind, String cluster, List<String> there, Set<String> meant) {
        meant.stream()
                .filter(name -> name.startsWith(cluster + "/") && !there.contains(name.substring(cluster.length() + 1)))
                .forEach(
                        name -> examination.failure(check, name, "there is no such " + kind, "deploy the stack again"));
    }

    private List<String> nodeGroup(String cluster, String name) {
        Optional<Nodegroup> answer = examination.ask("eks:DescribeNodegroup", () -> eks.describeNodegroup(
                        request -> request.clusterName(cluster).nodegroupName(name))
                .nodegroup());
        if (answer.isEmpty()) {
            return List.of();
        }
        Nodegroup group = answer.get();
        String where = cluster + "/" + name;
        examination.looked(EKS_CLUSTER, "node group " + where);
        List<Issue> issues = group.health() == null ? List.of() : group.health().issues();
        issues.forEach(issue -> examination.failure(
                EKS_CLUSTER,
                where,
                issue.codeAsString() + ": " + Said.line(issue.message())
                        + (issue.resourceIds().isEmpty() ? "" : " (" + String.join(", ", issue.resourceIds()) + ")"),
                "https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html"));
        if (group.status() != NodegroupStatus.ACTIVE && group.status() != NodegroupStatus.UPDATING) {
            examination.failure(
                    EKS_CLUSTER,
                    where,
                    "the node group is " + group.statusAsString(),
                    "mend what its issues name, and deploy the stack again");
        }
        if (isWindows(group)) {
            roles.add(new NodeRole(cluster, group.nodeRole()));
        }
        return group.resources() == null
                ? List.of()
                : group.resources().autoScalingGroups().stream()
                        .map(each -> each.name())
                        .toList();
    }

    private static boolean isWindows(Nodegroup group) {
        @Nullable String type = group.amiTypeAsString();
        return type != null && type.toUpperCase(Locale.ROOT).startsWith("WINDOWS") && group.nodeRole() != null;
    }

    /** Looks at the add-ons, and at the roles of Windows nodes, of managed and of other groups. */
    void examine(ScalingGroups machines) {
        machines.groups().forEach(group -> ownNodes(group, machines));
        for (Cluster cluster : clusters) {
            String name = cluster.name();
            addons(name);
            if (cluster.accessConfig() == null
                    || cluster.accessConfig().authenticationMode() == AuthenticationMode.CONFIG_MAP) {
                continue; // aws-auth alone decides, which only the cluster's API shows.
            }
            roles.stream().filter(role -> role.cluster().equals(name)).forEach(this::entry);
        }
    }

    /** Windows nodes that the stack starts itself have a group with the cluster's tag, and a role by their instance profile. */
    private void ownNodes(AutoScalingGroup group, ScalingGroups machines) {
        Optional<String> cluster = group.tags().stream()
                .map(tag -> tag.key())
                .filter(key -> key.startsWith(OF_CLUSTER))
                .map(key -> key.substring(OF_CLUSTER.length()))
                .findFirst();
        Optional<ResponseLaunchTemplateData> template = machines.template(group);
        if (cluster.isEmpty() || template.isEmpty() || !machines.startsWindows(group)) {
            return;
        }
        LaunchTemplateIamInstanceProfileSpecification profile = template.get().iamInstanceProfile();
        if (profile == null) {
            return;
        }
        String name = profile.name() == null ? DeployedFile.lastName(profile.arn()) : profile.name();
        examination
                .ask("iam:GetInstanceProfile", () -> examination
                        .region()
                        .iam()
                        .getInstanceProfile(request -> request.instanceProfileName(name))
                        .instanceProfile())
                .ifPresent(found -> found.roles().forEach(role -> roles.add(new NodeRole(cluster.get(), role.arn()))));
    }

    private void entry(NodeRole role) {
        Optional<Optional<String>> type = examination.ask("eks:DescribeAccessEntry", () -> {
            try {
                return Optional.of(eks.describeAccessEntry(
                                request -> request.clusterName(role.cluster()).principalArn(role.arn()))
                        .accessEntry()
                        .type());
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
        if (type.isEmpty()) {
            return;
        }
        String where = role.cluster() + " " + role.arn();
        examination.looked(ACCESS_ENTRY, "node role " + where);
        if (!type.get().equals(Optional.of(WINDOWS_ENTRY))) {
            examination.failure(
                    ACCESS_ENTRY,
                    where,
                    type.get()
                            .map(other -> "its access entry is of the type " + other)
                            .orElse("it has no access entry"),
                    "its type has to be " + WINDOWS_ENTRY
                            + "; an entry is made anew to change it. Where Linux nodes have"
                            + " the same role, give Windows nodes their own");
        }
    }

    private void addons(String cluster) {
        Optional<List<String>> names = examination.ask(
                "eks:ListAddons",
                () -> eks.listAddonsPaginator(request -> request.clusterName(cluster)).addons().stream()
                        .sorted()
                        .toList());
        if (names.isEmpty()) {
            return;
        }
        gone(ADDON, "add-on", cluster, names.get(), deployed.addons());
        for (String name : names.get()) {
            examination
                    .ask("eks:DescribeAddon", () -> eks.describeAddon(
                                    request -> request.clusterName(cluster).addonName(name))
                            .addon())
                    .ifPresent(addon -> addon(cluster, addon));
        }
    }

    private void addon(String cluster, Addon addon) {
        String where = cluster + "/" + addon.addonName();
        examination.looked(ADDON, "add-on " + where);
        List<AddonIssue> issues =
                addon.health() == null ? List.of() : addon.health().issues();
        if (!issues.isEmpty() || isBroken(addon)) {
            String said = issues.stream()
                    .map(issue -> issue.codeAsString() + ": " + Said.line(issue.message()))
                    .collect(Collectors.joining("; "));
            examination.failure(
                    ADDON,
                    where,
                    "the add-on is " + addon.statusAsString() + (said.isEmpty() ? "" : ": " + said),
                    "mend what is named; it tries again by itself");
        }
        for (AddonFloor floor : AddonFloor.values()) {
            if (floor.isBelow(addon.addonName(), addon.addonVersion())) {
                examination.warning(
                        ADDON,
                        where,
                        "it is " + addon.addonVersion() + "; " + floor.reason(),
                        "use " + floor.version() + " or newer");
            }
        }
        if (addon.addonName().equals(VPC_CNI) && !givesAddresses(addon)) {
            examination.failure(
                    ADDON,
                    where,
                    "its configuration does not switch enableWindowsIpam on",
                    "windowsIpam: {manage: addon} in the stack file, or the ConfigMap amazon-vpc-cni where something else"
                            + " keeps it: docs/eks.md");
        }
    }

    private static boolean isBroken(Addon addon) {
        return Set.of(AddonStatus.DEGRADED, AddonStatus.CREATE_FAILED, AddonStatus.UPDATE_FAILED)
                .contains(addon.status());
    }

    private static boolean givesAddresses(Addon addon) {
        return Optional.ofNullable(addon.configurationValues())
                .flatMap(JsonValue::read)
                .filter(values -> values instanceof JsonValue.Fields fields
                        && fields.values().get("enableWindowsIpam") instanceof JsonValue.Text text
                        && text.value().equals("true"))
                .isPresent();
    }
}
