package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mullion.diff.Finding;
import dev.mullion.diff.Finding.Severity;
import dev.mullion.diff.FindingId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A change for every kind of finding, and for every severity that it has. */
class EveryFindingTest {
    private static final String TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
    private static final String INSTANCE = "aws:ec2/instance:Instance";
    private static final String GROUP = "aws:autoscaling/group:Group";
    private static final String NODES = "aws:eks/nodeGroup:NodeGroup";
    private static final String EKS = "aws:eks/cluster:Cluster";
    private static final String ADDON = "aws:eks/addon:Addon";
    private static final String ENTRY = "aws:eks/accessEntry:AccessEntry";
    private static final String RUNTIME_CLASS = "kubernetes:node.k8s.io/v1:RuntimeClass";
    private static final String SERVICE = "aws:ecs/service:Service";
    private static final String CLUSTER = "aws:ecs/cluster:Cluster";
    private static final String BALANCER = "aws:lb/loadBalancer:LoadBalancer";
    private static final String SUBNET = "aws:ec2/subnet:Subnet";
    private static final String VPC = "aws:ec2/vpc:Vpc";
    private static final String LOGS = "aws:cloudwatch/logGroup:LogGroup";
    private static final String ROLE = "aws:iam/role:Role";
    private static final String POLICY = "aws:iam/policy:Policy";
    private static final String ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    private static final String TOPIC = "aws:sns/topic:Topic";

    /** The first finding with the severity of the change from one stack to the other. */
    private record Case(FindingId id, Severity severity, Stack before, Stack after, String sentence) {}

