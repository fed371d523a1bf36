package dev.mullion.live.adopt;

import dev.mullion.core.json.JsonValue;
import dev.mullion.live.JsonService;
import dev.mullion.live.Questions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;

/** One entry of {@code services}: an ECS service with its task definition, scaling and place in Cloud Map. */
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

    /** By a change of which the program replaces a service: ECS does not update the release of one. */
    private static final String RELEASE_TAG = "mullion:operating-system";

    private static final String DIMENSION = "ecs:service:DesiredCount";

    private static final int MOST_OTHER_GROUPS = 4;

    private final Questions questions;
    private final RoleReading roles;
    private final LoadBalancerAdoption balancers;
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
        String name = naming.resource(key);
        String part = "services." + key;
        TaskAdoption task = new TaskAdoption(
                read.definition(), read.tags(), questions.region().name(), "/ecs/" + clusterName + "/" + key);
        List<String> notes = new ArrayList<>();
        List<Existing> existing = new ArrayList<>();
        Props spec = new Props().put("serviceName", service.serviceName());
        place(service, read, capacity, spec, notes);
        task.describe(naming.isOwn(), spec);
        if (naming.isOwn() && read.definition().taskRoleArn() != null) {
            spec.put(
                    "taskPolicies",
                    roles.attached(CapacityAdoption.lastPart(read.definition().taskRoleArn())));
        }
        boolean daemon = "DAEMON".equals(service.schedulingStrategyAsString());
        if (daemon) {
            spec.put("schedulingStrategy", "DAEMON");
        } else {
            spec.put("desiredCount", service.desiredCount());
        }
        deployment(service, daemon, spec, notes);
        boolean commands = Boolean.TRUE.equals(service.enableExecuteCommand());
        if (commands != clusterExecutesCommands) {
            spec.put("executeCommand", commands);
        }
        network(service, spec, notes);
        placement(service, read, spec);
        loadBalancers(part, service, spec, existing, notes);
        discovery(part, name, service, spec, existing, notes);
        scaling(part, name, service, spec, existing, notes);
        existing.add(0, task.existing(part, name, clusterName + "-" + key));
        existing.add(service(part, name, service, spec));
        Unread.tell("it", service, READ_OF_SERVICE, Map.of(), notes::add);
        Optional.of(service.deployments())
                .filter(deployments -> deployments.stream()
                        .anyMatch(deployment -> deployment.serviceConnectConfiguration() != null
                                && Boolean.TRUE.equals(
                                        deployment.serviceConnectConfiguration().enabled())))
                .ifPresent(connected ->
                        notes.add("it is in Service Connect, which Windows does not have in a stack file"));
        notes.addAll(0, task.notes());
        return new Part(key, spec.map(), existing, notes, preparations(service, capacity, release), Map.of());
    }

    /** What Pulumi would replace a service for, and AWS changes in place. */
    private List<String> preparations(Service service, Optional<String> capacity, Optional<String> release) {
        String aws = " --region " + questions.region().name() + " --";
        List<String> commands = new ArrayList<>();
        String tagged = ClusterReading.tags(service.tags()).getOrDefault(RELEASE_TAG, "");
        release.filter(name -> !name.equals(tagged))
                .ifPresent(name -> commands.add("aws ecs tag-resource" + aws + "resource-arn " + service.serviceArn()
                        + " --tags key=" + RELEASE_TAG + ",value=" + name));
        boolean toProvider = !isFargate(service)
                && service.capacityProviderStrategy().isEmpty()
                && !"DAEMON".equals(service.schedulingStrategyAsString());
        if (toProvider) {
            capacities.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(capacity.orElse("")))
                    .findFirst()
                    .ifPresent(entry -> commands.add("aws ecs update-service" + aws + "cluster " + clusterName
                            + " --service " + service.serviceName() + " --capacity-provider-strategy capacityProvider="
                            + entry.getKey() + ",weight=1,base=0 --force-new-deployment"));
        }
        return commands;
    }

    static boolean isFargate(Service service) {
        return "FARGATE".equals(service.launchTypeAsString())
                || service.capacityProviderStrategy().stream()
                        .anyMatch(item -> item.capacityProvider().startsWith("FARGATE"));
    }

    private void place(
            Service service, ClusterReading.Task read, Optional<String> capacity, Props spec, List<String> notes) {
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
        items.stream()
                .filter(item -> !known.contains(item))
                .forEach(item -> notes.add("capacity provider " + item.capacityProvider()
                        + " of its strategy is not taken over: its tasks run on the others"));
        if (known.size() == 1) {
            spec.put("capacity", capacities.get(known.get(0).capacityProvider()));
        } else if (known.isEmpty()) {
            spec.put("capacity", capacity);
        } else {
            spec.put(
                    "capacityProviderStrategy",
                    known.stream()
                            .map(item -> new Props()
                                    .put("capacity", capacities.get(item.capacityProvider()))
                                    .putUnless(1, "weight", item.weight())
                                    .putUnless(0, "base", item.base())
                                    .map())
                            .toList());
        }
    }

    private static void deployment(Service service, boolean daemon, Props spec, List<String> notes) {
        @Nullable DeploymentConfiguration deployment = service.deploymentConfiguration();
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

    private void network(Service service, Props spec, List<String> notes) {
        if (service.networkConfiguration() == null
                || service.networkConfiguration().awsvpcConfiguration() == null) {
            return;
        }
        AwsVpcConfiguration network = service.networkConfiguration().awsvpcConfiguration();
        if (!naming.isOwn()) {
            spec.put("securityGroupIds", network.securityGroups());
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

    private static void placement(Service service, ClusterReading.Task read, Props spec) {
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

    private void loadBalancers(String part, Service service, Props spec, List<Existing> existing, List<String> notes) {
        Map<String, Object> further = new LinkedHashMap<>();
        boolean first = true;
        for (LoadBalancer balancer : service.loadBalancers()) {
            if (balancer.targetGroupArn() == null) {
                notes.add("its classic load balancer " + balancer.loadBalancerName()
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
                            .adopt(part, balancer.targetGroupArn(), shared, existing)
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

    private void discovery(
            String part, String name, Service service, Props spec, List<Existing> existing, List<String> notes) {
        service.serviceRegistries().stream()
                .skip(1)
                .forEach(registry ->
                        notes.add("it is registered in Cloud Map a second time, as " + registry.registryArn()));
        service.serviceRegistries().stream().findFirst().ifPresent(registry -> {
            String id = CapacityAdoption.lastPart(registry.registryArn());
            Optional<JsonValue.Fields> told = questions
                    .ask("servicediscovery:GetService", () -> questions
                            .region()
                            .json(JsonService.Name.CLOUD_MAP)
                            .call("GetService", Map.of("Id", id)))
                    .flatMap(answer -> fields(answer, "Service"));
            if (told.isEmpty()) {
                notes.add("its place in Cloud Map, " + registry.registryArn() + ", is not told");
                return;
            }
            Optional<JsonValue.Fields> dns = fields(told.get(), "DnsConfig");
            Optional<JsonValue.Fields> dnsRecord =
                    dns.flatMap(config -> items(config, "DnsRecords").stream().findFirst());
            Optional<String> namespace = JsonService.text(told.get(), "NamespaceId")
                    .or(() -> dns.flatMap(config -> JsonService.text(config, "NamespaceId")));
            Optional<String> type = dnsRecord.flatMap(each -> JsonService.text(each, "Type"));
            Optional<Object> ttl = dnsRecord.flatMap(each -> number(each, "TTL"));
            Optional<String> serviceName = JsonService.text(told.get(), "Name");
            spec.put(
                    "serviceDiscovery",
                    new Props()
                            .put("namespaceId", namespace)
                            .put("name", serviceName)
                            .put("dnsRecordType", type)
                            .put("ttlSeconds", ttl.filter(seconds -> !seconds.equals(60)))
                            .put("container", registry.containerName())
                            .put("containerPort", registry.containerPort()));
            Props inputs = new Props()
                    .put("name", serviceName)
                    .put(
                            "dnsConfig",
                            new Props()
                                    .put("namespaceId", namespace)
                                    .put(
                                            "routingPolicy",
                                            dns.flatMap(config -> JsonService.text(config, "RoutingPolicy")))
                                    .put(
                                            "dnsRecords",
                                            dnsRecord
                                                    .map(each -> List.of(new Props()
                                                            .put("type", type)
                                                            .put("ttl", ttl)
                                                            .map()))
                                                    .orElse(List.of())))
                    .put(
                            "healthCheckCustomConfig",
                            fields(told.get(), "HealthCheckCustomConfig").map(config -> new Props()
                                    .put("failureThreshold", number(config, "FailureThreshold"))
                                    .map()))
                    .put("tags", tags(registry.registryArn()));
            existing.add(new Existing(
                    part,
                    "aws:servicediscovery/service:Service",
                    name + "-discovery",
                    id,
                    inputs.map(),
                    Map.of("arn", registry.registryArn()),
                    Optional.empty()));
        });
    }

    private Map<String, Object> tags(String arn) {
        Map<String, String> tags = new TreeMap<>();
        questions
                .ask("servicediscovery:ListTagsForResource", () -> questions
                        .region()
                        .json(JsonService.Name.CLOUD_MAP)
                        .call("ListTagsForResource", Map.of("ResourceARN", arn)))
                .ifPresent(answer -> items(answer, "Tags")
                        .forEach(tag -> tags.put(
                                JsonService.text(tag, "Key").orElse(""),
                                JsonService.text(tag, "Value").orElse(""))));
        return Naming.seen(tags);
    }

    private void scaling(
            String part, String name, Service service, Props spec, List<Existing> existing, List<String> notes) {
        String resource = "service/" + clusterName + "/" + service.serviceName();
        Optional<JsonValue.Fields> target = questions
                .ask("application-autoscaling:DescribeScalableTargets", () -> questions
                        .region()
                        .json(JsonService.Name.APPLICATION_AUTO_SCALING)
                        .all(
                                "DescribeScalableTargets",
                                Map.of("ServiceNamespace", "ecs", "ResourceIds", List.of(resource)),
                                "ScalableTargets"))
                .flatMap(found -> found.stream().findFirst());
        if (target.isEmpty()) {
            return;
        }
        List<JsonValue.Fields> policies = questions
                .ask("application-autoscaling:DescribeScalingPolicies", () -> questions
                        .region()
                        .json(JsonService.Name.APPLICATION_AUTO_SCALING)
                        .all(
                                "DescribeScalingPolicies",
                                Map.of("ServiceNamespace", "ecs", "ResourceId", resource),
                                "ScalingPolicies"))
                .orElse(List.of());
        Props keys = new Props()
                .put("minCapacity", number(target.get(), "MinCapacity"))
                .put("maxCapacity", number(target.get(), "MaxCapacity"));
        String id = "ecs/" + resource + "/" + DIMENSION;
        List<Existing> taken = new ArrayList<>();
        taken.add(new Existing(
                part,
                "aws:appautoscaling/target:Target",
                name + "-scaling-target",
                id,
                new Props()
                        .put("serviceNamespace", "ecs")
                        .put("scalableDimension", DIMENSION)
                        .put("resourceId", resource)
                        .put("minCapacity", number(target.get(), "MinCapacity"))
                        .put("maxCapacity", number(target.get(), "MaxCapacity"))
                        .map(),
                Map.of("resourceId", resource, "serviceNamespace", "ecs", "scalableDimension", DIMENSION),
                Optional.empty()));
        boolean byMetric = false;
        for (JsonValue.Fields policy : policies) {
            byMetric |= policy(part, name, new Scaled(id, resource, hasOwnBalancer(spec)), policy, keys, taken, notes);
        }
        if (byMetric) {
            spec.put("autoScaling", keys);
            existing.addAll(taken);
        } else {
            notes.add("its number of tasks is scaled from "
                    + number(target.get(), "MinCapacity").orElse("?") + " to "
                    + number(target.get(), "MaxCapacity").orElse("?")
                    + " by no metric that a stack file can say: that scaling is left as it is");
        }
    }

    /** What a policy scales: its id for the import, how AWS calls it, and whether the stack makes its load balancer. */
    private record Scaled(String id, String resource, boolean hasOwnBalancer) {}

    private static boolean hasOwnBalancer(Props spec) {
        return spec.map().get("loadBalancer") instanceof Map<?, ?> place && !place.containsKey("targetGroupArn");
    }

    private boolean policy(
            String part,
            String name,
            Scaled scaled,
            JsonValue.Fields policy,
            Props keys,
            List<Existing> taken,
            List<String> notes) {
        String policyName = JsonService.text(policy, "PolicyName").orElse("");
        Optional<JsonValue.Fields> tracking = fields(policy, "TargetTrackingScalingPolicyConfiguration");
        Optional<JsonValue.Fields> metric = tracking.flatMap(each -> fields(each, "PredefinedMetricSpecification"));
        String type = metric.flatMap(each -> JsonService.text(each, "PredefinedMetricType"))
                .orElse("");
        Optional<Object> value = tracking.flatMap(each -> number(each, "TargetValue"));
        String what =
                switch (type) {
                    case "ECSServiceAverageCPUUtilization" -> "cpu";
                    case "ECSServiceAverageMemoryUtilization" -> "memory";
                    case "ALBRequestCountPerTarget" -> scaled.hasOwnBalancer() ? "requests" : "";
                    default -> "";
                };
        String key = what.equals("requests") ? "requestCountPerTarget" : what + "Percent";
        if (what.isEmpty() || value.isEmpty() || keys.map().containsKey(key)) {
            notes.add("scaling policy " + policyName + " is "
                    + (type.isEmpty()
                            ? "of a kind that a stack file can not say"
                            : what.isEmpty()
                                    ? "by " + type + " of a load balancer that is left as it is"
                                    : "a second one by " + type)
                    + ": it is left as it is");
            return false;
        }
        keys.put(
                key,
                value.map(number ->
                        number instanceof Double exact ? (Object) Math.toIntExact(Math.round(exact)) : number));
        Optional<Object> in = tracking.flatMap(each -> number(each, "ScaleInCooldown"));
        Optional<Object> out = tracking.flatMap(each -> number(each, "ScaleOutCooldown"));
        keys.put("scaleInCooldownSeconds", in.filter(seconds -> !seconds.equals(300)));
        keys.put("scaleOutCooldownSeconds", out.filter(seconds -> !seconds.equals(300)));
        taken.add(new Existing(
                part,
                "aws:appautoscaling/policy:Policy",
                name + "-scale-by-" + what,
                scaled.id() + "/" + policyName,
                new Props()
                        .put("name", policyName)
                        .put("policyType", JsonService.text(policy, "PolicyType"))
                        .put("serviceNamespace", "ecs")
                        .put("scalableDimension", DIMENSION)
                        .put("resourceId", scaled.resource())
                        .put(
                                "targetTrackingScalingPolicyConfiguration",
                                new Props()
                                        .put(
                                                "predefinedMetricSpecification",
                                                new Props()
                                                        .put("predefinedMetricType", type)
                                                        .put(
                                                                "resourceLabel",
                                                                metric.flatMap(each ->
                                                                        JsonService.text(each, "ResourceLabel"))))
                                        .put("targetValue", value)
                                        .put("scaleInCooldown", in)
                                        .put("scaleOutCooldown", out))
                        .map(),
                Map.of(),
                Optional.of(policyName)));
        return true;
    }

    private Existing service(String part, String name, Service service, Props spec) {
        boolean daemon = "DAEMON".equals(service.schedulingStrategyAsString());
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
            Object further = spec.map().getOrDefault("securityGroupIds", List.of());
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
                part,
                "aws:ecs/service:Service",
                name + "-service",
                clusterName + "/" + service.serviceName(),
                inputs.map(),
                Map.of("id", service.serviceArn(), "name", service.serviceName()),
                Optional.empty());
    }

    private static Optional<JsonValue.Fields> fields(JsonValue.Fields of, String key) {
        return of.values().get(key) instanceof JsonValue.Fields fields ? Optional.of(fields) : Optional.empty();
    }

    private static List<JsonValue.Fields> items(JsonValue.Fields of, String key) {
        List<JsonValue.Fields> items = new ArrayList<>();
        if (of.values().get(key) instanceof JsonValue.Items list) {
            list.values().forEach(item -> {
                if (item instanceof JsonValue.Fields fields) {
                    items.add(fields);
                }
            });
        }
        return items;
    }

    /** A whole number as such, another one as it is. */
    private static Optional<Object> number(JsonValue.Fields of, String key) {
        if (!(of.values().get(key) instanceof JsonValue.Numeric number)) {
            return Optional.empty();
        }
        double value = Double.parseDouble(number.text());
        return Optional.of(value == Math.rint(value) ? (Object) (int) value : (Object) value);
    }
}
