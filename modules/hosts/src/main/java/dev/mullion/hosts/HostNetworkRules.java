package dev.mullion.hosts;

import dev.mullion.core.network.AddressRanges;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problems;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkSpec;
import java.util.List;
import java.util.Optional;

/** Networks that would stand in each other's way, and what the network of the hosts can not give. */
final class HostNetworkRules {
    private HostNetworkRules() {}

    static void check(ContainerHostsModel hosts, Problems problems) {
        checkOverlaps(hosts, problems);
        hosts.network().ifPresent(known -> known.spec()
                .ifPresent(network -> checkNetwork(hosts, network, problems.atRoot(known.path()), problems)));
    }

    private static void checkOverlaps(ContainerHostsModel hosts, Problems problems) {
        Ipv4Cidr subnet = hosts.host().network().subnet();
        Problems here = problems.at("containerNetwork").at("subnet");
        Optional<Problems> networkKeys = hosts.network().map(KnownNetwork::path).map(problems::atRoot);
        hosts.vpcRange()
                .ifPresentOrElse(
                        vpc -> {
                            BuilderRules.checkApart(
                                    subnet,
                                    vpc,
                                    "the VPC's",
                                    networkKeys
                                            .map(keys -> problems.given(keys.at("cidrBlock"))
                                                    .at("containerNetwork")
                                                    .at("subnet"))
                                            .orElse(here));
                        },
                        () -> {
                            if (hosts.network().isPresent()) {
                                here.warn(
                                        "HST004",
                                        "whether " + subnet + " overlaps the VPC is not known; say the VPC's range"
                                                + " (cidrBlock in mullion:network)");
                            }
                        });
        hosts.spec().buildkit().flatMap(BuildkitSpec::endpoint).ifPresent(endpoint -> {
            List<Ipv4Cidr> allowed = endpoint.allowedCidrBlocks();
            for (int i = 0; i < allowed.size(); i++) {
                boolean refused =
                        AddressRanges.ofNetworks(List.of(allowed.get(i))).areNearlyEverybody();
                if (!refused && allowed.get(i).overlaps(subnet)) {
                    problems.given(problems.at("containerNetwork").at("subnet"))
                            .at("buildkit")
                            .at("endpoint")
                            .at("allowedCidrBlocks")
                            .at(i)
                            .refuse(
                                    allowed.get(i),
                                    "use a network apart from that of the containers (" + subnet
                                            + "), to which the hosts' answers would go; containerNetwork.subnet names another");
                }
            }
        });
    }

    private static void checkNetwork(
            ContainerHostsModel hosts, NetworkSpec network, Problems networkKeys, Problems problems) {
        WindowsContainerHostsSpec spec = hosts.spec();
        Problems here = problems.given(networkKeys.at("vpcId"));
        if (spec.instance().hasPublicIpAddress()) {
            if (!network.isNew() && network.publicSubnetIds().isEmpty()) {
                here.given(networkKeys.at("publicSubnetIds"))
                        .at("associatePublicIpAddress")
                        .add("needs public subnets, and mullion:network names none; use publicSubnetIds there");
            }
        } else if (network.isNew() && !network.hasNat()) {
            checkIsolated(hosts, network, networkKeys, here.given(networkKeys.at("natGateways")));
        }
    }

    /** Hosts download their programs; without a way out they do it from addresses of the user, or through a proxy. */
    private static void checkIsolated(
            ContainerHostsModel hosts, NetworkSpec network, Problems networkKeys, Problems problems) {
        WindowsContainerHostsSpec spec = hosts.spec();
        if (spec.proxy().isEmpty()) {
            BuilderRules.checkDownloads(
                    hosts.host().archives(),
                    "use url for a copy that the hosts reach, or proxy",
                    problems.given("proxy", "associatePublicIpAddress"));
        }
        if (network.interfaceEndpoints()
                && spec.domainJoin().flatMap(DomainJoinSpec::directoryId).isPresent()
                && !network.endpointServices(List.of(HostsPlatform.HOSTS)).contains("ds")) {
            problems.given(networkKeys.at("interfaceEndpoints"), networkKeys.at("additionalInterfaceEndpoints"))
                    .atKey("domainJoin")
                    .add("calls services that a network without NAT gateways does not reach; use"
                            + " additionalInterfaceEndpoints: [ds] in mullion:network");
        }
    }
}
