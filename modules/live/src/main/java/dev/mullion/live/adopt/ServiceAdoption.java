package dev.mullion.live.adopt;

import dev.mullion.live.Questions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;

/** One entry of {@code services}: the keys that an ECS service becomes, with all that belongs to it. */
final class ServiceAdoption {
    private static final Set<String> READ_OF_SERVICE = Set.of(
            "availabilityZoneRebalancing",
            "capacityProviderStrategy",
            "clusterArn",
            "createdAt",
            "createdBy",
            "currentServiceDeployment",
            "currentServiceRevisions",
            "deploymentConfiguration",
            "deploymentController",
            "deployments",
            "desiredCount",
            "enableECSManagedTags",
            "enableExecuteCommand",
            "events",
            "healthCheckGracePeriodSeconds",
            "launchType",
            "loadBalancers",
            "networkConfiguration",
            "pendingCount",
            "placementConstraints",
            "placementStrategy",
            "platformFamily",
            "platformVersion",
            "propagateTags",
            "resourceManagementType",
            "roleArn",
            "runningCount",
            "schedulingStrategy",
            "serviceArn",
            "serviceName",
            "serviceRegistries",
            "status",
            "tags",
            "taskDefinition",
            "taskSets");

    private static final int MOST_OTHER_GROUPS = 4;

    private final Questions questions;
    private final RoleReading roles;
    private final LoadBalancerAdoption balancers;
    private final DiscoveryAdoption discovery;
    private final ScalingAdoption scaling;
    private final ServicePreparations preparations;
    private final Naming naming;
    private final String clusterName;
    private final boolean clusterExecutesCommands;
    private final List<String> subnets;

    /** Capacity by the name of its provider, the first for services that name none. */
    private final Map<String, String> capacities;

    ServiceAdoption(
            Questions questions,
            LoadBalancerAdoption balancers,
            Naming naming,
            String clusterName,
            boolean clusterExecutesCommands,
            List<String> subnets,
            Map<String, String> capacities) {
        this.questions = questions;
        roles = new RoleReading(questions);
        this.balancers = balancers;
        discovery = new DiscoveryAdoption(questions);
        scaling = new ScalingAdoption(questions, clusterName);
        preparations = new ServicePreparations(questions.region().name(), clusterName, capacities);
        this.naming = naming;
        this.clusterName = clusterName;
        this.clusterExecutesCommands = clusterExecutesCommands;
        this.subnets = subnets;
        this.capacities = new LinkedHashMap<>(capacities);
    }

    /**
     * @param key of the service in the stack file
     * @param capacity that runs it, where it names no provider
     * @param release of its tasks, where that is told
     */
    Part adopt(String key, ClusterReading.Task read, Optional<String> capacity, Optional<String> release) {
        Service service = read.service();
        ServiceEntry entry = new ServiceEntry("services." + key, naming.resource(key), service);
        TaskAdoption task = new TaskAdoption(
                read.definition(), read.tags(), questions.region().name(), "/ecs/" + clusterName + "/" + key);
        List<String> notes = entry.notes();
        Props spec = entry.spec().put("serviceName", service.serviceName());
        place(entry, read, capacity);
        task.describe(naming.isOwn(), spec);
        if (naming.isOwn() && read.definition().taskRoleArn() != null) {
            spec.put(
                    "taskPolicies",
                    roles.attached(CapacityAdoption.lastPart(read.definition().taskRoleArn())));
        }
        if (isDaemon(service)) {
            spec.put("schedulingStrategy", "DAEMON");
        } else {
            spec.put("desiredCount", service.desiredCount());
        }
        deployment(entry);
        boolean commands = Boolean.TRUE.equals(service.enableExecuteCommand());
        if (commands != clusterExecutesCommands) {
            spec.put("executeCommand", commands);
        }
        network(entry);
        placement(entry, read);
        loadBalancers(entry);
        discovery.adopt(entry);
        scaling.adopt(entry);
        if (task.isRegistered()) {
            entry.existing().add(0, task.existing(entry.part(), entry.name(), clusterName + "-" + key));
        } else {
            notes.add(
                    "its task definition " + task.shortName() + " was deregistered, and nothing imports it: it is made"
                            + " anew, and its first deployment starts all tasks");
        }
        if (ServicePreparations.hasShortArn(service)) {
            notes.add("its ARN is of the short form of before 2021, which takes no tags; to make it long, once and for"
                    + " good, changes nothing that runs:"
                    + " https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-arn-migration.html");
        }
        entry.existing().add(RunningService.of(entry, clusterName, subnets));
        Unread.tell("it", service, READ_OF_SERVICE, Map.of(), notes::add);
        Optional.of(service.deployments())
                .filter(deployments -> deployments.stream()
                        .anyMatch(deployment -> deployment.serviceConnectConfiguration() != null
                                && Boolean.TRUE.equals(
                                        deployment.serviceConnectConfiguration().enabled())))
                .ifPresent(connected ->
                        notes.add("it is in Service Connect, which Windows does not have in a stack file"));
        notes.addAll(0, task.notes());
        return new Part(
                key, spec.map(), entry.existing(), notes, preparations.of(service, capacity, release), Map.of());
    }

