package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSpecTest {
    private static final List<String> ZONES =
            List.of("eu-west-1a", "eu-west-1b", "eu-west-1c", "eu-west-1d", "eu-west-1e", "eu-west-1f");

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/16", "10.1.0.0/19", "192.168.4.0/22"})
    void dividesEveryRangeItAcceptsIntoSubnetsThatDoNotOverlap(String range) {
        NetworkSpec spec = NetworkSpec.builder()
                .cidrBlock(Ipv4Cidr.parse(range))
                .availabilityZones(ZONES)
                .build();

        List<Ipv4Cidr> subnets = new ArrayList<>();
        IntStream.range(0, ZONES.size()).forEach(zone -> {
            subnets.add(spec.privateRange(zone));
            subnets.add(spec.publicRange(zone));
        });

        assertThat(subnets).allSatisfy(subnet -> {
            assertThat(Ipv4Cidr.parse(range).contains(subnet)).isTrue();
            assertThat(subnet.prefix()).isLessThanOrEqualTo(28);
            assertThat(subnets).filteredOn(subnet::overlaps).containsExactly(subnet);
        });
    }

    @Test
    void keepsEverySubnetWhereItIsWhenAZoneIsAdded() {
        NetworkSpec two =
                NetworkSpec.builder().availabilityZones(ZONES.subList(0, 2)).build();
        NetworkSpec three =
                NetworkSpec.builder().availabilityZones(ZONES.subList(0, 3)).build();

        assertThat(three.privateRange(1)).isEqualTo(two.privateRange(1)).hasToString("10.0.32.0/19");
        assertThat(three.publicRange(1)).isEqualTo(two.publicRange(1)).hasToString("10.0.228.0/22");
    }

    @Test
    void refusesSubnetRangesThatOverlapOrLieOutside() {
        NetworkSpec spec = NetworkSpec.builder()
                .cidrBlock(Ipv4Cidr.parse("10.0.0.0/24"))
                .availabilityZones(ZONES.subList(0, 2))
                .subnetCidrBlocks(List.of(Ipv4Cidr.parse("10.0.0.0/26"), Ipv4Cidr.parse("10.0.1.0/26")))
                .publicSubnetCidrBlocks(List.of(Ipv4Cidr.parse("10.0.0.32/28"), Ipv4Cidr.parse("10.0.0.128/29")))
                .unchecked();

        assertThat(problems(spec))
                .containsExactly(
                        "subnetCidrBlocks[1]: got \"10.0.1.0/26\"; use a range inside the VPC's 10.0.0.0/24",
                        "publicSubnetCidrBlocks[0]: got \"10.0.0.32/28\"; use a range of its own: it overlaps 10.0.0.0/26",
                        "publicSubnetCidrBlocks[1]: got \"10.0.0.128/29\"; use /28 or larger, which is what a subnet takes");
    }

    @Test
    void refusesRangesForOneSideOrForTooFewZones() {
        NetworkSpec spec = NetworkSpec.builder()
                .availabilityZones(ZONES.subList(0, 2))
                .subnetCidrBlocks(List.of(Ipv4Cidr.parse("10.0.0.0/26")))
                .unchecked();

        assertThat(problems(spec))
                .containsExactly(
                        "publicSubnetCidrBlocks: has no range; give both subnetCidrBlocks and publicSubnetCidrBlocks,"
                                + " or neither",
                        "subnetCidrBlocks: has 1 ranges; use one a zone (2)");
    }

    private static List<String> problems(NetworkSpec spec) {
        Problems problems = new Problems();
        spec.check(problems);
        return problems.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void refusesEndpointsWhereTheyCanNotBe() {
        assertThatThrownBy(() -> NetworkSpec.builder()
                        .vpcId("vpc-0a1b2c3d4e5f60718")
                        .subnetIds(List.of("subnet-0123456789abcdef0"))
                        .interfaceEndpoints(true)
                        .additionalInterfaceEndpoints(List.of("ds"))
                        .platforms(List.of(NetworkUser.ECS))
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                        additionalInterfaceEndpoints: got "ds"; leave it out: it belongs to a new VPC, and vpcId names \
                        an existing one
                        interfaceEndpoints: got true; leave it out: it belongs to a new VPC, and vpcId names an \
                        existing one
                        platforms: got "ecs"; leave it out: it belongs to a new VPC, and vpcId names an existing one""");
        assertThatThrownBy(() -> NetworkSpec.builder()
                        .availabilityZones(List.of("cn-north-1a"))
                        .interfaceEndpoints(true)
                        .additionalInterfaceEndpoints(List.of("logs", "Auto Scaling"))
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessage("""
                        additionalInterfaceEndpoints[0]: got "logs"; leave it out: there is an endpoint for it already
                        additionalInterfaceEndpoints[1]: got "Auto Scaling"; use the end of an endpoint service's \
                        name, such as autoscaling
                        interfaceEndpoints: got true; use NAT gateways: endpoint services have other names in the \
                        regions of China""");
        assertThatThrownBy(() -> NetworkSpec.builder()
                        .availabilityZones(ZONES)
                        .additionalInterfaceEndpoints(List.of("ds"))
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "additionalInterfaceEndpoints[0]: got \"ds\"; leave it out, or use interfaceEndpoints: true");
    }

    @Test
    void namesThePlatformsThatNothingReachesWithoutNat() {
        NetworkSpec network =
                NetworkSpec.builder().availabilityZones(ZONES).natGateways(0).build();
        Problems problems = new Problems();
        network.checkPlatforms(List.of(), problems);
        network.checkPlatforms(
                List.of(
                        new Platform("ECS", List.of(), List.of(), List.of()),
                        new Platform("EKS", List.of(), List.of(), List.of())),
                problems);

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "natGateways: got 0; use 1 or more, or interfaceEndpoints: true: instances in private subnets"
                                + " reach ECR and SSM through it",
                        "natGateways: got 0; use 1 or more, or interfaceEndpoints: true: instances in private subnets"
                                + " reach ECS, EKS, ECR and SSM through it");
    }

    @Test
    void refusesAdditionalEndpointsThatAPlatformBrings() {
        NetworkSpecBuilder spec = NetworkSpec.builder()
                .availabilityZones(ZONES)
                .additionalInterfaceEndpoints(List.of("ds", "ecs", "ecs", "logs"));
        Platform ecs = new Platform("ECS", List.of(), List.of(), List.of("ecs", "logs"));
        Problems problems = new Problems();
        NetworkSpec network = spec.interfaceEndpoints(true).unchecked();
        network.check(problems);
        network.checkPlatforms(List.of(ecs), problems);

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "additionalInterfaceEndpoints[1]: got \"ecs\"; leave it out: there is an endpoint for it already",
                        "additionalInterfaceEndpoints[2]: got \"ecs\"; leave it out: there is an endpoint for it already",
                        "additionalInterfaceEndpoints[3]: got \"logs\"; leave it out: there is an endpoint for it"
                                + " already");

        Problems without = new Problems();
        spec.interfaceEndpoints(false).unchecked().checkPlatforms(List.of(ecs), without);
        assertThat(without.problems()).isEmpty();
    }

    @Test
    void bringsEndpointsOfThePlatformsThenOfAllInstancesThenTheUsersOwn() {
        NetworkSpec spec = NetworkSpec.builder()
                .availabilityZones(ZONES)
                .interfaceEndpoints(true)
                .additionalInterfaceEndpoints(List.of("ds"))
                .build();

        assertThat(spec.endpointServices(List.of(
                        new Platform("ECS", List.of(), List.of(), List.of("ecs", "logs")),
                        new Platform("EKS", List.of(), List.of(), List.of("eks", "ecs")))))
                .containsExactly(
                        "ecs",
                        "logs",
                        "eks",
                        "ecr.api",
                        "ecr.dkr",
                        "ssm",
                        "ssmmessages",
                        "ec2messages",
                        "secretsmanager",
                        "ds");
    }

    @Test
    void warnsThatNothingReachesTheInternetWithoutNat() {
        Problems problems = new Problems();

        NetworkSpec.builder()
                .availabilityZones(ZONES)
                .natGateways(0)
                .interfaceEndpoints(true)
                .build()
                .check(problems);

        assertThat(problems.warnings())
                .extracting(Warning::toString)
                .containsExactly("warning EC2050: natGateways: without NAT instances reach AWS alone: images come from"
                        + " ECR with all their layers, the base layers of Windows included, and nothing reaches"
                        + " mcr.microsoft.com");
    }

    @Test
    void dividesAVpcOfItsOwnBehindOneNatGatewayByDefault() {
        NetworkSpec spec = NetworkSpec.builder().availabilityZones(ZONES).build();

        assertThat(spec)
                .isEqualTo(new NetworkSpec(
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        ZONES,
                        Optional.empty(),
                        false,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
        assertThat(spec.isNew()).isTrue();
        assertThat(spec.newCidrBlock()).hasToString("10.0.0.0/16");
        assertThat(spec.newNatGateways()).isEqualTo(1);
    }

    @Test
    void keepsNothingOfTheListsItWasGiven() {
        List<String> zones = new ArrayList<>(List.of("eu-west-1a"));
        List<Ipv4Cidr> ranges = new ArrayList<>(List.of(Ipv4Cidr.parse("10.0.1.0/24")));
        NetworkSpec spec = NetworkSpec.builder()
                .availabilityZones(zones)
                .subnetCidrBlocks(ranges)
                .publicSubnetCidrBlocks(List.of(Ipv4Cidr.parse("10.0.2.0/24")))
                .build();

        zones.clear();
        ranges.clear();

        assertThat(spec.availabilityZones()).containsExactly("eu-west-1a").isUnmodifiable();
        assertThat(spec.subnetCidrBlocks()).hasSize(1).isUnmodifiable();
    }
}
