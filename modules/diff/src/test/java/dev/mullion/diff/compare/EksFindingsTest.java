package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mullion.diff.ResourceChange;
import dev.mullion.plan.PropertyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a comparison says of EKS clusters, and where it has nothing to say. */
class EksFindingsTest {
    private static final String EKS = "aws:eks/cluster:Cluster";
    private static final String NODES = "aws:eks/nodeGroup:NodeGroup";
    private static final String TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
    private static final String GROUP = "aws:autoscaling/group:Group";
    private static final String ENTRY = "aws:eks/accessEntry:AccessEntry";
    private static final String ASSOCIATION = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
    private static final String ADDON = "aws:eks/addon:Addon";
    private static final String ROLE = "aws:iam/role:Role";
    private static final String PROVIDER = "pulumi:providers:kubernetes";
    private static final String CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
    private static final String PATCH = "kubernetes:core/v1:ConfigMapPatch";
    private static final String RUNTIME_CLASS = "kubernetes:node.k8s.io/v1:RuntimeClass";
    private static final String ARN = "arn:aws:iam::123456789012:role/nodes";

    private static final Map<String, Object> BOUNDS = Map.of("minSize", 2, "maxSize", 4, "desiredSize", 2);

    private static List<String> nodes(Map<String, Object> before, Map<String, Object> after) {
        Map<String, Object> old = new LinkedHashMap<>(before);
        Map<String, Object> now = new LinkedHashMap<>(after);
        old.put("scalingConfig", BOUNDS);
        now.put("scalingConfig", BOUNDS);
        return Told.update(NODES, old, now);
    }

    // Node groups.

    @Test
    void replacedGroupSaysWhyAndHowManyNodes() {
        assertThat(nodes(
                        Map.of("amiType", "WINDOWS_CORE_2019_x86_64", "instanceTypes", List.of("m6i.large")),
                        Map.of("amiType", "WINDOWS_CORE_2022_x86_64", "instanceTypes", List.of("m6i.xlarge"))))
                .containsExactly(
                        "DANGER node-group-replaced node group it is replaced for its amiType, instanceTypes: its"
                                + " nodes (2 to 4) are drained and end, and new ones start");
    }

    @Test
    void groupWithAFixedNameHasNoNodesInBetween() {
        assertThat(nodes(
                        Map.of("nodeGroupName", "web", "capacityType", "SPOT"),
                        Map.of("nodeGroupName", "web", "capacityType", "ON_DEMAND")))
                .containsExactly(
                        "DANGER node-group-replaced node group it is replaced for its capacityType: its nodes (2 to 4)"
                                + " are drained and end, and new ones start",
                        "WARNING deleted-before-replaced node group it keeps its fixed name web, so it is deleted before its"
                                + " replacement is made: none of its nodes is there in between");
    }

    @Test
    void groupThatIsDeletedFirstOnPurpose() {
        assertThat(Told.of(
                        new Stack().with(NODES, "it", options -> options.deletedFirst(), "capacityType", "SPOT"),
                        new Stack().with(NODES, "it", options -> options.deletedFirst(), "capacityType", "ON_DEMAND")))
                .containsExactly(
                        "DANGER node-group-replaced node group it is replaced for its capacityType: its nodes are drained and"
                                + " end, and new ones start",
                        "WARNING deleted-before-replaced it is deleted before its replacement is made: nothing is there in"
                                + " between");
    }

    @Test
    void deletedGroupIsCountedByItsBounds() {
        assertThat(Told.of(new Stack().with(NODES, "it", "scalingConfig", BOUNDS), new Stack()))
                .containsExactly(
                        "DANGER node-group-deleted node group it is deleted: 2 to 4 nodes will end, and the pods on"
                                + " them move");
    }

    static Stream<Arguments> paces() {
        return Stream.of(
                arguments(Map.of(), "one after another"),
                arguments(Map.of("maxUnavailable", 1), "one after another"),
                arguments(Map.of("maxUnavailable", 3), "3 at a time"),
                arguments(Map.of("maxUnavailablePercentage", 25), "25% at a time"));
    }

    @ParameterizedTest
    @MethodSource("paces")
    void updateSaysHowManyNodesGoAtOnce(Map<String, Object> config, String pace) {
        assertThat(nodes(
                        Map.of("version", "1.34", "updateConfig", config),
                        Map.of("version", "1.35", "updateConfig", config)))
                .containsExactly(
                        "WARNING nodes-replaced node group it gets Kubernetes 1.35 instead of 1.34: it replaces 2 to 4"
                                + " nodes " + pace);
    }

    @Test
    void amiReleaseReplacesNodes() {
        assertThat(nodes(Map.of("releaseVersion", "1.35-2026-01-22"), Map.of("releaseVersion", "1.35-2026.02.16")))
                .containsExactly("WARNING nodes-replaced node group it gets the AMI release 1.35-2026.02.16 instead of"
                        + " 1.35-2026-01-22: it replaces 2 to 4 nodes one after another");
        assertThat(nodes(Map.of(), Map.of("releaseVersion", "1.35-2026.02.16")))
                .containsExactly(
                        "WARNING nodes-replaced node group it gets the AMI release 1.35-2026.02.16: it replaces 2 to 4"
                                + " nodes one after another");
        assertThat(nodes(Map.of("releaseVersion", "1.35-2026.02.16"), Map.of("releaseVersion", "1.35-2026.01.22")))
                .containsExactly(
                        "DANGER kubernetes-version-changed EKS refuses to take node group it back from the AMI release"
                                + " 1.35-2026.02.16 to 1.35-2026.01.22");
        assertThat(nodes(Map.of("releaseVersion", "1.35-2026.02.16"), Map.of()))
                .as("keeps what it has")
                .isEmpty();
    }

