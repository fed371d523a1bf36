package dev.mullion.live.doctor;

import static dev.mullion.live.doctor.DoctorCheck.CAPACITY_PROVIDER;
import static dev.mullion.live.doctor.DoctorCheck.CONTAINER_INSTANCE;
import static dev.mullion.live.doctor.DoctorCheck.SERVICE;
import static dev.mullion.live.doctor.DoctorCheck.TASK_ATTRIBUTES;

import dev.mullion.live.Batches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** The ECS clusters: their capacity, instances and services. */
final class EcsExamination {
    /** What one call of each kind takes. */
    private static final int MAX_CLUSTERS = 100;

    private static final int MAX_INSTANCES = 100;

    /** Without pages; {@code maxResults} is 10 also where nobody says it. */
    private static final int MAX_PROVIDERS = 10;

    private static final int MAX_SERVICES = 10;

    private static final int EVENTS = 3;

    /** The first boot of Windows with an agent that has to be set up takes up to 15 minutes: facts of ECS on Windows. */
    private static final Duration FIRST_BOOT = Duration.ofMinutes(30);

    private final Examination examination;
    private final Deployed deployed;
    private final EcsClient ecs;
    private final SortedMap<String, Cluster> clusters = new TreeMap<>();

    /** The Auto Scaling groups of each cluster. */
    private final SortedMap<String, NavigableSet<String>> groups = new TreeMap<>();

    EcsExamination(Examination examination, Deployed deployed) {
        this.examination = examination;
        this.deployed = deployed;
        ecs = examination.region().ecs();
    }

    /** Looks at the clusters themselves; the names of the Auto Scaling groups behind their capacity providers. */
    Set<String> capacity() {
        for (List<String> names : Batches.of(deployed.ecsClusters(), MAX_CLUSTERS)) {
            Optional<List<Cluster>> answer = examination.ask("ecs:DescribeClusters", () -> ecs.describeClusters(
                            request -> request.clusters(names).include(ClusterField.ATTACHMENTS))
                    .clusters());
            if (answer.isEmpty()) {
                return Set.of();
            }
            answer.get().forEach(cluster -> clusters.put(cluster.clusterName(), cluster));
        }
        Set<String> attached = new HashSet<>();
        for (String name : deployed.ecsClusters()) {
            examination.looked(CAPACITY_PROVIDER, "ECS cluster " + name);
            Optional<Cluster> cluster = Optional.ofNullable(clusters.get(name));
            if (cluster.isEmpty() || !"ACTIVE".equals(cluster.get().status())) {
                examination.failure(
                        CAPACITY_PROVIDER,
                        name,
                        cluster.map(found -> "the cluster is " + found.status()).orElse("there is no such ECS cluster"),
                        "deploy the stack again; is this the account and the region of the stack?");
                clusters.remove(name);
                continue;
            }
            attached.addAll(cluster.get().capacityProviders());
            cluster(cluster.get());
        }
        deployed.capacityProviders().stream()
                .filter(provider -> !attached.contains(provider))
                .forEach(provider -> examination.failure(
                        CAPACITY_PROVIDER,
                        provider,
                        "no cluster of the stack has the capacity provider on its list",
                        "deploy the stack again; in a cluster that is not the stack's, its owner adds the provider:"
                                + " aws ecs put-cluster-capacity-providers"));
        Set<String> all = new TreeSet<>();
        groups.values().forEach(all::addAll);
        return all;
    }

    private void cluster(Cluster cluster) {
        String name = cluster.clusterName();
        groups.put(name, new TreeSet<>());
        if ("UPDATE_FAILED".equals(cluster.attachmentsStatus())) {
            examination.failure(
                    CAPACITY_PROVIDER,
                    name,
                    "its capacity providers could not be attached",
                    "deploy the stack again, and look at the cluster's infrastructure in the console for the reason");
        }
        if (cluster.capacityProviders().isEmpty()) {
            return;
        }
        for (List<String> listed : Batches.of(cluster.capacityProviders(), MAX_PROVIDERS)) {
            examination
                    .ask("ecs:DescribeCapacityProviders", () -> ecs.describeCapacityProviders(
                                    request -> request.capacityProviders(listed))
                            .capacityProviders())
                    .ifPresent(told -> providers(name, listed, told));
        }
    }

