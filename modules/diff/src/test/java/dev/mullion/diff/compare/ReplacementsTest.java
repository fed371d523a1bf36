package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule that the table alone can not say. */
class ReplacementsTest {
    private static final String SERVICE = "aws:ecs/service:Service";
    private static final String BALANCER = "aws:lb/loadBalancer:LoadBalancer";
    private static final String INSTANCE = "aws:ec2/instance:Instance";
    private static final String EKS = "aws:eks/cluster:Cluster";
    private static final String NODES = "aws:eks/nodeGroup:NodeGroup";
    private static final String KUBERNETES = "kubernetes:";
    private static final String RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final String EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

    static Stream<Arguments> replaced() {
        return Stream.of(
                arguments(SERVICE, strategies("a"), strategies("b")),
                arguments(SERVICE, forced(List.of()), forced(strategy("b"))),
                arguments(SERVICE, forced(strategy("a")), Map.of("forceNewDeployment", true)),
                arguments(
                        SERVICE,
                        Map.of("launchType", "EC2"),
                        Map.of("launchType", "FARGATE", "forceNewDeployment", true)),
                arguments(BALANCER, network("subnets", List.of("a", "b")), network("subnets", List.of("a"))),
                arguments(BALANCER, network("securityGroups", List.of()), network("securityGroups", List.of("a"))),
                arguments(BALANCER, network("securityGroups", List.of("a")), network("securityGroups", List.of())),
                arguments(
                        INSTANCE,
                        Map.of("userData", "a", "userDataReplaceOnChange", true),
                        Map.of("userData", "b", "userDataReplaceOnChange", true)),
                arguments(INSTANCE, Map.of("instanceType", "m6i.large"), Map.of("instanceType", "m6g.large")),
                arguments(INSTANCE, Map.of("enablePrimaryIpv6", true), Map.of("enablePrimaryIpv6", false)),
                arguments(
                        "aws:ec2/vpc:Vpc",
                        Map.of("instanceTenancy", "default"),
                        Map.of("instanceTenancy", "dedicated")),
                arguments("aws:ssm/parameter:Parameter", Map.of("tier", "Advanced"), Map.of("tier", "Standard")),
                arguments(EKS, Map.of("encryptionConfig", Map.of("resources", List.of("secrets"))), Map.of()),
                arguments(
                        EKS,
                        Map.of("computeConfig", Map.of("nodeRoleArn", "a")),
                        Map.of("computeConfig", Map.of("nodeRoleArn", "b"))),
                arguments(NODES, Map.of(), Map.of("launchTemplate", Map.of("id", "a", "version", "1"))),
                arguments(
                        NODES,
                        Map.of("launchTemplate", Map.of("id", "a")),
                        Map.of("launchTemplate", Map.of("id", "b"))),
                arguments(NODES, Map.of("instanceTypes", List.of("a")), Map.of("instanceTypes", List.of("b"))),
                arguments(RULE, Map.of("cidrIpv4", "10.0.0.0/8"), Map.of("referencedSecurityGroupId", "sg-1")),
                arguments(RULE, Map.of("cidrIpv6", "fd00::/8"), Map.of("prefixListId", "pl-1")),
                arguments(EGRESS, Map.of("cidrIpv4", "10.0.0.0/8"), Map.of("referencedSecurityGroupId", "sg-1")),
                arguments(
                        BALANCER,
                        network("subnetMappings", List.of(Map.of("subnetId", "a"), Map.of("subnetId", "b"))),
                        network("subnetMappings", List.of(Map.of("subnetId", "a")))),
                arguments(
                        INSTANCE,
                        Map.of("userDataBase64", "a", "userDataReplaceOnChange", true),
                        Map.of("userDataBase64", "b", "userDataReplaceOnChange", true)),
                arguments(INSTANCE, Map.of("instanceType", "a1.large"), Map.of("instanceType", "m6i.large")),
                arguments(INSTANCE, Map.of("instanceType", "c7i.large"), Map.of("instanceType", "c7gn.large")),
                arguments(
                        NODES,
                        Map.of("launchTemplate", Map.of("name", "a")),
                        Map.of("launchTemplate", Map.of("name", "b"))),
                arguments(KUBERNETES + "node.k8s.io/v1:RuntimeClass", metadata("name", "a"), metadata("name", "b")),
                arguments(KUBERNETES + "core/v1:ConfigMap", metadata("namespace", "a"), metadata("namespace", "b")),
                arguments(KUBERNETES + "core/v1:ConfigMap", Map.of("data", Map.of("a", "b")), Map.of()),
                arguments(KUBERNETES + "core/v1:ConfigMapPatch", metadata("name", "a"), metadata("name", "b")),
                arguments(KUBERNETES + "cert-manager.io/v1:Issuer", metadata("name", "a"), metadata("name", "b")),
                arguments(
                        KUBERNETES + "apps/v1:Deployment",
                        Map.of("spec", Map.of("selector", Map.of("matchLabels", Map.of("a", "b")))),
                        Map.of("spec", Map.of("selector", Map.of("matchLabels", Map.of("a", "c"))))),
                arguments(
                        KUBERNETES + "apps/v1:Deployment",
                        Map.of(),
                        Map.of("spec", Map.of("selector", Map.of("a", "b")))),
                arguments(
                        KUBERNETES + "storage.k8s.io/v1:StorageClass",
                        Map.of("provisioner", "a"),
                        Map.of("provisioner", "b")),
                arguments(
                        KUBERNETES + "core/v1:PersistentVolume",
                        Map.of("spec", Map.of("csi", Map.of("driver", "a"))),
                        Map.of("spec", Map.of("csi", Map.of("driver", "b")))),
                arguments(
                        KUBERNETES + "core/v1:Pod",
                        Map.of("spec", Map.of("runtimeClassName", "a")),
                        Map.of("spec", Map.of("runtimeClassName", "b"))),
                arguments(
                        KUBERNETES + "core/v1:Pod",
                        Map.of("spec", Map.of("containers", List.of(Map.of("image", "a")))),
                        Map.of("spec", Map.of("containers", List.of(Map.of("image", "b"))))),
                arguments(
                        KUBERNETES + "core/v1:Pod",
                        Map.of("spec", Map.of("tolerations", List.of())),
                        Map.of(
                                "spec",
                                Map.of(
                                        "tolerations",
                                        List.of(),
                                        "initContainers",
                                        List.of(Map.of("name", "a", "image", "b"))))),
                arguments(
                        "aws:autoscaling/group:Group",
                        Map.of(),
                        Map.of("initialLifecycleHooks", List.of(Map.of("name", "a")))));
    }

