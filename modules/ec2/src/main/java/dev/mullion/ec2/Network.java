package dev.mullion.ec2;

import com.pulumi.aws.ec2.Eip;
import com.pulumi.aws.ec2.EipArgs;
import com.pulumi.aws.ec2.InternetGateway;
import com.pulumi.aws.ec2.InternetGatewayArgs;
import com.pulumi.aws.ec2.NatGateway;
import com.pulumi.aws.ec2.NatGatewayArgs;
import com.pulumi.aws.ec2.Route;
import com.pulumi.aws.ec2.RouteArgs;
import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.RouteTableArgs;
import com.pulumi.aws.ec2.RouteTableAssociation;
import com.pulumi.aws.ec2.RouteTableAssociationArgs;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.ec2.VpcEndpoint;
import com.pulumi.aws.ec2.VpcEndpointArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new VPC: in each zone a private subnet for instances and a public one, an internet gateway, and NAT gateways that
 * the private subnets reach the internet through.
 *
 * <p>Children: {@code name-vpc}, {@code name-internet-gateway}, {@code name-public} (route table), and for each zone
 * {@code name-public-<zone>} and {@code name-private-<zone>}; for each NAT gateway {@code name-nat-<zone>}. With interface
 * endpoints {@code name-endpoints} (security group), {@code name-endpoints-https} and {@code name-endpoint-<service>}.
 */
public final class Network extends ComponentResource {
    public static final String TYPE = "mullion:ec2:Network";

    private static final String ANYWHERE = "0.0.0.0/0";

    private final NetworkInputs inputs;
    private final String name;
    private final NetworkOutputs outputs;

    /**
     * Makes the VPC that the spec describes; an existing one needs no component but
     * {@link NetworkOutputs#existing}.
     *
     * @throws dev.mullion.core.spec.SpecException when the spec names an existing VPC or zones of another region, or what the
     *     platforms rule out
     */
    public Network(String name, NetworkSpec spec, NetworkInputs inputs, @Nullable ComponentResourceOptions options) {
        super(TYPE, ofNew(name, spec, inputs), options);
        this.inputs = inputs;
        this.name = name;

        Vpc vpc = new Vpc(
                name + "-vpc",
                customized(
                                "vpc",
                                VpcArgs.builder()
                                        .cidrBlock(spec.newCidrBlock().toString())
                                        .enableDnsHostnames(true)
                                        .enableDnsSupport(true)
                                        .tags(tags("vpc")))
                        .build(),
                child());
        InternetGateway internet = new InternetGateway(
                name + "-internet-gateway",
                customized(
                                "internet-gateway",
                                InternetGatewayArgs.builder().vpcId(vpc.id()).tags(tags("internet-gateway")))
                        .build(),
                child());
        RouteTable publicRoutes = routeTable("public", vpc);
        Route internetRoute = new Route(
                name + "-public-internet",
                customized(
                                "public-internet",
                                RouteArgs.builder()
                                        .routeTableId(publicRoutes.id())
                                        .destinationCidrBlock(ANYWHERE)
                                        .gatewayId(internet.id()))
                        .build(),
                child());

        List<Subnet> publicSubnets = new ArrayList<>();
        List<Subnet> privateSubnets = new ArrayList<>();
        List<NatGateway> natGateways = new ArrayList<>();
        List<RouteTable> privateTables = new ArrayList<>();
        List<Resource> routes = new ArrayList<>();
        for (int i = 0; i < spec.availabilityZones().size(); i++) {
            String zone = spec.availabilityZones().get(i);
            Subnet publicSubnet = subnet("public-" + zone, zone, spec.publicRange(i), vpc);
            publicSubnets.add(publicSubnet);
            RouteTableAssociation wayOut = associate("public-" + zone, publicSubnet, publicRoutes);
            if (i < spec.newNatGateways()) {
                natGateways.add(natGateway(zone, publicSubnet, List.of(internetRoute, wayOut)));
            }

            Subnet privateSubnet = subnet("private-" + zone, zone, spec.privateRange(i), vpc);
            privateSubnets.add(privateSubnet);
            RouteTable privateRoutes = routeTable("private-" + zone, vpc);
            routes.add(associate("private-" + zone, privateSubnet, privateRoutes));
            privateTables.add(privateRoutes);
            if (spec.hasNat()) {
                routes.add(new Route(
                        name + "-private-" + zone + "-nat",
                        customized(
                                        "private-" + zone + "-nat",
                                        RouteArgs.builder()
                                                .routeTableId(privateRoutes.id())
                                                .destinationCidrBlock(ANYWHERE)
                                                .natGatewayId(natGateways
                                                        .get(i % natGateways.size())
                                                        .id()))
                                .build(),
                        child()));
            }
        }

        if (spec.interfaceEndpoints()) {
            routes.addAll(endpoints(spec, vpc, privateSubnets, privateTables));
        }

        outputs = new NetworkOutputs(
                vpc.id(),
                ids(privateSubnets),
                ids(publicSubnets),
                Optional.of(spec.newCidrBlock()),
                routes,
                Optional.of(spec));
        registerOutputs(Map.of(
                "vpcId", outputs.vpcId(),
                "subnetIds", outputs.subnetIds(),
                "publicSubnetIds", outputs.publicSubnetIds()));
    }

