package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.ec2.InstanceType;
import dev.mullion.ec2.InstanceTypes;
import dev.mullion.ecs.service.ContainerSpec;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.ServiceKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Refuses services that no instance of their capacity has room for, and warns where the desired tasks of one service, or of
 * all services together, are more than the whole capacity holds.
 */
final class RoomRules {
    private final EcsWindowsClusterSpec cluster;
    private final Problems problems;
    private final Map<String, EcsServiceSpec> workloads;

    private RoomRules(EcsWindowsClusterSpec cluster, Problems problems) {
        this.cluster = cluster;
        this.problems = problems;
        this.workloads = cluster.workloads();
    }

    static void check(EcsClusterModel model, Problems problems) {
        new RoomRules(model.spec(), problems).check();
    }

    private void check() {
        Map<Set<String>, List<String>> fitting = new LinkedHashMap<>();
        PlacementForecast.of(cluster).stream()
                .collect(Collectors.groupingBy(PlacementForecast::service, LinkedHashMap::new, Collectors.toList()))
                .forEach((key, rows) -> {
                    // Scheduled tasks are not always there.
                    if (fits(key, rows) && cluster.services().containsKey(key)) {
                        fitting.computeIfAbsent(
                                        cluster.capacities(service(key)).keySet(), capacities -> new ArrayList<>())
                                .add(key);
                    }
                });
        fitting.forEach(this::checkTogether);
    }

    /** Whether the service alone has room; false also where that is not known. */
    private boolean fits(String key, List<PlacementForecast> rows) {
        if (rows.stream().anyMatch(row -> row.tasks().isEmpty())) {
            return false;
        }
        PlacementForecast best = rows.stream()
                .max(Comparator.comparingInt(row -> row.tasks().orElse(0)))
                .orElseThrow();
        if (best.tasks().orElseThrow() == 0) {
            refuse(key, best);
            return false;
        }
        Optional<Integer> most = rows.stream().anyMatch(row -> row.most().isEmpty())
                ? Optional.empty()
                : cluster.capacities(service(key)).keySet().stream()
                        .map(capacity -> rows.stream()
                                .filter(row -> row.capacity().equals(capacity))
                                .mapToInt(row -> row.most().orElse(0))
                                .max()
                                .orElse(0))
                        .reduce(Integer::sum);
        // None at all is a size that is refused itself.
        if (most.isPresent() && most.get() < best.desiredCount()) {
            most.filter(count -> count > 0).ifPresent(count -> tooFew(best, count));
            return false;
        }
        most.ifPresent(count -> {
            checkDeployment(best, count);
            checkScaling(best, count);
        });
        return true;
    }

    /**
     * ECS starts a task before it stops one where so many must stay, and waits for ever where there is no room.
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html, minimumHealthyPercent
     */
    private void checkDeployment(PlacementForecast best, int most) {
        EcsServiceSpec service = service(best.service());
        int desired = best.desiredCount();
        int staying = Math.toIntExact(((long) desired * service.stayingPercent() + 99) / 100);
        if (desired > 0 && staying >= desired && most < desired + 1) {
            cluster.workload(best.service(), problems)
                    .at("minimumHealthyPercent")
                    .warn(
                            "ECS045",
                            service.stayingPercent() + " % keeps all " + desired
                                    + " tasks while a deployment starts another, and " + most
                                    + (most == 1 ? " fits" : " fit") + " on all that its capacity may have ("
                                    + best.limit()
                                    + "): the deployment waits for ever; " + larger()
                                    + ", or a smaller minimumHealthyPercent");
        }
    }

    private void checkScaling(PlacementForecast best, int most) {
        service(best.service())
                .autoScaling()
                .filter(scaling -> scaling.maxCapacity() > most)
                .ifPresent(scaling -> cluster.workload(best.service(), problems)
                        .at("autoScaling")
                        .at("maxCapacity")
                        .warn(
                                "ECS046",
                                "of " + scaling.maxCapacity() + " tasks " + most
                                        + (most == 1 ? " fits" : " fit") + " on all that the capacity may have ("
                                        + best.limit()
                                        + "), and the others stay pending; " + larger()
                                        + ", or a smaller maxCapacity"));
    }

