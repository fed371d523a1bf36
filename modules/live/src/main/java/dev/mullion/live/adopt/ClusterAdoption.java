package dev.mullion.live.adopt;

import dev.mullion.core.json.JsonValue;
import dev.mullion.core.spec.UserException;
import dev.mullion.live.JsonService;
import dev.mullion.live.Questions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandConfiguration;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.Service;

/** What was read of a cluster, as a stack file has it. */
final class ClusterAdoption {
    private static final Set<String> READ_OF_CLUSTER = Set.of(
            "clusterArn",
            "clusterName",
            "configuration",
            "status",
            "registeredContainerInstancesCount",
            "runningTasksCount",
            "pendingTasksCount",
            "activeServicesCount",
            "statistics",
            "tags",
            "settings",
            "capacityProviders",
            "defaultCapacityProviderStrategy",
            "attachments",
            "attachmentsStatus");

    private final Questions questions;
    private final ClusterReading reading;
    private final Naming naming;
    private final Cluster cluster;
    private final String clusterName;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, JsonValue.Fields> logGroups = new TreeMap<>();

    ClusterAdoption(Questions questions, ClusterReading reading, Naming naming) {
        this.questions = questions;
        this.reading = reading;
        this.naming = naming;
        cluster = reading.cluster();
        clusterName = cluster.clusterName();
        notes.addAll(reading.notes());
    }

    Adoption adopt() {
        List<ClusterReading.Group> windows = reading.groups().stream()
                .filter(ClusterReading.Group::isWindows)
                .sorted(byDefaultStrategy())
                .toList();
        Map<String, ClusterReading.Task> services = new TreeMap<>(reading.tasks());
        services.values().removeIf(task -> !isWindows(task, windows));
        if (windows.isEmpty() && services.isEmpty()) {
            throw new UserException("the ECS cluster " + clusterName + " in "
                    + questions.region().name() + " has no Windows capacity"
                    + (reading.groups().isEmpty()
                            ? ": it has no capacity at all, and no service on Fargate for Windows"
                            : ": "
                                    + reading.groups().stream()
                                            .map(group -> group.group().autoScalingGroupName())
                                            .sorted()
                                            .collect(Collectors.joining(", "))
                                    + (reading.groups().size() == 1 ? " runs" : " run") + " Linux")
                    + (questions.untold().isEmpty() ? "" : "\n" + String.join("\n", questions.untold())));
        }
        leftAlone(windows, services);
        readLogGroups();
        List<String> subnets = subnets(windows, services);
        Map<String, String> tags = Naming.ofUser(ClusterReading.tags(cluster.tags()));
        boolean commands = executesCommands();

        Map<String, ClusterReading.Group> capacity = new LinkedHashMap<>();
        for (ClusterReading.Group group : windows) {
            String name = group.provider()
                    .map(each -> each.name())
                    .orElse(group.group().autoScalingGroupName());
            capacity.put(
                    naming.capacity(name, CapacityAdoption.tags(group.group()), clusterName, capacity.keySet()), group);
        }
        Map<String, String> providers = new LinkedHashMap<>();
        capacity.forEach((key, group) -> group.provider().ifPresent(provider -> providers.put(provider.name(), key)));

        Map<String, Object> network = network(subnets);
        Adoption adoption =
                Adoption.of(questions, naming, network, tags, spec(commands, providers), resources(providers), notes);
        CapacityAdoption ofGroups = new CapacityAdoption(naming, new RoleReading(questions), tags, subnets, reading);
        capacity.forEach((key, group) -> adoption.add(
                "capacity",
                ofGroups.adopt(
                        key,
                        group,
                        services.values().stream()
                                .filter(ClusterReading.Task::needsDomain)
                                .anyMatch(task -> mayRunOn(group, key, task, capacity, ofGroups)))));
        Optional<String> range = Optional.ofNullable(network.get("cidrBlock")).map(Object::toString);
        ServiceAdoption ofServices = new ServiceAdoption(
                questions,
                new LoadBalancerAdoption(questions, naming, subnets, range),
                naming,
                clusterName,
                commands,
                subnets,
                providers);
        Map<String, ClusterReading.Task> keyed = new LinkedHashMap<>();
        services.forEach((name, task) -> keyed.put(
                naming.service(name, ClusterReading.tags(task.service().tags()), clusterName, keyed.keySet()), task));
        keyed.forEach((key, task) -> adoption.add(
                "services",
                withLogs(
                        key,
                        ofServices.adopt(
                                key, task, host(task, capacity, ofGroups), release(task, capacity, ofGroups)))));
        return adoption;
    }