    @Test
    void versionAndReleaseAreOneUpdate() {
        assertThat(nodes(
                        Map.of("version", "1.34", "releaseVersion", "1.34-2026.02.16"),
                        Map.of("version", "1.35", "releaseVersion", "1.35-2026.02.16")))
                .containsExactly(
                        "WARNING nodes-replaced node group it gets Kubernetes 1.35 instead of 1.34 and the AMI release"
                                + " 1.35-2026.02.16 instead of 1.34-2026.02.16: it replaces 2 to 4 nodes one after another");
    }

    @Test
    void nodesNeverGoBackNorAheadOfTheirCluster() {
        assertThat(nodes(Map.of("version", "1.35"), Map.of("version", "1.34")))
                .containsExactly(
                        "DANGER kubernetes-version-changed EKS refuses to take node group it back from Kubernetes 1.35"
                                + " to 1.34");
        List<String> needs = List.of(Stack.urn(EKS, "c"));
        Stack before = new Stack().with(EKS, "c", "version", "1.34").needing(needs, NODES, "it", "version", "1.34");
        Stack ahead = new Stack().with(EKS, "c", "version", "1.34").needing(needs, NODES, "it", "version", "1.35");
        Stack both = new Stack().with(EKS, "c", "version", "1.35").needing(needs, NODES, "it", "version", "1.35");
        assertThat(Told.of(before, ahead))
                .containsExactly(
                        "DANGER kubernetes-version-changed EKS refuses Kubernetes 1.35 for node group it: its cluster"
                                + " has 1.34");
        assertThat(Told.of(before, both))
                .containsExactly(
                        "WARNING kubernetes-version-changed EKS cluster c goes from Kubernetes 1.34 to 1.35: there is no way"
                                + " back",
                        "WARNING nodes-replaced node group it gets Kubernetes 1.35 instead of 1.34: it replaces its nodes one"
                                + " after another");
    }

    @Test
    void labelsTaintsAndSizesReplaceNoNode() {
        assertThat(nodes(
                        Map.of("labels", Map.of("a", "b"), "taints", List.of()),
                        Map.of("labels", Map.of("a", "c"), "taints", List.of(taint("os", "windows", "NO_SCHEDULE")))))
                .isEmpty();
    }

    private static Map<String, Object> taint(String key, String value, String effect) {
        return value.isEmpty()
                ? Map.of("key", key, "effect", effect)
                : Map.of("key", key, "value", value, "effect", effect);
    }

    @Test
    void taintsInAnotherOrderAreTheSame() {
        Map<String, Object> one = taint("os", "windows", "NO_SCHEDULE");
        Map<String, Object> other = taint("batch", "", "NO_EXECUTE");
        assertThat(nodes(Map.of("taints", List.of(one, other)), Map.of("taints", List.of(other, one))))
                .isEmpty();
        assertThat(nodes(Map.of("taints", List.of(one, other)), Map.of("taints", List.of())))
                .containsExactly("WARNING taints-removed node group it no longer has the taints os=windows:NO_SCHEDULE,"
                        + " batch:NO_EXECUTE: pods that do not tolerate them may start on its nodes");
    }

    // Launch templates.

    private static Stack launched(String userData, Map<String, Object> group) {
        return new Stack()
                .with(TEMPLATE, "t", "userData", userData)
                .needing(List.of(Stack.urn(TEMPLATE, "t")), NODES, "n", Told.flat(group));
    }

    @Test
    void templateOfAGroupSaysHowItsNodesFollow() {
        Map<String, Object> follows = Map.of(
                "scalingConfig",
                BOUNDS,
                "updateConfig",
                Map.of("maxUnavailablePercentage", 25),
                "launchTemplate",
                Map.of("id", "${t.id}", "version", "${t.latestVersion}"));
        assertThat(Told.of(launched("a", follows), launched("b", follows)))
                .containsExactly(
                        "WARNING user-data-changed user data of t changed: node group n replaces 2 to 4 nodes 25% at a"
                                + " time now");
        Map<String, Object> pinned = Map.of("scalingConfig", BOUNDS, "launchTemplate", Map.of("version", "3"));
        assertThat(Told.of(launched("a", pinned), launched("b", pinned)))
                .containsExactly(
                        "WARNING user-data-changed user data of t changed: node group n keeps the old one on all its"
                                + " nodes until its launchTemplate.version is another");
    }

    @Test
    void templateThatChangesWithTheGroupIsToldOnce() {
        assertThat(Told.of(
                        launched("a", Map.of("launchTemplate", Map.of("version", "3"))),
                        launched("b", Map.of("launchTemplate", Map.of("version", "4")))))
                .containsExactly(
                        "WARNING user-data-changed user data of t changed: node group n replaces the nodes one after"
                                + " another now");
        assertThat(Told.of(
                        launched("a", Map.of("capacityType", "SPOT")),
                        launched("b", Map.of("capacityType", "ON_DEMAND"))))
                .as("nodes of a replaced group are others anyway")
                .containsExactly(
                        "DANGER node-group-replaced node group n is replaced for its capacityType: its nodes are"
                                + " drained and end, and new ones start");
    }