    static boolean isFargate(Service service) {
        return "FARGATE".equals(service.launchTypeAsString())
                || service.capacityProviderStrategy().stream()
                        .anyMatch(item -> item.capacityProvider().startsWith("FARGATE"));
    }

    static boolean isDaemon(Service service) {
        return "DAEMON".equals(service.schedulingStrategyAsString());
    }

    private void place(ServiceEntry entry, ClusterReading.Task read, Optional<String> capacity) {
        Service service = entry.service();
        Props spec = entry.spec();
        if (isFargate(service)) {
            spec.put("launchType", "FARGATE");
            spec.put(
                    "operatingSystem",
                    Optional.ofNullable(read.definition().runtimePlatform())
                            .map(platform -> platform.operatingSystemFamilyAsString()));
            return;
        }
        List<CapacityProviderStrategyItem> items = service.capacityProviderStrategy();
        List<CapacityProviderStrategyItem> known = items.stream()
                .filter(item -> capacities.containsKey(item.capacityProvider()))
                .toList();
        items.stream().filter(item -> !known.contains(item)).forEach(item -> entry.notes()
                .add("capacity provider " + item.capacityProvider()
                        + " of its strategy is not taken over: its tasks run on the others"));
        if (known.isEmpty()) {
            spec.put("capacity", capacity);
            return;
        }
        List<Map<String, Object>> strategy = known.stream()
                .map(item -> new Props()
                        .put("capacity", capacities.get(item.capacityProvider()))
                        .putUnless(1, "weight", item.weight())
                        .putUnless(0, "base", item.base())
                        .map())
                .toList();
        // One capacity alone stands for a weight of 1; for another one, or a base, Pulumi would replace the service.
        if (strategy.size() == 1 && strategy.get(0).size() == 1) {
            spec.put("capacity", strategy.get(0).get("capacity"));
        } else {
            spec.put("capacityProviderStrategy", strategy);
        }
    }

    private static void deployment(ServiceEntry entry) {
        boolean daemon = isDaemon(entry.service());
        Props spec = entry.spec();
        List<String> notes = entry.notes();
        @Nullable DeploymentConfiguration deployment = entry.service().deploymentConfiguration();
        if (deployment == null) {
            return;
        }
        spec.putUnless(daemon ? 0 : 100, "minimumHealthyPercent", deployment.minimumHealthyPercent());
        if (!daemon) {
            spec.putUnless(200, "maximumPercent", deployment.maximumPercent());
        }
        boolean breaks = deployment.deploymentCircuitBreaker() != null
                && Boolean.TRUE.equals(deployment.deploymentCircuitBreaker().enable());
        if (!breaks) {
            spec.put("deploymentCircuitBreaker", Map.of("enable", false));
        } else if (!Boolean.TRUE.equals(deployment.deploymentCircuitBreaker().rollback())) {
            spec.put("deploymentCircuitBreaker", Map.of("rollback", false));
        }
        if (deployment.alarms() != null
                && Boolean.TRUE.equals(deployment.alarms().enable())) {
            notes.add("alarms end its deployments, which a stack file can not say");
        }
        Unread.tell(
                "its deployment configuration",
                deployment,
                Set.of("deploymentCircuitBreaker", "maximumPercent", "minimumHealthyPercent", "alarms"),
                Map.of("strategy", "ROLLING", "bakeTimeInMinutes", 0),
                notes::add);
    }

