package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.core.Output;
import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.SpecException;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkOutputs;
import dev.mullion.ecs.service.LoadBalancerSpec;
import dev.mullion.ecs.service.LoadBalancerSpecBuilder;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Plan;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Clusters in a VPC that a program makes itself. */
class UnknownNetworkTest {
    private static final StackContext CONTEXT =
            new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of(), Path.of(""));
    private static final List<String> NONE = List.of();
    private static final List<String> ONE = List.of("subnet-00000001");
    private static final List<String> TWO = List.of("subnet-00000001", "subnet-00000002");

    @Test
    void refusesAnInternalLoadBalancerThatNobodyMayReach() {
        NetworkOutputs network = network(TWO, TWO);

        assertThatThrownBy(() -> EcsClusterModel.checked(
                        "storefront", behind(balancer -> {}), CONTEXT, Optional.of(KnownNetwork.of(network))))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "storefront.services.web.loadBalancer.allowedCidrBlocks: has no value; say who may reach it,"
                                + " such as [10.0.0.0/16]: the VPC's range, which may otherwise, is not known");
    }

    @Test
    void takesSubnetsThatAreEnough() {
        assertThat(said(behind(UnknownNetworkTest::internal), network(TWO, NONE)))
                .isEmpty();
        assertThat(said(behind(UnknownNetworkTest::facingTheInternet), network(ONE, TWO)))
                .isEmpty();
        assertThat(said(behind(balancer -> internal(balancer).type(LoadBalancerSpec.Type.NETWORK)), network(ONE, NONE)))
                .isEmpty();
        assertThat(said(withPublicAddress(), network(NONE, ONE))).isEmpty();
    }

    @Test
    void refusesALoadBalancerWithTooFewSubnetsOnceTheyAreKnown() {
        assertThat(said(behind(UnknownNetworkTest::internal), network(ONE, TWO)))
                .containsExactly(
                        "storefront-web-load-balancer is internal and has too few subnets to stand in; give its"
                                + " network subnets in two zones or more");
        assertThat(said(behind(UnknownNetworkTest::facingTheInternet), network(TWO, ONE)))
                .containsExactly("storefront-web-load-balancer is internet-facing and has too few subnets to stand in;"
                        + " give its network public subnets in two zones or more");
    }

    @Test
    void refusesInstancesWithoutASubnetOnceTheSubnetsAreKnown() {
        assertThat(said(withPublicAddress(), network(TWO, NONE)))
                .containsExactly(
                        "storefront-general has no subnet for its instances; give its network public subnets, or"
                                + " set associatePublicIpAddress to false");
        assertThat(said(cluster().build(), network(NONE, TWO)))
                .containsExactly("storefront-general has no subnet for its instances; give its network subnets");
    }

    private static List<String> said(EcsWindowsClusterSpec spec, NetworkOutputs network) {
        Plan plan = PreviewEngine.preview(
                StackInput.of("shop", "dev"),
                context ->
                        new EcsWindowsCluster("storefront", spec, new EcsWindowsClusterInputs(CONTEXT, network), null));
        return plan.diagnostics().stream()
                .map(Diagnostic::message)
                .map(message -> message.replaceFirst("^error: ", "").strip())
                .toList();
    }

    private static NetworkOutputs network(List<String> subnetIds, List<String> publicSubnetIds) {
        return NetworkOutputs.of(Output.of("vpc-00000000"), Output.of(subnetIds), Output.of(publicSubnetIds));
    }

    private static EcsWindowsClusterSpec behind(Consumer<LoadBalancerSpecBuilder> balancer) {
        return cluster()
                .service("web", service -> service.container("app", app -> app.image("r/app:3")
                                .cpu(256)
                                .memoryMib(512)
                                .port(80))
                        .loadBalancer(
                                spec -> balancer.accept(spec.container("app").containerPort(80))))
                .build();
    }

    private static LoadBalancerSpecBuilder internal(LoadBalancerSpecBuilder balancer) {
        return balancer.allowedCidrBlocks("10.0.0.0/16");
    }

    private static LoadBalancerSpecBuilder facingTheInternet(LoadBalancerSpecBuilder balancer) {
        return balancer.scheme(LoadBalancerSpec.Scheme.INTERNET_FACING).allowedCidrBlocks("0.0.0.0/0");
    }

    private static EcsWindowsClusterSpec withPublicAddress() {
        return EcsWindowsClusterSpec.builder()
                .capacity("general", capacity -> capacity.instanceTypes("m6i.large")
                        .associatePublicIpAddress(true))
                .build();
    }

    private static EcsWindowsClusterSpecBuilder cluster() {
        return EcsWindowsClusterSpec.builder().capacity("general", capacity -> capacity.instanceTypes("m6i.large"));
    }
}