    @ParameterizedTest
    @MethodSource
    void replaced(String type, Map<String, Object> before, Map<String, Object> after) {
        ResourceChange change = Stack.change(type, before, after);

        assertThat(change.operation()).isEqualTo("replace");
        assertThat(change.replacedBy()).isNotEmpty().allMatch(ReplaceReason::certain);
    }

    static Stream<Arguments> updated() {
        return Stream.of(
                arguments(SERVICE, forced(strategy("a")), forced(strategy("b"))),
                arguments(SERVICE, Map.of("desiredCount", 1), Map.of("desiredCount", 2)),
                arguments(
                        SERVICE,
                        Map.of("networkConfiguration", Map.of("subnets", List.of("a"))),
                        Map.of("networkConfiguration", Map.of("subnets", List.of("b")))),
                arguments(BALANCER, Map.of("subnets", List.of("a", "b")), Map.of("subnets", List.of("a"))),
                arguments(BALANCER, network("subnets", List.of("a")), network("subnets", List.of("a", "b"))),
                arguments(BALANCER, network("securityGroups", List.of("a")), network("securityGroups", List.of("b"))),
                arguments(INSTANCE, Map.of("userData", "a"), Map.of("userData", "b")),
                arguments(INSTANCE, Map.of("instanceType", "m6i.large"), Map.of("instanceType", "m6i.xlarge")),
                arguments(INSTANCE, Map.of("enablePrimaryIpv6", false), Map.of("enablePrimaryIpv6", true)),
                arguments(
                        "aws:ec2/vpc:Vpc",
                        Map.of("instanceTenancy", "dedicated"),
                        Map.of("instanceTenancy", "default")),
                arguments("aws:ssm/parameter:Parameter", Map.of("tier", "Standard"), Map.of("tier", "Advanced")),
                arguments(EKS, Map.of(), Map.of("encryptionConfig", Map.of("resources", List.of("secrets")))),
                arguments(NODES, Map.of("launchTemplate", Map.of("id", "a")), Map.of()),
                arguments(
                        NODES,
                        Map.of("launchTemplate", Map.of("id", "a", "version", "1")),
                        Map.of("launchTemplate", Map.of("id", "a", "version", "2"))),
                arguments(RULE, Map.of("cidrIpv4", "10.0.0.0/8"), Map.of("cidrIpv4", "10.1.0.0/16")),
                arguments(RULE, Map.of("cidrIpv6", "fd00::/8"), Map.of("cidrIpv6", "fe00::/8")),
                arguments(RULE, Map.of("prefixListId", "pl-1"), Map.of("prefixListId", "pl-2")),
                arguments(
                        RULE, Map.of("referencedSecurityGroupId", "sg-1"), Map.of("referencedSecurityGroupId", "sg-2")),
                arguments(EGRESS, Map.of("cidrIpv4", "10.0.0.0/8"), Map.of("cidrIpv4", "10.1.0.0/16")),
                arguments(BALANCER, Map.of("securityGroups", List.of()), Map.of("securityGroups", List.of("a"))),
                arguments(KUBERNETES + "node.k8s.io/v1:RuntimeClass", Map.of("handler", "a"), Map.of("handler", "b")),
                arguments(
                        KUBERNETES + "core/v1:ConfigMapPatch",
                        Map.of("data", Map.of("a", "b")),
                        Map.of("data", Map.of("a", "c"))),
                arguments(KUBERNETES + "core/v1:ConfigMap", metadata("labels", "a"), metadata("labels", "b")),
                arguments(
                        KUBERNETES + "apps/v1:Deployment",
                        Map.of("spec", Map.of("replicas", 1)),
                        Map.of("spec", Map.of("replicas", 2))),
                arguments(
                        KUBERNETES + "core/v1:Pod",
                        Map.of("spec", Map.of("containers", List.of(Map.of("name", "a")))),
                        Map.of("spec", Map.of("containers", List.of(Map.of("name", "b"))))),
                arguments(
                        KUBERNETES + "core/v1:Pod",
                        Map.of("spec", Map.of("tolerations", List.of(Map.of("key", "a")))),
                        Map.of("spec", Map.of("tolerations", List.of(Map.of("key", "b"))))),
                arguments(
                        KUBERNETES + "core/v1:PersistentVolume",
                        Map.of("spec", Map.of("capacity", Map.of("storage", "1Gi"))),
                        Map.of("spec", Map.of("capacity", Map.of("storage", "2Gi")))),
                arguments(INSTANCE, Map.of("userDataBase64", "a"), Map.of("userDataBase64", "b")),
                arguments(INSTANCE, Map.of("instanceType", "g5.xlarge"), Map.of("instanceType", "m6i.large")),
                arguments(
                        "aws:ec2/launchTemplate:LaunchTemplate",
                        Map.of("imageId", "ami-a"),
                        Map.of("imageId", "ami-b")));
    }

