package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Networks that AWS would refuse, and keys that exclude each other. */
class NetworkRulesTest {
    @Test
    void rejectsACidrBlockThatIsNoNetworkAddress() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 10.40.0.1/16
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"10.40.0.1/16\"; use the network's"
                                + " first address: 10.40.0.0/16");
    }

    @Test
    void rejectsACidrBlockThatIsNone() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 10.40.0.0
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"10.40.0.0\"; use an IPv4 network, such"
                                + " as 10.0.0.0/16");
    }

    @Test
    void rejectsAnIpv6CidrBlock() {
        Ec2File file = Ec2File.network("""
                cidrBlock: "fd00::/56"
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"fd00::/56\"; use an IPv4 network, such"
                                + " as 10.0.0.0/16");
    }

    @Test
    void rejectsNumbersAbove255() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 10.256.0.0/16
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"10.256.0.0/16\"; use an IPv4 network,"
                                + " such as 10.0.0.0/16");
    }

    @Test
    void rejectsAPrefixAbove32() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 10.0.0.0/33
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"10.0.0.0/33\"; use a prefix of /0 to"
                                + " /32, such as 10.0.0.0/16");
    }

    @Test
    void rejectsOctetsWithLeadingZeros() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 010.001.0.0/16
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"010.001.0.0/16\"; use an IPv4 network,"
                                + " such as 10.0.0.0/16");
    }

    @Test
    void rejectsARangeThatIsTooLarge() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 10.0.0.0/8
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"10.0.0.0/8\"; use a range of /16 to"
                                + " /28, which is what a VPC takes");
    }

    @Test
    void rejectsARangeThatIsTooSmall() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 10.0.0.0/29
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"10.0.0.0/29\"; use a range of /16 to"
                                + " /28, which is what a VPC takes");
    }

    @Test
    void rejectsARangeWithoutRoomForSubnets() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 10.0.0.0/24
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"10.0.0.0/24\"; use /22 or larger:"
                                + " smaller ones leave no room for a public and a private subnet in each of up to six zones;"
                                + " or give subnetCidrBlocks and publicSubnetCidrBlocks");
    }

    @Test
    void rejectsALinkLocalRange() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 169.254.0.0/16
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"169.254.0.0/16\"; use a private range,"
                                + " such as 10.0.0.0/16: it overlaps 169.254.0.0/16 (link-local, where instance metadata and"
                                + " task credentials live)");
    }

    @Test
    void rejectsALoopbackRange() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 127.0.0.0/16
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"127.0.0.0/16\"; use a private range,"
                                + " such as 10.0.0.0/16: it overlaps 127.0.0.0/8 (loopback)");
    }

    @Test
    void rejectsARangeOfThisNetwork() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 0.1.0.0/16
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"0.1.0.0/16\"; use a private range,"
                                + " such as 10.0.0.0/16: it overlaps 0.0.0.0/8 (this network)");
    }

    @Test
    void rejectsAMulticastRange() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 224.0.0.0/16
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.cidrBlock: got \"224.0.0.0/16\"; use a private range,"
                                + " such as 10.0.0.0/16: it overlaps 224.0.0.0/4 (multicast)");
    }

    @Test
    void rejectsZonesOfAnotherRegion() {
        Ec2File file = Ec2File.network("""
                availabilityZones: [eu-west-1a, us-east-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:37: mullion:network.availabilityZones[1]: got \"us-east-1a\"; use a zone of"
                                + " eu-west-1 (aws:region), such as eu-west-1a");
    }

    @Test
    void rejectsZonesOfARegionThatStartsAlike() {
        Ec2File file = Ec2File.network("""
                availabilityZones: [eu-west-1a, eu-west-11a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:37: mullion:network.availabilityZones[1]: got \"eu-west-11a\"; use a zone"
                                + " of eu-west-1 (aws:region), such as eu-west-1a");
    }

    @Test
    void rejectsMalformedZones() {
        Ec2File file = Ec2File.network("""
                availabilityZones: [a, eu-west-1, EU-WEST-1A, ""]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:25: mullion:network.availabilityZones[0]: got \"a\"; use an availability"
                                + " zone, such as eu-west-1a",
                        "Pulumi.dev.yaml:4:28: mullion:network.availabilityZones[1]: got \"eu-west-1\"; use an"
                                + " availability zone, such as eu-west-1a",
                        "Pulumi.dev.yaml:4:39: mullion:network.availabilityZones[2]: got \"EU-WEST-1A\"; use an"
                                + " availability zone, such as eu-west-1a",
                        "Pulumi.dev.yaml:4:51: mullion:network.availabilityZones[3]: got \"\"; use an availability"
                                + " zone, such as eu-west-1a");
    }

    @Test
    void rejectsZoneIds() {
        Ec2File file = Ec2File.network("""
                availabilityZones: [euw1-az1]
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:4:25: mullion:network.availabilityZones[0]: got \"euw1-az1\"; use an"
                        + " availability zone, such as eu-west-1a");
    }

    @Test
    void rejectsAZoneTwice() {
        Ec2File file = Ec2File.network("""
                availabilityZones: [eu-west-1a, eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:37: mullion:network.availabilityZones[1]: got \"eu-west-1a\"; name each"
                                + " zone once");
    }

    @Test
    void rejectsNoZone() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 10.0.0.0/16
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:3:3: mullion:network.availabilityZones: names no zone; use one to six zones"
                                + " of the region for the new VPC, or vpcId for an existing one");
    }

    @Test
    void rejectsSevenZones() {
        Ec2File file = Ec2File.network("""
                availabilityZones: [eu-west-1a, eu-west-1b, eu-west-1c, eu-west-1d, eu-west-1e, eu-west-1f, eu-west-1g]
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:4:24: mullion:network.availabilityZones: has 7 zones; use at most 6");
    }

    @Test
    void countsZonesThatCanNotBeRead() {
        Ec2File file = Ec2File.network("""
                availabilityZones: [eu-west-1a, eu-west-1b, eu-west-1c, eu-west-1d, eu-west-1e, eu-west-1f, 7]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:24: mullion:network.availabilityZones: has 7 zones; use at most 6",
                        "Pulumi.dev.yaml:4:97: mullion:network.availabilityZones[6]: got 7; quote it: \"7\"");
    }

    @Test
    void rejectsNoNatGateway() {
        Ec2File file = Ec2File.network("""
                availabilityZones: [eu-west-1a]
                natGateways: 0
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:5:18: mullion:network.natGateways: got 0; use 1 or more, or"
                        + " interfaceEndpoints: true: instances in private subnets reach ECS, ECR and SSM through it");
    }

    @Test
    void rejectsAnEndpointThatThePlatformBrings() {
        Ec2File file = Ec2File.network("""
                availabilityZones: [eu-west-1a]
                interfaceEndpoints: true
                additionalInterfaceEndpoints: [ds, ecs-agent]
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:6:40: mullion:network.additionalInterfaceEndpoints[1]: got"
                        + " \"ecs-agent\"; leave it out: there is an endpoint for it already");
    }

    @Test
    void rejectsMoreNatGatewaysThanZones() {
        Ec2File file = Ec2File.network("""
                availabilityZones: [eu-west-1a, eu-west-1b]
                natGateways: 3
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:5:18: mullion:network.natGateways: got 3; use at most one a zone (2)");
    }

    @Test
    void rejectsANewVpcsFieldsBesideVpcId() {
        Ec2File file = Ec2File.network("""
                vpcId: vpc-0a1b2c3d4e5f60718
                subnetIds: [subnet-0123456789abcdef0]
                availabilityZones: [eu-west-1a]
                natGateways: 1
                subnetCidrBlocks: [10.0.0.0/24]
                publicSubnetCidrBlocks: [10.0.1.0/24]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:6:24: mullion:network.availabilityZones: got \"eu-west-1a\"; leave it out: it"
                                + " belongs to a new VPC, and vpcId names an existing one",
                        "Pulumi.dev.yaml:7:18: mullion:network.natGateways: got 1; leave it out: it belongs to a new"
                                + " VPC, and vpcId names an existing one",
                        "Pulumi.dev.yaml:8:23: mullion:network.subnetCidrBlocks: got \"10.0.0.0/24\"; leave it out: it"
                                + " belongs to a new VPC, and vpcId names an existing one",
                        "Pulumi.dev.yaml:9:29: mullion:network.publicSubnetCidrBlocks: got \"10.0.1.0/24\"; leave it"
                                + " out: it belongs to a new VPC, and vpcId names an existing one");
    }

    @Test
    void rejectsAnExistingVpcsFieldsWithoutVpcId() {
        Ec2File file = Ec2File.network("""
                subnetIds: [subnet-0123456789abcdef0]
                publicSubnetIds: [subnet-0123456789abcdef1]
                availabilityZones: [eu-west-1a]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:16: mullion:network.subnetIds: got \"subnet-0123456789abcdef0\"; leave it"
                                + " out, or name the VPC it is in with vpcId",
                        "Pulumi.dev.yaml:5:22: mullion:network.publicSubnetIds: got \"subnet-0123456789abcdef1\";"
                                + " leave it out, or name the VPC it is in with vpcId");
    }

    @Test
    void rejectsSubnetsWithoutVpcId() {
        Ec2File file = Ec2File.network("""
                subnetIds: [subnet-0123456789abcdef0]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:3:3: mullion:network.availabilityZones: names no zone; use one to six zones"
                                + " of the region for the new VPC, or vpcId for an existing one",
                        "Pulumi.dev.yaml:4:16: mullion:network.subnetIds: got \"subnet-0123456789abcdef0\"; leave it"
                                + " out, or name the VPC it is in with vpcId");
    }

    @Test
    void rejectsMalformedIds() {
        Ec2File file = Ec2File.network("""
                vpcId: vpc-xyz
                subnetIds: [subnet-1, sg-0123456789abcdef0]
                publicSubnetIds: [""]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:12: mullion:network.vpcId: got \"vpc-xyz\"; use a VPC's id, such as"
                                + " vpc-0a1b2c3d4e5f60718",
                        "Pulumi.dev.yaml:5:17: mullion:network.subnetIds[0]: got \"subnet-1\"; use a subnet's id, such"
                                + " as subnet-0123456789abcdef0",
                        "Pulumi.dev.yaml:5:27: mullion:network.subnetIds[1]: got \"sg-0123456789abcdef0\"; use a"
                                + " subnet's id, such as subnet-0123456789abcdef0",
                        "Pulumi.dev.yaml:6:23: mullion:network.publicSubnetIds[0]: got \"\"; use a subnet's id, such"
                                + " as subnet-0123456789abcdef0");
    }

    @Test
    void rejectsEmptyIds() {
        Ec2File file = Ec2File.network("""
                vpcId: ""
                subnetIds: []
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:4:12: mullion:network.vpcId: got \"\"; use a VPC's id, such as"
                                + " vpc-0a1b2c3d4e5f60718",
                        "Pulumi.dev.yaml:5:16: mullion:network.subnetIds: names no subnet; use one or more subnets"
                                + " of the VPC for the instances");
    }

    @Test
    void rejectsASubnetTwice() {
        Ec2File file = Ec2File.network("""
                vpcId: vpc-0a1b2c3d4e5f60718
                subnetIds: [subnet-0123456789abcdef0, subnet-0123456789abcdef0]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:5:43: mullion:network.subnetIds[1]: got \"subnet-0123456789abcdef0\"; name"
                                + " each subnet once");
    }

    @Test
    void rejectsVpcWithoutSubnets() {
        Ec2File file = Ec2File.network("""
                vpcId: vpc-0a1b2c3d4e5f60718
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:3:3: mullion:network.subnetIds: names no subnet; use one or more subnets of"
                                + " the VPC for the instances");
    }

    @Test
    void rejectsOverlappingSubnetRanges() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 10.0.0.0/16
                availabilityZones: [eu-west-1a, eu-west-1b]
                subnetCidrBlocks: [10.0.0.0/24, 10.0.0.128/25]
                publicSubnetCidrBlocks: [10.0.2.0/24, 10.0.2.0/24]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:6:37: mullion:network.subnetCidrBlocks[1]: got \"10.0.0.128/25\"; use a range"
                                + " of its own: it overlaps 10.0.0.0/24",
                        "Pulumi.dev.yaml:7:43: mullion:network.publicSubnetCidrBlocks[1]: got \"10.0.2.0/24\"; use a"
                                + " range of its own: it overlaps 10.0.2.0/24");
    }

    @Test
    void rejectsSubnetRangesOutsideTheVpc() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 10.0.0.0/16
                availabilityZones: [eu-west-1a]
                subnetCidrBlocks: [10.1.0.0/24]
                publicSubnetCidrBlocks: [10.0.2.0/29]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:6:24: mullion:network.subnetCidrBlocks[0]: got \"10.1.0.0/24\"; use a range"
                                + " inside the VPC's 10.0.0.0/16",
                        "Pulumi.dev.yaml:7:30: mullion:network.publicSubnetCidrBlocks[0]: got \"10.0.2.0/29\"; use /28"
                                + " or larger, which is what a subnet takes");
    }

    @Test
    void rejectsRangesForOneSide() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 10.0.0.0/16
                availabilityZones: [eu-west-1a]
                subnetCidrBlocks: [10.0.0.0/24]
                """);

        assertThat(file.problems())
                .containsExactly("Pulumi.dev.yaml:3:3: mullion:network.publicSubnetCidrBlocks: has no range; give both"
                        + " subnetCidrBlocks and publicSubnetCidrBlocks, or neither");
    }

    @Test
    void rejectsRangesForTooFewZones() {
        Ec2File file = Ec2File.network("""
                cidrBlock: 10.0.0.0/16
                availabilityZones: [eu-west-1a, eu-west-1b]
                subnetCidrBlocks: [10.0.0.0/24]
                publicSubnetCidrBlocks: [10.0.1.0/24]
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:6:23: mullion:network.subnetCidrBlocks: has 1 ranges; use one a zone (2)",
                        "Pulumi.dev.yaml:7:29: mullion:network.publicSubnetCidrBlocks: has 1 ranges; use one a zone"
                                + " (2)");
    }

    @Test
    void rejectsAnExistingVpcsReservedRange() {
        Ec2File file = Ec2File.network("""
                vpcId: vpc-0a1b2c3d4e5f60718
                subnetIds: [subnet-0123456789abcdef0]
                cidrBlock: 169.254.0.0/16
                """);

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:6:16: mullion:network.cidrBlock: got \"169.254.0.0/16\"; use a private range,"
                                + " such as 10.0.0.0/16: it overlaps 169.254.0.0/16 (link-local, where instance metadata and"
                                + " task credentials live)");
    }
}
