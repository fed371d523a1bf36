package dev.mullion.live.adopt;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.core.text.Nearest;
import dev.mullion.live.Batches;
import dev.mullion.live.ImageQuery;
import dev.mullion.live.Questions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderField;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/** A cluster with its capacity and services, as AWS tells them. */
final class ClusterReading {
    /** Without pages; {@code maxResults} is 10 also where nobody says it. */
    private static final int MAX_PROVIDERS = 10;

    private static final int MAX_GROUPS = 50;
    private static final int MAX_INSTANCES = 50;
    private static final int MAX_SERVICES = 10;

    /** What an agent has only on a host that is in a domain. */
    private static final Set<String> OF_DOMAIN = Set.of("ecs.capability.fsxWindowsFileServer", "ecs.capability.gmsa");

    /** A group that instances of the cluster are in, behind a capacity provider or not. */
    record Group(
            AutoScalingGroup group,
            Optional<CapacityProvider> provider,
            Optional<Machine> machine,
            boolean isWindows) {}

    /** A service with what its tasks are. */
    record Task(Service service, TaskDefinition definition, Map<String, String> tags) {
        /** Whether its tasks run on hosts of a domain only. */
        boolean needsDomain() {
            return definition.volumes().stream()
                            .anyMatch(volume -> volume.fsxWindowsFileServerVolumeConfiguration() != null)
                    || definition.containerDefinitions().stream()
                            .flatMap(container -> container.credentialSpecs().stream())
                            .anyMatch(spec -> spec.startsWith("credentialspec:"));
        }
    }

    private final Questions questions;
    private final EcsClient ecs;
    private final Cluster cluster;
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Image> images = new TreeMap<>();
    private final Map<String, Task> tasks = new TreeMap<>();

    /** The operating system of instances by the name of their group, such as {@code WINDOWS_SERVER_2022_CORE}. */
    private final Map<String, String> families = new TreeMap<>();

    /** The names of groups whose instances have told that they are in a domain. */
    private final Set<String> joined = new TreeSet<>();

    private final List<String> notes = new ArrayList<>();

    /**
     * Reads everything.
     *
     * @throws UserException when there is no such cluster
     */
    ClusterReading(Questions questions, String name) {
        this.questions = questions;
        ecs = questions.region().ecs();
        cluster = cluster(name);
        capacity();
        services();
    }

    Cluster cluster() {
        return cluster;
    }

    List<Group> groups() {
        return groups;
    }

    Map<String, Image> images() {
        return images;
    }

    /** By the services' names. */
    Map<String, Task> tasks() {
        return tasks;
    }

    Map<String, String> families() {
        return families;
    }

    Set<String> joined() {
        return joined;
    }

    List<String> notes() {
        return notes;
    }

    static Map<String, String> tags(Collection<Tag> tags) {
        Map<String, String> all = new TreeMap<>();
        tags.stream().filter(tag -> tag.value() != null).forEach(tag -> all.put(tag.key(), tag.value()));
        return all;
    }