    @ParameterizedTest
    @MethodSource
    void updated(String type, Map<String, Object> before, Map<String, Object> after) {
        ResourceChange change = Stack.change(type, before, after);

        assertThat(change.operation()).isEqualTo("update");
        assertThat(change.replacedBy()).isEmpty();
    }

    static Stream<Arguments> everyRowOfKubernetes() {
        return KubernetesReplacements.KINDS.entrySet().stream()
                .flatMap(kind -> kind.getValue().stream().sorted().map(path -> arguments(kind.getKey(), path)));
    }

    /** Of a kind, and not of a patch of it, whose fields others hold. */
    @ParameterizedTest
    @MethodSource
    void everyRowOfKubernetes(String kind, String path) {
        Map<String, Object> before = nested(path, "a");
        Map<String, Object> after = nested(path, "b");

        assertThat(Stack.change(KUBERNETES + kind, before, after).operation()).isEqualTo("replace");
        assertThat(Stack.change(KUBERNETES + kind + "Patch", before, after).operation())
                .isEqualTo("update");
    }

    private static Map<String, Object> nested(String path, String value) {
        int dot = path.indexOf('.');
        return dot < 0 ? Map.of(path, value) : Map.of(path.substring(0, dot), nested(path.substring(dot + 1), value));
    }

    @Test
    void helmReleasesAreNotKnown() {
        ResourceChange change =
                Stack.change(KUBERNETES + "helm.sh/v3:Release", Map.of("chart", "a"), Map.of("chart", "b"));

        assertThat(change.replacedBy()).containsExactly(new ReplaceReason("chart", false, "not in the table"));
    }

    @Test
    void sourceOfKubernetesIsSaid() {
        ResourceChange change =
                Stack.change(KUBERNETES + "node.k8s.io/v1:RuntimeClass", metadata("name", "a"), metadata("name", "b"));

        assertThat(change.replacedBy())
                .containsExactly(new ReplaceReason("metadata.name", true, "the Kubernetes provider's source"));
    }

    private static Map<String, Object> metadata(String key, String value) {
        return Map.of("metadata", Map.of(key, value));
    }

    private static Map<String, Object> strategies(String provider) {
        return Map.of("capacityProviderStrategies", strategy(provider));
    }

    private static List<Map<String, Object>> strategy(String provider) {
        return List.of(Map.of("capacityProvider", provider, "weight", 1));
    }

    private static Map<String, Object> forced(List<Map<String, Object>> strategies) {
        return Map.of("forceNewDeployment", true, "capacityProviderStrategies", strategies);
    }

    private static Map<String, Object> network(String key, Object value) {
        return Map.of("loadBalancerType", "network", key, value);
    }
}
