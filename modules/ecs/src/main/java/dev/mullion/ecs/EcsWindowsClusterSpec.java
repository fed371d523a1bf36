package dev.mullion.ecs;

import dev.mullion.aws.LogRetention;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.ecs.service.CapacityKeys;
import dev.mullion.ecs.service.CapacityProviderStrategySpec;
import dev.mullion.ecs.service.CapacityTraits;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.OtherSpellings;
import dev.mullion.ecs.service.ServiceKeys;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An ECS cluster of Windows instances.
 *
 * <pre>{@code
 * mullion:ecs:
 *   storefront:
 *     containerInsights: enhanced
 *     executeCommand: true
 *     capacity:
 *       general: {instanceTypes: [m6i.xlarge]}
 * }</pre>
 *
 * @param name the cluster's name in AWS; {@code <key>-<stack>} when not given
 * @param containerInsights metrics of the cluster; disabled when not given
 * @param executeCommand ECS Exec: the default of the cluster's services, and the log of its sessions; false when not given
 * @param logRetentionDays how long the cluster's log group keeps events, one of CloudWatch's steps; 30 when not given
 * @param capacity instances, one or more entries of a kind each, by key
 * @param defaultCapacityProviderStrategy where tasks run that say nothing; the first capacity when not given
 * @param services what runs on the capacity and on Fargate, by key
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html">CreateCluster</a>
 */