    private Cluster cluster(String name) {
        String region = questions.region().name();
        // Without it nothing else can be told.
        List<Cluster> found = questions.region().ask("ecs:DescribeClusters", () -> ecs.describeClusters(
                        request -> request.clusters(name)
                                .include(ClusterField.CONFIGURATIONS, ClusterField.SETTINGS, ClusterField.TAGS))
                .clusters());
        return found.stream()
                .filter(each -> "ACTIVE".equals(each.status()))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> others = questions
                            .ask("ecs:ListClusters", () -> ecs.listClustersPaginator().clusterArns().stream()
                                    .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                                    .sorted()
                                    .toList())
                            .orElse(List.of());
                    return new UserException("no ECS cluster " + Shown.text(name) + " in " + region
                            + Nearest.to(name, others)
                                    .map(meant -> "; did you mean " + meant + "?")
                                    .orElse(
                                            others.isEmpty()
                                                    ? "; is it the cluster's region and account?"
                                                    : "; there are " + String.join(", ", others)));
                });
    }

    private void capacity() {
        List<String> names = cluster.capacityProviders().stream()
                .filter(name -> !name.startsWith("FARGATE"))
                .toList();
        Map<String, CapacityProvider> byGroup = new LinkedHashMap<>();
        for (List<String> some : Batches.of(names, MAX_PROVIDERS)) {
            questions
                    .ask("ecs:DescribeCapacityProviders", () -> ecs.describeCapacityProviders(
                                    request -> request.capacityProviders(some).include(CapacityProviderField.TAGS))
                            .capacityProviders())
                    .orElse(List.of())
                    .forEach(provider -> {
                        if (provider.autoScalingGroupProvider() == null) {
                            notes.add("capacity provider " + provider.name()
                                    + " has no Auto Scaling group: left as it is");
                        } else {
                            String arn = provider.autoScalingGroupProvider().autoScalingGroupArn();
                            byGroup.put(arn.substring(arn.lastIndexOf('/') + 1), provider);
                        }
                    });
        }
        List<String> all = new ArrayList<>(byGroup.keySet());
        instances().stream().filter(group -> !byGroup.containsKey(group)).forEach(all::add);
        List<AutoScalingGroup> described = new ArrayList<>();
        for (List<String> some : Batches.of(all, MAX_GROUPS)) {
            questions
                    .ask("autoscaling:DescribeAutoScalingGroups", () -> questions
                            .region()
                            .autoScaling()
                            .describeAutoScalingGroupsPaginator(request -> request.autoScalingGroupNames(some))
                            .autoScalingGroups()
                            .stream()
                            .toList())
                    .ifPresent(described::addAll);
        }
        Map<String, Machine> machines = new TreeMap<>();
        described.forEach(
                group -> machine(group).ifPresent(machine -> machines.put(group.autoScalingGroupName(), machine)));
        images(machines.values().stream().map(Machine::imageId).collect(Collectors.toCollection(TreeSet::new)));
        for (String name : all) {
            described.stream()
                    .filter(group -> group.autoScalingGroupName().equals(name))
                    .forEach(group -> groups.add(new Group(
                            group,
                            Optional.ofNullable(byGroup.get(name)),
                            Optional.ofNullable(machines.get(name)),
                            isWindows(name, Optional.ofNullable(machines.get(name))))));
        }
    }

    /** The names of the groups that registered instances are in; notes what is in none. */
    private Collection<String> instances() {
        List<String> arns = questions
                .ask("ecs:ListContainerInstances", () -> ecs
                        .listContainerInstancesPaginator(request -> request.cluster(cluster.clusterArn()))
                        .containerInstanceArns()
                        .stream()
                        .toList())
                .orElse(List.of());
        Map<String, ContainerInstance> byId = new TreeMap<>();
        for (List<String> some : Batches.of(arns, MAX_INSTANCES)) {
            questions
                    .ask("ecs:DescribeContainerInstances", () -> ecs.describeContainerInstances(request ->
                                    request.cluster(cluster.clusterArn()).containerInstances(some))
                            .containerInstances())
                    .orElse(List.of())
                    .forEach(instance -> byId.put(instance.ec2InstanceId(), instance));
        }
        Map<String, String> groupOf = new TreeMap<>();
        for (List<String> some : Batches.of(byId.keySet(), MAX_INSTANCES)) {
            questions
                    .ask("autoscaling:DescribeAutoScalingInstances", () -> questions
                            .region()
                            .autoScaling()
                            .describeAutoScalingInstancesPaginator(request -> request.instanceIds(some))
                            .autoScalingInstances()
                            .stream()
                            .toList())
                    .orElse(List.of())
                    .forEach((AutoScalingInstanceDetails instance) ->
                            groupOf.put(instance.instanceId(), instance.autoScalingGroupName()));
        }
        byId.forEach((id, instance) -> {
            String family = instance.attributes().stream()
                    .filter(attribute -> attribute.name().equals("ecs.os-family")
                            || attribute.name().equals("ecs.os-type"))
                    .map(attribute -> String.valueOf(attribute.value()))
                    .max(String::compareToIgnoreCase)
                    .orElse("");
            String group = groupOf.getOrDefault(id, "");
            if (group.isEmpty()) {
                notes.add("instance " + id + " is in no Auto Scaling group: left as it is");
            } else {
                if (!family.isEmpty()) {
                    families.put(group, family);
                }
                if (instance.attributes().stream().anyMatch(attribute -> OF_DOMAIN.contains(attribute.name()))) {
                    joined.add(group);
                }
            }
        });
        return new TreeSet<>(groupOf.values());
    }

    private boolean isWindows(String group, Optional<Machine> machine) {
        if (families.containsKey(group)) {
            return families.getOrDefault(group, "")
                    .toLowerCase(java.util.Locale.ROOT)
                    .startsWith("windows");
        }
        return machine.filter(each -> each.imageId().contains("ami-windows")
                        || Optional.ofNullable(images.get(each.imageId()))
                                .map(image -> "windows".equalsIgnoreCase(image.platformAsString()))
                                .orElseGet(() ->
                                        BootScript.decoded(each.userData()).contains("<powershell>")))
                .isPresent();
    }

    private Optional<Machine> machine(AutoScalingGroup group) {
        LaunchTemplateSpecification template = group.mixedInstancesPolicy() == null
                ? group.launchTemplate()
                : group.mixedInstancesPolicy().launchTemplate().launchTemplateSpecification();
        if (template != null) {
            return template(template);
        }
        String configuration = group.launchConfigurationName();
        return configuration == null
                ? Optional.empty()
                : questions
                        .ask("autoscaling:DescribeLaunchConfigurations", () -> questions
                                .region()
                                .autoScaling()
                                .describeLaunchConfigurations(
                                        request -> request.launchConfigurationNames(configuration))
                                .launchConfigurations())
                        .flatMap(found -> found.stream().findFirst())
                        .map((LaunchConfiguration found) -> Machine.of(found));
    }

    private Optional<Machine> template(LaunchTemplateSpecification template) {
        String version = template.version() == null ? "$Default" : template.version();
        Optional<LaunchTemplateVersion> read = questions
                .ask("ec2:DescribeLaunchTemplateVersions", () -> questions
                        .region()
                        .ec2()
                        .describeLaunchTemplateVersions(request -> {
                            request.versions(version);
                            if (template.launchTemplateId() == null) {
                                request.launchTemplateName(template.launchTemplateName());
                            } else {
                                request.launchTemplateId(template.launchTemplateId());
                            }
                        })
                        .launchTemplateVersions())
                .flatMap(found -> found.stream().findFirst());
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Optional<LaunchTemplate> whole = questions
                .ask("ec2:DescribeLaunchTemplates", () -> questions
                        .region()
                        .ec2()
                        .describeLaunchTemplates(
                                request -> request.launchTemplateIds(read.get().launchTemplateId()))
                        .launchTemplates())
                .flatMap(found -> found.stream().findFirst());
        return Optional.of(Machine.of(read.get(), whole.orElse(null)));
    }

    private void images(Collection<String> ids) {
        List<String> plain = ids.stream().filter(id -> id.startsWith("ami-")).toList();
        for (List<String> some : Batches.of(plain, ImageQuery.MAX_IDS)) {
            questions
                    .ask(ImageQuery.ACTION, () -> ImageQuery.shown(questions.region(), some))
                    .orElse(List.of())
                    .forEach(image -> images.put(image.imageId(), image));
        }
    }

    private void services() {
        List<String> arns = questions
                .ask(
                        "ecs:ListServices",
                        () ->
                                ecs
                                        .listServicesPaginator(request -> request.cluster(cluster.clusterArn()))
                                        .serviceArns()
                                        .stream()
                                        .sorted()
                                        .toList())
                .orElse(List.of());
        for (List<String> some : Batches.of(arns, MAX_SERVICES)) {
            Optional<List<Service>> described = questions.ask(
                    "ecs:DescribeServices", () -> ecs.describeServices(request -> request.cluster(cluster.clusterArn())
                                    .services(some)
                                    .include(ServiceField.TAGS))
                            .services());
            described.ifPresent(services -> {
                Set<String> told = services.stream().map(Service::serviceName).collect(Collectors.toSet());
                some.stream()
                        .map(CapacityAdoption::lastPart)
                        .filter(name -> !told.contains(name))
                        .forEach(name -> questions.leavesOut("ecs:DescribeServices", "service " + name));
                services.stream()
                        .filter(service -> "ACTIVE".equals(service.status()))
                        .forEach(this::service);
            });
        }
    }

    private void service(Service service) {
        String definition = service.taskDefinition();
        String controller = service.deploymentController() == null
                ? "ECS"
                : service.deploymentController().typeAsString();
        if (definition == null || !controller.equals("ECS")) {
            notes.add("service " + service.serviceName() + " is deployed by "
                    + (definition == null ? "task sets" : controller) + ", not by ECS: left as it is");
            return;
        }
        questions
                .ask(
                        "ecs:DescribeTaskDefinition",
                        () -> ecs.describeTaskDefinition(
                                request -> request.taskDefinition(definition).include(TaskDefinitionField.TAGS)))
                .ifPresent(answer -> tasks.put(
                        service.serviceName(), new Task(service, answer.taskDefinition(), tags(answer.tags()))));
    }
}
