package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.masking.MaskedValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    @Test
    void everyListOfTheTableHasItsLabel() {
        Map<String, String> labels = new HashMap<>();
        for (String list : List.of(
                "containerDefinitions",
                "containers",
                "initContainers",
                "environment",
                "env",
                "environmentVariables",
                "secrets",
                "secretOptions",
                "settings",
                "parameters",
                "volumes",
                "ulimits",
                "dimensions",
                "filters")) {
            labels.put(list, "\"a name\"");
        }
        labels.put("tags", "\"a key\"");
        labels.put("portMappings", "80/udp");
        labels.put("mountPoints", "a sourceVolume a containerPath");
        labels.put("volumesFrom", "\"a sourceContainer\"");
        labels.put("volumeMounts", "\"a mountPath\"");
        labels.put("dependsOn", "\"a containerName\"");
        labels.put("extraHosts", "\"a hostname\"");
        labels.put("resourceRequirements", "\"a type\"");
        labels.put("loadBalancers", "a containerName 80");
        labels.put("serviceRegistries", "\"a registryArn\"");
        labels.put("capacityProviderStrategies", "\"a capacityProvider\"");
        labels.put("defaultCapacityProviderStrategies", "\"a capacityProvider\"");
        labels.put("placementConstraints", "a type a expression");
        labels.put("ingress", "udp 80 from a cidrIpv4");
        labels.put("egress", "udp 80 from a cidrIpv4");
        labels.put("Statement", "\"a Sid\"");
        labels.put("statements", "\"a Sid\"");
        labels.put("routes", "a cidrBlock a ipv6CidrBlock a destinationPrefixListId");
        labels.put("blockDeviceMappings", "\"a deviceName\"");
        labels.put("ebsBlockDevices", "\"a deviceName\"");
        labels.put("networkInterfaces", "\"a deviceIndex\"");
        labels.put("tagSpecifications", "\"a resourceType\"");
        labels.put("taints", "a key a effect");
        labels.put("subnetMappings", "\"a subnetId\"");
        labels.put("addons", "\"a addonName\"");
        labels.put("encryptionConfigs", "\"a provider\"");
        MaskedValue item = item(
                "name", "a name",
                "key", "a key",
                "containerPort", "80",
                "fromPort", "80",
                "protocol", "udp",
                "sourceVolume", "a sourceVolume",
                "containerPath", "a containerPath",
                "sourceContainer", "a sourceContainer",
                "mountPath", "a mountPath",
                "containerName", "a containerName",
                "hostname", "a hostname",
                "type", "a type",
                "registryArn", "a registryArn",
                "capacityProvider", "a capacityProvider",
                "expression", "a expression",
                "cidrIpv4", "a cidrIpv4",
                "Sid", "a Sid",
                "cidrBlock", "a cidrBlock",
                "ipv6CidrBlock", "a ipv6CidrBlock",
                "destinationPrefixListId", "a destinationPrefixListId",
                "deviceName", "a deviceName",
                "deviceIndex", "a deviceIndex",
                "resourceType", "a resourceType",
                "effect", "a effect",
                "subnetId", "a subnetId",
                "addonName", "a addonName",
                "provider", "a provider");

        assertThat(Identity.TABLE.keySet()).isEqualTo(labels.keySet());
        labels.forEach((list, label) -> {
            Identity identity = of(list, item).orElseThrow();
            assertThat(identity.ordered())
                    .as(list)
                    .isEqualTo(Set.of("initContainers", "env").contains(list));
            assertThat(identity.stages().get(0).of(item)).as(list).hasValue(label);
        });
    }

    @Test
    void everySetIsOne() {
        Set<String> sets = Set.of(("subnets,subnetIds,securityGroups,securityGroupIds,vpcSecurityGroupIds,"
                        + "vpcZoneIdentifiers,capacityProviders,managedPolicyArns,targetGroupArns,"
                        + "requiresCompatibilities,availabilityZones,cidrBlocks,ipv6CidrBlocks,prefixListIds,"
                        + "publicAccessCidrs,enabledClusterLogTypes,enabledMetrics,suspendedProcesses,"
                        + "routeTableIds,clientIdLists,thumbprintLists,alarmActions,okActions,"
                        + "insufficientDataActions,policyArns,resourceAliases,Action,NotAction,Resource,"
                        + "NotResource,AWS,Service,Federated,CanonicalUser,allowedAccountIds,capabilities,add,drop,"
                        + "logTypes,subnetGroups,sourceSecurityGroupIds,inboundCidrs")
                .split(",", -1));

        assertThat(Identity.SETS).isEqualTo(sets);
        assertThat(sets)
                .allSatisfy(set -> assertThat(of(set, text("a"), text("b"))).hasValue(Identity.SET));
        assertThat(of("command", text("a"), text("b")))
                .as("a list whose order means something")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "Name",
                "key",
                "Key",
                "id",
                "Id",
                "ID",
                "sid",
                "Sid",
                "alias",
                "deviceName",
                "hostname",
                "path",
            })
    void itemsOfOtherListsAreCalledWhatTheyAreCalled(String name) {
        Identity identity = of("others", item(name, "a"), item(name, "b")).orElseThrow();

        assertThat(Identity.NAMES).contains(name).hasSize(13);
        assertThat(identity.ordered()).isTrue();
        assertThat(identity.stages().get(0).of(item(name, "a"))).hasValue("\"a\"");
    }

    @Test
    void peersOfARuleOfASecurityGroup() {
        List<String> peers = List.of(
                "cidrBlocks",
                "ipv6CidrBlocks",
                "prefixListIds",
                "securityGroups",
                "cidrIpv4",
                "cidrIpv6",
                "prefixListId",
                "referencedSecurityGroupId",
                "sourceSecurityGroupId");

        assertThat(SecurityRule.PEERS).isEqualTo(peers);
        assertThat(peers).allSatisfy(peer -> assertThat(
                        SecurityRule.label(item("protocol", "tcp", "fromPort", "1", "toPort", "2", peer, "x")))
                .hasValue("tcp 1-2 from x"));
        assertThat(SecurityRule.label(item("ipProtocol", "-1", "self", "true"))).hasValue("all traffic from itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"listeners\": {\"filters\": [%s]}}",
                "{\"env\": [%s]}",
                "{\"Statement\": {\"Condition\": {\"x\": [%s]}}}",
                "{\"parameters\": [%s]}",
            })
    @Tag("adversary")
    void anotherOrderInADocumentOfOthersIsNoNoise(String document) {
        String before = document.replace("%s", "{\"name\": \"jwt\"}, {\"name\": \"rbac\"}");
        String after = document.replace("%s", "{\"name\": \"rbac\"}, {\"name\": \"jwt\"}");

        assertThat(Stack.lines(Stack.change(
                        "kubernetes:core/v1:ConfigMap",
                        Map.of("data", Map.of("policy", before)),
                        Map.of("data", Map.of("policy", after)))))
                .singleElement()
                .asString()
                .contains("jwt", "rbac", " => ")
                .doesNotEndWith(" ORDER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AmazonECSManaged",
                "kubernetes.io/cluster/a",
                "k8s.io/cluster-autoscaler/enabled",
                "eks:nodegroup-name",
                "karpenter.sh/discovery",
                "aws:owner",
            })
    void tagThatAControllerActsOnIsNoNoise(String tag) {
        assertThat(Stack.lines(Stack.change(
                        "aws:sns/topic:Topic", Map.of("tags", Map.of(tag, "a")), Map.of("tags", Map.of(tag, "b")))))
                .singleElement()
                .asString()
                .endsWith(": \"a\" => \"b\"");
        assertThat(Stack.lines(Stack.change(
                        "aws:sns/topic:Topic",
                        Map.of("tags", Map.of("team", "a")),
                        Map.of("tags", Map.of("team", "b")))))
                .containsExactly("UPDATE tags.team: \"a\" => \"b\" TAGS");
    }

    private static Optional<Identity> of(String list, MaskedValue... items) {
        return Identity.of(PropertyPlace.ROOT.field(list), List.of(items), List.of(items));
    }

    private static MaskedValue text(String text) {
        return new MaskedValue.Scalar(MaskedValue.Kind.TEXT, text);
    }

    private static MaskedValue item(String... pairs) {
        TreeMap<String, MaskedValue> fields = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], text(pairs[i + 1]));
        }
        return new MaskedValue.Fields(fields);
    }
}
