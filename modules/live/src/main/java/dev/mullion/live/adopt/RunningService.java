package dev.mullion.live.adopt;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;

/** An ECS service as it runs, in the inputs of Pulumi's provider. */
final class RunningService {
    private RunningService() {}

    /**
     * The resource.
     *
     * @param entry with the keys, by whose order of security groups the inputs are compared
     * @param subnets of the network, in its order
     */
    static Existing of(ServiceEntry entry, String clusterName, List<String> subnets) {
        Service service = entry.service();
        boolean daemon = ServiceAdoption.isDaemon(service);
        Props inputs = new Props()
                .put("name", service.serviceName())
                .put("cluster", service.clusterArn())
                .put("taskDefinition", service.taskDefinition())
                .put("enableExecuteCommand", Boolean.TRUE.equals(service.enableExecuteCommand()))
                .put("enableEcsManagedTags", Boolean.TRUE.equals(service.enableECSManagedTags()))
                .putUnless("NONE", "propagateTags", service.propagateTagsAsString())
                .put("schedulingStrategy", daemon ? "DAEMON" : null)
                .put("healthCheckGracePeriodSeconds", service.healthCheckGracePeriodSeconds())
                .put("capacityProviderStrategies", ClusterAdoption.strategy(service.capacityProviderStrategy()))
                .put(
                        "loadBalancers",
                        service.loadBalancers().stream()
                                .map(each -> new Props()
                                        .put("containerName", each.containerName())
                                        .put("containerPort", each.containerPort())
                                        .put("targetGroupArn", each.targetGroupArn())
                                        .put("elbName", each.loadBalancerName())
                                        .map())
                                .toList())
                .put(
                        "serviceRegistries",
                        service.serviceRegistries().stream().findFirst().map(each -> new Props()
                                .put("registryArn", each.registryArn())
                                .put("containerName", each.containerName())
                                .put("containerPort", each.containerPort())
                                .put("port", each.port())
                                .map()))
                .put(
                        "placementConstraints",
                        service.placementConstraints().stream()
                                .map(each -> new Props()
                                        .put("type", each.typeAsString())
                                        .put("expression", each.expression())
                                        .map())
                                .toList())
                .put(
                        "orderedPlacementStrategies",
                        service.placementStrategy().stream()
                                .map(each -> new Props()
                                        .put("type", each.typeAsString())
                                        .put("field", each.field())
                                        .map())
                                .toList())
                .put("tags", Naming.seen(ClusterReading.tags(service.tags())));
        if (!daemon) {
            inputs.put("desiredCount", service.desiredCount());
        }
        if (service.capacityProviderStrategy().isEmpty()) {
            inputs.put("launchType", service.launchTypeAsString());
        }
        if ("FARGATE".equals(service.launchTypeAsString())) {
            inputs.put("platformVersion", service.platformVersion());
        }
        @Nullable DeploymentConfiguration deployment = service.deploymentConfiguration();
        if (deployment != null) {
            inputs.put("deploymentMinimumHealthyPercent", deployment.minimumHealthyPercent());
            if (!daemon) {
                inputs.put("deploymentMaximumPercent", deployment.maximumPercent());
            }
            if (deployment.deploymentCircuitBreaker() != null) {
                Map<String, Object> breaker = new LinkedHashMap<>();
                breaker.put(
                        "enable",
                        Boolean.TRUE.equals(
                                deployment.deploymentCircuitBreaker().enable()));
                breaker.put(
                        "rollback",
                        Boolean.TRUE.equals(
                                deployment.deploymentCircuitBreaker().rollback()));
                inputs.put("deploymentCircuitBreaker", breaker);
            }
        }
        if (service.networkConfiguration() != null
                && service.networkConfiguration().awsvpcConfiguration() != null) {
            AwsVpcConfiguration network = service.networkConfiguration().awsvpcConfiguration();
            Object further = entry.spec().map().getOrDefault("securityGroupIds", List.of());
            List<?> others = further instanceof List<?> list ? list : List.of();
            inputs.put(
                    "networkConfiguration",
                    new Props()
                            .put("assignPublicIp", "ENABLED".equals(network.assignPublicIpAsString()))
                            .put(
                                    "subnets",
                                    network.subnets().stream()
                                            .sorted(Comparator.comparingInt((String each) -> subnets.contains(each)
                                                            ? subnets.indexOf(each)
                                                            : subnets.size())
                                                    .thenComparing(Comparator.naturalOrder()))
                                            .toList())
                            .put(
                                    "securityGroups",
                                    network.securityGroups().stream()
                                            .sorted(Comparator.comparingInt(others::indexOf))
                                            .toList()));
        }
        return new Existing(
                entry.part(),
                "aws:ecs/service:Service",
                entry.name() + "-service",
                clusterName + "/" + service.serviceName(),
                inputs.map(),
                Map.of("id", service.serviceArn(), "name", service.serviceName()),
                Optional.empty());
    }
}
