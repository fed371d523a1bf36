package dev.mullion.provider;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a program takes from a component, as its schema says it. Which outputs are secret the values themselves say: of a schema that says it,
 * too, the SDK for .NET does not compile (https://github.com/pulumi/pulumi/issues/11545).
 */
final class ComponentOutputs {
    private static final Map<String, Object> TEXT = Map.of("type", "string");

    private final Map<String, Map<String, Object>> outputs = new TreeMap<>();
    private final Set<String> sometimes = new HashSet<>();

    private ComponentOutputs() {}

    static ComponentOutputs of(ProvidedComponent component) {
        ComponentOutputs all = new ComponentOutputs();
        switch (component) {
            case STACK ->
                all.text("vpcId", "the VPC, where the stack has a network")
                        .textsByKey("ecsClusters", "`arn` and `name` of each ECS cluster, by its key")
                        .textsByKey(
                                "ecsServices",
                                "`name` of each ECS service, and `dnsName` of its load balancer, by `<cluster>-<service>`")
                        .textsByKey(
                                "ecsScheduledTasks",
                                "what `aws ecs run-task` is told to run a scheduled task by hand, by `<cluster>-<task>`")
                        .textsByKey("eksClusters", "`name` and `endpoint` of each EKS cluster, by its key")
                        .texts("kubeconfigs", "the kubeconfig of each EKS cluster, by its key: secret")
                        .textsByKey(
                                "hosts",
                                "`autoScalingGroupName`, `securityGroupId`, `help` and `buildkit` of each group of hosts, by its"
                                        + " key")
                        .texts("mesh", "`profile` and `version` of the mesh")
                        .sometimes(all.outputs.keySet());
            case NETWORK ->
                all.text("vpcId", "the VPC")
                        .list("subnetIds", "the subnets for instances")
                        .list("publicSubnetIds", "the subnets that face the internet");
            case LAUNCH_TEMPLATE ->
                all.text("launchTemplateId", "the launch template")
                        .text("securityGroupId", "the security group of the instances");
            case ECS_WINDOWS_CLUSTER ->
                all.text("clusterArn", "the cluster's ARN")
                        .text("clusterName", "the cluster's name in AWS")
                        .text("logGroupName", "where the cluster logs; none of a cluster that exists")
                        .sometimes(Set.of("logGroupName"));
            case ECS_SERVICE ->
                all.text("serviceName", "the service's name in AWS")
                        .text("dnsName", "the name in DNS of the first load balancer that is made; none without one")
                        .sometimes(Set.of("dnsName"));
            case EKS_CLUSTER ->
                all.text("name", "the cluster's name in AWS")
                        .text("endpoint", "the address of its API server")
                        .text("kubeconfig", "a kubeconfig that signs in with the AWS CLI: secret");
            case EKS_WINDOWS_NODE_POOL ->
                all.text("launchTemplateId", "the launch template of the nodes")
                        .text("nodeRoleArn", "the role of the nodes");
            case WINDOWS_CONTAINER_HOSTS ->
                all.text("autoScalingGroupName", "the name of the Auto Scaling group")
                        .text("securityGroupId", "the security group of the hosts");
            case AMBIENT_MESH -> all.text("profile", "the profile").text("version", "the release of the charts");
        }
        all.texts(
                "scripts",
                "the PowerShell that machines boot with, by what boots with it: readable here, Base64 in launch templates");
        return all;
    }

    /** By their names, sorted. */
    Map<String, Map<String, Object>> properties() {
        return Collections.unmodifiableMap(outputs);
    }

    /** The names of those that every such component has, sorted; an SDK's types tell them from others. */
    List<String> required() {
        return outputs.keySet().stream()
                .filter(name -> !sometimes.contains(name))
                .toList();
    }

    private ComponentOutputs text(String name, String description) {
        return output(name, TEXT, description);
    }

    private ComponentOutputs list(String name, String description) {
        return output(name, Map.of("type", "array", "items", TEXT), description);
    }

    private ComponentOutputs texts(String name, String description) {
        return output(name, mapOf(TEXT), description);
    }

    private ComponentOutputs textsByKey(String name, String description) {
        return output(name, mapOf(mapOf(TEXT)), description);
    }

    private static Map<String, Object> mapOf(Map<String, Object> type) {
        return new TreeMap<>(Map.of("type", "object", "additionalProperties", type));
    }

    private ComponentOutputs output(String name, Map<String, Object> type, String description) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("description", description);
        output.putAll(new TreeMap<>(type)); // maps of the JDK have another order at each run
        outputs.put(name, output);
        return this;
    }

    private ComponentOutputs sometimes(Set<String> names) {
        sometimes.addAll(names);
        return this;
    }
}
