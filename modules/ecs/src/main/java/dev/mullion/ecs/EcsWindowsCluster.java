package dev.mullion.ecs;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ecs.Cluster;
import com.pulumi.aws.ecs.ClusterArgs;
import com.pulumi.aws.ecs.ClusterCapacityProviders;
import com.pulumi.aws.ecs.ClusterCapacityProvidersArgs;
import com.pulumi.aws.ecs.inputs.ClusterCapacityProvidersDefaultCapacityProviderStrategyArgs;
import com.pulumi.aws.ecs.inputs.ClusterConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ClusterConfigurationExecuteCommandConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ClusterConfigurationExecuteCommandConfigurationLogConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ClusterSettingArgs;
import com.pulumi.aws.servicediscovery.PrivateDnsNamespace;
import com.pulumi.aws.servicediscovery.PrivateDnsNamespaceArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ecs.service.CapacityProviderStrategySpec;
import dev.mullion.ecs.service.EcsScheduledTask;
import dev.mullion.ecs.service.EcsWindowsService;
import dev.mullion.ecs.service.EcsWindowsServiceInputs;
import dev.mullion.ecs.service.EcsWindowsServiceInputs.Capacity;
import dev.mullion.ecs.service.EcsWindowsServiceInputs.ClusterInputs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An ECS cluster of Windows instances with its log group, or one that exists; for each capacity an {@link EcsWindowsCapacity}.
 *
 * <p>Children: {@code name-cluster} and {@code name-logs}, where it is made, a {@link EcsWindowsCapacity} {@code name-<capacity>} for each
 * capacity, {@code name-capacity-providers}, a private DNS namespace {@code name-<namespace>} for each that services name, an
 * {@link EcsWindowsService} {@code name-<service>} for each service, an {@link EcsScheduledTask} {@code name-<task>} for each
 * scheduled task.
 */
public final class EcsWindowsCluster extends ComponentResource {
    public static final String TYPE = "mullion:ecs:EcsWindowsCluster";

    private final Optional<Cluster> cluster;
    private final Output<String> arn;
    private final Output<String> clusterName;
    private final Map<String, EcsWindowsCapacity> capacity = new LinkedHashMap<>();
    private final Map<String, EcsWindowsService> services = new LinkedHashMap<>();
    private final Map<String, EcsScheduledTask> scheduledTasks = new LinkedHashMap<>();

    /**
     * Makes the cluster that the spec describes; its warnings go to the context.
     *
     * @throws dev.mullion.core.spec.SpecException with everything that is refused, before any resource exists
     */
    public EcsWindowsCluster(
            String name,
            EcsWindowsClusterSpec spec,
            EcsWindowsClusterInputs inputs,
            @Nullable ComponentResourceOptions options) {
        this(
                EcsClusterModel.checked(name, spec, inputs.context(), Optional.of(KnownNetwork.of(inputs.network()))),
                inputs.network(),
                options);
    }

    /** Makes a cluster whose {@link EcsClusterModel#VALIDATORS} refused nothing. */
    public EcsWindowsCluster(
            EcsClusterModel model, NetworkOutputs network, @Nullable ComponentResourceOptions options) {
        super(TYPE, model.key(), options);
        String name = model.key();
        EcsWindowsClusterSpec spec = model.spec();
        EcsWindowsClusterInputs inputs = new EcsWindowsClusterInputs(model.context(), network);
        Map<String, UserData> userData = model.userData();
        Map<String, String> tags = inputs.context().tags(name);

        Map<String, Output<?>> outputs = new TreeMap<>();
        if (spec.clusterArn().isPresent()) {
            cluster = Optional.empty();
            arn = Output.of(spec.clusterArn().get());
            clusterName = Output.of(model.name());
        } else {
            LogGroup logs = new LogGroup(
                    name + "-logs",
                    inputs.context()
                            .customized(name + "-logs", logGroupArgs(logGroupName(name, spec, inputs), spec, tags))
                            .build(),
                    child());
            Cluster made = new Cluster(
                    name + "-cluster",
                    inputs.context()
                            .customized(name + "-cluster", clusterArgs(model.name(), spec, logs, tags))
                            .build(),
                    child());
            cluster = Optional.of(made);
            arn = made.arn();
            clusterName = made.name();
            outputs.put("logGroupName", logs.name());
        }
        outputs.put("clusterArn", arn);
        outputs.put("clusterName", clusterName);
        spec.capacity()
                .forEach((key, entry) -> capacity.put(
                        key,
                        new EcsWindowsCapacity(
                                name + "-" + key,
                                entry,
                                new EcsWindowsCapacityInputs(
                                        inputs.context(),
                                        inputs.network(),
                                        cluster,
                                        Objects.requireNonNull(userData.get(key))),
                                ComponentResourceOptions.builder().parent(this).build())));
        List<Resource> providers = cluster.filter(made -> !capacity.isEmpty()
                        || !spec.additionalCapacityProviders().isEmpty())
                .map(made -> List.of(capacityProviders(made, name, spec, inputs)))
                .orElse(List.of());
        makeServices(name, spec, inputs, providers);
        registerOutputs(outputs);
    }

    public Output<String> arn() {
        return arn;
    }

    public Output<String> name() {
        return clusterName;
    }

    /** The capacity by its key in the spec, in the spec's order. */
    public Map<String, EcsWindowsCapacity> capacity() {
        return Collections.unmodifiableMap(capacity);
    }

    /** The services by their keys in the spec, in the spec's order. */
    public Map<String, EcsWindowsService> services() {
        return Collections.unmodifiableMap(services);
    }

    /** The scheduled tasks by their keys in the spec, in the spec's order. */
    public Map<String, EcsScheduledTask> scheduledTasks() {
        return Collections.unmodifiableMap(scheduledTasks);
    }

