package dev.mullion.ecs;

import dev.mullion.aws.LogRetention;
import dev.mullion.aws.Partition;
import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.KeysMatch;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.OneOf;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.ecs.service.CapacityKeys;
import dev.mullion.ecs.service.CapacityProviderStrategySpec;
import dev.mullion.ecs.service.CapacityTraits;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.EcsWindowsService;
import dev.mullion.ecs.service.OtherSpellings;
import dev.mullion.ecs.service.ScheduledTaskSpec;
import dev.mullion.ecs.service.ServiceKeys;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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
 * @param clusterArn a cluster that exists, which capacity and services join, instead of one that is made
 * @param name the cluster's name in AWS; {@code <key>-<stack>} when not given
 * @param containerInsights metrics of the cluster; disabled when not given
 * @param executeCommand ECS Exec: the default of the cluster's services, and the log of its sessions; false when not given
 * @param logRetentionDays how long the cluster's log group keeps events, one of CloudWatch's steps; 30 when not given
 * @param logKmsKeyArn the key that encrypts the cluster's log group, and those of services that name none; CloudWatch's own when
 *     not given. Its policy lets CloudWatch Logs of the region use it
 * @param capacity instances, one or more entries of a kind each, by key
 * @param additionalCapacityProviders names of capacity providers that the cluster has beside those of capacity, which something
 *     else made, such as FARGATE or one of Linux instances; none when not given
 * @param defaultCapacityProviderStrategy where tasks run that say nothing, by keys of capacity and names of
 *     additionalCapacityProviders, which count for tasks that are none of this stack; the first capacity when not given
 * @param services what runs on the capacity and on Fargate, by key
 * @param scheduledTasks tasks that run at times, or when somebody starts one, by key
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html">CreateCluster</a>
 */
