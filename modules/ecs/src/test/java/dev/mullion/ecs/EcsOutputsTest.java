package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.Context;
import com.pulumi.core.Output;
import dev.mullion.aws.StackContext;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ecs.service.EcsServiceSpec;
import dev.mullion.ecs.service.EcsWindowsService;
import dev.mullion.ecs.service.LoadBalancerSpec;
import dev.mullion.ecs.service.NetworkMode;
import dev.mullion.ecs.service.ScheduledTaskSpec;
import dev.mullion.plan.PropertyValue;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a program gets out of a cluster, for resources of its own. */
class EcsOutputsTest {
    @Test
    void clusterGivesWhatOthersReferTo() {
        Map<String, PropertyValue> outputs = outputs(NetworkMode.AWSVPC, (program, cluster) -> {
            program.export("arn", cluster.arn());
            program.export("name", cluster.name());
            program.export(
                    "capacities", Output.of(List.copyOf(cluster.capacity().keySet())));
            program.export("services", Output.of(List.copyOf(cluster.services().keySet())));
        });

        assertThat(outputs)
                .containsEntry("arn", text("${storefront-cluster.arn}"))
                .containsEntry("name", text("storefront-dev"))
                .containsEntry("capacities", new PropertyValue.Items(List.of(text("general"))))
                .containsEntry("services", new PropertyValue.Items(List.of(text("web"))));
    }

    @Test
    void serviceGivesItsNameItsAddressAndItsSecurityGroup() {
        Map<String, PropertyValue> outputs = outputs(NetworkMode.AWSVPC, EcsOutputsTest::export);

        assertThat(outputs)
                .containsEntry("name", text("${storefront-web-service.name}"))
                .containsEntry("address", text("${storefront-web-load-balancer.dnsName}"))
                .containsEntry("securityGroup", text("${storefront-web-security-group.id}"));
    }

    @Test
    void serviceThatSharesItsInstancesInterfacesHasNoSecurityGroup() {
        assertThat(outputs(NetworkMode.DEFAULT, EcsOutputsTest::export)).containsOnlyKeys("name", "address");
    }

    @Test
    void scheduledTaskGivesWhatRunTaskIsTold() {
        Map<String, PropertyValue> outputs = outputs(NetworkMode.DEFAULT, (program, cluster) -> Objects.requireNonNull(
                        cluster.scheduledTasks().get("nightly"))
                .runTask()
                .forEach(program::export));

        assertThat(outputs)
                .isEqualTo(Map.of(
                        "cluster", text("${storefront-cluster.arn}"),
                        "taskDefinition", text("${storefront-nightly-task-definition.arn}"),
                        "capacityProvider", text("${storefront-general-capacity-provider.name}"),
                        "placementConstraints",
                                text("[{\"type\":\"memberOf\",\"expression\":\"attribute:ecs.os-family =="
                                        + " WINDOWS_SERVER_2022_CORE\"},{\"type\":\"memberOf\",\"expression\":"
                                        + "\"attribute:team == web\"}]"),
                        "placementStrategy", text("[{\"type\":\"spread\",\"field\":\"instanceId\"}]")));
    }

    private static void export(Context program, EcsWindowsCluster cluster) {
        EcsWindowsService web = Objects.requireNonNull(cluster.services().get("web"));
        program.export("name", web.serviceName());
        web.dnsName().ifPresent(name -> program.export("address", name));
        web.securityGroupId().ifPresent(id -> program.export("securityGroup", id));
    }

    private static PropertyValue text(String value) {
        return new PropertyValue.Text(value);
    }

    /** What a program does with a cluster that it made. */
    private interface Use {
        void of(Context program, EcsWindowsCluster cluster);
    }

    private static Map<String, PropertyValue> outputs(NetworkMode mode, Use use) {
        NetworkSpec network = NetworkSpec.builder()
                .vpcId("vpc-0a1b2c3d4e5f60718")
                .subnetIds(List.of("subnet-0000000000000000a", "subnet-0000000000000000b"))
                .build();
        EcsWindowsClusterSpec spec = EcsWindowsClusterSpec.builder()
                .capacity("general", capacity -> capacity.instanceTypes("m6i.large"))
                .service("web", service(mode))
                .scheduledTask(
                        "nightly",
                        ScheduledTaskSpec.builder()
                                .networkMode(mode)
                                .placementConstraint(constraint -> constraint.expression("attribute:team == web"))
                                .placementStrategy(strategy -> strategy.field("instanceId"))
                                .container(
                                        "app",
                                        app -> app.image("r/app:3").cpu(256).memoryMib(512))
                                .unchecked())
                .unchecked();
        StackContext context = new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of(), Path.of("."));
        return PreviewEngine.preview(
                        StackInput.of("shop", "dev"),
                        program -> use.of(
                                program,
                                new EcsWindowsCluster(
                                        new EcsClusterModel("storefront", spec, context, Optional.empty()),
                                        NetworkOutputs.existing(network),
                                        null)))
                .steps()
                .get(0)
                .newState()
                .outputs()
                .values();
    }

    private static EcsServiceSpec service(NetworkMode mode) {
        return EcsServiceSpec.builder()
                .networkMode(mode)
                .container(
                        "app",
                        app -> app.image("r/app:3").cpu(256).memoryMib(512).port(80))
                .loadBalancer(LoadBalancerSpec.builder()
                        .container("app")
                        .containerPort(80)
                        .build())
                .unchecked();
    }
}