    private static LogGroupArgs.Builder logGroupArgs(
            String groupName, EcsWindowsClusterSpec spec, Map<String, String> tags) {
        LogGroupArgs.Builder args = LogGroupArgs.builder()
                .name(groupName)
                .retentionInDays(spec.logRetentionDays())
                .tags(tags);
        spec.logKmsKeyArn().ifPresent(args::kmsKeyId);
        return args;
    }

    private static ClusterArgs.Builder clusterArgs(
            String clusterName, EcsWindowsClusterSpec spec, LogGroup logs, Map<String, String> tags) {
        ClusterArgs.Builder args = ClusterArgs.builder()
                .name(clusterName)
                .settings(ClusterSettingArgs.builder()
                        .name("containerInsights")
                        .value(spec.containerInsights().toString())
                        .build())
                .tags(tags);
        if (spec.executeCommand()) {
            args.configuration(ClusterConfigurationArgs.builder()
                    .executeCommandConfiguration(ClusterConfigurationExecuteCommandConfigurationArgs.builder()
                            .logging("OVERRIDE")
                            .logConfiguration(
                                    ClusterConfigurationExecuteCommandConfigurationLogConfigurationArgs.builder()
                                            .cloudWatchLogGroupName(logs.name())
                                            .build())
                            .build())
                    .build());
        }
        return args;
    }

    private Resource capacityProviders(
            Cluster made, String name, EcsWindowsClusterSpec spec, EcsWindowsClusterInputs inputs) {
        return new ClusterCapacityProviders(
                name + "-capacity-providers",
                inputs.context()
                        .customized(
                                name + "-capacity-providers",
                                ClusterCapacityProvidersArgs.builder()
                                        .clusterName(made.name())
                                        .capacityProviders(Output.all(Stream.concat(
                                                        capacity.values().stream()
                                                                .flatMap(each -> each.capacityProviderName().stream()),
                                                        spec.additionalCapacityProviders().stream()
                                                                .map(Output::of))
                                                .toList()))
                                        .defaultCapacityProviderStrategies(strategy(spec)))
                        .build(),
                child());
    }

    private List<ClusterCapacityProvidersDefaultCapacityProviderStrategyArgs> strategy(EcsWindowsClusterSpec spec) {
        return spec.clusterStrategy().stream()
                .map(item -> ClusterCapacityProvidersDefaultCapacityProviderStrategyArgs.builder()
                        .capacityProvider(Optional.ofNullable(capacity.get(item.capacity()))
                                .map(own -> own.capacityProviderName().orElseThrow())
                                .orElseGet(() -> Output.of(item.capacity())))
                        .weight(item.weight())
                        .base(item.base())
                        .build())
                .toList();
    }

    private void makeServices(
            String name, EcsWindowsClusterSpec spec, EcsWindowsClusterInputs inputs, List<Resource> providers) {
        ClusterInputs services = new ClusterInputs(
                spec.name(name, inputs.context().stack()),
                arn,
                cluster.map(made -> logGroupName(name, spec, inputs)),
                inputs.network().cidrBlock(),
                namespaces(name, spec, inputs),
                spec.logKmsKeyArn(),
                providers);
        spec.services()
                .forEach((key, service) -> this.services.put(
                        key,
                        new EcsWindowsService(
                                name + "-" + key,
                                service,
                                new EcsWindowsServiceInputs(
                                        inputs.context(),
                                        inputs.network(),
                                        services,
                                        key,
                                        spec.host(service).orElseThrow(),
                                        capacities(name, spec.strategy(service))),
                                ComponentResourceOptions.builder().parent(this).build())));
        spec.scheduledTasks()
                .forEach((key, task) -> scheduledTasks.put(
                        key,
                        new EcsScheduledTask(
                                name + "-" + key,
                                task,
                                new EcsWindowsServiceInputs(
                                        inputs.context(),
                                        inputs.network(),
                                        services,
                                        key,
                                        spec.host(task.task()).orElseThrow(),
                                        capacities(name, spec.strategy(task.task()))),
                                ComponentResourceOptions.builder().parent(this).build())));
    }

    private List<Capacity> capacities(String name, List<CapacityProviderStrategySpec> strategy) {
        return strategy.stream()
                .map(item -> {
                    EcsWindowsCapacity instances = Objects.requireNonNull(capacity.get(item.capacity()));
                    return new Capacity(
                            item,
                            instances.capacityProviderName(),
                            name + "-" + item.capacity(),
                            instances.securityGroupId());
                })
                .toList();
    }

    /** One namespace for all services that name it. */
    private Map<String, Output<String>> namespaces(
            String name, EcsWindowsClusterSpec spec, EcsWindowsClusterInputs inputs) {
        Map<String, Output<String>> ids = new LinkedHashMap<>();
        spec.services().values().stream()
                .flatMap(service -> service.serviceDiscovery().stream())
                .flatMap(discovery -> discovery.namespaceName().stream())
                .distinct()
                .forEach(namespace -> {
                    String child = name + "-" + namespace;
                    PrivateDnsNamespaceArgs.Builder args = PrivateDnsNamespaceArgs.builder()
                            .name(namespace)
                            .vpc(inputs.network().vpcId())
                            .tags(inputs.context().tags(name));
                    ids.put(
                            namespace,
                            new PrivateDnsNamespace(
                                            child,
                                            inputs.context()
                                                    .customized(child, args)
                                                    .build(),
                                            child())
                                    .id());
                });
        return ids;
    }

    private static String logGroupName(String name, EcsWindowsClusterSpec spec, EcsWindowsClusterInputs inputs) {
        return "/ecs/" + spec.name(name, inputs.context().stack());
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