    private static final List<Case> CASES = List.of(
            updated(
                    FindingId.USER_DATA_CHANGED,
                    Severity.WARNING,
                    INSTANCE,
                    "userData",
                    "a",
                    "b",
                    "user data of it changed: the instance is stopped and started"),
            updated(
                    FindingId.USER_DATA_CHANGED,
                    Severity.NOTE,
                    TEMPLATE,
                    "userData",
                    "a",
                    "b",
                    "user data of it changed: what starts from it from now on has it"),
            used(FindingId.AMI_CHANGED, "imageId", "ami-1", "ami-2", "AMI"),
            updated(
                    FindingId.AMI_CHANGED,
                    Severity.NOTE,
                    TEMPLATE,
                    "imageId",
                    "ami-1",
                    "ami-2",
                    "AMI of it changed: what starts from it from now on has it"),
            updated(
                    FindingId.INSTANCE_TYPE_CHANGED,
                    Severity.WARNING,
                    INSTANCE,
                    "instanceType",
                    "m6i.large",
                    "m6i.xlarge",
                    "instance type of it changed: the instance is stopped and started"),
            updated(
                    FindingId.INSTANCE_TYPE_CHANGED,
                    Severity.NOTE,
                    TEMPLATE,
                    "instanceType",
                    "m6i.large",
                    "m6i.xlarge",
                    "instance type of it changed: what starts from it from now on has it"),
            used(FindingId.LAUNCH_TEMPLATE_CHANGED, "keyName", "a", "b", "keyName"),
            updated(
                    FindingId.LAUNCH_TEMPLATE_CHANGED,
                    Severity.NOTE,
                    TEMPLATE,
                    "keyName",
                    "a",
                    "b",
                    "keyName of it changed: what starts from it from now on has it"),
            deleted(
                    FindingId.AUTO_SCALING_GROUP_DELETED,
                    GROUP,
                    "Auto Scaling group it is deleted: its instances will end, and the tasks on them stop"),
            updated(
                    FindingId.AUTO_SCALING_GROUP_REPLACED,
                    Severity.DANGER,
                    GROUP,
                    "name",
                    "a",
                    "b",
                    "Auto Scaling group it is replaced: its instances will end, and the tasks on them stop"),
            new Case(
                    FindingId.AUTO_SCALING_GROUP_REPLACED,
                    Severity.WARNING,
                    moved(GROUP, "a", "name"),
                    moved(GROUP, "b", "name"),
                    "Auto Scaling group it may be replaced: then its instances end and tasks on them stop"),
            deleted(
                    FindingId.NODE_GROUP_DELETED,
                    NODES,
                    "node group it is deleted: its nodes will end, and the pods on them move"),
            updated(
                    FindingId.NODE_GROUP_REPLACED,
                    Severity.DANGER,
                    NODES,
                    "nodeGroupName",
                    "a",
                    "b",
                    "node group it is replaced for its nodeGroupName: its nodes are drained and end, and new ones start"),
            new Case(
                    FindingId.NODE_GROUP_REPLACED,
                    Severity.WARNING,
                    moved(NODES, "a", "nodeRoleArn"),
                    moved(NODES, "b", "nodeRoleArn"),
                    "node group it may be replaced: then its nodes are drained and end, and new ones start"),
            updated(
                    FindingId.NODES_REPLACED,
                    Severity.WARNING,
                    NODES,
                    "version",
                    "1.34",
                    "1.35",
                    "node group it gets Kubernetes 1.35 instead of 1.34: it replaces its nodes one after another"),
            updated(
                    FindingId.TAINTS_REMOVED,
                    Severity.WARNING,
                    NODES,
                    "taints",
                    List.of(Map.of("key", "os", "value", "windows", "effect", "NO_SCHEDULE")),
                    List.of(),
                    "node group it no longer has the taint os=windows:NO_SCHEDULE: pods that do not tolerate it may start on"
                            + " its nodes"),
            updated(
                    FindingId.KUBERNETES_VERSION_CHANGED,
                    Severity.WARNING,
                    EKS,
                    "version",
                    "1.34",
                    "1.35",
                    "EKS cluster it goes from Kubernetes 1.34 to 1.35: there is no way back"),
            updated(
                    FindingId.KUBERNETES_VERSION_CHANGED,
                    Severity.DANGER,
                    EKS,
                    "version",
                    "1.35",
                    "1.34",
                    "EKS refuses to take cluster it back from Kubernetes 1.35 to 1.34"),
            updated(
                    FindingId.AUTHENTICATION_MODE_CHANGED,
                    Severity.WARNING,
                    EKS,
                    "accessConfig",
                    Map.of("authenticationMode", "API_AND_CONFIG_MAP"),
                    Map.of("authenticationMode", "API"),
                    "EKS cluster it no longer reads aws-auth: whoever only aws-auth lets in is locked out, and there is no way"
                            + " back"),
            updated(
                    FindingId.AUTHENTICATION_MODE_CHANGED,
                    Severity.DANGER,
                    EKS,
                    "accessConfig",
                    Map.of("authenticationMode", "CONFIG_MAP"),
                    Map.of("authenticationMode", "API"),
                    "EKS refuses to take cluster it from CONFIG_MAP to API at once: API_AND_CONFIG_MAP comes between"),
            updated(
                    FindingId.CONTROL_PLANE_LOGS_OFF,
                    Severity.WARNING,
                    EKS,
                    "enabledClusterLogTypes",
                    List.of("api", "audit", "scheduler"),
                    List.of("api"),
                    "EKS cluster it no longer writes logs of audit, scheduler"),
            new Case(
                    FindingId.ADDON_DELETED,
                    Severity.DANGER,
                    new Stack().with(ADDON, "it", "addonName", "coredns"),
                    new Stack(),
                    "the add-on coredns is deleted (it): names no longer resolve in its cluster"),
            new Case(
                    FindingId.WINDOWS_ADDRESSES_OFF,
                    Severity.DANGER,
                    cni("{\"enableWindowsIpam\":\"true\"}"),
                    cni("{}"),
                    "it no longer switches addresses of Windows pods on: enableWindowsIpam is gone, so that no new Windows pod"
                            + " starts"),
            new Case(
                    FindingId.PREFIX_DELEGATION_CHANGED,
                    Severity.WARNING,
                    cni("{\"enableWindowsIpam\":\"true\"}"),
                    cni("{\"enableWindowsIpam\":\"true\",\"enableWindowsPrefixDelegation\":\"true\"}"),
                    "it switches prefix delegation of Windows nodes on: nodes that are there keep addresses of the other kind,"
                            + " so move the pods to new node groups"),
            new Case(
                    FindingId.RUNTIME_CLASS_CHANGED,
                    Severity.WARNING,
                    new Stack().with(RUNTIME_CLASS, "it", "metadata", Map.of("name", "windows-2022")),
                    new Stack(),
                    "RuntimeClass windows-2022 is gone: new pods that name it are refused"),
            updated(
                    FindingId.RUNTIME_CLASS_CHANGED,
                    Severity.DANGER,
                    RUNTIME_CLASS,
                    "handler",
                    "docker",
                    "runhcs-wcow-process",
                    "the API server refuses another handler of RuntimeClass it: it is immutable, so give the class another"
                            + " name"),
            updated(
                    FindingId.CAPACITY_SHRINKS,
                    Severity.WARNING,
                    SERVICE,
                    "desiredCount",
                    4,
                    2,
                    "service it shrinks: desiredCount 4 to 2"),
            updated(
                    FindingId.SERVICE_STOPPED,
                    Severity.DANGER,
                    SERVICE,
                    "desiredCount",
                    4,
                    0,
                    "service it stops: desiredCount 4 to 0"),
            updated(
                    FindingId.DEPLOYMENT_STOPS_TASKS,
                    Severity.DANGER,
                    SERVICE,
                    "deploymentMinimumHealthyPercent",
                    50,
                    0,
                    "service it may have no task at all while it deploys: deploymentMinimumHealthyPercent is 0"),
            new Case(
                    FindingId.DEPLOYMENT_STOPS_TASKS,
                    Severity.NOTE,
                    new Stack(),
                    new Stack().with(SERVICE, "it", "deploymentMinimumHealthyPercent", 0),
                    "service it may have no task at all while it deploys: deploymentMinimumHealthyPercent is 0"),
            deleted(FindingId.SERVICE_REPLACED, SERVICE, "service it is deleted: its tasks stop"),
            new Case(
                    FindingId.SERVICE_REPLACED,
                    Severity.WARNING,
                    moved(SERVICE, "a", "cluster"),
                    moved(SERVICE, "b", "cluster"),
                    "service it may be replaced: then its tasks stop"),
            deleted(FindingId.CLUSTER_REPLACED, CLUSTER, "ECS cluster it is deleted: its services and tasks stop"),
            new Case(
                    FindingId.CLUSTER_REPLACED,
                    Severity.WARNING,
                    moved(CLUSTER, "a", "name"),
                    moved(CLUSTER, "b", "name"),
                    "ECS cluster it may be replaced: then its services and tasks stop"),
            deleted(
                    FindingId.INSTANCE_REPLACED,
                    INSTANCE,
                    "instance it is deleted: what runs on it ends, and its disk is lost"),
            new Case(
                    FindingId.INSTANCE_REPLACED,
                    Severity.WARNING,
                    moved(INSTANCE, "a", "subnetId"),
                    moved(INSTANCE, "b", "subnetId"),
                    "instance it may be replaced: then what runs on it ends, and its disk is lost"),
            updated(
                    FindingId.LOAD_BALANCER_REPLACED,
                    Severity.DANGER,
                    BALANCER,
                    "name",
                    "a",
                    "b",
                    "load balancer it is replaced: its DNS name changes"),
            new Case(
                    FindingId.LOAD_BALANCER_REPLACED,
                    Severity.WARNING,
                    moved(BALANCER, "a", "name"),
                    moved(BALANCER, "b", "name"),
                    "load balancer it may be replaced: then its DNS name changes"),
            deleted(
                    FindingId.LISTENER_REPLACED,
                    "aws:lb/listener:Listener",
                    "listener it is deleted: nothing answers until the new one is there"),
            updated(
                    FindingId.NETWORK_REPLACED,
                    Severity.DANGER,
                    SUBNET,
                    "cidrBlock",
                    "10.0.0.0/24",
                    "10.0.1.0/24",
                    "subnet it is replaced: what is in it is replaced"),
            deleted(
                    FindingId.ADDRESS_CHANGES,
                    "aws:ec2/eip:Eip",
                    "Elastic IP it is deleted: the public address is lost"),
            new Case(
                    FindingId.DELETED_BEFORE_REPLACED,
                    Severity.WARNING,
                    new Stack().with(SERVICE, "it", options -> options.deletedFirst(), "name", "a"),
                    new Stack().with(SERVICE, "it", options -> options.deletedFirst(), "name", "b"),
                    "it is deleted before its replacement is made: nothing is there in between"),
            new Case(
                    FindingId.PROTECTED_RESOURCE,
                    Severity.DANGER,
                    new Stack().with(TOPIC, "it", options -> options.isProtected(), "name", "a"),
                    new Stack(),
                    "it is protected: Pulumi refuses to delete it until protect is off"),
            updated(
                    FindingId.PROTECTION_REMOVED,
                    Severity.WARNING,
                    BALANCER,
                    "enableDeletionProtection",
                    true,
                    false,
                    "it: enableDeletionProtection is off"),
            new Case(
                    FindingId.TAINTED,
                    Severity.WARNING,
                    new Stack().deployed().with(TOPIC, "it", "name", "a"),
                    new Stack().deployed().with(TOPIC, "it", options -> options.tainted(), "name", "a"),
                    "it is tainted: the next update replaces it, whatever the program says"),
            new Case(
                    FindingId.TAINTED,
                    Severity.NOTE,
                    new Stack().deployed().with(TOPIC, "it", options -> options.tainted(), "name", "a"),
                    new Stack().with(TOPIC, "it", "name", "a"),
                    "it was tainted (pulumi state taint), which alone replaces it"),
            new Case(
                    FindingId.UPDATE_INCOMPLETE,
                    Severity.WARNING,
                    new Stack().deployed().with(TOPIC, "it", "name", "a"),
                    new Stack().deployed().with(TOPIC, "it", options -> options.failed("too late", "b"), "name", "a"),
                    "it did not come up, and the next update goes on with it: too late (and 1 more)"),
            new Case(
                    FindingId.UPDATE_INCOMPLETE,
                    Severity.NOTE,
                    new Stack().deployed().with(TOPIC, "it", options -> options.failed("too late"), "name", "a"),
                    new Stack().with(TOPIC, "it", "name", "a"),
                    "it had not come up before: too late"),
            new Case(
                    FindingId.OPTIONS_CHANGED,
                    Severity.NOTE,
                    new Stack().with(TOPIC, "it", options -> options.ignoring("tags"), "name", "a"),
                    new Stack().with(TOPIC, "it", options -> options.ignoring("name", "tags"), "name", "a"),
                    "it has other options: ignoreChanges is name, tags instead of tags"),
            deleted(
                    FindingId.DATA_LOST,
                    "aws:ebs/volume:Volume",
                    "volume it is deleted: what it holds is lost, or can no longer be read"),
            deleted(FindingId.LOGS_DELETED, LOGS, "log group it is deleted: its logs are lost"),
            updated(
                    FindingId.LOG_RETENTION_SHORTENED,
                    Severity.WARNING,
                    LOGS,
                    "retentionInDays",
                    30,
                    7,
                    "log group it keeps logs 7 days instead of 30 days"),
            new Case(
                    FindingId.LEFT_BEHIND,
                    Severity.NOTE,
                    new Stack().with(TOPIC, "it", options -> options.retained(), "name", "a"),
                    new Stack(),
                    "it leaves the stack and stays in the account (retainOnDelete)"),
            new Case(
                    FindingId.SECURITY_GROUP_OPENS,
                    Severity.DANGER,
                    rule("10.0.0.0/8"),
                    rule("0.0.0.0/0"),
                    "it opens wider: tcp 443 to 0.0.0.0/0, that is to everybody"),
            new Case(
                    FindingId.SECURITY_GROUP_OPENS,
                    Severity.WARNING,
                    rule("10.0.0.0/8"),
                    rule("11.0.0.0/8"),
                    "it opens tcp 443 to 11.0.0.0/8"),
            updated(
                    FindingId.ENDPOINT_OPENS,
                    Severity.WARNING,
                    EKS,
                    "vpcConfig",
                    Map.of("publicAccessCidrs", List.of("203.0.113.0/24")),
                    Map.of("publicAccessCidrs", List.of("203.0.113.0/24", "198.51.100.0/24")),
                    "the API endpoint of EKS cluster it answers 198.51.100.0/24 from now on"),
            updated(
                    FindingId.ENDPOINT_OPENS,
                    Severity.DANGER,
                    EKS,
                    "vpcConfig",
                    Map.of("publicAccessCidrs", List.of("203.0.113.0/24")),
                    Map.of("publicAccessCidrs", List.of("0.0.0.0/0")),
                    "the API endpoint of EKS cluster it answers 0.0.0.0/0, that is everybody"),
            updated(
                    FindingId.PRIVATE_ENDPOINT_OFF,
                    Severity.WARNING,
                    EKS,
                    "vpcConfig",
                    Map.of("endpointPrivateAccess", true),
                    Map.of("endpointPrivateAccess", false),
                    "EKS cluster it no longer answers inside its network: its nodes need its public endpoint, and an address"
                            + " in publicAccessCidrs"),
            new Case(
                    FindingId.ACCESS_REMOVED,
                    Severity.WARNING,
                    new Stack().with(ENTRY, "it", "principalArn", "arn:aws:iam::1:role/team", "type", "STANDARD"),
                    new Stack(),
                    "the access entry of arn:aws:iam::1:role/team is gone: it no longer gets into the cluster"),
            new Case(
                    FindingId.ACCESS_REMOVED,
                    Severity.DANGER,
                    new Stack().with(ENTRY, "it", "principalArn", "arn:aws:iam::1:role/nodes", "type", "EC2_WINDOWS"),
                    new Stack(),
                    "the access entry of arn:aws:iam::1:role/nodes (EC2_WINDOWS) is gone: its nodes lose their rights, and"
                            + " new ones can not join"),
            new Case(
                    FindingId.ACCESS_WIDENS,
                    Severity.WARNING,
                    new Stack(),
                    association("AmazonEKSViewPolicy"),
                    "arn:aws:iam::1:role/team gets AmazonEKSViewPolicy in the whole cluster"),
            new Case(
                    FindingId.ACCESS_WIDENS,
                    Severity.DANGER,
                    new Stack(),
                    association("AmazonEKSClusterAdminPolicy"),
                    "arn:aws:iam::1:role/team gets AmazonEKSClusterAdminPolicy in the whole cluster"),
            created(
                    FindingId.IAM_WIDENS,
                    Severity.DANGER,
                    ATTACHMENT,
                    "policyArn",
                    "arn:aws:iam::aws:policy/AdministratorAccess",
                    "it attaches the managed policy AdministratorAccess"),
            created(
                    FindingId.IAM_WIDENS,
                    Severity.WARNING,
                    ATTACHMENT,
                    "policyArn",
                    "arn:aws:iam::aws:policy/ReadOnlyAccess",
                    "it attaches the managed policy ReadOnlyAccess"),
            created(
                    FindingId.IAM_WILDCARD,
                    Severity.WARNING,
                    POLICY,
                    "policy",
                    "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}",
                    "it allows s3:* on *"),
            updated(
                    FindingId.IAM_TRUST_WIDENS,
                    Severity.DANGER,
                    ROLE,
                    "assumeRolePolicy",
                    trust("111111111111"),
                    trust("*"),
                    "it trusts everybody: principal *"),
            updated(
                    FindingId.IAM_TRUST_WIDENS,
                    Severity.WARNING,
                    ROLE,
                    "assumeRolePolicy",
                    trust("111111111111"),
                    trust("222222222222"),
                    "it trusts 222222222222, of another account than before"),
            new Case(
                    FindingId.PERMISSIONS_BOUNDARY_REMOVED,
                    Severity.DANGER,
                    new Stack().with(ROLE, "it", "permissionsBoundary", "arn:x"),
                    new Stack().with(ROLE, "it"),
                    "it has no permissions boundary any more"),
            updated(
                    FindingId.PUBLIC_ADDRESS,
                    Severity.WARNING,
                    SUBNET,
                    "mapPublicIpOnLaunch",
                    false,
                    true,
                    "what starts in subnet it gets a public address"),
            updated(
                    FindingId.PUBLIC_ADDRESS,
                    Severity.DANGER,
                    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
                    "blockPublicAcls",
                    true,
                    false,
                    "it no longer blocks public access: blockPublicAcls is off"),
            updated(
                    FindingId.IMDSV2_OPTIONAL,
                    Severity.DANGER,
                    INSTANCE,
                    "metadataOptions",
                    Map.of("httpTokens", "required"),
                    Map.of("httpTokens", "optional"),
                    "instances of it answer IMDSv1 too: httpTokens is no longer required"),
            updated(
                    FindingId.IMDS_HOP_LIMIT,
                    Severity.WARNING,
                    INSTANCE,
                    "metadataOptions",
                    Map.of("httpPutResponseHopLimit", 1),
                    Map.of("httpPutResponseHopLimit", 2),
                    "the metadata hop limit of it rises from 1 to 2, so that containers may reach it"),
            updated(
                    FindingId.ENCRYPTION_OFF,
                    Severity.WARNING,
                    "aws:lb/listener:Listener",
                    "protocol",
                    "HTTPS",
                    "HTTP",
                    "listener it no longer uses TLS"),
            updated(
                    FindingId.IMAGE_CHANGED,
                    Severity.NOTE,
                    "aws:ecs/taskDefinition:TaskDefinition",
                    "containerDefinitions",
                    "[{\"name\":\"web\",\"image\":\"a:1\"}]",
                    "[{\"name\":\"web\",\"image\":\"a:2\"}]",
                    "image of container web in it changed from a:1 to a:2"),
            updated(
                    FindingId.DOMAIN_IDENTITY_CHANGED,
                    Severity.WARNING,
                    "aws:fsx/windowsFileSystem:WindowsFileSystem",
                    "activeDirectoryId",
                    "d-1",
                    "d-2",
                    "how it joins or uses its domain changed"),
            updated(
                    FindingId.SECRET_CHANGED,
                    Severity.NOTE,
                    "aws:secretsmanager/secretVersion:SecretVersion",
                    "secretString",
                    "one words",
                    "two words",
                    "a secret of it changed: secretString"),
            new Case(
                    FindingId.RENAMED,
                    Severity.NOTE,
                    new Stack().with(TOPIC, "old", "name", "a"),
                    new Stack().with(TOPIC, "it", options -> options.alias(Stack.urn(TOPIC, "old")), "name", "a"),
                    "a resource has another URN and is known by aliases, so the name replaces nothing: old to it"),
            new Case(
                    FindingId.ALIAS_WOULD_KEEP,
                    Severity.WARNING,
                    new Stack().with(TOPIC, "it", "name", "a").below("shop:x:Old"),
                    new Stack().with(TOPIC, "it", "name", "a").below("shop:x:New"),
                    "it is deleted and made again, since its parents are shop:x:New and were shop:x:Old: an alias to"
                            + " urn:pulumi:dev::shop::shop:x:Old$aws:sns/topic:Topic::it would keep it"));

