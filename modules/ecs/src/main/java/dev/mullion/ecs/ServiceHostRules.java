package dev.mullion.ecs;

import dev.mullion.core.spec.Problems;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.HostKeys;
import dev.mullion.windows.WindowsRelease;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses services that the release and the agent of their capacity do not run, and on Fargate those of the platform. */
final class ServiceHostRules {
    private final EcsWindowsClusterSpec cluster;
    private final Problems problems;

    private ServiceHostRules(EcsWindowsClusterSpec cluster, Problems problems) {
        this.cluster = cluster;
        this.problems = problems;
    }

    static void check(EcsClusterModel model, Problems problems) {
        ServiceHostRules rules = new ServiceHostRules(model.spec(), problems);
        model.spec().workloads().forEach((key, service) -> {
            rules.checkReleases(key, service);
            rules.checkHost(key, service);
        });
    }

    private void checkReleases(String key, EcsServiceSpec service) {
        Set<WindowsRelease> releases = EnumSet.noneOf(WindowsRelease.class);
        cluster.capacities(service)
                .values()
                .forEach(each -> releases.add(each.instance().operatingSystem()));
        if (releases.size() > 1) {
            cluster.workload(
                            key,
                            problems.given(cluster.placement(key, service, problems))
                                    .given(cluster.ofCapacities(
                                            service, capacity -> capacity.at("operatingSystem"), problems)))
                    .at(service.capacityProviderStrategy().isEmpty() ? "capacity" : "capacityProviderStrategy")
                    .ofEntries()
                    .add("mixes " + releases.stream().map(WindowsRelease::name).collect(Collectors.joining(" and "))
                            + "; use capacities of one release: a Windows container runs on its own release only");
        }
    }

    private void checkHost(String key, EcsServiceSpec service) {
        cluster.host(service)
                .ifPresent(host -> service.checkHost(host, hostKeys(key, service), cluster.workload(key, problems)));
    }

    /** The values that {@link EcsWindowsClusterSpec#host} reads. */
    private HostKeys hostKeys(String key, EcsServiceSpec service) {
        Problems[] placement = cluster.placement(key, service, problems);
        if (service.isFargate()) {
            Problems release = cluster.workload(key, problems.given(placement)).at("operatingSystem");
            return new HostKeys(release, release);
        }
        Problems first = problems.given(placement)
                .at("capacity")
                .at(cluster.capacities(service).keySet().iterator().next());
        String workaround = "enableMemoryUnboundedWindowsWorkaround";
        return new HostKeys(
                first.at("operatingSystem"),
                first.given(cluster.ofCapacities(
                                service, capacity -> capacity.at("agent").at(workaround), problems))
                        .at("agent")
                        .at(workaround));
    }
}
