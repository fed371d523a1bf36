package dev.mullion.ecs;

import dev.mullion.ec2.InstanceType;
import dev.mullion.ec2.InstanceTypes;
import dev.mullion.ecs.service.EcsServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many tasks of a service fit on one instance of a type, and what limits them. CPU and memory are the type's own, less
 * what the agent reserves: Windows reports a little less memory than that.
 *
 * @param service the key of the service or scheduled task
 * @param capacity the capacity's key
 * @param instanceType one of the capacity's types
 * @param tasks tasks that fit on an otherwise empty instance; empty for a type that the table does not know
 * @param limit what they run out of first; {@link Limit#UNKNOWN} for such a type
 * @param desiredCount tasks that the service starts with
 * @param mostInstances instances that the capacity may have
 */
public record PlacementForecast(
        String service,
        String capacity,
        String instanceType,
        Optional<Integer> tasks,
        Limit limit,
        int desiredCount,
        int mostInstances) {
    /** What runs out first on an instance. */
    public enum Limit {
        CPU("cpu"),
        MEMORY("memory"),
        /** One interface is the instance's own: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-eni.html */
        NETWORK_INTERFACES("network interfaces"),
        HOST_PORT("host port"),
        /** No two tasks of the service share an instance. */
        DISTINCT_INSTANCE("distinctInstance"),
        NOTHING("nothing"),
        UNKNOWN("unknown");

        private final String words;

        Limit(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final int CPU_UNITS_PER_VCPU = 1_024;

    /** A row for each service and scheduled task on instances, each of its capacities and each of their types, in the spec's order. */
    public static List<PlacementForecast> of(EcsWindowsClusterSpec cluster) {
        List<PlacementForecast> rows = new ArrayList<>();
        cluster.workloads().forEach((key, service) -> cluster.capacities(service)
                .forEach((capacityKey, capacity) -> capacity.instance()
                        .instanceTypes()
                        .forEach(type -> rows.add(of(
                                key,
                                service,
                                new Instances(capacityKey, capacity, cluster.mostInstances(capacity)),
                                type)))));
        return rows;
    }

    /** Tasks that the whole capacity holds when it has no other types and runs nothing else; empty when unknown. */
    public Optional<Integer> most() {
        return tasks.filter(count -> limit != Limit.NOTHING).map(count -> count * mostInstances);
    }

    private record Instances(String key, EcsWindowsCapacitySpec capacity, int most) {}

    private static PlacementForecast of(String key, EcsServiceSpec service, Instances on, String type) {
        Optional<Fit> fit = InstanceTypes.find(type).map(found -> fit(service, on.capacity(), found));
        return new PlacementForecast(
                key,
                on.key(),
                type,
                fit.map(Fit::tasks),
                fit.map(Fit::limit).orElse(Limit.UNKNOWN),
                service.initialCount(),
                on.most());
    }

    private record Fit(int tasks, Limit limit) {
        Fit or(int other, Limit by) {
            return other < tasks ? new Fit(other, by) : this;
        }
    }

    private static Fit fit(EcsServiceSpec service, EcsWindowsCapacitySpec capacity, InstanceType type) {
        Fit fit = new Fit(Integer.MAX_VALUE, Limit.NOTHING);
        if (service.totalCpu() > 0) {
            fit = fit.or(cpuUnits(type) / service.totalCpu(), Limit.CPU);
        }
        if (service.totalMemoryMib() > 0) {
            fit = fit.or(Math.max(0, memoryMib(capacity, type)) / service.totalMemoryMib(), Limit.MEMORY);
        }
        if (service.networkMode().isAwsvpc()) {
            fit = fit.or(interfaces(type), Limit.NETWORK_INTERFACES);
        }
        if (!service.hostPorts().isEmpty()) {
            fit = fit.or(1, Limit.HOST_PORT);
        }
        if (service.isOnDistinctInstances()) {
            fit = fit.or(1, Limit.DISTINCT_INSTANCE);
        }
        return fit;
    }

    /** CPU units that tasks share on an instance. */
    static int cpuUnits(InstanceType type) {
        return type.vcpus() * CPU_UNITS_PER_VCPU;
    }

    /** What the agent leaves to tasks. */
    static int memoryMib(EcsWindowsCapacitySpec capacity, InstanceType type) {
        return type.memoryMib() - capacity.agent().reservedMemoryMib();
    }

    /** All but the instance's own. */
    static int interfaces(InstanceType type) {
        return type.maxInterfaces() - 1;
    }
}
