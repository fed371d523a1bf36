package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.aws.StackContext;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ecs.EcsWindowsClusterSpec.ContainerInsights;
import dev.mullion.ecs.service.CapacityProviderStrategySpec;
import dev.mullion.ecs.service.CapacityProviderStrategySpecBuilder;
import dev.mullion.testkit.preview.Planned;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EcsWindowsClusterTest {
    private static final NetworkSpec EXISTING = NetworkSpec.builder()
            .vpcId("vpc-0a1b2c3d4e5f60718")
            .subnetIds(List.of("subnet-0123456789abcdef0"))
            .build();
    private static final String TAGS =
            "{Owner: platform, mullion:component: storefront, mullion:project: shop, mullion:stack: dev}";
    private static final String CLUSTER = "Cluster storefront-cluster";
    private static final String PROVIDERS = "ClusterCapacityProviders storefront-capacity-providers";

    @Test
    void makesAClusterWithALogGroupAndItsCapacityByDefault() {
        Planned planned = planned(spec("general"));

        assertThat(planned.tree().lines().filter(line -> !line.startsWith("      ")))
                .containsExactly(
                        "mullion:ecs:EcsWindowsCluster storefront",
                        "  aws:cloudwatch/logGroup:LogGroup storefront-logs",
                        "  aws:ecs/cluster:Cluster storefront-cluster",
                        "  mullion:ecs:EcsWindowsCapacity storefront-general",
                        "    mullion:ec2:WindowsLaunchTemplate storefront-general",
                        "    aws:autoscaling/group:Group storefront-general-auto-scaling-group",
                        "    aws:ecs/capacityProvider:CapacityProvider storefront-general-capacity-provider",
                        "  aws:ecs/clusterCapacityProviders:ClusterCapacityProviders storefront-capacity-providers");
        assertThat(planned.inputs("LogGroup storefront-logs")).isEqualTo("""
                name: /ecs/storefront-dev
                retentionInDays: 30
                tags: %s
                """.formatted(TAGS));
        assertThat(planned.inputs(CLUSTER)).isEqualTo("""
                name: storefront-dev
                settings: [{name: containerInsights, value: disabled}]
                tags: %s
                """.formatted(TAGS));
        assertThat(planned.inputs(PROVIDERS)).isEqualTo("""
                capacityProviders: [${storefront-general-capacity-provider.name}]
                clusterName: storefront-dev
                defaultCapacityProviderStrategies: [{base: 0, \
                capacityProvider: ${storefront-general-capacity-provider.name}, weight: 1}]
                """);
        assertThat(planned.resource("LaunchTemplate storefront-general-launch-template")
                        .urn())
                .isEqualTo("urn:pulumi:dev::shop::mullion:ecs:EcsWindowsCluster$mullion:ecs:EcsWindowsCapacity"
                        + "$mullion:ec2:WindowsLaunchTemplate$aws:ec2/launchTemplate:LaunchTemplate"
                        + "::storefront-general-launch-template");
    }

    @Test
    void takesEverythingThatASpecCanSay() {
        Planned planned = planned(spec("general", "spot")
                .name("shop-production")
                .containerInsights(ContainerInsights.ENHANCED)
                .executeCommand(true)
                .logRetentionDays(365)
                .defaultCapacityProviderStrategy(List.of(
                        item("spot").weight(3).build(),
                        item("general").weight(1).base(2).build())));

        assertThat(planned.input("LogGroup storefront-logs", "name")).isEqualTo("/ecs/shop-production");
        assertThat(planned.input("LogGroup storefront-logs", "retentionInDays")).isEqualTo("365");
        assertThat(planned.inputs(CLUSTER)).isEqualTo("""
                configuration: {executeCommandConfiguration: {logConfiguration: \
                {cloudWatchLogGroupName: /ecs/shop-production}, logging: OVERRIDE}}
                name: shop-production
                settings: [{name: containerInsights, value: enhanced}]
                tags: %s
                """.formatted(TAGS));
        assertThat(planned.inputs(PROVIDERS)).isEqualTo("""
                capacityProviders: [${storefront-general-capacity-provider.name}, \
                ${storefront-spot-capacity-provider.name}]
                clusterName: shop-production
                defaultCapacityProviderStrategies: [{base: 0, \
                capacityProvider: ${storefront-spot-capacity-provider.name}, weight: 3}, {base: 2, \
                capacityProvider: ${storefront-general-capacity-provider.name}, weight: 1}]
                """);
    }

    @Test
    void runsTasksThatSayNothingOnTheFirstCapacity() {
        Planned planned = planned(spec("windows2019", "general"));

        assertThat(planned.input(PROVIDERS, "defaultCapacityProviderStrategies"))
                .isEqualTo("[{base: 0, capacityProvider: ${storefront-windows2019-capacity-provider.name},"
                        + " weight: 1}]");
    }

    @Test
    void letsInstancesGoBeforeTheirClusterAndProvidersBeforeTheirInstances() {
        Planned planned = planned(spec("general").executeCommand(true));

        assertThat(planned.dependencies("Group storefront-general-auto-scaling-group"))
                .contains(CLUSTER);
        assertThat(planned.dependencies("CapacityProvider storefront-general-capacity-provider"))
                .containsExactly("Group storefront-general-auto-scaling-group");
        assertThat(planned.dependencies(PROVIDERS))
                .containsExactlyInAnyOrder(CLUSTER, "CapacityProvider storefront-general-capacity-provider");
        assertThat(planned.dependencies(CLUSTER)).containsExactly("LogGroup storefront-logs");
    }

    @Test
    void namesNothingTwiceWhateverItsKeys() {
        Planned planned = planned(spec("general", "general-role", "cluster"));

        assertThat(planned.plan().steps()).extracting(step -> step.urn()).doesNotHaveDuplicates();
    }

    private static EcsWindowsClusterSpecBuilder spec(String... capacities) {
        EcsWindowsClusterSpecBuilder cluster = EcsWindowsClusterSpec.builder();
        for (String key : capacities) {
            cluster.capacity(key, capacity -> capacity.instanceTypes("m6i.large"));
        }
        return cluster;
    }

    private static CapacityProviderStrategySpecBuilder item(String capacity) {
        return CapacityProviderStrategySpec.builder().capacity(capacity);
    }

    private static Planned planned(EcsWindowsClusterSpecBuilder builder) {
        EcsWindowsClusterSpec spec = builder.build();
        StackContext context =
                new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of("Owner", "platform"), Path.of("."));
        return Planned.of(() -> new EcsWindowsCluster(
                "storefront", spec, new EcsWindowsClusterInputs(context, NetworkOutputs.existing(EXISTING)), null));
    }
}