    /** The providers of the cluster's default strategy first, as a service that says nothing runs on the first. */
    private Comparator<ClusterReading.Group> byDefaultStrategy() {
        List<String> order = new ArrayList<>();
        cluster.defaultCapacityProviderStrategy().forEach(item -> order.add(item.capacityProvider()));
        order.addAll(cluster.capacityProviders());
        return Comparator.comparingInt(group -> group.provider()
                .map(provider -> order.indexOf(provider.name()))
                .filter(index -> index >= 0)
                .orElse(order.size()));
    }

    private boolean isWindows(ClusterReading.Task task, List<ClusterReading.Group> windows) {
        @Nullable RuntimePlatform platform = task.definition().runtimePlatform();
        if (platform != null && platform.operatingSystemFamily() != null) {
            return platform.operatingSystemFamilyAsString().startsWith("WINDOWS");
        }
        if (ServiceAdoption.isFargate(task.service())) {
            return false; // without a platform it is Linux
        }
        List<String> strategy = providers(task);
        if (!strategy.isEmpty()) {
            return windows.stream().anyMatch(group -> group.provider()
                    .filter(provider -> strategy.contains(provider.name()))
                    .isPresent());
        }
        boolean asks =
                task.service().placementConstraints().stream().anyMatch(each -> asksForWindows(each.expression()))
                        || task.definition().placementConstraints().stream()
                                .anyMatch(each -> asksForWindows(each.expression()));
        return asks || (!windows.isEmpty() && windows.size() == reading.groups().size());
    }

    private static boolean asksForWindows(@Nullable String expression) {
        return expression != null && expression.toLowerCase(Locale.ROOT).contains("windows");
    }

