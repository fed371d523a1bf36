package dev.mullion.ec2;

import dev.mullion.aws.Partition;
import dev.mullion.aws.ResourceId;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Entries;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where instances run: an existing VPC, or a new one.
 *
 * <pre>{@code
 * mullion:network:                       # a new VPC: a public and a private subnet in each zone
 *   cidrBlock: 10.40.0.0/16
 *   availabilityZones: [eu-west-1a, eu-west-1b]
 *   natGateways: 1
 *
 * mullion:network:                       # an existing one
 *   vpcId: vpc-0a1b2c3d4e5f60718
 *   subnetIds: [subnet-0123456789abcdef0]
 * }</pre>
 *
 * @param vpcId an existing VPC; without it a new one is made
 * @param subnetIds the existing VPC's subnets for instances, one or more
 * @param publicSubnetIds the existing VPC's public subnets, for what faces the internet
 * @param cidrBlock a new VPC's range, /16 to /28 (10.0.0.0/16 when not given), or an existing one's, for overlap checks
 * @param availabilityZones a new VPC's zones, one to six, all in the stack's region
 * @param natGateways a new VPC's NAT gateways, one to as many as zones (1 when not given), or none with
 *     interfaceEndpoints
 * @param interfaceEndpoints a new VPC's instances reach AWS's services by endpoints of its own; false when not given
 * @param additionalInterfaceEndpoints services beyond those that the stack's platforms need, by the end of the endpoint service's name
 * @param platforms whose machines of other stacks, or of the program's own, are in a new VPC: {@code interfaceEndpoints} are those that
 *     they need, too; the stack's own when not given
 * @param subnetCidrBlocks a new VPC's private ranges, one a zone; divided from cidrBlock when not given
 * @param publicSubnetCidrBlocks the same for its public subnets
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html">VPC CIDR blocks</a>
 */