    /** Refuses a task that has room nowhere: at each value that alone is too large, or at the service. */
    private void refuse(String key, PlacementForecast best) {
        InstanceType type = InstanceTypes.find(best.instanceType()).orElseThrow();
        int cpuUnits = PlacementForecast.cpuUnits(type);
        int memoryMib = offered(best.capacity(), type);
        String on = " that " + type.name() + " offers on capacity " + SpecPath.ROOT.key(best.capacity());
        String never = ": the service's tasks are never placed there";
        boolean reserves = capacity(best.capacity()).agent().reservedMemoryMib() > 0;
        boolean told = false;
        Problems given = given(key);
        for (Map.Entry<String, ContainerSpec> entry : service(key).containers().entrySet()) {
            ContainerSpec container = entry.getValue();
            Problems here = cluster.workload(key, given).at("containers").at(entry.getKey());
            if (container.cpu() > cpuUnits) {
                told = true;
                here.at("cpu")
                        .refuse(
                                container.cpu(),
                                "use at most the " + cpuUnits + " CPU units" + on + ", or a larger type" + never);
            }
            if (container.reservedMemoryMib() > memoryMib) {
                told = true;
                here.at(container.memoryMib().isPresent() ? "memoryMib" : "memoryReservationMib")
                        .refuse(
                                container.reservedMemoryMib(),
                                "use at most the " + memoryMib + " MiB" + on
                                        + (reserves
                                                ? ", less reservedMemoryMib or a larger type"
                                                : ", or a larger type")
                                        + never);
            }
        }
        if (!told) {
            cluster.workloadKey(key, given)
                    .add("is never placed on capacity " + SpecPath.ROOT.key(best.capacity()) + ": "
                            + shortage(key, best));
        }
    }

    /** The values that say how many tasks of a service fit on an instance. */
    private Problems given(String key) {
        EcsServiceSpec service = service(key);
        ServiceKeys keys = new ServiceKeys(service, cluster.workload(key, problems));
        return problems.given(cluster.placement(key, service, problems))
                .given(keys.of("networkMode"))
                .given(keys.ofContainers("cpu", "memoryMib", "memoryReservationMib"))
                .given(cluster.ofCapacities(service, capacity -> capacity.at("instanceTypes"), problems))
                .given(cluster.ofCapacities(
                        service, capacity -> capacity.at("agent").at("reservedMemoryMib"), problems));
    }

    private void tooFew(PlacementForecast best, int most) {
        EcsServiceSpec service = service(best.service());
        Problems scaling = cluster.workload(best.service(), problems).at("autoScaling");
        Problems here = cluster.workload(
                best.service(),
                given(best.service())
                        .given(scaling.at("minCapacity"), scaling.at("maxCapacity"))
                        .given(cluster.ofCapacities(service, capacity -> capacity.at(cluster.sizeKey()), problems)));
        String count = cluster.services().containsKey(best.service()) ? "desiredCount" : "taskCount";
        String found = best.tasks().orElseThrow() + " fit on one " + best.instanceType() + " (" + best.limit() + "), "
                + most + " on all that its capacity may have";
        if (best.limit() == PlacementForecast.Limit.NETWORK_INTERFACES) {
            here.at(count)
                    .refuse(
                            best.desiredCount(),
                            "use at most " + most + ", a larger " + cluster.sizeKey()
                                    + ", a type with more interfaces, or networkMode: default: " + found);
        } else {
            here.at(count).warn("ECS041", best.desiredCount() + " tasks are wanted and " + found + "; " + larger());
        }
    }