    private void providers(String cluster, List<String> listed, List<CapacityProvider> told) {
        Set<String> names = told.stream().map(CapacityProvider::name).collect(Collectors.toSet());
        listed.stream()
                .filter(provider -> !names.contains(provider))
                .forEach(provider -> examination.failure(
                        CAPACITY_PROVIDER,
                        provider,
                        cluster + " has it on its list, and there is no such capacity provider",
                        "deploy the stack again"));
        told.forEach(provider -> provider(cluster, provider));
    }

    private void provider(String cluster, CapacityProvider provider) {
        if (provider.autoScalingGroupProvider() == null) {
            return; // Fargate
        }
        if (provider.status() != CapacityProviderStatus.ACTIVE
                || (provider.updateStatusAsString() != null
                        && provider.updateStatusAsString().endsWith("_FAILED"))) {
            String reason = provider.updateStatusReason() == null ? "" : ": " + provider.updateStatusReason();
            examination.failure(
                    CAPACITY_PROVIDER,
                    provider.name(),
                    "the capacity provider is " + provider.statusAsString() + ", its last update "
                            + provider.updateStatusAsString() + reason,
                    "mend what is named, and deploy the stack again");
        }
        // arn:aws:autoscaling:…:autoScalingGroup:<id>:autoScalingGroupName/<name>
        groups.computeIfAbsent(cluster, unused -> new TreeSet<>())
                .add(DeployedFile.lastName(provider.autoScalingGroupProvider().autoScalingGroupArn()));
    }

    /** Looks at the instances and services of the clusters. */
    void examine(ScalingGroups machines) {
        NavigableSet<String> missing = new TreeSet<>(deployed.ecsServices());
        boolean allTold = clusters.keySet().containsAll(deployed.ecsClusters());
        for (String cluster : clusters.keySet()) {
            Optional<List<ContainerInstance>> instances = instances(cluster);
            instances.ifPresent(registered -> instances(cluster, registered, machines));
            Optional<List<Service>> services = services(cluster);
            allTold &= services.isPresent();
            for (Service service : services.orElse(List.of())) {
                missing.remove(service.serviceName());
                service(cluster, service, instances);
            }
        }
        if (allTold) {
            missing.forEach(name -> examination.failure(
                    SERVICE, name, "no cluster of the stack has such an ECS service", "deploy the stack again"));
        }
    }

    private Optional<List<ContainerInstance>> instances(String cluster) {
        Optional<List<String>> arns =
                examination.ask(
                        "ecs:ListContainerInstances", () -> ecs
                                .listContainerInstancesPaginator(request -> request.cluster(cluster))
                                .containerInstanceArns()
                                .stream()
                                .toList());
        if (arns.isEmpty()) {
            return Optional.empty();
        }
        List<ContainerInstance> instances = new ArrayList<>();
        for (List<String> some : Batches.of(arns.get(), MAX_INSTANCES)) {
            Optional<List<ContainerInstance>> answer =
                    examination.ask("ecs:DescribeContainerInstances", () -> ecs.describeContainerInstances(
                                    request -> request.cluster(cluster).containerInstances(some))
                            .containerInstances());
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            instances.addAll(answer.get());
        }
        return Optional.of(instances);
    }

    private void instances(String cluster, List<ContainerInstance> registered, ScalingGroups machines) {
        Set<String> ids = new HashSet<>();
        NavigableSet<String> ofGroups = groups.getOrDefault(cluster, new TreeSet<>());
        Map<String, String> groupOf = machines.groupOfInstances(ofGroups);
        for (ContainerInstance instance : registered) {
            String id = instance.ec2InstanceId();
            ids.add(id);
            if (!groupOf.containsKey(id)) {
                continue; // of somebody else's capacity
            }
            examination.looked(CONTAINER_INSTANCE, "instance " + id);
            if (!Boolean.TRUE.equals(instance.agentConnected())) {
                examination.failure(
                        CONTAINER_INSTANCE,
                        id,
                        "its agent is not connected to " + cluster,
                        "look at C:\\ProgramData\\Amazon\\ECS\\log on it by Session Manager, or end it: its group starts"
                                + " another");
            } else if (!"ACTIVE".equals(instance.status())) {
                examination.warning(
                        CONTAINER_INSTANCE,
                        id,
                        "it is " + instance.status() + " in " + cluster,
                        "it gets no new tasks; where nobody drains it on purpose, end it");
            }
        }
        groupOf.forEach((id, group) -> {
            if (!ids.contains(id) && machines.isOlderThan(id, FIRST_BOOT)) {
                examination.looked(CONTAINER_INSTANCE, "instance " + id);
                examination.failure(
                        CONTAINER_INSTANCE,
                        id,
                        "it is in service in " + group + " and not registered in " + cluster,
                        "look at C:\\ProgramData\\Mullion on it by Session Manager for the step that failed: docs/boot.md");
            }
        });
    }