    /** The name, once the spec is known to describe what this makes: no resource may exist before. */
    private static String ofNew(String name, NetworkSpec spec, NetworkInputs inputs) {
        Problems problems = new Problems();
        spec.vpcId().ifPresent(id -> problems.at(name)
                .at("vpcId")
                .refuse(id, "leave it out, or take NetworkOutputs.existing: a Network makes a new VPC"));
        spec.checkPlatforms(inputs.platforms(), problems.at(name));
        inputs.context().region().ifPresent(region -> spec.checkRegion(region, problems.at(name)));
        problems.throwIfAny();
        return name;
    }

    public NetworkOutputs outputs() {
        return outputs;
    }

    /** Private DNS gives the services' usual names the addresses of the endpoints. */
    private List<Resource> endpoints(NetworkSpec spec, Vpc vpc, List<Subnet> subnets, List<RouteTable> tables) {
        SecurityGroup group = new SecurityGroup(
                name + "-endpoints",
                customized(
                                "endpoints",
                                SecurityGroupArgs.builder()
                                        .description("VPC endpoints of "
                                                + inputs.context().name(name) + " - HTTPS from the VPC")
                                        .vpcId(vpc.id())
                                        .tags(tags("endpoints")))
                        .build(),
                child());
        List<Resource> endpoints = new ArrayList<>();
        endpoints.add(new SecurityGroupIngressRule(
                name + "-endpoints-https",
                customized(
                                "endpoints-https",
                                SecurityGroupIngressRuleArgs.builder()
                                        .securityGroupId(group.id())
                                        .description("HTTPS from the VPC")
                                        .ipProtocol("tcp")
                                        .fromPort(443)
                                        .toPort(443)
                                        .cidrIpv4(spec.newCidrBlock().toString())
                                        .tags(tags("endpoints")))
                        .build(),
                child()));
        for (String service : spec.endpointServices(inputs.platforms())) {
            String suffix = "endpoint-" + service;
            endpoints.add(new VpcEndpoint(
                    name + "-" + suffix,
                    customized(
                                    suffix,
                                    VpcEndpointArgs.builder()
                                            .vpcId(vpc.id())
                                            .serviceName("com.amazonaws." + spec.newRegion() + "." + service)
                                            .vpcEndpointType("Interface")
                                            .privateDnsEnabled(true)
                                            .subnetIds(ids(subnets))
                                            .securityGroupIds(Output.all(group.id()))
                                            .tags(tags(suffix)))
                            .build(),
                    child()));
        }
        // Layers of images in ECR lie in S3. A gateway endpoint costs nothing.
        endpoints.add(new VpcEndpoint(
                name + "-endpoint-s3",
                customized(
                                "endpoint-s3",
                                VpcEndpointArgs.builder()
                                        .vpcId(vpc.id())
                                        .serviceName("com.amazonaws." + spec.newRegion() + ".s3")
                                        .vpcEndpointType("Gateway")
                                        .routeTableIds(Output.all(tables.stream()
                                                .map(RouteTable::id)
                                                .toList()))
                                        .tags(tags("endpoint-s3")))
                        .build(),
                child()));
        return endpoints;
    }

    private Subnet subnet(String suffix, String zone, Ipv4Cidr range, Vpc vpc) {
        return new Subnet(
                name + "-" + suffix,
                customized(
                                suffix,
                                SubnetArgs.builder()
                                        .vpcId(vpc.id())
                                        .availabilityZone(zone)
                                        .cidrBlock(range.toString())
                                        .mapPublicIpOnLaunch(false)
                                        .tags(tags(suffix)))
                        .build(),
                child());
    }

    private NatGateway natGateway(String zone, Subnet subnet, List<Resource> wayOut) {
        Eip address = new Eip(
                name + "-nat-" + zone,
                customized("nat-" + zone, EipArgs.builder().domain("vpc").tags(tags("nat-" + zone)))
                        .build(),
                child());
        return new NatGateway(
                name + "-nat-" + zone,
                customized(
                                "nat-" + zone,
                                NatGatewayArgs.builder()
                                        .allocationId(address.allocationId())
                                        .subnetId(subnet.id())
                                        .tags(tags("nat-" + zone)))
                        .build(),
                // A NAT gateway without a way to the internet comes up and carries nothing.
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(wayOut)
                        // The address belongs to the old one until that is gone.
                        .deleteBeforeReplace(true)
                        .build());
    }

    private RouteTable routeTable(String suffix, Vpc vpc) {
        return new RouteTable(
                name + "-" + suffix,
                customized(suffix, RouteTableArgs.builder().vpcId(vpc.id()).tags(tags(suffix)))
                        .build(),
                child());
    }

    private RouteTableAssociation associate(String suffix, Subnet subnet, RouteTable table) {
        return new RouteTableAssociation(
                name + "-" + suffix,
                customized(
                                suffix,
                                RouteTableAssociationArgs.builder()
                                        .subnetId(subnet.id())
                                        .routeTableId(table.id()))
                        .build(),
                child());
    }

    private static Output<List<String>> ids(List<Subnet> subnets) {
        return Output.all(subnets.stream().map(Subnet::id).toList());
    }

    private <B> B customized(String suffix, B args) {
        return inputs.context().customized(name + "-" + suffix, args);
    }

    private Map<String, String> tags(String suffix) {
        return inputs.context().tags(name, inputs.context().name(name) + "-" + suffix);
    }

    private CustomResourceOptions child() {
        return CustomResourceOptions.builder().parent(this).build();
    }
}
