package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.ec2.InstanceType;
import dev.mullion.ec2.InstanceTypes;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.PortMappingSpec;
import dev.mullion.ecs.service.VolumeSpec;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Refuses services whose tasks could never be placed on their capacity, and warns of those that fit too rarely. */
final class PlacementRules {
    /**
     * Host ports that the agent keeps from tasks on Windows, unless told otherwise:
     * https://github.com/aws/amazon-ecs-agent/blob/master/agent/config/config_windows.go
     */
    private static final List<Integer> RESERVED_PORTS =
            List.of(53, 135, 139, 445, 2375, 2376, 3389, 5985, 5986, 51678, 51679);

    /** With roles for tasks, 169.254.170.2:80 leads to the agent. */
    private static final int CREDENTIALS_PORT = 80;

    /** What only AWS's Initialize-ECSAgent sets up, so that it is off beside agent.archive though nobody said false. */
    private static final Set<String> ARCHIVE_LACKS = Set.of("enableTaskIamRole", "enableTaskEni");

    /** https://github.com/aws/amazon-ecs-agent/security/advisories/GHSA-fc67-c4hg-q653 */
    private static final AgentVersion FSX_FLOOR = new AgentVersion(1, 103, 0);

    private final EcsWindowsClusterSpec cluster;
    private final Problems problems;
    private final List<AgentCapability> capabilities;

    PlacementRules(EcsWindowsClusterSpec cluster, Problems problems) {
        this.cluster = cluster;
        this.problems = problems;
        this.capabilities = AgentCapability.all(cluster.executeCommand());
    }

    void check() {
        cluster.services().forEach((key, service) -> cluster.capacities(service).forEach((capacityKey, capacity) -> {
            checkAttributes(key, capacityKey);
            checkPorts(key, service, capacity);
            checkFsxVersion(key, service, capacityKey);
            checkEbs(key, service, capacityKey);
        }));
        PlacementForecast.of(cluster).stream()
                .collect(Collectors.groupingBy(PlacementForecast::service, LinkedHashMap::new, Collectors.toList()))
                .forEach(this::checkRoom);
    }

    private void checkAttributes(String key, String capacityKey) {
        EcsServiceSpec service = service(key);
        EcsWindowsCapacitySpec capacity = capacity(capacityKey);
        for (AgentCapability capability : capabilities) {
            if (!capability.required().test(service) || capability.registered().test(capacity)) {
                continue;
            }
            if (capability.agentKey().isEmpty()) {
                problems.at("services")
                        .atKey(key)
                        .add("is never placed on capacity " + SpecPath.ROOT.key(capacityKey) + ", whose instances lack "
                                + capability.attribute() + "; use " + capability.mend());
            } else {
                refuseSetting(key, capacityKey, capability);
            }
        }
    }

    private void refuseSetting(String key, String capacityKey, AgentCapability capability) {
        String agentKey = capability.agentKey().orElseThrow();
        Problems here = problems.at("capacity").at(capacityKey).at("agent").at(agentKey);
        String need = "service " + SpecPath.ROOT.key(key) + " needs " + capability.attribute();
        if (agentKey.equals("loggingDrivers")) {
            String driver =
                    capability.attribute().substring(capability.attribute().lastIndexOf('.') + 1);
            here.add("has no " + driver + "; add it: " + need + ", or its tasks are never placed");
        } else if (ARCHIVE_LACKS.contains(agentKey)
                && capacity(capacityKey).agent().archive().isPresent()) {
            problems.at("capacity")
                    .at(capacityKey)
                    .at("agent")
                    .atKey("archive")
                    .add("sets up no host for " + agentKey + "; leave it out: " + need
                            + ", or its tasks are never placed");
        } else {
            here.refuse(false, "use true: " + need + ", or its tasks are never placed");
        }
    }

    private void checkPorts(String key, EcsServiceSpec service, EcsWindowsCapacitySpec capacity) {
        if (service.networkMode().isAwsvpc()) {
            return;
        }
        EcsAgentSpec agent = capacity.agent();
        TreeSet<Integer> reserved =
                new TreeSet<>(agent.reservedPorts().isEmpty() ? RESERVED_PORTS : agent.reservedPorts());
        service.containers().forEach((name, container) -> {
            List<PortMappingSpec> mappings = container.portMappings();
            for (int i = 0; i < mappings.size(); i++) {
                Problems here = at(key, name, i);
                mappings.get(i).hostPort().ifPresent(port -> {
                    if (port == CREDENTIALS_PORT && agent.enableTaskIamRole()) {
                        here.refuse(
                                port,
                                "use another port, or enableTaskIamRole: false on the capacity: with roles for tasks"
                                        + " the host's port 80 is the agent's");
                    } else if (reserved.contains(port)) {
                        here.refuse(port, "use another port: the agent keeps it from tasks (reservedPorts)");
                    }
                });
            }
        });
    }