@GenerateBuilder
public record NetworkSpec(
        @Explain(api = "AWS::EC2::VPC", example = "vpc-0a1b2c3d4e5f60718") @Matches(ResourceId.Regex.VPC)
        Optional<String> vpcId,

        @Explain(api = "AWS::EC2::Subnet", example = "[subnet-0123456789abcdef0, subnet-0fedcba9876543210]")
        @Matches(ResourceId.Regex.SUBNET)
        List<String> subnetIds,

        @Explain(api = "AWS::EC2::Subnet", example = "[subnet-0123456789abcdef1, subnet-0fedcba9876543211]")
        @Matches(ResourceId.Regex.SUBNET)
        List<String> publicSubnetIds,

        @Explain(api = "AWS::EC2::VPC CidrBlock", example = "10.40.0.0/16")
        Optional<Ipv4Cidr> cidrBlock,

        @Matches(NetworkSpec.ZONE)
        @Entries(max = NetworkSpec.MAX_ZONES)
        @Explain(api = "AWS::EC2::Subnet AvailabilityZone", example = "[eu-west-1a, eu-west-1b]")
        List<String> availabilityZones,

        @Range(min = 0, max = NetworkSpec.MAX_ZONES) @Explain(api = "AWS::EC2::NatGateway", example = "2")
        Optional<Integer> natGateways,

        @Explain(api = "AWS::EC2::VPCEndpoint", example = "true")
        boolean interfaceEndpoints,

        @Matches(NetworkSpec.ENDPOINT) @Explain(api = "AWS::EC2::VPCEndpoint ServiceName", example = "[autoscaling]")
        List<String> additionalInterfaceEndpoints,

        @Explain(api = "AWS::EC2::VPCEndpoint", example = "[ecs, eks]")
        List<NetworkUser> platforms,

        @Explain(api = "AWS::EC2::Subnet CidrBlock", example = "[10.40.0.0/19, 10.40.32.0/19]")
        List<Ipv4Cidr> subnetCidrBlocks,

        @Explain(api = "AWS::EC2::Subnet CidrBlock", example = "[10.40.224.0/22, 10.40.228.0/22]")
        List<Ipv4Cidr> publicSubnetCidrBlocks)
        implements Spec {
    private static final Ipv4Cidr DEFAULT_CIDR_BLOCK = Ipv4Cidr.parse("10.0.0.0/16");
    /** Ranges that no VPC can have. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
    private static final Map<String, Ipv4Cidr> RESERVED = Map.of(
            "loopback", Ipv4Cidr.parse("127.0.0.0/8"),
            "link-local, where instance metadata and task credentials live", Ipv4Cidr.parse("169.254.0.0/16"),
            "multicast", Ipv4Cidr.parse("224.0.0.0/4"),
            "this network", Ipv4Cidr.parse("0.0.0.0/8"));

    private static final String ENDPOINT_EXISTS = "leave it out: there is an endpoint for it already";
    static final String ENDPOINT = "(?=.{1,100}$)[a-z0-9]+([.-][a-z0-9]+)*";
    static final String ZONE = "[a-z]{2,4}(-[a-z]+){1,4}-\\d+([a-z]|(-[a-z]+-\\d+[a-z]))";

    /** A VPC divides into 8 private ranges; the last of them divides into 8 public ones, so six zones always fit. */
    private static final int MAX_ZONES = 6;

    private static final int PRIVATE_BITS = 3;
    private static final int PUBLIC_BITS = 6;
    private static final int MAX_SUBNET_PREFIX = 28;

    public static NetworkSpecBuilder builder() {
        return new NetworkSpecBuilder();
    }

    /** Whether a VPC is made. */
    public boolean isNew() {
        return vpcId.isEmpty();
    }

    /** A new VPC's range. */
    public Ipv4Cidr newCidrBlock() {
        return cidrBlock.orElse(DEFAULT_CIDR_BLOCK);
    }

    /** NAT gateways of a new VPC. */
    public int newNatGateways() {
        return natGateways.orElse(1);
    }

    /** Whether a new VPC's private subnets have a way to the internet. */
    public boolean hasNat() {
        return newNatGateways() > 0;
    }

    /**
     * The services that a new VPC has interface endpoints for, by the end of the endpoint service's name.
     *
     * @param platforms whose instances are in the VPC
     */
    public List<String> endpointServices(List<Platform> platforms) {
        return interfaceEndpoints
                ? Stream.concat(neededServices(platforms), additionalInterfaceEndpoints.stream())
                        .toList()
                : List.of();
    }

    private static Stream<String> neededServices(List<Platform> platforms) {
        return Stream.concat(platforms.stream(), Stream.of(Platform.EC2))
                .flatMap(platform -> platform.endpointServices().stream())
                .distinct();
    }

    /** The region of a new VPC: what its first zone's name starts with. */
    String newRegion() {
        return availabilityZones.get(0).replaceFirst("(-\\d+).*", "$1");
    }

    /** The private range of a new VPC's {@code zone}th zone: it does not move when zones are added behind it. */
    public Ipv4Cidr privateRange(int zone) {
        return subnetCidrBlocks.isEmpty()
                ? newCidrBlock().part(newCidrBlock().prefix() + PRIVATE_BITS, zone)
                : subnetCidrBlocks.get(zone);
    }

    /** The public range of a new VPC's {@code zone}th zone. */
    public Ipv4Cidr publicRange(int zone) {
        int lastPrivateRange = (1 << PRIVATE_BITS) - 1;
        return publicSubnetCidrBlocks.isEmpty()
                ? newCidrBlock()
                        .part(newCidrBlock().prefix() + PRIVATE_BITS, lastPrivateRange)
                        .part(newCidrBlock().prefix() + PUBLIC_BITS, zone)
                : publicSubnetCidrBlocks.get(zone);
    }

    /** Refuses zones that are not in the region, when the region is known. */
    public void checkRegion(String region, Problems problems) {
        for (int i = 0; i < availabilityZones.size(); i++) {
            String zone = availabilityZones.get(i);
            if (NetworkSpecBuilder.matchesAvailabilityZones(zone) && !isIn(region, zone)) {
                problems.at("availabilityZones")
                        .at(i)
                        .refuse(zone, "use a zone of " + region + " (aws:region), such as " + region + "a");
            }
        }
    }

    /**
     * Refuses a VPC whose instances do not reach what the platforms of the stack need, and additional endpoints for what
     * they bring one for; {@link #check} knows those of all.
     */
    public void checkPlatforms(List<Platform> platforms, Problems problems) {
        if (!isNew()) {
            return;
        }
        Problems ofNew = problems.given("vpcId");
        natGateways
                .filter(count -> count < 0 || (count == 0 && !interfaceEndpoints))
                .ifPresent(count -> (count < 0 ? ofNew : ofNew.given("interfaceEndpoints"))
                        .at("natGateways")
                        .refuse(
                                count,
                                "use 1 or more, or interfaceEndpoints: true: instances in private subnets reach "
                                        + reached(platforms) + " through it"));
        if (!interfaceEndpoints) {
            return;
        }
        Set<String> brought = neededServices(platforms).collect(Collectors.toSet());
        Platform.EC2.endpointServices().forEach(brought::remove);
        for (int i = 0; i < additionalInterfaceEndpoints.size(); i++) {
            String service = additionalInterfaceEndpoints.get(i);
            if (brought.remove(service)) {
                ofNew.at("additionalInterfaceEndpoints").at(i).refuse(service, ENDPOINT_EXISTS);
            }
        }
    }

    /** What every platform's instances reach, and what each brings. */
    private static String reached(List<Platform> platforms) {
        return Stream.concat(platforms.stream().map(Platform::name), Stream.of("ECR"))
                        .collect(Collectors.joining(", "))
                + " and SSM";
    }

    /** A zone is its region and a letter; a local zone has its own name between. */
    private static boolean isIn(String region, String zone) {
        return zone.startsWith(region) && !Character.isDigit(zone.charAt(region.length()));
    }

    @Override
    public void check(Problems problems) {
        cidrBlock.ifPresent(block -> checkRange(block, problems.at("cidrBlock")));
        if (isNew()) {
            checkNew(problems.given("vpcId"));
        } else {
            checkExisting(problems.given("vpcId"));
        }
    }

    private void checkExisting(Problems problems) {
        vpcId.ifPresent(id -> ResourceId.VPC.check(id, problems.at("vpcId")));
        if (subnetIds.isEmpty()) {
            problems.at("subnetIds").add("names no subnet; use one or more subnets of the VPC for the instances");
        }
        ResourceId.SUBNET.checkAll(subnetIds, problems.at("subnetIds"));
        ResourceId.SUBNET.checkAll(publicSubnetIds, problems.at("publicSubnetIds"));
        String belongs = "leave it out: it belongs to a new VPC, and vpcId names an existing one";
        if (!availabilityZones.isEmpty()) {
            problems.at("availabilityZones").refuse(String.join(", ", availabilityZones), belongs);
        }
        natGateways.ifPresent(count -> problems.at("natGateways").refuse(count, belongs));
        if (interfaceEndpoints) {
            problems.at("interfaceEndpoints").refuse(true, belongs);
        }
        if (!additionalInterfaceEndpoints.isEmpty()) {
            problems.at("additionalInterfaceEndpoints").refuse(additionalInterfaceEndpoints.get(0), belongs);
        }
        if (!platforms.isEmpty()) {
            problems.at("platforms").refuse(platforms.get(0), belongs);
        }
        refuseRanges(subnetCidrBlocks, problems.at("subnetCidrBlocks"), belongs);
        refuseRanges(publicSubnetCidrBlocks, problems.at("publicSubnetCidrBlocks"), belongs);
    }

    private static void refuseRanges(List<Ipv4Cidr> ranges, Problems problems, String use) {
        if (!ranges.isEmpty()) {
            problems.refuse(ranges.get(0), use);
        }
    }

    private void checkNew(Problems problems) {
        String needsVpc = "leave it out, or name the VPC it is in with vpcId";
        if (!subnetIds.isEmpty()) {
            problems.at("subnetIds").refuse(subnetIds.get(0), needsVpc);
        }
        if (!publicSubnetIds.isEmpty()) {
            problems.at("publicSubnetIds").refuse(publicSubnetIds.get(0), needsVpc);
        }
        checkZones(problems.at("availabilityZones"));
        int zones = Math.max(1, availabilityZones.size());
        natGateways.ifPresent(count -> checkNatGateways(count, zones, problems));
        checkEndpoints(problems);
        checkSubnetRanges(problems);
    }

    private void checkEndpoints(Problems problems) {
        if (interfaceEndpoints && availabilityZones.stream().anyMatch(zone -> Partition.of(zone) == Partition.AWS_CN)) {
            problems.given("availabilityZones")
                    .at("interfaceEndpoints")
                    .refuse(true, "use NAT gateways: endpoint services have other names in the regions of China");
        }
        Set<String> seen = new HashSet<>(Platform.EC2.endpointServices());
        for (int i = 0; i < additionalInterfaceEndpoints.size(); i++) {
            String service = additionalInterfaceEndpoints.get(i);
            Problems here = problems.at("additionalInterfaceEndpoints").at(i);
            if (!interfaceEndpoints) {
                here.given(problems.at("interfaceEndpoints"))
                        .refuse(service, "leave it out, or use interfaceEndpoints: true");
            } else if (!NetworkSpecBuilder.matchesAdditionalInterfaceEndpoints(service)) {
                here.refuse(service, "use the end of an endpoint service's name, such as autoscaling");
            } else if (!seen.add(service)) {
                here.refuse(service, ENDPOINT_EXISTS);
            }
        }
        if (interfaceEndpoints && natGateways.equals(Optional.of(0))) {
            problems.at("natGateways")
                    .warn(
                            "EC2050",
                            "without NAT instances reach AWS alone: images come from ECR with all their layers, the"
                                    + " base layers of Windows included, and nothing reaches mcr.microsoft.com");
        }
    }

    private void checkNatGateways(int count, int zones, Problems problems) {
        if (count > zones) {
            problems.given("availabilityZones")
                    .at("natGateways")
                    .refuse(count, "use at most one a zone (" + zones + ")");
        }
    }

    private void checkZones(Problems problems) {
        if (availabilityZones.isEmpty()) {
            problems.add(
                    "names no zone; use one to six zones of the region for the new VPC, or vpcId for an existing one");
        }
        if (availabilityZones.size() > MAX_ZONES) {
            problems.ofEntries().add("has " + availabilityZones.size() + " zones; use at most " + MAX_ZONES);
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < availabilityZones.size(); i++) {
            String zone = availabilityZones.get(i);
            if (!NetworkSpecBuilder.matchesAvailabilityZones(zone)) {
                problems.at(i).refuse(zone, "use an availability zone, such as eu-west-1a");
            } else if (!seen.add(zone)) {
                problems.at(i).refuse(zone, "name each zone once");
            }
        }
    }

    /** A range that a VPC can have: /16 to /28, outside what the system reserves. */
    private static void checkRange(Ipv4Cidr block, Problems problems) {
        if (block.prefix() < 16 || block.prefix() > 28) {
            problems.refuse(block, "use a range of /16 to /28, which is what a VPC takes");
        }
        RESERVED.forEach((what, range) -> {
            if (range.overlaps(block)) {
                problems.refuse(
                        block, "use a private range, such as 10.0.0.0/16: it overlaps " + range + " (" + what + ")");
            }
        });
    }

    private void checkSubnetRanges(Problems problems) {
        if (subnetCidrBlocks.isEmpty() != publicSubnetCidrBlocks.isEmpty()) {
            String missing = subnetCidrBlocks.isEmpty() ? "subnetCidrBlocks" : "publicSubnetCidrBlocks";
            problems.given("subnetCidrBlocks", "publicSubnetCidrBlocks")
                    .at(missing)
                    .add("has no range; give both subnetCidrBlocks and publicSubnetCidrBlocks, or neither");
        }
        if (subnetCidrBlocks.isEmpty() && publicSubnetCidrBlocks.isEmpty()) {
            int maxPrefix = MAX_SUBNET_PREFIX - PUBLIC_BITS;
            if (newCidrBlock().prefix() > maxPrefix && newCidrBlock().prefix() <= MAX_SUBNET_PREFIX) {
                problems.given("subnetCidrBlocks", "publicSubnetCidrBlocks")
                        .at("cidrBlock")
                        .refuse(
                                newCidrBlock(),
                                "use /" + maxPrefix
                                        + " or larger: smaller ones leave no room for a public and a private"
                                        + " subnet in each of up to six zones; or give subnetCidrBlocks and"
                                        + " publicSubnetCidrBlocks");
            }
            return;
        }
        List<Ipv4Cidr> before = new ArrayList<>();
        checkGivenRanges("subnetCidrBlocks", subnetCidrBlocks, before, problems);
        checkGivenRanges("publicSubnetCidrBlocks", publicSubnetCidrBlocks, before, problems);
    }

    private void checkGivenRanges(String key, List<Ipv4Cidr> ranges, List<Ipv4Cidr> before, Problems problems) {
        if (!ranges.isEmpty() && ranges.size() != availabilityZones.size()) {
            problems.given("availabilityZones")
                    .at(key)
                    .add("has " + ranges.size() + " ranges; use one a zone (" + availabilityZones.size() + ")");
        }
        for (int i = 0; i < ranges.size(); i++) {
            Ipv4Cidr range = ranges.get(i);
            if (range.prefix() > MAX_SUBNET_PREFIX) {
                problems.at(key).at(i).refuse(range, "use /28 or larger, which is what a subnet takes");
            } else if (!newCidrBlock().contains(range)) {
                problems.given("cidrBlock")
                        .at(key)
                        .at(i)
                        .refuse(range, "use a range inside the VPC's " + newCidrBlock());
            }
            for (Ipv4Cidr other : before) {
                if (other.overlaps(range)) {
                    problems.at(key).at(i).refuse(range, "use a range of its own: it overlaps " + other);
                }
            }
            before.add(range);
        }
    }
}
