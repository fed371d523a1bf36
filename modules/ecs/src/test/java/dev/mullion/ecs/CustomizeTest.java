package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.autoscaling.GroupArgs;
import com.pulumi.aws.autoscaling.LifecycleHookArgs;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.ec2.EipArgs;
import com.pulumi.aws.ec2.InternetGatewayArgs;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.NatGatewayArgs;
import com.pulumi.aws.ec2.RouteArgs;
import com.pulumi.aws.ec2.RouteTableArgs;
import com.pulumi.aws.ec2.RouteTableAssociationArgs;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.ec2.VpcEndpointArgs;
import com.pulumi.aws.ecs.CapacityProviderArgs;
import com.pulumi.aws.ecs.ClusterArgs;
import com.pulumi.aws.ecs.ClusterCapacityProvidersArgs;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.aws.ssm.AssociationArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import dev.mullion.aws.StackContext;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.Network;
import dev.mullion.ec2.NetworkInputs;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.testkit.preview.Planned;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CustomizeTest {
    private static final List<Class<?>> BUILDERS = List.of(
            VpcArgs.Builder.class,
            InternetGatewayArgs.Builder.class,
            RouteTableArgs.Builder.class,
            RouteArgs.Builder.class,
            SubnetArgs.Builder.class,
            RouteTableAssociationArgs.Builder.class,
            EipArgs.Builder.class,
            NatGatewayArgs.Builder.class,
            SecurityGroupArgs.Builder.class,
            SecurityGroupIngressRuleArgs.Builder.class,
            SecurityGroupEgressRuleArgs.Builder.class,
            VpcEndpointArgs.Builder.class,
            LogGroupArgs.Builder.class,
            ClusterArgs.Builder.class,
            ClusterCapacityProvidersArgs.Builder.class,
            RoleArgs.Builder.class,
            RolePolicyArgs.Builder.class,
            RolePolicyAttachmentArgs.Builder.class,
            InstanceProfileArgs.Builder.class,
            LaunchTemplateArgs.Builder.class,
            AssociationArgs.Builder.class,
            GroupArgs.Builder.class,
            LifecycleHookArgs.Builder.class,
            CapacityProviderArgs.Builder.class);

    @Test
    void reachesEveryChildOfANetworkAndACluster() {
        AtomicInteger customized = new AtomicInteger();
        StackContext context = new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of(), Path.of("."));
        for (Class<?> builder : BUILDERS) {
            context = counting(context, builder, customized);
        }
        StackContext counting = context;

        Planned planned = Planned.of(() -> make(counting));

        long children = planned.tree()
                .lines()
                .filter(line -> !line.strip().startsWith("mullion:"))
                .count();
        assertThat(customized).hasValue(Math.toIntExact(children));
        counting.checkCustomizations();
    }

    private static <B> StackContext counting(StackContext context, Class<B> builder, AtomicInteger customized) {
        return context.customize(builder, args -> {
            customized.incrementAndGet();
            return args;
        });
    }

    private static void make(StackContext context) {
        NetworkOutputs network = new Network(
                        "network",
                        NetworkSpec.builder()
                                .availabilityZones(List.of("eu-west-1a"))
                                .interfaceEndpoints(true)
                                .build(),
                        new NetworkInputs(context, List.of(EcsPlatform.ECS)),
                        null)
                .outputs();
        EcsWindowsCapacitySpec capacity = EcsWindowsCapacitySpec.builder()
                .instanceTypes(List.of("m6i.large"))
                .domainJoin(DomainJoinSpec.builder().directoryId("d-1234567890").build())
                .warmPool(WarmPoolSpec.builder().build())
                .build();
        new EcsWindowsCluster(
                "storefront",
                EcsWindowsClusterSpec.builder().capacity("general", capacity).build(),
                new EcsWindowsClusterInputs(context, network),
                null);
    }
}