    /** Of a service without a provider: the first capacity of its release, or the first. */
    private static Optional<String> host(
            ClusterReading.Task task, Map<String, ClusterReading.Group> capacity, CapacityAdoption ofGroups) {
        Optional<String> release = Optional.ofNullable(task.definition().runtimePlatform())
                .map(RuntimePlatform::operatingSystemFamilyAsString);
        return capacity.entrySet().stream()
                .filter(entry -> release.isPresent() && release.equals(ofGroups.release(entry.getValue())))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> capacity.keySet().stream().findFirst());
    }

    private static boolean mayRunOn(
            ClusterReading.Group group,
            String key,
            ClusterReading.Task task,
            Map<String, ClusterReading.Group> capacity,
            CapacityAdoption ofGroups) {
        List<String> strategy = providers(task);
        return strategy.isEmpty()
                ? host(task, capacity, ofGroups).filter(key::equals).isPresent()
                : group.provider()
                        .filter(provider -> strategy.contains(provider.name()))
                        .isPresent();
    }

    private static List<String> providers(ClusterReading.Task task) {
        return task.service().capacityProviderStrategy().stream()
                .map(item -> item.capacityProvider())
                .toList();
    }

    /** The release of a service's tasks, which is that of its capacity where it says none. */
    private static Optional<String> release(
            ClusterReading.Task task, Map<String, ClusterReading.Group> capacity, CapacityAdoption ofGroups) {
        List<String> strategy = providers(task);
        return Optional.ofNullable(task.definition().runtimePlatform())
                .map(RuntimePlatform::operatingSystemFamilyAsString)
                .or(() -> capacity.values().stream()
                        .filter(group -> strategy.isEmpty()
                                || group.provider()
                                        .filter(provider -> strategy.contains(provider.name()))
                                        .isPresent())
                        .findFirst()
                        .flatMap(ofGroups::release));
    }

    private void leftAlone(List<ClusterReading.Group> windows, Map<String, ClusterReading.Task> services) {
        reading.groups().stream()
                .filter(group -> !windows.contains(group))
                .map(group -> group.provider()
                        .map(provider -> "capacity provider " + provider.name())
                        .orElse("Auto Scaling group " + group.group().autoScalingGroupName()))
                .sorted()
                .forEach(name -> notes.add(name + " runs Linux: left as it is"));
        reading.tasks().keySet().stream()
                .filter(name -> !services.containsKey(name))
                .forEach(name -> notes.add("service " + name + " runs on Linux: left as it is"));
        notes.add("tasks that something else starts (EventBridge, pipelines, people) are not looked for");
        Unread.tell("the cluster", cluster, READ_OF_CLUSTER, Map.of(), notes::add);
    }

    private boolean executesCommands() {
        return executeCommand()
                .filter(configuration -> "OVERRIDE".equals(configuration.loggingAsString()))
                .map(configuration -> configuration.logConfiguration())
                .filter(log -> logGroup().equals(log.cloudWatchLogGroupName()))
                .isPresent();
    }

    private Optional<ExecuteCommandConfiguration> executeCommand() {
        return Optional.ofNullable(cluster.configuration())
                .map(configuration -> configuration.executeCommandConfiguration());
    }

    private String logGroup() {
        return "/ecs/" + clusterName;
    }

    private Props spec(boolean commands, Map<String, String> providers) {
        Props spec = new Props();
        if (!clusterName.equals(naming.cluster() + "-" + naming.stack())) {
            spec.put("name", clusterName);
        }
        spec.putUnless("disabled", "containerInsights", insights());
        if (commands) {
            spec.put("executeCommand", true);
        }
        logs(logGroup(), spec);
        spec.put("additionalCapacityProviders", others(providers));
        List<Map<String, Object>> strategy = cluster.defaultCapacityProviderStrategy().stream()
                .map(item -> new Props()
                        .put("capacity", providers.getOrDefault(item.capacityProvider(), item.capacityProvider()))
                        .putUnless(1, "weight", item.weight())
                        .putUnless(0, "base", item.base())
                        .map())
                .toList();
        // The first capacity, with the weight of 1, goes without saying.
        boolean usual = strategy.size() == 1
                && strategy.get(0)
                        .equals(Map.of(
                                "capacity",
                                providers.values().stream().findFirst().orElse("")));
        if (!usual) {
            spec.put("defaultCapacityProviderStrategy", strategy);
        }
        return spec;
    }

    /** Those that the stack does not make. */
    private List<String> others(Map<String, String> providers) {
        return cluster.capacityProviders().stream()
                .filter(name -> !providers.containsKey(name))
                .sorted()
                .toList();
    }

    private String insights() {
        return cluster.settings().stream()
                .filter(setting -> "containerInsights".equals(setting.nameAsString()))
                .map(setting -> setting.value())
                .findFirst()
                .orElse("disabled");
    }

    private List<Existing> resources(Map<String, String> providers) {
        List<Existing> resources = new ArrayList<>();
        existingLogs("", naming.cluster(), logGroup()).ifPresent(resources::add);
        Props configuration = new Props();
        executeCommand()
                .ifPresent(execute -> configuration.put(
                        "executeCommandConfiguration",
                        new Props()
                                .put("kmsKeyId", execute.kmsKeyId())
                                .put("logging", execute.loggingAsString())
                                .put(
                                        "logConfiguration",
                                        Optional.ofNullable(execute.logConfiguration())
                                                .map(log -> new Props()
                                                        .put("cloudWatchLogGroupName", log.cloudWatchLogGroupName())
                                                        .put("s3BucketName", log.s3BucketName())
                                                        .put("s3KeyPrefix", log.s3KeyPrefix())
                                                        .map()))));
        resources.add(new Existing(
                "",
                "aws:ecs/cluster:Cluster",
                naming.cluster() + "-cluster",
                clusterName,
                new Props()
                        .put("name", clusterName)
                        .put("configuration", configuration)
                        .put(
                                "settings",
                                List.of(new Props()
                                        .put("name", "containerInsights")
                                        .put("value", insights())
                                        .map()))
                        .put("tags", Naming.seen(ClusterReading.tags(cluster.tags())))
                        .map(),
                Map.of("id", cluster.clusterArn(), "arn", cluster.clusterArn(), "name", clusterName),
                Optional.empty()));
        if (!cluster.capacityProviders().isEmpty()) {
            List<String> attached = new ArrayList<>(providers.keySet());
            attached.retainAll(cluster.capacityProviders());
            attached.addAll(others(providers));
            resources.add(new Existing(
                    "",
                    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
                    naming.cluster() + "-capacity-providers",
                    clusterName,
                    new Props()
                            .put("clusterName", clusterName)
                            .put("capacityProviders", attached)
                            .put(
                                    "defaultCapacityProviderStrategies",
                                    strategy(cluster.defaultCapacityProviderStrategy()))
                            .map(),
                    Map.of(),
                    Optional.empty()));
        }
        return resources;
    }

    /** As a cluster and a service have it in their inputs. */
    static List<Map<String, Object>> strategy(List<CapacityProviderStrategyItem> items) {
        return items.stream()
                .map(item -> new Props()
                        .put("base", Objects.requireNonNullElse(item.base(), 0))
                        .put("capacityProvider", item.capacityProvider())
                        .put("weight", Objects.requireNonNullElse(item.weight(), 0))
                        .map())
                .toList();
    }

    private List<String> subnets(List<ClusterReading.Group> windows, Map<String, ClusterReading.Task> services) {
        for (ClusterReading.Group group : windows) {
            List<String> subnets = CapacityAdoption.subnets(group.group());
            if (!subnets.isEmpty()) {
                windows.stream()
                        .filter(other -> !Set.copyOf(CapacityAdoption.subnets(other.group()))
                                .equals(Set.copyOf(subnets)))
                        .forEach(other -> notes.add("Auto Scaling group "
                                + other.group().autoScalingGroupName()
                                + " is in other subnets than " + group.group().autoScalingGroupName()
                                + ", and a stack has one list"));
                return subnets;
            }
        }
        return services.values().stream()
                .map(ClusterReading.Task::service)
                .map(Service::networkConfiguration)
                .filter(network -> network != null && network.awsvpcConfiguration() != null)
                .map(network -> network.awsvpcConfiguration().subnets())
                .findFirst()
                .orElse(List.of());
    }

    private Map<String, Object> network(List<String> subnets) {
        if (subnets.isEmpty()) {
            return Map.of();
        }
        Optional<String> vpc = questions
                .ask("ec2:DescribeSubnets", () -> questions
                        .region()
                        .ec2()
                        .describeSubnets(request -> request.subnetIds(subnets))
                        .subnets())
                .flatMap(found -> found.stream().map(Subnet::vpcId).findFirst());
        Optional<String> range = vpc.flatMap(id -> questions
                .ask("ec2:DescribeVpcs", () -> questions
                        .region()
                        .ec2()
                        .describeVpcs(request -> request.vpcIds(id))
                        .vpcs())
                .flatMap(found -> found.stream().map(Vpc::cidrBlock).findFirst()));
        boolean isPublic = reading.groups().stream()
                .filter(ClusterReading.Group::isWindows)
                .anyMatch(group -> group.machine()
                        .flatMap(Machine::publicIpAddress)
                        .filter(given -> given)
                        .isPresent());
        Props network = new Props().put("vpcId", vpc).put("cidrBlock", range).put("subnetIds", subnets);
        if (isPublic) {
            network.put("publicSubnetIds", subnets);
        }
        return network.map();
    }

    private void readLogGroups() {
        questions
                .ask("logs:DescribeLogGroups", () -> questions
                        .region()
                        .json(JsonService.Name.CLOUDWATCH_LOGS)
                        .all("DescribeLogGroups", Map.of("logGroupNamePrefix", logGroup()), "logGroups"))
                .orElse(List.of())
                .forEach(
                        group -> JsonService.text(group, "logGroupName").ifPresent(name -> logGroups.put(name, group)));
    }

    private Part withLogs(String key, Part part) {
        String name = logGroup() + "/" + key;
        Props keys = new Props();
        logs(name, keys);
        Map<String, Object> spec = new LinkedHashMap<>(part.spec());
        spec.putAll(keys.map());
        List<Existing> existing = new ArrayList<>(part.existing());
        existingLogs("services." + key, naming.resource(key), name).ifPresent(existing::add);
        return new Part(key, spec, existing, part.notes(), part.preparations(), part.files());
    }

    /** How a log group that exists, and that the stack would make, keeps its events. */
    private void logs(String name, Props spec) {
        Optional.ofNullable(logGroups.get(name)).ifPresent(group -> {
            Optional<Integer> days = days(group);
            spec.put("logRetentionDays", days.filter(each -> each != 30));
            spec.put("logKmsKeyArn", JsonService.text(group, "kmsKeyId"));
            if (days.isEmpty()) {
                notes.add("log group " + name
                        + " keeps its events for ever, which a stack file can not say: it would keep"
                        + " 30 days; set logRetentionDays");
            }
        });
    }

    private static Optional<Integer> days(JsonValue.Fields group) {
        return group.values().get("retentionInDays") instanceof JsonValue.Numeric number
                ? BootScript.whole(number.text())
                : Optional.empty();
    }

    private Optional<Existing> existingLogs(String part, String resource, String name) {
        return Optional.ofNullable(logGroups.get(name)).map(group -> {
            Map<String, String> tags = new TreeMap<>();
            JsonService.text(group, "arn")
                    .map(arn -> arn.replaceFirst(":\\*$", ""))
                    .flatMap(arn -> questions.ask("logs:ListTagsForResource", () -> questions
                            .region()
                            .json(JsonService.Name.CLOUDWATCH_LOGS)
                            .call("ListTagsForResource", Map.of("resourceArn", arn), "tags")))
                    .ifPresent(answer -> {
                        if (answer.values().get("tags") instanceof JsonValue.Fields all) {
                            all.values()
                                    .keySet()
                                    .forEach(key -> tags.put(
                                            key, JsonService.text(all, key).orElse("")));
                        }
                    });
            return new Existing(
                    part,
                    "aws:cloudwatch/logGroup:LogGroup",
                    resource + "-logs",
                    name,
                    new Props()
                            .put("name", name)
                            .put("retentionInDays", days(group))
                            .put("kmsKeyId", JsonService.text(group, "kmsKeyId"))
                            .put("tags", Naming.seen(tags))
                            .map(),
                    Map.of("name", name, "arn", JsonService.text(group, "arn").orElse("")),
                    Optional.empty());
        });
    }
}
