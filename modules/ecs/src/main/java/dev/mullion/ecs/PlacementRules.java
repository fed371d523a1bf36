package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.PortMappingSpec;
import dev.mullion.ecs.service.ServiceKeys;
import dev.mullion.windows.AgentPorts;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Refuses services whose tasks could never be placed on their capacity: attributes that it lacks, ports that are taken. */
final class PlacementRules {
    /** With roles for tasks, 169.254.170.2:80 leads to the agent. */
    private static final int CREDENTIALS_PORT = 80;

    /** What only AWS's Initialize-ECSAgent sets up, so that it is off beside agent.archive though nobody said false. */
    private static final Set<String> ARCHIVE_LACKS = Set.of("enableTaskIamRole", "enableTaskEni");

    private final EcsWindowsClusterSpec cluster;
    private final Problems problems;
    private final List<AgentCapability> capabilities;

    private PlacementRules(EcsWindowsClusterSpec cluster, Problems problems) {
        this.cluster = cluster;
        this.problems = problems;
        this.capabilities = AgentCapability.all(cluster);
    }

    static void check(EcsClusterModel model, Problems problems) {
        EcsWindowsClusterSpec cluster = model.spec();
        PlacementRules rules = new PlacementRules(cluster, problems);
        cluster.workloads()
                .forEach((key, service) -> cluster.capacities(service).keySet().forEach(capacityKey -> {
                    rules.checkAttributes(key, service, capacityKey);
                    rules.checkPorts(key, service, capacityKey);
                }));
    }

    private void checkAttributes(String key, EcsServiceSpec service, String capacityKey) {
        EcsWindowsCapacitySpec capacity = capacity(capacityKey);
        for (AgentCapability capability : capabilities) {
            if (!capability.required().test(service) || capability.registered().test(capacity)) {
                continue;
            }
            Problems capacityKeys = problems.at("capacity").at(capacityKey);
            ServiceKeys serviceKeys = new ServiceKeys(service, cluster.workload(key, problems));
            Problems here = problems.given(cluster.placement(key, service, problems))
                    .given(capability.requiredBy().apply(serviceKeys))
                    .given(capability.registeredBy().stream()
                            .map(capacityKeys::at)
                            .toArray(Problems[]::new));
            if (capability.agentKey().isEmpty()) {
                cluster.workloadKey(key, here)
                        .add("is never placed on capacity " + SpecPath.ROOT.key(capacityKey) + ", whose instances lack "
                                + capability.attribute() + "; use " + capability.mend());
            } else {
                refuseSetting(
                        key,
                        capacityKey,
                        capability,
                        here.at("capacity").at(capacityKey).at("agent"));
            }
        }
    }

    private void refuseSetting(String key, String capacityKey, AgentCapability capability, Problems agentKeys) {
        String agentKey = capability.agentKey().orElseThrow();
        Problems here = agentKeys.at(agentKey);
        String need = cluster.shown(key) + " needs " + capability.attribute();
        if (agentKey.equals("loggingDrivers")) {
            String driver =
                    capability.attribute().substring(capability.attribute().lastIndexOf('.') + 1);
            here.add("has no " + driver + "; add it: " + need + ", or its tasks are never placed");
        } else if (ARCHIVE_LACKS.contains(agentKey)
                && capacity(capacityKey).agent().archive().isPresent()) {
            agentKeys
                    .given(agentKey)
                    .atKey("archive")
                    .add("sets up no host for " + agentKey + "; leave it out: " + need
                            + ", or its tasks are never placed");
        } else {
            here.refuse(false, "use true: " + need + ", or its tasks are never placed");
        }
    }

    private void checkPorts(String key, EcsServiceSpec service, String capacityKey) {
        if (service.networkMode().isAwsvpc()) {
            return;
        }
        EcsAgentSpec agent = capacity(capacityKey).agent();
        Problems agentKeys = problems.at("capacity").at(capacityKey).at("agent");
        Problems inMode = problems.given(cluster.placement(key, service, problems))
                .given(cluster.workload(key, problems).at("networkMode"));
        TreeSet<Integer> reserved =
                new TreeSet<>(agent.reservedPorts().isEmpty() ? AgentPorts.RESERVED : agent.reservedPorts());
        service.containers().forEach((name, container) -> {
            List<PortMappingSpec> mappings = container.portMappings();
            for (int i = 0; i < mappings.size(); i++) {
                Problems here = hostPort(key, name, i, inMode);
                mappings.get(i).hostPort().ifPresent(port -> {
                    if (port == CREDENTIALS_PORT && agent.taskIamRole()) {
                        here.given(agentKeys.at("enableTaskIamRole"), agentKeys.at("archive"))
                                .refuse(
                                        port,
                                        "use another port, or enableTaskIamRole: false on the capacity: with roles for"
                                                + " tasks the host's port 80 is the agent's");
                    } else if (reserved.contains(port)) {
                        here.given(agentKeys.at("reservedPorts"))
                                .refuse(port, "use another port: the agent keeps it from tasks (reservedPorts)");
                    }
                });
            }
        });
    }

    private Problems hostPort(String key, String container, int mapping, Problems problems) {
        return cluster.workload(key, problems)
                .at("containers")
                .at(container)
                .at("portMappings")
                .at(mapping)
                .at("hostPort");
    }

    private EcsWindowsCapacitySpec capacity(String key) {
        return Objects.requireNonNull(cluster.capacity().get(key));
    }
}
