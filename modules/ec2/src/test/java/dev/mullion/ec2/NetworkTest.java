package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.SpecException;
import dev.mullion.testkit.preview.Planned;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final StackContext CONTEXT =
            new StackContext("shop", "dev", Optional.of("eu-west-1"), Map.of("Owner", "platform"), Path.of("."));
    private static final Platform PLATFORM =
            new Platform("ECS", List.of(), List.of(), List.of("ecs", "ecs-agent", "ecs-telemetry"));
    private static final String TAGS =
            "Owner: platform, mullion:component: network, mullion:project: shop, mullion:stack: dev";

    @Test
    void makesEveryZoneAPrivateAndAPublicSubnetByDefault() {
        Planned planned = network(NetworkSpec.builder().availabilityZones(List.of("eu-west-1a", "eu-west-1b")));

        assertThat(planned.tree()).isEqualTo("""
                mullion:ec2:Network network
                  aws:ec2/vpc:Vpc network-vpc
                  aws:ec2/internetGateway:InternetGateway network-internet-gateway
                  aws:ec2/routeTable:RouteTable network-public
                  aws:ec2/route:Route network-public-internet
                  aws:ec2/subnet:Subnet network-public-eu-west-1a
                  aws:ec2/routeTableAssociation:RouteTableAssociation network-public-eu-west-1a
                  aws:ec2/eip:Eip network-nat-eu-west-1a
                  aws:ec2/natGateway:NatGateway network-nat-eu-west-1a
                  aws:ec2/subnet:Subnet network-private-eu-west-1a
                  aws:ec2/routeTable:RouteTable network-private-eu-west-1a
                  aws:ec2/routeTableAssociation:RouteTableAssociation network-private-eu-west-1a
                  aws:ec2/route:Route network-private-eu-west-1a-nat
                  aws:ec2/subnet:Subnet network-public-eu-west-1b
                  aws:ec2/routeTableAssociation:RouteTableAssociation network-public-eu-west-1b
                  aws:ec2/subnet:Subnet network-private-eu-west-1b
                  aws:ec2/routeTable:RouteTable network-private-eu-west-1b
                  aws:ec2/routeTableAssociation:RouteTableAssociation network-private-eu-west-1b
                  aws:ec2/route:Route network-private-eu-west-1b-nat
                """);
        assertThat(planned.inputs("Vpc network-vpc")).isEqualTo("""
                cidrBlock: 10.0.0.0/16
                enableDnsHostnames: true
                enableDnsSupport: true
                tags: {Name: network-dev-vpc, %s}
                """.formatted(TAGS));
        assertThat(planned.inputs("InternetGateway network-internet-gateway")).isEqualTo("""
                tags: {Name: network-dev-internet-gateway, %s}
                vpcId: ${network-vpc.id}
                """.formatted(TAGS));
        assertThat(planned.inputs("Subnet network-private-eu-west-1b")).isEqualTo("""
                availabilityZone: eu-west-1b
                cidrBlock: 10.0.32.0/19
                mapPublicIpOnLaunch: false
                tags: {Name: network-dev-private-eu-west-1b, %s}
                vpcId: ${network-vpc.id}
                """.formatted(TAGS));
        // Nothing of ours runs in a public subnet but NAT gateways and load balancers, which bring their addresses.
        assertThat(planned.inputs("Subnet network-public-eu-west-1a")).isEqualTo("""
                availabilityZone: eu-west-1a
                cidrBlock: 10.0.224.0/22
                mapPublicIpOnLaunch: false
                tags: {Name: network-dev-public-eu-west-1a, %s}
                vpcId: ${network-vpc.id}
                """.formatted(TAGS));
        assertThat(planned.inputs("RouteTable network-private-eu-west-1a")).isEqualTo("""
                tags: {Name: network-dev-private-eu-west-1a, %s}
                vpcId: ${network-vpc.id}
                """.formatted(TAGS));
        assertThat(planned.resource("NatGateway network-nat-eu-west-1a").urn())
                .isEqualTo("urn:pulumi:dev::shop::mullion:ec2:Network$aws:ec2/natGateway:NatGateway"
                        + "::network-nat-eu-west-1a");
    }

    @Test
    void routesPublicSubnetsToTheInternetAndPrivateOnesToANatGateway() {
        Planned planned = network(NetworkSpec.builder().availabilityZones(List.of("eu-west-1a", "eu-west-1b")));

        assertThat(planned.inputs("Route network-public-internet")).isEqualTo("""
                destinationCidrBlock: 0.0.0.0/0
                gatewayId: ${network-internet-gateway.id}
                routeTableId: ${network-public.id}
                """);
        assertThat(planned.inputs("RouteTableAssociation network-public-eu-west-1b"))
                .isEqualTo("""
                routeTableId: ${network-public.id}
                subnetId: ${network-public-eu-west-1b.id}
                """);
        assertThat(planned.inputs("RouteTableAssociation network-private-eu-west-1b"))
                .isEqualTo("""
                routeTableId: ${network-private-eu-west-1b.id}
                subnetId: ${network-private-eu-west-1b.id}
                """);
        assertThat(planned.inputs("Route network-private-eu-west-1b-nat")).isEqualTo("""
                destinationCidrBlock: 0.0.0.0/0
                natGatewayId: ${network-nat-eu-west-1a.id}
                routeTableId: ${network-private-eu-west-1b.id}
                """);
        assertThat(planned.inputs("Eip network-nat-eu-west-1a")).isEqualTo("""
                domain: vpc
                tags: {Name: network-dev-nat-eu-west-1a, %s}
                """.formatted(TAGS));
        assertThat(planned.inputs("NatGateway network-nat-eu-west-1a")).isEqualTo("""
                allocationId: ${network-nat-eu-west-1a.allocationId}
                subnetId: ${network-public-eu-west-1a.id}
                tags: {Name: network-dev-nat-eu-west-1a, %s}
                """.formatted(TAGS));
    }

    @Test
    void makesANatGatewayOnceItsSubnetReachesTheInternet() {
        Planned planned = network(NetworkSpec.builder().availabilityZones(List.of("eu-west-1a", "eu-west-1b")));

        assertThat(planned.dependencies("NatGateway network-nat-eu-west-1a"))
                .containsExactlyInAnyOrder(
                        "Eip network-nat-eu-west-1a",
                        "Subnet network-public-eu-west-1a",
                        "RouteTableAssociation network-public-eu-west-1a",
                        "Route network-public-internet");
    }

    @Test
    void freesTheAddressOfANatGatewayBeforeItsSuccessorTakesIt() {
        Planned planned = network(NetworkSpec.builder().availabilityZones(List.of("eu-west-1a")));

        assertThat(planned.resource("NatGateway network-nat-eu-west-1a")
                        .options()
                        .deleteBeforeReplace())
                .isTrue();
    }

    @Test
    void sharesNatGatewaysAmongZonesInTurn() {
        Planned planned = network(NetworkSpec.builder()
                .cidrBlock(Ipv4Cidr.parse("10.40.0.0/16"))
                .availabilityZones(List.of("eu-west-1a", "eu-west-1b", "eu-west-1c"))
                .natGateways(2)
                .subnetCidrBlocks(cidrs("10.40.1.0/24", "10.40.2.0/24", "10.40.3.0/24"))
                .publicSubnetCidrBlocks(cidrs("10.40.11.0/24", "10.40.12.0/24", "10.40.13.0/24")));

        assertThat(planned.input("Vpc network-vpc", "cidrBlock")).isEqualTo("10.40.0.0/16");
        assertThat(List.of("private-eu-west-1a", "private-eu-west-1c", "public-eu-west-1a", "public-eu-west-1c"))
                .extracting(suffix -> planned.input("Subnet network-" + suffix, "cidrBlock"))
                .containsExactly("10.40.1.0/24", "10.40.3.0/24", "10.40.11.0/24", "10.40.13.0/24");
        assertThat(List.of("a", "b", "c"))
                .extracting(zone -> planned.input("Route network-private-eu-west-1" + zone + "-nat", "natGatewayId"))
                .containsExactly(
                        "${network-nat-eu-west-1a.id}", "${network-nat-eu-west-1b.id}", "${network-nat-eu-west-1a.id}");
    }

    @Test
    void reachesAwsByEndpointsWhereThereIsNoNat() {
        Planned planned = network(NetworkSpec.builder()
                .availabilityZones(List.of("eu-west-1a"))
                .natGateways(0)
                .interfaceEndpoints(true)
                .additionalInterfaceEndpoints(List.of("autoscaling")));

        assertThat(planned.tree()).isEqualTo("""
                mullion:ec2:Network network
                  aws:ec2/vpc:Vpc network-vpc
                  aws:ec2/internetGateway:InternetGateway network-internet-gateway
                  aws:ec2/routeTable:RouteTable network-public
                  aws:ec2/route:Route network-public-internet
                  aws:ec2/subnet:Subnet network-public-eu-west-1a
                  aws:ec2/routeTableAssociation:RouteTableAssociation network-public-eu-west-1a
                  aws:ec2/subnet:Subnet network-private-eu-west-1a
                  aws:ec2/routeTable:RouteTable network-private-eu-west-1a
                  aws:ec2/routeTableAssociation:RouteTableAssociation network-private-eu-west-1a
                  aws:ec2/securityGroup:SecurityGroup network-endpoints
                  aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule network-endpoints-https
                  aws:ec2/vpcEndpoint:VpcEndpoint network-endpoint-ecs
                  aws:ec2/vpcEndpoint:VpcEndpoint network-endpoint-ecs-agent
                  aws:ec2/vpcEndpoint:VpcEndpoint network-endpoint-ecs-telemetry
                  aws:ec2/vpcEndpoint:VpcEndpoint network-endpoint-ecr.api
                  aws:ec2/vpcEndpoint:VpcEndpoint network-endpoint-ecr.dkr
                  aws:ec2/vpcEndpoint:VpcEndpoint network-endpoint-logs
                  aws:ec2/vpcEndpoint:VpcEndpoint network-endpoint-ssm
                  aws:ec2/vpcEndpoint:VpcEndpoint network-endpoint-ssmmessages
                  aws:ec2/vpcEndpoint:VpcEndpoint network-endpoint-ec2messages
                  aws:ec2/vpcEndpoint:VpcEndpoint network-endpoint-secretsmanager
                  aws:ec2/vpcEndpoint:VpcEndpoint network-endpoint-autoscaling
                  aws:ec2/vpcEndpoint:VpcEndpoint network-endpoint-s3
                """);
        assertThat(planned.inputs("VpcEndpoint network-endpoint-ecr.api")).isEqualTo("""
                privateDnsEnabled: true
                securityGroupIds: [${network-endpoints.id}]
                serviceName: com.amazonaws.eu-west-1.ecr.api
                subnetIds: [${network-private-eu-west-1a.id}]
                tags: {Name: network-dev-endpoint-ecr.api, Owner: platform, mullion:component: network, mullion:project: shop, \
                mullion:stack: dev}
                vpcEndpointType: Interface
                vpcId: ${network-vpc.id}
                """);
        assertThat(planned.input("VpcEndpoint network-endpoint-s3", "routeTableIds"))
                .isEqualTo("[${network-private-eu-west-1a.id}]");
        assertThat(planned.inputs("SecurityGroupIngressRule network-endpoints-https"))
                .startsWith("""
                        cidrIpv4: 10.0.0.0/16
                        description: HTTPS from the VPC
                        fromPort: 443
                        ipProtocol: tcp
                        """);
    }

    private static Planned network(NetworkSpecBuilder spec) {
        return Planned.of(
                () -> new Network("network", spec.build(), new NetworkInputs(CONTEXT, List.of(PLATFORM)), null));
    }

    private static List<Ipv4Cidr> cidrs(String... texts) {
        return List.of(texts).stream().map(Ipv4Cidr::parse).toList();
    }

    @Test
    void refusesToMakeWhatExistsAndZonesOfAnotherRegion() {
        NetworkSpec existing = NetworkSpec.builder()
                .vpcId("vpc-0a1b2c3d4e5f60718")
                .subnetIds(List.of("subnet-0123456789abcdef0"))
                .build();
        NetworkSpec elsewhere =
                NetworkSpec.builder().availabilityZones(List.of("us-east-1a")).build();
        NetworkInputs inputs = new NetworkInputs(CONTEXT, List.of(PLATFORM));

        assertThatThrownBy(() -> new Network("main", existing, inputs, null))
                .isInstanceOf(SpecException.class)
                .hasMessage("main.vpcId: got \"vpc-0a1b2c3d4e5f60718\"; leave it out, or take"
                        + " NetworkOutputs.existing: a Network makes a new VPC");
        NetworkSpec shut = NetworkSpec.builder()
                .availabilityZones("eu-west-1a")
                .natGateways(0)
                .build();
        assertThatThrownBy(() -> new Network("main", shut, inputs, null))
                .isInstanceOf(SpecException.class)
                .hasMessage("main.natGateways: got 0; use 1 or more, or interfaceEndpoints: true: instances in private"
                        + " subnets reach " + PLATFORM.name() + ", ECR and SSM through it");
        assertThatThrownBy(() -> new Network("main", elsewhere, inputs, null))
                .isInstanceOf(SpecException.class)
                .hasMessage("main.availabilityZones[0]: got \"us-east-1a\"; use a zone of eu-west-1 (aws:region), such"
                        + " as eu-west-1a");
    }
}