    private Optional<List<Service>> services(String cluster) {
        Optional<List<String>> arns = examination.ask(
                "ecs:ListServices",
                () -> ecs.listServicesPaginator(request -> request.cluster(cluster)).serviceArns().stream()
                        .filter(this::isDeployed)
                        .toList());
        if (arns.isEmpty()) {
            return Optional.empty();
        }
        List<Service> services = new ArrayList<>();
        for (List<String> some : Batches.of(arns.get(), MAX_SERVICES)) {
            Optional<List<Service>> answer = examination.ask("ecs:DescribeServices", () -> ecs.describeServices(
                            request -> request.cluster(cluster).services(some))
                    .services());
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            Set<String> told = answer.get().stream().map(Service::serviceName).collect(Collectors.toSet());
            some.stream()
                    .map(DeployedFile::lastName)
                    .filter(name -> !told.contains(name))
                    .forEach(name -> examination.leavesOut("ecs:DescribeServices", "service " + name));
            answer.get().stream()
                    .filter(service -> !"INACTIVE".equals(service.status()))
                    .forEach(services::add);
        }
        return Optional.of(services);
    }

    private boolean isDeployed(String arn) {
        return deployed.ecsServices().isEmpty() || deployed.ecsServices().contains(DeployedFile.lastName(arn));
    }

    private void service(String cluster, Service service, Optional<List<ContainerInstance>> instances) {
        String where = cluster + "/" + service.serviceName();
        examination.looked(SERVICE, "ECS service " + where);
        String events = service.events().stream()
                .limit(EVENTS)
                .map(ServiceEvent::message)
                .map(Said::line)
                .collect(Collectors.joining("; "));
        String last = events.isEmpty() ? "" : "; its last events: " + events;
        if (service.runningCount() < service.desiredCount()) {
            examination.failure(
                    SERVICE,
                    where,
                    service.runningCount() + " of " + service.desiredCount() + " tasks run, " + service.pendingCount()
                            + " are starting" + last,
                    "the events say why; a first image of Windows takes up to 15 minutes to be pulled and unpacked");
        }
        for (Deployment deployment : service.deployments()) {
            if (deployment.rolloutState() == DeploymentRolloutState.FAILED) {
                examination.failure(
                        SERVICE,
                        where,
                        "a deployment has failed: "
                                + Said.line(Optional.ofNullable(deployment.rolloutStateReason())
                                        .orElse("no reason is told")),
                        "mend the task definition, and deploy the stack again");
            }
        }
        instances.ifPresent(all -> attributes(where, service, all));
    }

    /** What a task definition needs, AWS derives itself: {@code requiresAttributes}. */
    private void attributes(String where, Service service, List<ContainerInstance> instances) {
        if (instances.isEmpty() || service.taskDefinition() == null) {
            return;
        }
        Optional<List<Attribute>> needed =
                examination.ask("ecs:DescribeTaskDefinition", () -> ecs.describeTaskDefinition(
                                request -> request.taskDefinition(service.taskDefinition()))
                        .taskDefinition()
                        .requiresAttributes());
        if (needed.isEmpty()) {
            return;
        }
        examination.looked(TASK_ATTRIBUTES, "ECS service " + where);
        if (instances.stream()
                .anyMatch(instance -> lacking(instance, needed.get()).isEmpty())) {
            return;
        }
        Set<String> least = instances.stream()
                .map(instance -> lacking(instance, needed.get()))
                .min((one, other) -> Integer.compare(one.size(), other.size()))
                .orElseThrow();
        examination.failure(
                TASK_ATTRIBUTES,
                where,
                "no instance of the cluster has all that its tasks need; the nearest lacks " + String.join(", ", least),
                "switch on what is lacking in agent: of the capacity, and let its instances be replaced");
    }

    private static NavigableSet<String> lacking(ContainerInstance instance, List<Attribute> needed) {
        NavigableSet<String> lacking = new TreeSet<>();
        for (Attribute attribute : needed) {
            boolean has = instance.attributes().stream()
                    .anyMatch(own -> own.name().equals(attribute.name())
                            && (attribute.value() == null || attribute.value().equals(own.value())));
            if (!has) {
                lacking.add(attribute.name() + (attribute.value() == null ? "" : "=" + attribute.value()));
            }
        }
        return lacking;
    }
}
