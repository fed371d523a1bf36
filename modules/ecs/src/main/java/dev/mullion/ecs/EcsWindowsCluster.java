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
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.mullion.ecs.service.CapacityProviderStrategySpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An ECS cluster of Windows instances with its log group and, for each capacity, an {@link EcsWindowsCapacity}.
 *
 * <p>Children: {@code name-cluster}, {@code name-logs}, a {@link EcsWindowsCapacity} {@code name-<capacity>} for each
 * capacity, {@code name-capacity-providers}.
 */
public final class EcsWindowsCluster extends ComponentResource {
    public static final String TYPE = "mullion:ecs:EcsWindowsCluster";

    private final Cluster cluster;
    private final Map<String, EcsWindowsCapacity> capacity = new LinkedHashMap<>();

    public EcsWindowsCluster(
            String name,
            EcsWindowsClusterSpec spec,
            EcsWindowsClusterInputs inputs,
            @Nullable ComponentResourceOptions options) {
        super(TYPE, name, options);
        String clusterName = spec.name(name, inputs.context().stack());
        Map<String, String> tags = inputs.context().tags(name);

        LogGroup logs = new LogGroup(
                name + "-logs",
                inputs.context()
                        .customized(
                                name + "-logs",
                                LogGroupArgs.builder()
                                        .name("/ecs/" + clusterName)
                                        .retentionInDays(spec.logRetentionDays())
                                        .tags(tags))
                        .build(),
                child());
        cluster = new Cluster(
                name + "-cluster",
                inputs.context()
                        .customized(name + "-cluster", clusterArgs(clusterName, spec, logs, tags))
                        .build(),
                child());
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
                                        Objects.requireNonNull(inputs.userData().get(key))),
                                ComponentResourceOptions.builder().parent(this).build())));
        new ClusterCapacityProviders(
                name + "-capacity-providers",
                inputs.context()
                        .customized(
                                name + "-capacity-providers",
                                ClusterCapacityProvidersArgs.builder()
                                        .clusterName(cluster.name())
                                        .capacityProviders(Output.all(capacity.values().stream()
                                                .map(EcsWindowsCapacity::capacityProviderName)
                                                .toList()))
                                        .defaultCapacityProviderStrategies(strategy(spec)))
                        .build(),
                child());
        registerOutputs(Map.of(
                "clusterArn", cluster.arn(),
                "clusterName", cluster.name(),
                "logGroupName", logs.name()));
    }

    public Output<String> arn() {
        return cluster.arn();
    }

    public Output<String> name() {
        return cluster.name();
    }

    /** The capacity by its key in the spec, in the spec's order. */
    public Map<String, EcsWindowsCapacity> capacity() {
        return Collections.unmodifiableMap(capacity);
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

    private List<ClusterCapacityProvidersDefaultCapacityProviderStrategyArgs> strategy(EcsWindowsClusterSpec spec) {
        List<CapacityProviderStrategySpec> items = spec.defaultCapacityProviderStrategy();
        if (items.isEmpty()) {
            String first = spec.capacity().keySet().iterator().next();
            items = List.of(
                    CapacityProviderStrategySpec.builder().capacity(first).build());
        }
        return items.stream()
                .map(item -> ClusterCapacityProvidersDefaultCapacityProviderStrategyArgs.builder()
                        .capacityProvider(Objects.requireNonNull(capacity.get(item.capacity()))
                                .capacityProviderName())
                        .weight(item.weight())
                        .base(item.base())
                        .build())
                .toList();
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