    private static Case updated(
            FindingId id, Severity severity, String type, String input, Object before, Object after, String sentence) {
        return new Case(
                id,
                severity,
                new Stack().with(type, "it", input, before),
                new Stack().with(type, "it", input, after),
                sentence);
    }

    private static Case created(
            FindingId id, Severity severity, String type, String input, Object value, String sentence) {
        return new Case(id, severity, new Stack(), new Stack().with(type, "it", input, value), sentence);
    }

    private static Case deleted(FindingId id, String type, String sentence) {
        return new Case(id, id.severity(), new Stack().with(type, "it", "tags", Map.of()), new Stack(), sentence);
    }

    /** A launch template that a group follows. */
    private static Case used(FindingId id, String input, Object before, Object after, String what) {
        List<String> needs = List.of(Stack.urn(TEMPLATE, "it"));
        Map<String, Object> follows = Map.of("id", "${it.id}", "version", "1");
        return new Case(
                id,
                Severity.WARNING,
                new Stack().with(TEMPLATE, "it", input, before).needing(needs, GROUP, "g", "launchTemplate", follows),
                new Stack().with(TEMPLATE, "it", input, after).needing(needs, GROUP, "g", "launchTemplate", follows),
                what + " of it changed: its instances of g will keep the old one until the next launch, since no"
                        + " instance refresh is configured");
    }