    @Test
    void templateOfSomebodyElse() {
        assertThat(nodes(
                        Map.of("launchTemplate", Map.of("id", "lt-1", "version", "3")),
                        Map.of("launchTemplate", Map.of("id", "lt-1", "version", "4"))))
                .containsExactly(
                        "WARNING nodes-replaced node group it gets version 4 of its launch template instead of 3: it"
                                + " replaces 2 to 4 nodes one after another");
    }

    @Test
    void podsRunOnAnAutoScalingGroupOfACluster() {
        List<Map<String, Object>> tags =
                List.of(Map.of("key", "kubernetes.io/cluster/shop", "value", "owned", "propagateAtLaunch", true));
        assertThat(Told.of(new Stack().with(GROUP, "g", "minSize", 1, "maxSize", 3, "tags", tags), new Stack()))
                .containsExactly(
                        "DANGER auto-scaling-group-deleted Auto Scaling group g is deleted: 1 to 3 instances will end,"
                                + " and the pods on them move");
    }

    // Control planes.

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.33 | 1.35 | DANGER kubernetes-version-changed EKS refuses to take cluster it from Kubernetes 1.33 to 1.35 at"
                        + " once: one minor version at a time",
                "1.9 | 1.10 | WARNING kubernetes-version-changed EKS cluster it goes from Kubernetes 1.9 to 1.10: there is no"
                        + " way back",
                "1.10 | 1.9 | DANGER kubernetes-version-changed EKS refuses to take cluster it back from Kubernetes 1.10 to"
                        + " 1.9"
            })
    void versions(String before, String after, String told) {
        assertThat(Told.update(EKS, Map.of("version", before), Map.of("version", after)))
                .containsExactly(told);
    }

    @Test
    void versionOfAClusterThatIsReplacedIsFree() {
        assertThat(Told.update(EKS, Map.of("version", "1.35", "name", "a"), Map.of("version", "1.33", "name", "b")))
                .containsExactly("DANGER cluster-replaced EKS cluster it is replaced: all of its workloads end");
    }

    @ParameterizedTest
    @CsvSource({"API,CONFIG_MAP", "API,API_AND_CONFIG_MAP", "API_AND_CONFIG_MAP,CONFIG_MAP"})
    void authenticationModesNeverGoBack(String before, String after) {
        assertThat(mode(before, after))
                .containsExactly("DANGER authentication-mode-changed EKS refuses to take cluster it back from " + before
                        + " to " + after);
    }

    @Test
    void authenticationModes() {
        assertThat(mode("CONFIG_MAP", "API_AND_CONFIG_MAP"))
                .containsExactly(
                        "WARNING authentication-mode-changed EKS cluster it takes access entries from now on: there is"
                                + " no way back to CONFIG_MAP");
        assertThat(mode("API", "API")).isEmpty();
    }

    private static List<String> mode(String before, String after) {
        return Told.update(
                EKS,
                Map.of("accessConfig", Map.of("authenticationMode", before), "forceUpdateVersion", false),
                Map.of("accessConfig", Map.of("authenticationMode", after), "forceUpdateVersion", true));
    }

    private static Map<String, Object> vpc(Object... pairs) {
        Map<String, Object> config = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            config.put(pairs[i].toString(), pairs[i + 1]);
        }
        return Map.of("vpcConfig", config);
    }

    @Test
    void endpointThatBecomesPublicSaysToWhom() {
        assertThat(Told.update(
                        EKS,
                        vpc("endpointPublicAccess", false, "endpointPrivateAccess", true),
                        vpc("endpointPublicAccess", true, "endpointPrivateAccess", true)))
                .containsExactly(
                        "DANGER endpoint-opens the API endpoint of EKS cluster it answers 0.0.0.0/0, that is everybody",
                        "WARNING public-address it gets a public address: vpcConfig.endpointPublicAccess is on");
        assertThat(Told.update(
                        EKS,
                        vpc("endpointPublicAccess", false),
                        vpc("endpointPublicAccess", true, "publicAccessCidrs", List.of("203.0.113.0/24"))))
                .containsExactly(
                        "WARNING endpoint-opens the API endpoint of EKS cluster it answers 203.0.113.0/24 from now on",
                        "WARNING public-address it gets a public address: vpcConfig.endpointPublicAccess is on");
    }

    @Test
    void rangesInsideThoseThatWereThereOpenNothing() {
        List<String> both = List.of("203.0.113.0/24", "198.51.100.0/24");
        assertThat(Told.update(
                        EKS,
                        vpc("publicAccessCidrs", both),
                        vpc("publicAccessCidrs", List.of("198.51.100.0/24", "203.0.113.0/24"))))
                .isEmpty();
        assertThat(Told.update(
                        EKS, vpc("publicAccessCidrs", both), vpc("publicAccessCidrs", List.of("203.0.113.128/25"))))
                .isEmpty();
        assertThat(Told.update(EKS, vpc("publicAccessCidrs", both), vpc("endpointPublicAccess", false)))
                .isEmpty();
        assertThat(Told.update(
                        EKS,
                        vpc("publicAccessCidrs", List.of("203.0.113.0/24")),
                        vpc("publicAccessCidrs", List.of("203.0.112.0/23"))))
                .containsExactly(
                        "WARNING endpoint-opens the API endpoint of EKS cluster it answers 203.0.112.0/23 from now on");
        assertThat(Told.update(
                        EKS, vpc("publicAccessCidrs", List.of("203.0.113.0/24")), vpc("endpointPublicAccess", true)))
                .as("ranges that are gone let everybody in, and the endpoint was public by default")
                .containsExactly(
                        "DANGER endpoint-opens the API endpoint of EKS cluster it answers 0.0.0.0/0, that is everybody");
    }

    @Test
    @Tag("adversary")
    void endpointThatOpensInPiecesOpens() {
        Map<String, Object> office = vpc("publicAccessCidrs", List.of("203.0.113.0/24"));
        assertThat(Told.update(EKS, office, vpc("publicAccessCidrs", List.of("0.0.0.0/1", "128.0.0.0/1"))))
                .containsExactly(
                        "DANGER endpoint-opens the API endpoint of EKS cluster it answers 0.0.0.0/1, 128.0.0.0/1, that is"
                                + " everybody");
        assertThat(Told.update(EKS, office, vpc("publicAccessCidrs", List.of("203.0.113.0/24", "2.0.0.0/7"))))
                .containsExactly(
                        "DANGER endpoint-opens the API endpoint of EKS cluster it answers 2.0.0.0/7, that is nearly"
                                + " everybody");
    }

    @Test
    void newClusterIsToldOfWhenEverybodyReachesIt() {
        assertThat(Told.of(
                        new Stack(),
                        new Stack().with(EKS, "it", Told.flat(vpc("publicAccessCidrs", List.of("203.0.113.0/24"))))))
                .isEmpty();
        assertThat(Told.of(new Stack(), new Stack().with(EKS, "it", Told.flat(vpc("subnetIds", List.of("s"))))))
                .containsExactly(
                        "DANGER endpoint-opens the API endpoint of EKS cluster it answers 0.0.0.0/0, that is everybody");
    }

    @Test
    void secretsThatLoseTheirKeyEndTheCluster() {
        assertThat(Told.update(EKS, Map.of("encryptionConfig", Map.of("resources", List.of("secrets"))), Map.of()))
                .containsExactly(
                        "DANGER cluster-replaced EKS cluster it is replaced: all of its workloads end",
                        "WARNING encryption-off EKS cluster it no longer encrypts Kubernetes secrets with its own key:"
                                + " encryptionConfig is gone");
    }

    @Test
    void logsThatAreAddedAreNoLoss() {
        assertThat(Told.update(
                        EKS,
                        Map.of("enabledClusterLogTypes", List.of("api", "audit")),
                        Map.of("enabledClusterLogTypes", List.of("audit", "api", "scheduler"))))
                .isEmpty();
        assertThat(Told.update(EKS, Map.of("enabledClusterLogTypes", List.of("audit")), Map.of()))
                .containsExactly("WARNING control-plane-logs-off EKS cluster it no longer writes logs of audit");
    }

    // Access.

    private static Stack cluster() {
        return new Stack().with(EKS, "c", "name", "shop");
    }

    @Test
    void entryOfWindowsNodesMayNotBecomeOneOfLinux() {
        assertThat(Told.update(
                        ENTRY,
                        Map.of("principalArn", ARN, "type", "EC2_WINDOWS"),
                        Map.of("principalArn", ARN, "type", "EC2_LINUX")))
                .containsExactly(
                        "DANGER access-removed nodes with " + ARN + " get in as EC2_LINUX instead of EC2_WINDOWS:"
                                + " kube-proxy of Windows nodes loses its rights, and pods on them lose DNS and services");
        assertThat(Told.update(ENTRY, Map.of("principalArn", ARN, "type", "EC2_LINUX"), Map.of("principalArn", ARN)))
                .containsExactly(
                        "DANGER access-removed nodes with " + ARN + " get in as STANDARD instead of EC2_LINUX: those"
                                + " that run lose their rights, and new ones can not join");
        assertThat(Told.update(
                        ENTRY,
                        Map.of("principalArn", ARN, "type", "STANDARD"),
                        Map.of("principalArn", ARN, "type", "EC2_WINDOWS")))
                .containsExactly("WARNING access-widens " + ARN + " gets in as a node (EC2_WINDOWS)");
    }

    @Test
    void groupsOfSomebodyElse() {
        String told = "WARNING access-widens " + ARN + " gets the Kubernetes groups admins";
        assertThat(Told.of(new Stack(), new Stack().with(ENTRY, "it", inGroups(ARN, "shop"))))
                .containsExactly(told);
        assertThat(Told.of(
                        new Stack(),
                        cluster()
                                .with(ENTRY, "it", inGroups(ARN, "${c.name}"))
                                .referring("clusterName", Stack.urn(EKS, "c"))))
                .as("of a cluster that is made with it")
                .isEmpty();
        assertThat(Told.of(
                        new Stack().with(ENTRY, "it", inGroups("arn:x", "shop")),
                        new Stack().with(ENTRY, "it", inGroups(ARN, "shop"))))
                .contains(told);
        assertThat(Told.of(
                        new Stack().with(ENTRY, "it", inGroups(ARN, "dev")),
                        new Stack().with(ENTRY, "it", inGroups(ARN, "shop"))))
                .contains(told);
    }

    private static Object[] inGroups(String principal, String cluster) {
        return new Object[] {
            "principalArn", principal, "clusterName", cluster, "kubernetesGroups", List.of("admins"), "type", "STANDARD"
        };
    }

    private static Object[] administrates(String cluster, String policy) {
        return new Object[] {
            "principalArn", ARN, "clusterName", cluster, "policyArn", policy, "accessScope", Map.of("type", "cluster")
        };
    }

    @Test
    void policyOfAnotherCluster() {
        String policy = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";
        String told = "DANGER access-widens " + ARN + " gets AmazonEKSClusterAdminPolicy in the whole cluster";
        assertThat(Told.of(
                        new Stack().with(ASSOCIATION, "it", administrates("dev", policy)),
                        new Stack().with(ASSOCIATION, "it", administrates("shop", policy))))
                .containsExactly(told);
        assertThat(Told.of(
                        new Stack(),
                        cluster()
                                .needing(
                                        List.of(Stack.urn(EKS, "c")),
                                        ASSOCIATION,
                                        "it",
                                        administrates("another", policy))))
                .as("a new cluster that it only depends on")
                .containsExactly(told);
    }

    /** The words of a symbol are whoever's who writes a stack file. */
    @Test
    void policyThatIsASymbol() {
        assertThat(Told.of(
                        new Stack().with(ASSOCIATION, "it", administrates("c", "${acme/a/b.x/AmazonEKSViewPolicy}")),
                        new Stack()
                                .with(ASSOCIATION, "it", administrates("c", "${mallory/a/b.x/AmazonEKSViewPolicy}"))))
                .containsExactly("WARNING access-widens " + ARN
                        + " gets ${mallory/a/b.x/AmazonEKSViewPolicy} in the whole cluster");
        assertThat(
                        Told.of(
                                new Stack(),
                                new Stack()
                                        .with(
                                                ASSOCIATION,
                                                "it",
                                                administrates(
                                                        "c",
                                                        "arn:${getPartition().partition}:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy"))))
                .containsExactly("DANGER access-widens " + ARN + " gets AmazonEKSAdminPolicy in the whole cluster");
    }

    @Test
    void addOnThatBecomesAnother() {
        assertThat(Told.update(
                        ADDON,
                        Map.of("addonName", "coredns", "clusterName", "c"),
                        Map.of("addonName", "aws-ebs-csi-driver", "clusterName", "c")))
                .containsExactly(
                        "DANGER addon-deleted the add-on coredns is deleted (it): names no longer resolve in its cluster");
    }

    @Test
    void rangesThatAreNone() {
        Map<String, Object> own = Map.of("endpointPublicAccess", true, "publicAccessCidrs", List.of("10.0.0.0/8"));
        Map<String, Object> none = Map.of("endpointPublicAccess", true, "publicAccessCidrs", List.of());
        assertThat(Told.update(EKS, Map.of("vpcConfig", own), Map.of("vpcConfig", none)))
                .containsExactly(
                        "DANGER endpoint-opens the API endpoint of EKS cluster it answers 0.0.0.0/0, that is everybody");
    }

    @Test
    void entryOfAnotherPrincipal() {
        assertThat(Told.update(
                        ENTRY,
                        Map.of("principalArn", ARN, "type", "EC2_WINDOWS"),
                        Map.of("principalArn", ARN + "-2", "type", "EC2_WINDOWS")))
                .containsExactly("DANGER access-removed the access entry of " + ARN
                        + " (EC2_WINDOWS) is gone: its nodes lose" + " their rights, and new ones can not join");
    }

    @Test
    void entryThatGoesWithItsRoleOrItsClusterIsMissedByNobody() {
        List<String> both = List.of(Stack.urn(EKS, "c"), Stack.urn(ROLE, "r"));
        Object[] entry = {"principalArn", ARN, "type", "EC2_WINDOWS"};
        Stack before = cluster().with(ROLE, "r", "name", "nodes").needing(both, ENTRY, "e", entry);
        assertThat(Told.of(before, cluster())).isEmpty();
        assertThat(Told.of(before, new Stack()))
                .containsExactly("DANGER cluster-replaced EKS cluster c is deleted: all of its workloads end");
        assertThat(Told.of(before, new Stack().with(ROLE, "r", "name", "nodes")))
                .containsExactly("DANGER cluster-replaced EKS cluster c is deleted: all of its workloads end");
        assertThat(Told.of(before, cluster().with(ROLE, "r", "name", "nodes").needing(both, ENTRY, "renamed", entry)))
                .as("the same entry under another name")
                .isEmpty();
        assertThat(Told.of(
                        before,
                        cluster()
                                .with(ROLE, "r", "name", "nodes")
                                .with(ENTRY, "renamed", options -> options.alias(Stack.urn(ENTRY, "e")), entry)))
                .containsExactly("NOTE renamed a resource has another URN and is known by aliases, so the name replaces"
                        + " nothing: e to renamed");
    }

    @Test
    void groupsOfAnEntry() {
        assertThat(Told.update(
                        ENTRY,
                        Map.of("principalArn", ARN, "kubernetesGroups", List.of("a", "b")),
                        Map.of("principalArn", ARN, "kubernetesGroups", List.of("b", "c"))))
                .containsExactly("WARNING access-widens " + ARN + " gets the Kubernetes groups c");
    }

    private static Map<String, Object> association(String policy, Object... namespaces) {
        return Map.of(
                "principalArn",
                ARN,
                "policyArn",
                "arn:aws:eks::aws:cluster-access-policy/" + policy,
                "accessScope",
                namespaces.length == 0
                        ? Map.of("type", "cluster")
                        : Map.of("type", "namespace", "namespaces", List.of(namespaces)));
    }

    @Test
    void associationsThatGiveMore() {
        String admin = "AmazonEKSClusterAdminPolicy";
        String edit = "AmazonEKSEditPolicy";
        assertThat(Told.update(ASSOCIATION, association(edit, "a"), association(edit, "a", "b")))
                .containsExactly("WARNING access-widens " + ARN + " gets AmazonEKSEditPolicy in the namespaces b");
        assertThat(Told.update(ASSOCIATION, association(edit, "a", "b"), association(edit, "b")))
                .isEmpty();
        assertThat(Told.update(ASSOCIATION, association(edit, "a"), association(edit)))
                .containsExactly("WARNING access-widens " + ARN + " gets AmazonEKSEditPolicy in the whole cluster");
        assertThat(Told.update(ASSOCIATION, association(edit), association(edit, "a")))
                .isEmpty();
        assertThat(Told.update(ASSOCIATION, association(edit), association(admin)))
                .containsExactly(
                        "DANGER access-widens " + ARN + " gets AmazonEKSClusterAdminPolicy in the whole cluster");
        assertThat(Told.update(ASSOCIATION, association(edit, "a"), association(admin, "a")))
                .containsExactly(
                        "WARNING access-widens " + ARN + " gets AmazonEKSClusterAdminPolicy in the namespaces a");
        assertThat(Told.of(new Stack().with(ASSOCIATION, "it", Told.flat(association(admin))), new Stack()))
                .isEmpty();
    }

    @Test
    void whoMakesAClusterMayLetSomebodyIn() {
        Object[] inputs = Told.flat(association("AmazonEKSClusterAdminPolicy"));
        List<String> entry = List.of(Stack.urn(ENTRY, "e"));
        Stack after = cluster()
                .needing(List.of(Stack.urn(EKS, "c")), ENTRY, "e", "principalArn", ARN)
                .needing(entry, ASSOCIATION, "a", inputs);
        assertThat(Told.of(new Stack(), after)).isEmpty();
        assertThat(Told.of(cluster(), after))
                .containsExactly(
                        "DANGER access-widens " + ARN + " gets AmazonEKSClusterAdminPolicy in the whole cluster");
    }

    private static Map<String, Object> awsAuth(String text) {
        return Map.of(
                "metadata", Map.of("name", "aws-auth", "namespace", "kube-system"), "data", Map.of("mapRoles", text));
    }

    private static String mapped(String arn, String... groups) {
        StringBuilder text = new StringBuilder("- rolearn: " + arn + "\n  username: x\n  groups:\n");
        for (String group : groups) {
            text.append("  - ").append(group).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFIG_MAP, PATCH})
    void awsAuthThatLetsOthersIn(String type) {
        String nodes = mapped("arn:n", "system:bootstrappers", "system:nodes", "eks:kube-proxy-windows");
        String team = mapped("arn:t", "viewers");
        assertThat(Told.update(type, awsAuth(nodes + team), awsAuth(team + nodes)))
                .isEmpty();
        assertThat(Told.update(type, awsAuth(nodes + team), awsAuth(nodes)))
                .containsExactly("WARNING access-removed it no longer lets arn:t in");
        assertThat(Told.update(type, awsAuth(nodes + team), awsAuth(team)))
                .containsExactly(
                        "DANGER access-removed it no longer lets arn:n in: its nodes lose their rights, and new ones can"
                                + " not join");
        assertThat(Told.update(type, awsAuth(nodes), awsAuth(mapped("arn:n", "system:bootstrappers", "system:nodes"))))
                .containsExactly(
                        "DANGER access-removed it takes arn:n out of eks:kube-proxy-windows: kube-proxy of Windows"
                                + " nodes loses its rights");
        assertThat(Told.update(type, awsAuth(team), awsAuth(mapped("arn:t", "editors"))))
                .containsExactly(
                        "WARNING access-removed it takes arn:t out of viewers",
                        "WARNING access-widens it lets arn:t in as editors");
        assertThat(Told.update(type, awsAuth(team), awsAuth(mapped("arn:t", "viewers", "system:masters"))))
                .containsExactly("DANGER access-widens it lets arn:t in as system:masters");
        assertThat(Told.update(type, awsAuth(team), awsAuth(team + mapped("arn:o", "viewers"))))
                .containsExactly("WARNING access-widens it lets arn:o in as viewers");
        assertThat(Told.of(new Stack(), new Stack().with(type, "it", Told.flat(awsAuth(team)))))
                .isEmpty();
    }

    @Test
    void usersOfAwsAuth() {
        Map<String, Object> metadata = Map.of("name", "aws-auth");
        assertThat(Told.update(
                        PATCH,
                        Map.of("metadata", metadata, "data", Map.of("mapUsers", "[]")),
                        Map.of(
                                "metadata",
                                metadata,
                                "data",
                                Map.of("mapUsers", "- userarn: arn:u\n  groups:\n  - system:masters\n"))))
                .containsExactly("DANGER access-widens it lets arn:u in as system:masters");
    }

    /** The cluster goes by the name. */
    @Test
    void configMapThatGetsOrLosesItsName() {
        Map<String, Object> data = Map.of("mapRoles", mapped("arn:t", "system:masters"));
        List<String> told = List.of("DANGER access-widens it lets arn:t in as system:masters");

        assertThat(renamed("notes", "kube-system", "aws-auth", "kube-system", data))
                .isEqualTo(told);
        assertThat(renamed("aws-auth", "other", "aws-auth", "kube-system", data))
                .isEqualTo(told);
        assertThat(renamed("aws-auth", "kube-system", "notes", "kube-system", data))
                .containsExactly("WARNING access-removed it no longer lets arn:t in");
        assertThat(renamed(
                        "amazon-vpc-cni", "kube-system", "notes", "kube-system", Map.of("enable-windows-ipam", "true")))
                .containsExactly("DANGER windows-addresses-off it no longer switches addresses of Windows pods on:"
                        + " enable-windows-ipam is gone, so that no new Windows pod starts");
    }

    private static List<String> renamed(
            String before, String in, String after, String other, Map<String, Object> data) {
        return Told.update(
                CONFIG_MAP,
                Map.of("metadata", Map.of("name", before, "namespace", in), "data", data),
                Map.of("metadata", Map.of("name", after, "namespace", other), "data", data));
    }

    @ParameterizedTest
    @Tag("adversary")
    @ValueSource(
            strings = {
                "- rolearn: !!binary YXJuOnQ=\n  groups: [system:masters]\n",
                "- rolearn: arn:t\n  rolearn: arn:t\n  groups: [system:masters]\n",
                "[{rolearn: arn:t, groups: [system:masters]}]"
            })
    void awsAuthThatNobodyButTheClusterReads(String text) {
        assertThat(Told.update(PATCH, awsAuth(""), awsAuth(text)))
                .containsExactly("DANGER access-widens it may let others in: mapRoles is no YAML that can be read here,"
                        + " and the cluster may read it");
        assertThat(Told.update(PATCH, awsAuth(text), awsAuth(text))).isEmpty();
    }

    @ParameterizedTest
    @Tag("adversary")
    @ValueSource(
            strings = {
                "- RoleARN: arn:t\n  Groups: [system:masters]\n",
                "[{rolearn: arn:t, groups: [system:masters]}]\n",
                "\uFEFF- rolearn: arn:t\n  groups: [system:masters]\n"
            })
    void awsAuthIsReadAsTheClusterReadsIt(String text) {
        assertThat(Told.update(PATCH, awsAuth("[]"), awsAuth(text)))
                .containsExactly("DANGER access-widens it lets arn:t in as system:masters");
    }

    @Test
    void awsAuthThatStaysBehindLocksNobodyOut() {
        Object[] inputs = Told.flat(awsAuth(mapped("arn:n", "system:nodes")));
        assertThat(Told.of(new Stack().with(PATCH, "it", options -> options.retained(), inputs), new Stack()))
                .containsExactly("NOTE left-behind it leaves the stack and stays in the account (retainOnDelete)");
        assertThat(Told.of(new Stack().with(PATCH, "it", inputs), new Stack()))
                .containsExactly(
                        "DANGER access-removed it no longer lets arn:n in: its nodes lose their rights, and new ones can"
                                + " not join");
        assertThat(Told.update(
                        CONFIG_MAP,
                        Map.of("metadata", Map.of("name", "other"), "data", Map.of("mapRoles", mapped("arn:n", "a"))),
                        Map.of("metadata", Map.of("name", "other"), "data", Map.of("mapRoles", mapped("arn:m", "a")))))
                .as("of another ConfigMap")
                .isEmpty();
    }

    // Windows addresses and add-ons.

    private static Map<String, Object> cni(String values) {
        return Map.of("addonName", "vpc-cni", "configurationValues", values);
    }

    @Test
    void windowsAddressesNeedTheTextTrue() {
        String on = "{\"enableWindowsIpam\":\"true\"}";
        for (String off : List.of("{\"enableWindowsIpam\":true}", "{\"enableWindowsIpam\":\"false\"}")) {
            assertThat(Told.update(ADDON, cni(on), cni(off)))
                    .as(off)
                    .containsExactly("DANGER windows-addresses-off it no longer switches addresses of Windows pods on:"
                            + " enableWindowsIpam is not the text \"true\", so that no new Windows pod starts");
        }
        assertThat(Told.update(ADDON, cni(on), Map.of("addonName", "vpc-cni")))
                .containsExactly("DANGER windows-addresses-off it no longer switches addresses of Windows pods on:"
                        + " enableWindowsIpam is gone, so that no new Windows pod starts");
        assertThat(Told.update(ADDON, cni(on), cni("enableWindowsIpam: \"true\"\nwarmWindowsIPTarget: 1\n")))
                .as("YAML is as good")
                .isEmpty();
        assertThat(Told.update(ADDON, cni("{}"), cni(on))).isEmpty();
    }

    @Test
    void configMapOfTheCniSwitchesAsWell() {
        Map<String, Object> metadata = Map.of("name", "amazon-vpc-cni");
        Map<String, Object> on = Map.of("metadata", metadata, "data", Map.of("enable-windows-ipam", "true"));
        assertThat(Told.update(PATCH, on, Map.of("metadata", metadata, "data", Map.of())))
                .containsExactly("DANGER windows-addresses-off it no longer switches addresses of Windows pods on:"
                        + " enable-windows-ipam is gone, so that no new Windows pod starts");
        assertThat(Told.update(
                        PATCH,
                        on,
                        Map.of(
                                "metadata",
                                metadata,
                                "data",
                                Map.of("enable-windows-ipam", "true", "enable-windows-prefix-delegation", "true"))))
                .containsExactly(
                        "WARNING prefix-delegation-changed it switches prefix delegation of Windows nodes on: nodes"
                                + " that are there keep addresses of the other kind, so move the pods to new node groups");
        assertThat(Told.of(new Stack().with(PATCH, "it", Told.flat(on)), new Stack()))
                .containsExactly("DANGER windows-addresses-off it no longer switches addresses of Windows pods on:"
                        + " enable-windows-ipam is gone, so that no new Windows pod starts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coredns | names no longer resolve in its cluster",
                "vpc-cni | new pods in its cluster get no addresses",
                "kube-proxy | services in its cluster no longer reach pods on new nodes"
            })
    void addOnsThatAClusterNeeds(String addon, String lost) {
        List<String> needs = List.of(Stack.urn(EKS, "c"));
        Stack before = cluster().needing(needs, ADDON, "it", "addonName", addon);
        assertThat(Told.of(before, cluster()))
                .containsExactly("DANGER addon-deleted the add-on " + addon + " is deleted (it): " + lost);
        assertThat(Told.of(before, new Stack()))
                .containsExactly("DANGER cluster-replaced EKS cluster c is deleted: all of its workloads end");
        assertThat(Told.of(cluster().needing(needs, ADDON, "it", "addonName", addon, "preserve", true), cluster()))
                .isEmpty();
    }

    @Test
    void addOnsThatAClusterCanDoWithout() {
        assertThat(Told.of(new Stack().with(ADDON, "it", "addonName", "amazon-cloudwatch-observability"), new Stack()))
                .isEmpty();
    }

    // RuntimeClasses.

    private static Map<String, Object> runtimeClass(String name, String build) {
        return Map.of(
                "metadata",
                Map.of("name", name),
                "handler",
                "runhcs-wcow-process",
                "scheduling",
                Map.of("nodeSelector", Map.of("node.kubernetes.io/windows-build", build)));
    }

    @Test
    void runtimeClassThatSelectsOtherNodes() {
        assertThat(Told.update(
                        RUNTIME_CLASS, runtimeClass("windows", "10.0.17763"), runtimeClass("windows", "10.0.20348")))
                .containsExactly(
                        "WARNING runtime-class-changed nodeSelector of RuntimeClass windows changed: new pods that name"
                                + " it start elsewhere, or nowhere, and those that run stay");
    }

    @Test
    void runtimeClassThatToleratesLess() {
        Map<String, Object> os = Map.of("key", "os", "operator", "Exists");
        Map<String, Object> team = Map.of("key", "team", "operator", "Exists");
        Map<String, Object> one = Map.of("scheduling", Map.of("tolerations", List.of(os)));
        Map<String, Object> both = Map.of("scheduling", Map.of("tolerations", List.of(team, os)));
        assertThat(Told.update(RUNTIME_CLASS, one, both)).isEmpty();
        assertThat(Told.update(RUNTIME_CLASS, both, one))
                .containsExactly(
                        "WARNING runtime-class-changed tolerations of RuntimeClass it changed: new pods that name it"
                                + " start elsewhere, or nowhere, and those that run stay");
    }

    @Test
    void runtimeClassWithAnotherNameIsAnotherOne() {
        assertThat(Told.update(
                        RUNTIME_CLASS,
                        runtimeClass("windows-2019", "10.0.17763"),
                        runtimeClass("windows-2022", "10.0.17763")))
                .containsExactly(
                        "WARNING runtime-class-changed RuntimeClass windows-2019 is gone: new pods that name it are"
                                + " refused");
    }

    @Test
    void runtimeClassThatGoesWithItsClusterIsMissedByNobody() {
        String provider = Stack.urn(PROVIDER, "k");
        Stack before = cluster()
                .needing(List.of(Stack.urn(EKS, "c")), PROVIDER, "k", "kubeconfig", "a")
                .with(RUNTIME_CLASS, "it", Told.flat(runtimeClass("windows", "10.0.17763")))
                .by(provider);
        assertThat(Told.of(before, new Stack()))
                .containsExactly("DANGER cluster-replaced EKS cluster c is deleted: all of its workloads end");
    }

    // Kubeconfigs.

    @Test
    void kubeconfigIsShownAsASecret() {
        ResourceChange change = Stack.change(
                PROVIDER,
                Map.of("kubeconfig", new PropertyValue.Secret("a")),
                Map.of("kubeconfig", new PropertyValue.Secret("b")));

        assertThat(Stack.lines(change)).containsExactly("UPDATE kubeconfig: [secret] => [secret]");
    }

    // Roles of service accounts.

    private static String irsa(String condition) {
        return "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"arn:aws:iam::123456789012:oidc-provider/o\"},"
                + "\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Condition\":{" + condition + "}}]}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"StringEquals\":{\"o:aud\":\"sts.amazonaws.com\"}' | StringEquals o:sub is gone",
                "'\"StringEquals\":{\"o:aud\":\"sts.amazonaws.com\"},\"StringLike\":{\"o:sub\":\"system:serviceaccount:web:*\"}' |"
                        + " StringEquals o:sub allows more"
            })
    void serviceAccountsThatAreNoLongerNamed(String condition, String looser) {
        String before =
                irsa("\"StringEquals\":{\"o:aud\":\"sts.amazonaws.com\",\"o:sub\":\"system:serviceaccount:web:shop\"}");

        assertThat(Told.update(ROLE, Map.of("assumeRolePolicy", before), Map.of("assumeRolePolicy", irsa(condition))))
                .containsExactly("DANGER iam-trust-widens it trusts arn:aws:iam::123456789012:oidc-provider/o on looser"
                        + " conditions: " + looser);
        assertThat(Told.update(ROLE, Map.of("assumeRolePolicy", irsa(condition)), Map.of("assumeRolePolicy", before)))
                .isEmpty();
    }
}
