package dev.mullion.diff.report;

import static dev.mullion.diff.report.SampleReports.added;
import static dev.mullion.diff.report.SampleReports.update;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import dev.mullion.diff.PropertyChange;
import dev.mullion.diff.PropertyChange.Kind;
import dev.mullion.diff.PropertyChange.Noise;
import dev.mullion.diff.PropertyChange.Replaces;
import dev.mullion.diff.PropertyChange.Value;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reports of whole platforms, as long as reviewers meet them. */
final class LargeReports {
    private static final String STACK = SampleReports.urn("pulumi:pulumi:Stack", "platform-prod");
    private static final String CLUSTER_COMPONENT = SampleReports.urn("eks:index:Cluster", "platform");
    private static final String VPC_COMPONENT = SampleReports.urn("awsx:ec2:Vpc", "platform-vpc");
    private static final String ENGINE = "Pulumi";

    private final List<ResourceChange> changes = new ArrayList<>();
    private final String operation;

    private LargeReports(String operation) {
        this.operation = operation;
    }

    /** A cluster on EKS whose network gets another range of addresses: 100 resources are replaced, and 6 changed. */
    static Report replacedCluster() {
        LargeReports large = new LargeReports("replace");
        large.network(3);
        large.cluster(12);
        large.workloads(100 - large.changes.size());
        large.followers();
        List<Finding> findings = new ArrayList<>();
        for (ResourceChange change : large.changes) {
            finding(change).ifPresent(findings::add);
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return report("network", large.changes, findings, Map.of("replace", 100, "update", 6, "same", 58));
    }

    /** The first deployment of such a cluster. */
    static Report firstDeployment() {
        LargeReports large = new LargeReports("create");
        large.network(3);
        large.cluster(8);
        large.workloads(80 - large.changes.size());
        return report("first", large.changes, List.of(), Map.of("create", 80));
    }

    private static Optional<Finding> finding(ResourceChange change) {
        return switch (change.type()) {
            case "aws:ec2/vpc:Vpc" ->
                finding(
                        Severity.DANGER,
                        FindingId.NETWORK_REPLACED,
                        change,
                        "VPC %s is replaced: everything in it is replaced");
            case "aws:ec2/subnet:Subnet" ->
                finding(
                        Severity.DANGER,
                        FindingId.NETWORK_REPLACED,
                        change,
                        "subnet %s is replaced: what is in it is replaced");
            case "aws:eks/cluster:Cluster" ->
                finding(
                        Severity.DANGER,
                        FindingId.CLUSTER_REPLACED,
                        change,
                        "EKS cluster %s is replaced: all of its workloads end");
            case "aws:eks/nodeGroup:NodeGroup" ->
                finding(
                        Severity.DANGER,
                        FindingId.NODE_GROUP_REPLACED,
                        change,
                        "node group %s is replaced for subnetIds and launchTemplate.id: its 2 nodes are drained and end");
            case "aws:ec2/natGateway:NatGateway" ->
                finding(
                        Severity.WARNING,
                        FindingId.ADDRESS_CHANGES,
                        change,
                        "NAT gateway %s is replaced: connections to the outside break");
            default -> Optional.empty();
        };
    }

    private static Optional<Finding> finding(Severity severity, FindingId id, ResourceChange change, String sentence) {
        return Optional.of(
                new Finding(severity, id, change.urn(), String.format(Locale.ROOT, sentence, change.name())));
    }

    private static Report report(
            String head, List<ResourceChange> changes, List<Finding> findings, Map<String, Integer> counts) {
        Comparison comparison = new Comparison(
                "platform", "prod", new TreeMap<>(counts), findings, changes, List.of(), List.of(), List.of());
        return new Report("main", head, List.of(comparison));
    }

    private void network(int zones) {
        String vpc = add(
                "aws:ec2/vpc:Vpc",
                "platform-vpc",
                VPC_COMPONENT,
                List.of(),
                forced("cidrBlock", "\"10.0.0.0/16\"", "\"10.64.0.0/16\""));
        String gateway = add(
                "aws:ec2/internetGateway:InternetGateway", "platform-vpc", vpc, List.of(vpc), follows("vpcId", "vpc"));
        for (String kind : List.of("public", "private")) {
            for (int zone = 1; zone <= zones; zone++) {
                String name = "platform-vpc-" + kind + "-" + zone;
                String subnet = add(
                        "aws:ec2/subnet:Subnet",
                        name,
                        vpc,
                        List.of(vpc),
                        follows("vpcId", "vpc"),
                        forced("cidrBlock", "\"10.0." + zone * 32 + ".0/19\"", "\"10.64." + zone * 32 + ".0/19\""));
                String table =
                        add("aws:ec2/routeTable:RouteTable", name, subnet, List.of(vpc), follows("vpcId", "vpc"));
                add(
                        "aws:ec2/routeTableAssociation:RouteTableAssociation",
                        name,
                        table,
                        List.of(table, subnet),
                        follows("routeTableId", "rtb"),
                        follows("subnetId", "subnet"));
                String target = gateway;
                if (kind.equals("private")) {
                    target = add(
                            "aws:ec2/natGateway:NatGateway",
                            "platform-vpc-" + zone,
                            subnet,
                            List.of(subnet),
                            follows("subnetId", "subnet"));
                }
                add("aws:ec2/route:Route", name, table, List.of(table, target), follows("routeTableId", "rtb"));
            }
        }
    }

    private void cluster(int nodeGroups) {
        String group = add(
                "aws:ec2/securityGroup:SecurityGroup",
                "platform-eksClusterSecurityGroup",
                CLUSTER_COMPONENT,
                List.of(first("aws:ec2/vpc:Vpc")),
                follows("vpcId", "vpc"));
        String nodes = add(
                "aws:ec2/securityGroup:SecurityGroup",
                "platform-nodeSecurityGroup",
                CLUSTER_COMPONENT,
                List.of(first("aws:ec2/vpc:Vpc")),
                follows("vpcId", "vpc"));
        for (String rule : List.of("eksClusterIngressRule", "eksNodeIngressRule", "eksNodeInternetEgressRule")) {
            add(
                    "aws:ec2/securityGroupRule:SecurityGroupRule",
                    "platform-" + rule,
                    CLUSTER_COMPONENT,
                    List.of(group, nodes),
                    follows("securityGroupId", "sg"),
                    follows("sourceSecurityGroupId", "sg"));
        }
        String cluster = add(
                "aws:eks/cluster:Cluster",
                "platform-eksCluster",
                CLUSTER_COMPONENT,
                List.of(group, first("aws:ec2/subnet:Subnet")),
                forced(
                        "vpcConfig.subnetIds",
                        ids("subnet", 6, 0),
                        operation.equals("create") ? ids("subnet", 6, 6) : "[unknown]"),
                follows("vpcConfig.securityGroupIds[0]", "sg"),
                update("certificateAuthority.data", "\"" + "LS0tLS1CRUdJTiBDRVJU".repeat(60) + "\"", "[unknown]"));
        for (int number = 1; number <= nodeGroups; number++) {
            String name = String.format(Locale.ROOT, "platform-windows-%02d", number);
            String template = add(
                    "aws:ec2/launchTemplate:LaunchTemplate",
                    name + "-launch-template",
                    CLUSTER_COMPONENT,
                    List.of(nodes, cluster),
                    follows("vpcSecurityGroupIds[0]", "sg"));
            add(
                    "aws:eks/nodeGroup:NodeGroup",
                    name,
                    CLUSTER_COMPONENT,
                    List.of(cluster, template, first("aws:ec2/subnet:Subnet")),
                    forced("subnetIds", ids("subnet", 3, 0), "[unknown]"),
                    follows("launchTemplate.id", "lt"));
        }
        for (String addon : List.of("coredns", "kube-proxy", "vpc-cni")) {
            add(
                    "aws:eks/addon:Addon",
                    "platform-" + addon,
                    CLUSTER_COMPONENT,
                    List.of(cluster),
                    follows("clusterName", "platform-eksCluster"));
        }
    }

    private void workloads(int number) {
        List<String> kinds =
                List.of("kubernetes:apps/v1:Deployment", "kubernetes:core/v1:Service", "kubernetes:core/v1:ConfigMap");
        String provider = first("aws:eks/cluster:Cluster");
        for (int i = 0; i < number; i++) {
            String name = String.format(Locale.ROOT, "shop/backend-%02d", i / kinds.size() + 1);
            add(kinds.get(i % kinds.size()), name, STACK, List.of(provider), follows("provider", "k8s"));
        }
    }

    /** What is changed, since what it names gets another id. */
    private void followers() {
        for (int i = 1; i <= 6; i++) {
            String type = "aws:iam/rolePolicy:RolePolicy";
            String name = "platform-pod-" + i;
            changes.add(new ResourceChange(
                    "update",
                    SampleReports.urn(type, name),
                    type,
                    name,
                    Optional.of(CLUSTER_COMPONENT),
                    List.of(first("aws:eks/cluster:Cluster")),
                    List.of(),
                    List.of(update(
                            "policy",
                            "\"arn:aws:eks:eu-west-1:123456789012:cluster/platform-1a2b3c4\"",
                            "[unknown]"))));
        }
    }

    private String first(String type) {
        return changes.stream()
                .filter(change -> change.type().equals(type))
                .map(ResourceChange::urn)
                .findFirst()
                .orElseThrow();
    }

    private String add(
            String type, String name, String parent, List<String> dependencies, PropertyChange... properties) {
        String urn = SampleReports.urn(type, name);
        boolean created = operation.equals("create");
        List<PropertyChange> all = new ArrayList<>();
        List<ReplaceReason> reasons = new ArrayList<>();
        for (PropertyChange property : properties) {
            all.add(created ? made(property) : property);
            if (!created && property.replaces() == Replaces.YES) {
                reasons.add(new ReplaceReason(property.path(), true, ENGINE));
            }
        }
        changes.add(new ResourceChange(operation, urn, type, name, Optional.of(parent), dependencies, reasons, all));
        return urn;
    }

    private static PropertyChange made(PropertyChange property) {
        return property.content() instanceof Value value
                ? added(property.path(), value.after().orElseThrow())
                : property;
    }

    private static PropertyChange follows(String path, String kind) {
        return forced(path, "\"" + kind + "-0a1b2c3d4e5f60718\"", "[unknown]");
    }

    private static PropertyChange forced(String path, String before, String after) {
        return new PropertyChange(
                path, Kind.UPDATE, Replaces.YES, Noise.NONE, new Value(Optional.of(before), Optional.of(after)));
    }

    private static String ids(String kind, int number, int from) {
        List<String> ids = new ArrayList<>();
        for (int i = from; i < from + number; i++) {
            ids.add(String.format(Locale.ROOT, "\"%s-0%xa1b2c3d4e5f607%02x\"", kind, i % 16, i));
        }
        return "[" + String.join(",", ids) + "]";
    }
}
