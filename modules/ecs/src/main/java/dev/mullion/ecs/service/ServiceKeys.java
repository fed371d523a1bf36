package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** The values of a service that a rule about several of them reads: what it is {@link Problems#given}. */
public final class ServiceKeys {
    private final EcsServiceSpec service;
    private final Problems problems;

    /** The keys of a service; {@code problems} stands where the service does. */
    public ServiceKeys(EcsServiceSpec service, Problems problems) {
        this.service = service;
        this.problems = problems;
    }

    /** Keys of the service itself. */
    public Problems[] of(String... keys) {
        return Arrays.stream(keys).map(problems::at).toArray(Problems[]::new);
    }

    /** These keys of each container. */
    public Problems[] ofContainers(String... keys) {
        return service.containers().isEmpty()
                ? of("containers")
                : service.containers().keySet().stream()
                        .map(container -> problems.at("containers").at(container))
                        .flatMap(container -> Arrays.stream(keys).map(container::at))
                        .toArray(Problems[]::new);
    }

    /** The drivers of the containers that log by this one. */
    public Problems[] ofLogDriver(LogDriver driver) {
        return service.containers().entrySet().stream()
                .filter(container -> container.getValue().logConfiguration().logDriver() == driver)
                .map(container -> problems.at("containers")
                        .at(container.getKey())
                        .at("logConfiguration")
                        .at("logDriver"))
                .toArray(Problems[]::new);
    }

    /** What decides where it runs, beside the cluster's default. */
    public Problems[] placement() {
        return Stream.concat(
                        Stream.of(of("launchType", "capacity")),
                        Stream.of(CapacityProviderStrategySpec.capacities(
                                service.capacityProviderStrategy(), problems.at("capacityProviderStrategy"))))
                .toArray(Problems[]::new);
    }

    /** The names in a map. They are there though their values are broken; where the map is broken itself, it is empty. */
    Problems[] ofMap(String key, Map<String, ?> map) {
        return map.isEmpty() ? of(key) : of();
    }
}