    /** Every type has an interface and every port for one task, so that it lacks CPU or memory. */
    private String shortage(String key, PlacementForecast row) {
        EcsServiceSpec service = service(key);
        InstanceType type = InstanceTypes.find(row.instanceType()).orElseThrow();
        return row.limit() == PlacementForecast.Limit.CPU
                ? "its containers want " + service.totalCpu() + " CPU units, and " + type.name() + " has "
                        + PlacementForecast.cpuUnits(type) + "; use less cpu or a larger type"
                : "its containers want " + service.totalMemoryMib() + " MiB, and " + type.name() + " offers "
                        + offered(row.capacity(), type)
                        + "; use less memoryMib, less reservedMemoryMib or a larger type";
    }

    private int offered(String capacityKey, InstanceType type) {
        return PlacementForecast.memoryMib(capacity(capacityKey), type);
    }

    /**
     * Counts the fewest instances that could hold all desired tasks, as if tasks could be cut to fill each instance of the
     * largest type: where even these are too many, some tasks wait for certain.
     */
    private void checkTogether(Set<String> capacityKeys, List<String> keys) {
        if (keys.size() < 2) {
            return;
        }
        String first = capacityKeys.iterator().next();
        long most = capacityKeys.stream()
                .mapToLong(key -> cluster.mostInstances(capacity(key)))
                .sum();
        Shortage worst = List.of(
                        new Shortage(
                                "cpu",
                                fewest(
                                        keys,
                                        EcsServiceSpec::totalCpu,
                                        largest(capacityKeys, (key, type) -> PlacementForecast.cpuUnits(type)))),
                        new Shortage(
                                "memory",
                                fewest(keys, EcsServiceSpec::totalMemoryMib, largest(capacityKeys, this::offered))),
                        new Shortage(
                                "network interfaces",
                                fewest(
                                        keys,
                                        service -> service.networkMode().isAwsvpc() ? 1 : 0,
                                        largest(capacityKeys, (key, type) -> PlacementForecast.interfaces(type)))),
                        new Shortage("host port", mostOfOnePort(keys)))
                .stream()
                .max(Comparator.comparingLong(Shortage::instances))
                .orElseThrow();
        if (most > 0 && worst.instances() > most) {
            problems.at("capacity")
                    .at(first)
                    .at(cluster.sizeKey())
                    .warn(
                            "ECS042",
                            "the desired tasks of "
                                    + keys.stream()
                                            .map(key -> SpecPath.ROOT.key(key).toString())
                                            .collect(Collectors.joining(", "))
                                    + " need " + worst.instances() + " instances or more together (" + worst.limit()
                                    + "), and at most " + most + " may run; " + larger());
        }
    }

    private String larger() {
        return "use a larger " + cluster.sizeKey() + " or type";
    }

    private record Shortage(String limit, long instances) {}

    /** What a type offers on a capacity. */
    private interface Offer {
        int of(String capacity, InstanceType type);
    }

    private int largest(Set<String> capacityKeys, Offer offer) {
        return capacityKeys.stream()
                .flatMap(key -> capacity(key).instance().instanceTypes().stream()
                        .map(type -> offer.of(key, InstanceTypes.find(type).orElseThrow())))
                .mapToInt(Integer::intValue)
                .max()
                .orElseThrow();
    }

    private long fewest(List<String> keys, ToIntFunction<EcsServiceSpec> wanted, int offered) {
        long all = keys.stream()
                .map(this::service)
                .mapToLong(service -> (long) wanted.applyAsInt(service) * service.initialCount())
                .sum();
        return offered <= 0 ? 0 : (all + offered - 1) / offered;
    }

    /** Tasks that want the same port of a host run on a host each. */
    private long mostOfOnePort(List<String> keys) {
        Map<Object, Long> tasks = new HashMap<>();
        keys.stream().map(this::service).forEach(service -> service.hostPorts()
                .forEach(port -> tasks.merge(port, (long) service.initialCount(), Long::sum)));
        return tasks.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private EcsWindowsCapacitySpec capacity(String key) {
        return Objects.requireNonNull(cluster.capacity().get(key));
    }

    private EcsServiceSpec service(String key) {
        return Objects.requireNonNull(workloads.get(key));
    }
}
