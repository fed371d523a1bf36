package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.aws.ec2.NatGatewayArgs;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.VpcArgs;
import dev.mullion.aws.StackContext;
import dev.mullion.core.spec.SpecException;
import dev.mullion.testkit.preview.Planned;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackContextTest {
    private static final StackContext CONTEXT =
            new StackContext("shop", "dev", Optional.empty(), Map.of(), Path.of("."));

    @Test
    void customizesOneChild() {
        Planned planned = network(CONTEXT.customize(
                SubnetArgs.Builder.class, "network-public-eu-west-1a", args -> args.mapPublicIpOnLaunch(true)
                        .enableDns64(true)));

        assertThat(planned.input("Subnet network-public-eu-west-1a", "mapPublicIpOnLaunch"))
                .isEqualTo("true");
        assertThat(planned.input("Subnet network-public-eu-west-1a", "enableDns64"))
                .isEqualTo("true");
        assertThat(planned.input("Subnet network-private-eu-west-1a", "mapPublicIpOnLaunch"))
                .isEqualTo("false");
    }

    @Test
    void customizesEveryChildOfATypeInTheOrderGiven() {
        StackContext context = CONTEXT.customize(
                        SubnetArgs.Builder.class, args -> args.assignIpv6AddressOnCreation(true))
                .customize(
                        SubnetArgs.Builder.class,
                        "network-private-eu-west-1a",
                        args -> args.assignIpv6AddressOnCreation(false));

        Planned planned = network(context);

        assertThat(planned.input("Subnet network-public-eu-west-1a", "assignIpv6AddressOnCreation"))
                .isEqualTo("true");
        assertThat(planned.input("Subnet network-private-eu-west-1a", "assignIpv6AddressOnCreation"))
                .isEqualTo("false");
        context.checkCustomizations();
    }

    @Test
    void leavesTheContextThatItCameFrom() {
        CONTEXT.customize(VpcArgs.Builder.class, args -> args.enableDnsSupport(false));

        assertThat(network(CONTEXT).input("Vpc network-vpc", "enableDnsSupport"))
                .isEqualTo("true");
    }

    @Test
    void namesTheChildrenThatAMisspeltNameCouldMean() {
        StackContext context = CONTEXT.customize(NatGatewayArgs.Builder.class, "network-nat", args -> args);

        network(context);

        assertThatThrownBy(context::checkCustomizations)
                .isInstanceOf(SpecException.class)
                .hasMessage("customize(NatGatewayArgs, network-nat) met no child; use network-nat-eu-west-1a");
    }

    @Test
    void refusesCustomizationsOfWhatIsNotThere() {
        StackContext context = CONTEXT.customize(String.class, text -> text)
                .customize(VpcArgs.Builder.class, "vpc", args -> args)
                .customize(VpcArgs.Builder.class, "network-vpc", args -> args);

        network(context);

        assertThatThrownBy(context::checkCustomizations)
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                customize(String) met no child; there is none of that type
                customize(VpcArgs, vpc) met no child; use network-vpc""");
    }

    private static Planned network(StackContext context) {
        return Planned.of(() -> new Network(
                "network",
                NetworkSpec.builder().availabilityZones(List.of("eu-west-1a")).build(),
                new NetworkInputs(context, List.of()),
                null));
    }
}