@GenerateBuilder
public record EcsWindowsClusterSpec(
        @Explain(api = "AWS::ECS::Cluster Arn", example = "arn:aws:ecs:eu-west-1:123456789012:cluster/shared")
        Optional<String> clusterArn,

        @Explain(api = "AWS::ECS::Cluster ClusterName", example = "storefront-live")
        @Matches(EcsWindowsClusterSpec.NAME)
        Optional<String> name,

        @Explain(api = "AWS::ECS::Cluster ClusterSettings containerInsights", example = "enhanced") @Default("DISABLED")
        ContainerInsights containerInsights,

        @Explain(api = "AWS::ECS::Cluster Configuration.ExecuteCommandConfiguration", example = "true")
        boolean executeCommand,

        @Explain(api = "AWS::Logs::LogGroup RetentionInDays", example = "90") @OneOf(LogRetention.STEPS) @Default("30")
        int logRetentionDays,

        @Explain(
                api = "AWS::Logs::LogGroup KmsKeyId",
                example = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012")
        @Matches(ResourceId.Regex.KMS_KEY)
        Optional<String> logKmsKeyArn,

        @KeysMatch(EcsWindowsClusterSpec.KEY_REGEX)
        @Explain(api = "AWS::ECS::CapacityProvider", example = "{general: {instanceTypes: [m6i.xlarge]}}")
        Map<String, EcsWindowsCapacitySpec> capacity,

        @Explain(api = "AWS::ECS::Cluster CapacityProviders", example = "[FARGATE, linux]")
        @Matches(EcsWindowsClusterSpec.NAME)
        List<String> additionalCapacityProviders,

        @Explain(
                api = "AWS::ECS::Cluster DefaultCapacityProviderStrategy",
                example = "[{capacity: general, weight: 1}]")
        @Singular("defaultCapacityProviderStrategyItem")
        List<CapacityProviderStrategySpec> defaultCapacityProviderStrategy,

        @KeysMatch(EcsWindowsClusterSpec.KEY_REGEX)
        @Explain(
                api = "AWS::ECS::Service",
                example =
                        "{web: {containers: {iis: {image: \"mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022\", cpu: 1024, memoryMib: 2048}}}}")
        @Singular("service")
        Map<String, EcsServiceSpec> services,

        @Explain(
                api = "AWS::Scheduler::Schedule",
                example =
                        "{nightly: {scheduleExpression: \"cron(0 3 * * ? *)\", containers: {job: {image: \"registry.example.com/job:ltsc2022\", memoryMib: 1024}}}}")
        @KeysMatch(EcsWindowsClusterSpec.KEY_REGEX)
        @Singular("scheduledTask")
        Map<String, ScheduledTaskSpec> scheduledTasks)
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

    static final String NAME = "[A-Za-z0-9_-]{1,255}";
    private static final String KEY_REGEX = "[A-Za-z][A-Za-z0-9-]*";
    static final Pattern KEY = Pattern.compile(KEY_REGEX);
    private static final int MAX_PROVIDERS = 20;

    /** The ARN of before 2018, without the cluster's name behind a slash, is none that services take. */
    private static final Pattern CLUSTER_ARN =
            Pattern.compile(Partition.ARN + "ecs:[a-z0-9-]+:\\d{12}:cluster/[A-Za-z0-9_-]{1,255}");

    public static EcsWindowsClusterSpecBuilder builder() {
        return new EcsWindowsClusterSpecBuilder();
    }

    /** The cluster's name in AWS. */
    public String name(String key, String stack) {
        return clusterArn
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .or(() -> name)
                .orElse(key + "-" + stack);
    }

    /** All that runs tasks, by key: the services, then scheduled tasks as services that have none of a service's own. */
    public Map<String, EcsServiceSpec> workloads() {
        Map<String, EcsServiceSpec> all = new LinkedHashMap<>(services);
        scheduledTasks.forEach((key, task) -> all.putIfAbsent(key, task.task()));
        return all;
    }

    /** Where the keys of what runs tasks stand. */
    Problems workload(String key, Problems problems) {
        return kind(key, problems).at(key);
    }

    /** The same for what is wrong with it as a whole. */
    Problems workloadKey(String key, Problems problems) {
        return kind(key, problems).atKey(key);
    }

    private Problems kind(String key, Problems problems) {
        return problems.at(services.containsKey(key) ? "services" : "scheduledTasks");
    }

    /** What runs tasks as a message names it. */
    String shown(String key) {
        return (services.containsKey(key) ? "service " : "scheduled task ") + SpecPath.ROOT.key(key);
    }

    /** Instances that a capacity may have; nothing adds any to those that are there in a cluster that exists. */
    int mostInstances(EcsWindowsCapacitySpec spec) {
        return clusterArn.isPresent()
                ? spec.autoScaling().minSize()
                : spec.autoScaling().maxSize();
    }

    /** The key that says it. */
    String sizeKey() {
        return clusterArn.isPresent() ? "minSize" : "maxSize";
    }

    /** A capacity with the attribute by which tasks in a cluster that exists find it. */
    EcsWindowsCapacitySpec joining(String clusterKey, String key, EcsWindowsCapacitySpec spec) {
        return clusterArn.isEmpty()
                ? spec
                : EcsWindowsCapacitySpec.builder()
                        .from(spec)
                        .agent(EcsAgentSpec.builder()
                                .from(spec.agent())
                                .instanceAttribute(EcsWindowsService.CAPACITY_ATTRIBUTE, clusterKey + "-" + key)
                                .unchecked())
                        .unchecked();
    }

    static Map<String, String> refusedKeys() {
        return OtherSpellings.of("cluster");
    }

    @Override
    public void check(Problems problems) {
        clusterArn.ifPresent(arn -> checkExisting(arn, problems));
        name.filter(value -> !EcsWindowsClusterSpecBuilder.matchesName(value)).ifPresent(value -> problems.at("name")
                .refuse(value, "use 1 to 255 letters, digits, hyphens and underscores"));
        LogRetention.check(logRetentionDays, problems.at("logRetentionDays"));
        logKmsKeyArn.ifPresent(arn -> ResourceId.KMS_KEY.check(arn, problems.at("logKmsKeyArn")));
        if (capacity.isEmpty()
                && (workloads().isEmpty() || !workloads().values().stream().allMatch(EcsServiceSpec::isFargate))) {
            problems.given(launchTypes(problems))
                    .at("capacity")
                    .add("names no capacity; use at least one, such as default: {instanceTypes: [m6i.large]}");
        }
        int providers = capacity.size() + additionalCapacityProviders.size();
        if (providers > MAX_PROVIDERS) {
            problems.given("additionalCapacityProviders")
                    .at("capacity")
                    .ofEntries()
                    .add("has " + capacity.size() + " entries"
                            + (additionalCapacityProviders.isEmpty()
                                    ? ""
                                    : ", and additionalCapacityProviders " + additionalCapacityProviders.size())
                            + "; use at most " + MAX_PROVIDERS + ", which is what a cluster takes");
        }
        checkAdditionalProviders(problems.at("additionalCapacityProviders"));
        capacity.forEach((key, spec) -> {
            Problems here = problems.at("capacity").at(key);
            if (!KEY.matcher(key).matches()) {
                problems.at("capacity")
                        .atKey(key)
                        .add("is no name for a capacity; use letters, digits and hyphens, a letter first");
            }
            spec.check(here);
            if (clusterArn.isEmpty()) {
                spec.checkLifetime(here);
            }
        });
        CapacityProviderStrategySpec.check(
                defaultCapacityProviderStrategy, clusterKeys(), problems.at("defaultCapacityProviderStrategy"));
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
        scheduledTasks.forEach((key, task) -> {
            Problems here = problems.at("scheduledTasks").at(key);
            if (!KEY.matcher(key).matches()) {
                problems.at("scheduledTasks")
                        .atKey(key)
                        .add("is no name for a scheduled task; use letters, digits and hyphens, a letter first");
            }
            if (services.containsKey(key)) {
                problems.at("scheduledTasks").atKey(key).add("is the key of a service too; use another");
            }
            task.check(here);
            if (!task.task().isFargate()) {
                task.task().checkCapacity(capacityKeys(), here);
            }
        });
    }

    /**
     * What can not be said of a cluster that others made, and what is not known of it. ECS takes the capacity providers of a
     * cluster as one list (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html), so
     * that adding ours here would take away those of whoever made it.
     */
    private void checkExisting(String arn, Problems problems) {
        Problems here = problems.given("clusterArn");
        if (!CLUSTER_ARN.matcher(arn).matches()) {
            problems.at("clusterArn")
                    .refuse(arn, "use a cluster's ARN, such as arn:aws:ecs:eu-west-1:123456789012:cluster/shared");
            return;
        }
        String use = "leave it out: the cluster of clusterArn has its own";
        name.ifPresent(value -> here.at("name").refuse(value, use));
        if (containerInsights != ContainerInsights.DISABLED) {
            here.at("containerInsights").refuse(containerInsights, use);
        }
        if (!additionalCapacityProviders.isEmpty()) {
            here.atKey("additionalCapacityProviders").add(use);
        }
        String providers = "does not work with clusterArn, where instances have no capacity provider; ";
        if (!defaultCapacityProviderStrategy.isEmpty()) {
            here.atKey("defaultCapacityProviderStrategy")
                    .add(providers + "leave it out, and use capacity of a service");
        }
        workloads().forEach((key, service) -> {
            if (!service.capacityProviderStrategy().isEmpty()) {
                workload(key, here).atKey("capacityProviderStrategy").add(providers + "use capacity");
            }
        });
        String looked = "whether it is there, what else runs in it, and its log of ECS Exec are not known here";
        problems.at("clusterArn")
                .warn(
                        "ECS049",
                        capacity.isEmpty()
                                ? looked
                                : looked
                                        + "; nothing scales these instances, since ECS takes all capacity providers of a"
                                        + " cluster at once, and minSize of them run");
        capacity.forEach((key, spec) -> {
            Problems ofCapacity = problems.at("capacity").at(key);
            spec.warmPool().ifPresent(pool -> ofCapacity
                    .given(here)
                    .atKey("warmPool")
                    .add(providers + "leave it out: nothing would take instances out of the pool"));
            if (spec.autoScaling().minSize() == 0) {
                ofCapacity
                        .given(here)
                        .at("minSize")
                        .refuse(
                                0,
                                "use 1 or more: nothing scales instances in the cluster of clusterArn, and none would run");
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

    /** Where tasks of others run that say nothing: the first capacity, unless the cluster says otherwise. */
    public List<CapacityProviderStrategySpec> clusterStrategy() {
        return defaultCapacityProviderStrategy.isEmpty() ? defaultStrategy() : defaultCapacityProviderStrategy;
    }

    /** Where tasks of this stack run that say nothing: as the cluster says, as far as it names capacity. */
    public List<CapacityProviderStrategySpec> defaultStrategy() {
        List<CapacityProviderStrategySpec> ours = defaultCapacityProviderStrategy.stream()
                .filter(item -> !additionalCapacityProviders.contains(item.capacity()))
                .toList();
        return ours.isEmpty()
                ? capacity.keySet().stream()
                        .limit(1)
                        .map(key -> CapacityProviderStrategySpec.builder()
                                .capacity(key)
                                .unchecked())
                        .toList()
                : ours;
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
        Problems[] own = new ServiceKeys(service, workload(key, problems)).placement();
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
        return workloads().isEmpty()
                ? new Problems[] {problems.at("services"), problems.at("scheduledTasks")}
                : workloads().keySet().stream()
                        .map(key -> workload(key, problems).at("launchType"))
                        .toArray(Problems[]::new);
    }

    private void checkAdditionalProviders(Problems problems) {
        for (int i = 0; i < additionalCapacityProviders.size(); i++) {
            String provider = additionalCapacityProviders.get(i);
            if (!EcsWindowsClusterSpecBuilder.matchesAdditionalCapacityProviders(provider)) {
                problems.at(i).refuse(provider, "use 1 to 255 letters, digits, hyphens and underscores");
            } else if (capacity.containsKey(provider)) {
                problems.at(i).refuse(provider, "use another name: it is a key of capacity too");
            }
        }
    }

    /** What the default strategy of the cluster may name. */
    private CapacityKeys clusterKeys() {
        Set<String> keys = new LinkedHashSet<>(capacity.keySet());
        keys.addAll(additionalCapacityProviders);
        return capacityKeys(keys);
    }

    private CapacityKeys capacityKeys() {
        return capacityKeys(capacity.keySet());
    }

    private static CapacityKeys capacityKeys(Set<String> keys) {
        return new CapacityKeys(keys, Shown.list(keys, key -> KEY.matcher(key).matches() ? key : Shown.text(key)));
    }
}