    private void network(ServiceEntry entry) {
        Service service = entry.service();
        List<String> notes = entry.notes();
        if (service.networkConfiguration() == null
                || service.networkConfiguration().awsvpcConfiguration() == null) {
            return;
        }
        AwsVpcConfiguration network = service.networkConfiguration().awsvpcConfiguration();
        if (!naming.isOwn()) {
            entry.spec().put("securityGroupIds", network.securityGroups());
            if (network.securityGroups().size() > MOST_OTHER_GROUPS) {
                notes.add("its tasks have " + network.securityGroups().size() + " security groups; a stack file takes "
                        + MOST_OTHER_GROUPS + " beside the one that is made");
            }
        }
        if ("ENABLED".equals(network.assignPublicIpAsString())) {
            notes.add(
                    "its tasks have public IPs, which a stack file does not give: from these subnets they reach nothing"
                            + " without");
        }
        List<String> others =
                network.subnets().stream().filter(id -> !subnets.contains(id)).toList();
        if (!others.isEmpty()) {
            notes.add("its tasks run in subnets that are not the network's: " + String.join(", ", others));
        }
    }

    private static void placement(ServiceEntry entry, ClusterReading.Task read) {
        Service service = entry.service();
        Props spec = entry.spec();
        List<Map<String, Object>> constraints = new ArrayList<>();
        Stream.concat(
                        service.placementConstraints().stream()
                                .map(each -> Map.entry(
                                        each.typeAsString(), Objects.requireNonNullElse(each.expression(), ""))),
                        read.definition().placementConstraints().stream()
                                .map(each -> Map.entry(
                                        each.typeAsString(), Objects.requireNonNullElse(each.expression(), ""))))
                // The release is what Mullion asks for by itself.
                .filter(each ->
                        !each.getValue().matches("(?i)\\s*attribute:ecs\\.os-(type|family)\\s*==\\s*windows\\w*\\s*"))
                .distinct()
                .forEach(each -> constraints.add(new Props()
                        .putUnless("memberOf", "type", each.getKey())
                        .put("expression", each.getValue())
                        .map()));
        spec.put("placementConstraints", constraints);
        spec.put(
                "placementStrategies",
                service.placementStrategy().stream()
                        .map(strategy -> new Props()
                                .put("type", strategy.typeAsString())
                                .put("field", strategy.field())
                                .map())
                        .toList());
    }

    private void loadBalancers(ServiceEntry entry) {
        Service service = entry.service();
        Props spec = entry.spec();
        Map<String, Object> further = new LinkedHashMap<>();
        boolean first = true;
        for (LoadBalancer balancer : service.loadBalancers()) {
            if (balancer.targetGroupArn() == null) {
                entry.notes()
                        .add("its classic load balancer " + balancer.loadBalancerName()
                                + " can not be said: use a target group");
                continue;
            }
            Map<String, Object> shared = new Props()
                    .put("targetGroupArn", balancer.targetGroupArn())
                    .put("container", balancer.containerName())
                    .put("containerPort", balancer.containerPort())
                    .map();
            Map<String, Object> place = naming.isOwn()
                    ? balancers
                            .adopt(entry.part(), balancer.targetGroupArn(), shared, entry.existing())
                            .orElse(shared)
                    : shared;
            if (first) {
                spec.put("loadBalancer", place);
                spec.put(
                        "healthCheckGracePeriodSeconds",
                        Objects.requireNonNullElse(service.healthCheckGracePeriodSeconds(), 0));
            } else {
                further.put("other" + (further.size() + 1), place);
            }
            first = false;
        }
        spec.put("additionalLoadBalancers", further);
    }
}