@GenerateBuilder
public record EcsWindowsClusterSpec(
        Optional<String> name,
        @Default("DISABLED") ContainerInsights containerInsights,
        boolean executeCommand,
        @Default("30") int logRetentionDays,
        Map<String, EcsWindowsCapacitySpec> capacity,

        @Singular("defaultCapacityProviderStrategyItem")
        List<CapacityProviderStrategySpec> defaultCapacityProviderStrategy,

        @Singular("service") Map<String, EcsServiceSpec> services)
        implements Spec {
    /** CloudWatch Container Insights, spelled as the cluster setting is. */
    public enum ContainerInsights {
        ENHANCED("enhanced"),
        ENABLED("enabled"),
        DISABLED("disabled");

        private final String spelling;

        ContainerInsights(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
    private static final int MAX_PROVIDERS = 20;

    public static EcsWindowsClusterSpecBuilder builder() {
        return new EcsWindowsClusterSpecBuilder();
    }

    /** The cluster's name in AWS. */
    public String name(String key, String stack) {
        return name.orElse(key + "-" + stack);
    }

    static Map<String, String> refusedKeys() {
        return OtherSpellings.of("cluster");
    }

    @Override
    public void check(Problems problems) {
        name.filter(value -> !NAME.matcher(value).matches()).ifPresent(value -> problems.at("name")
                .refuse(value, "use 1 to 255 letters, digits, hyphens and underscores"));
        LogRetention.check(logRetentionDays, problems.at("logRetentionDays"));
        if (capacity.isEmpty()
                && (services.isEmpty() || !services.values().stream().allMatch(EcsServiceSpec::isFargate))) {
            problems.given(launchTypes(problems.at("services")))
                    .at("capacity")
                    .add("names no capacity; use at least one, such as default: {instanceTypes: [m6i.large]}");
        }
        if (capacity.size() > MAX_PROVIDERS) {
            problems.at("capacity")
                    .ofEntries()
                    .add("has " + capacity.size() + " entries; use at most " + MAX_PROVIDERS
                            + ", which is what a cluster takes");
        }
        capacity.forEach((key, spec) -> {
            Problems here = problems.at("capacity").at(key);
            if (!KEY.matcher(key).matches()) {
                problems.at("capacity")
                        .atKey(key)
                        .add("is no name for a capacity; use letters, digits and hyphens, a letter first");
            }
            spec.check(here);
        });
        CapacityProviderStrategySpec.check(
                defaultCapacityProviderStrategy, capacityKeys(), problems.at("defaultCapacityProviderStrategy"));
        services.forEach((key, service) -> {
            Problems here = problems.at("services").at(key);
            if (!KEY.matcher(key).matches()) {
                problems.at("services")
                        .atKey(key)
                        .add("is no name for a service; use letters, digits and hyphens, a letter first");
            }
            service.check(here);
            if (!service.isFargate()) {
                service.checkCapacity(capacityKeys(), here);
            }
        });
    }

    /** Where a service's tasks run; nothing on Fargate. */
    public List<CapacityProviderStrategySpec> strategy(EcsServiceSpec service) {
        if (service.isFargate()) {
            return List.of();
        }
        if (!service.capacityProviderStrategy().isEmpty()) {
            return service.capacityProviderStrategy();
        }
        return service.capacity()
                .map(key -> List.of(
                        CapacityProviderStrategySpec.builder().capacity(key).unchecked()))
                .orElseGet(this::defaultStrategy);
    }

    /** Where tasks run that say nothing: the first capacity, unless the cluster says otherwise. */
    public List<CapacityProviderStrategySpec> defaultStrategy() {
        return defaultCapacityProviderStrategy.isEmpty()
                ? capacity.keySet().stream()
                        .limit(1)
                        .map(key -> CapacityProviderStrategySpec.builder()
                                .capacity(key)
                                .unchecked())
                        .toList()
                : defaultCapacityProviderStrategy;
    }

    /** The capacities that run a service, by key, in the order of its strategy; none on Fargate. */
    public Map<String, EcsWindowsCapacitySpec> capacities(EcsServiceSpec service) {
        Map<String, EcsWindowsCapacitySpec> found = new LinkedHashMap<>();
        strategy(service).forEach(item -> Optional.ofNullable(capacity.get(item.capacity()))
                .ifPresent(entry -> found.put(item.capacity(), entry)));
        return found;
    }

    /** What a service runs on; none where that is refused already. */
    public Optional<CapacityTraits> host(EcsServiceSpec service) {
        if (service.isFargate()) {
            return service.fargateRelease().map(release -> new CapacityTraits(release, executeCommand, false, false));
        }
        Collection<EcsWindowsCapacitySpec> capacities = capacities(service).values();
        return capacities.stream()
                .map(each -> each.instance().operatingSystem())
                .findFirst()
                .map(release -> new CapacityTraits(
                        release,
                        executeCommand,
                        capacities.stream().allMatch(each -> each.agent().enableCpuUnboundedWindowsWorkaround()),
                        capacities.stream().allMatch(each -> each.agent().enableMemoryUnboundedWindowsWorkaround())));
    }

    /** The values that decide where a service runs. */
    Problems[] placement(String key, EcsServiceSpec service, Problems problems) {
        Problems[] own = new ServiceKeys(service, problems.at("services").at(key)).placement();
        boolean isDefault = service.capacity().isEmpty()
                && service.capacityProviderStrategy().isEmpty();
        return isDefault
                ? Stream.concat(
                                Stream.of(own),
                                Stream.of(CapacityProviderStrategySpec.capacities(
                                        defaultCapacityProviderStrategy,
                                        problems.at("defaultCapacityProviderStrategy"))))
                        .toArray(Problems[]::new)
                : own;
    }

    /** A value of each capacity that runs a service. */
    Problems[] ofCapacities(EcsServiceSpec service, UnaryOperator<Problems> value, Problems problems) {
        return capacities(service).keySet().stream()
                .map(key -> value.apply(problems.at("capacity").at(key)))
                .toArray(Problems[]::new);
    }

    /** Without services nothing says that all of them run on Fargate. */
    private Problems[] launchTypes(Problems problems) {
        return services.isEmpty()
                ? new Problems[] {problems}
                : services.keySet().stream()
                        .map(key -> problems.at(key).at("launchType"))
                        .toArray(Problems[]::new);
    }

    private CapacityKeys capacityKeys() {
        return new CapacityKeys(capacity.keySet(), shownKeys());
    }

    private String shownKeys() {
        return capacity.keySet().stream()
                .map(key -> KEY.matcher(key).matches() ? key : Shown.text(key))
                .collect(Collectors.joining(", "));
    }
}