    /** An input that refers to what is replaced: nobody knows whether its value changes. */
    private static Stack moved(String type, String block, String input) {
        return new Stack()
                .with(VPC, "v", "cidrBlock", block.equals("a") ? "10.0.0.0/16" : "10.1.0.0/16")
                .needing(List.of(Stack.urn(VPC, "v")), type, "it", input, "${v.id}");
    }

    private static Stack cni(String values) {
        return new Stack().with(ADDON, "it", "addonName", "vpc-cni", "configurationValues", values);
    }

    private static Stack association(String policy) {
        return new Stack()
                .with(
                        "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
                        "it",
                        "principalArn",
                        "arn:aws:iam::1:role/team",
                        "policyArn",
                        "arn:aws:eks::aws:cluster-access-policy/" + policy,
                        "accessScope",
                        Map.of("type", "cluster"));
    }

    private static Stack rule(String cidr) {
        return new Stack()
                .with(
                        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                        "it",
                        "ipProtocol",
                        "tcp",
                        "fromPort",
                        443,
                        "toPort",
                        443,
                        "cidrIpv4",
                        cidr);
    }

    private static String trust(String principal) {
        return "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    static Stream<Arguments> everyKindAndSeverity() {
        return Arrays.stream(FindingId.values())
                .flatMap(id -> Stream.concat(Stream.of(id.severity()), id.other().stream())
                        .map(severity -> arguments(id, severity)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyKindAndSeverity")
    void everyKindIsFound(FindingId id, Severity severity) {
        List<Case> cases = CASES.stream()
                .filter(each -> each.id() == id && each.severity() == severity)
                .toList();

        assertThat(cases).as("a case").isNotEmpty().allSatisfy(each -> assertThat(
                        Stack.compare(each.before(), each.after()).findings())
                .filteredOn(finding -> finding.id() == id)
                .extracting(Finding::severity, Finding::sentence)
                .containsExactly(tuple(severity, each.sentence())));
    }
}