    /** An agent in the image is newer: AWS's images of the table's date carry 1.106.1. */
    private void checkFsxVersion(String key, EcsServiceSpec service, String capacityKey) {
        EcsAgentSpec agent = capacity(capacityKey).agent();
        if (service.volumeKinds().contains(VolumeSpec.Kind.FSX_WINDOWS_FILE_SERVER)) {
            agent.knownVersion().filter(version -> version.isBefore(FSX_FLOOR)).ifPresent(version -> {
                Problems here = problems.at("capacity").at(capacityKey).at("agent");
                (agent.version().isPresent() ? here : here.at("archive"))
                        .at("version")
                        .refuse(
                                version,
                                "use " + FSX_FLOOR + " or newer: service " + SpecPath.ROOT.key(key)
                                        + " mounts FSx for Windows File Server, which gives attackers SYSTEM on older"
                                        + " agents (GHSA-fc67-c4hg-q653)");
            });
        }
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html */
    private void checkEbs(String key, EcsServiceSpec service, String capacityKey) {
        List<String> older = capacity(capacityKey).instance().instanceTypes().stream()
                .filter(name ->
                        InstanceTypes.find(name).filter(type -> !type.isNitro()).isPresent())
                .toList();
        if (older.isEmpty()) {
            return;
        }
        service.volumes().forEach((name, volume) -> volume.managedEbsVolume().ifPresent(ebs -> problems.at("services")
                .at(key)
                .at("volumes")
                .at(name)
                .at("managedEbsVolume")
                .add("does not attach to " + String.join(", ", older) + " of capacity " + SpecPath.ROOT.key(capacityKey)
                        + "; use types of the Nitro System, such as m6i.large: ECS attaches volumes of tasks to no"
                        + " others")));
    }

    private Problems at(String key, String container, int mapping) {
        return problems.at("services")
                .at(key)
                .at("containers")
                .at(container)
                .at("portMappings")
                .at(mapping)
                .at("hostPort");
    }

    private void checkRoom(String key, List<PlacementForecast> rows) {
        if (rows.stream().anyMatch(row -> row.tasks().isEmpty())) {
            return;
        }
        PlacementForecast best = rows.stream()
                .max(Comparator.comparingInt(row -> row.tasks().orElse(0)))
                .orElseThrow();
        Problems here = problems.at("services").atKey(key);
        if (best.tasks().orElseThrow() == 0) {
            here.add("is never placed on capacity " + SpecPath.ROOT.key(best.capacity()) + ": " + shortage(key, best));
            return;
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
        // None at all is a maxSize that is refused itself.
        most.filter(count -> count > 0 && count < best.desiredCount()).ifPresent(count -> tooFew(best, count, here));
    }

    private static void tooFew(PlacementForecast best, int most, Problems here) {
        String found = best.tasks().orElseThrow() + " fit on one " + best.instanceType() + " (" + best.limit() + "), "
                + most + " on all that its capacity may have";
        if (best.limit() == PlacementForecast.Limit.NETWORK_INTERFACES) {
            here.at("desiredCount")
                    .refuse(
                            best.desiredCount(),
                            "use at most " + most + ", a larger maxSize, a type with more interfaces, or networkMode:"
                                    + " default: " + found);
        } else {
            here.at("desiredCount")
                    .warn(
                            "ECS041",
                            best.desiredCount() + " tasks are wanted and " + found + "; use a larger maxSize or type");
        }
    }

    private String shortage(String key, PlacementForecast row) {
        EcsServiceSpec service = service(key);
        InstanceType type = InstanceTypes.find(row.instanceType()).orElseThrow();
        return switch (row.limit()) {
            case CPU ->
                "its containers want " + service.totalCpu() + " CPU units, and a " + type.name() + " has "
                        + type.vcpus() * 1_024 + "; use less cpu or a larger type";
            case MEMORY ->
                "its containers want " + service.totalMemoryMib() + " MiB, and a " + type.name() + " offers "
                        + (type.memoryMib() - capacity(row.capacity()).agent().reservedMemoryMib())
                        + " of its " + type.memoryMib()
                        + "; use less memoryMib, less reservedMemoryMib or a larger type";
            default ->
                "a " + type.name() + " has " + type.maxInterfaces()
                        + " network interfaces, of which one is its own; use a type with more, or networkMode: default";
        };
    }

    private EcsWindowsCapacitySpec capacity(String key) {
        return Objects.requireNonNull(cluster.capacity().get(key));
    }

    private EcsServiceSpec service(String key) {
        return Objects.requireNonNull(cluster.services().get(key));
    }
}
