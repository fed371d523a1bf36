package dev.mullion.eks;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problems;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.hosts.BuilderRules;
import dev.mullion.hosts.WindowsTool;
import java.util.List;
import java.util.Optional;

/** What BuildKit on nodes asks of them and of the cluster's networks. */
final class BuildkitRules {
    private BuildkitRules() {}

    static void check(EksClusterModel cluster, Problems problems) {
        cluster.spec().windowsNodePools().forEach((key, pool) -> pool.buildkit()
                .ifPresent(buildkit -> check(
                        cluster,
                        pool,
                        buildkit,
                        problems,
                        problems.at("windowsNodePools").at(key))));
    }

    private static void check(
            EksClusterModel cluster,
            EksWindowsNodePoolSpec pool,
            NodeBuildkitSpec buildkit,
            Problems problems,
            Problems here) {
        BuilderRules.check(
                buildkit.buildkit(),
                pool.instance().operatingSystem(),
                pool.instance().rootVolumeOrDefault().sizeGib(),
                here);
        Optional<Ipv4Cidr> vpc = cluster.vpcRange();
        Ipv4Cidr subnet = buildkit.subnet(vpc);
        Problems networkKeys = cluster.network()
                .map(known -> problems.atRoot(known.path()).at("cidrBlock"))
                .orElse(problems);
        vpc.ifPresent(range -> BuilderRules.checkApart(subnet, range, "the VPC's", subnetOf(here.given(networkKeys))));
        cluster.serviceIpv4Cidr()
                .ifPresent(range -> BuilderRules.checkApart(
                        subnet, range, "the cluster's services", subnetOf(here.given(problems.at("serviceIpv4Cidr")))));
        cluster.network()
                .flatMap(KnownNetwork::spec)
                .filter(network -> network.isNew() && !network.hasNat())
                .filter(network -> !pool.instance().hasPublicIpAddress())
                .ifPresent(network -> buildkit.archives()
                        .forEach(archive -> BuilderRules.checkDownloads(
                                List.of(archive),
                                "use url for a copy that the nodes reach",
                                archive.tool() == WindowsTool.BUILDKIT ? here : here.at("buildkit"))));
        if (vpc.isEmpty()) {
            subnetOf(here)
                    .warn(
                            "HST004",
                            "whether " + subnet + " overlaps the VPC is not known; containerNetwork.apartFrom says what"
                                    + " builds must reach");
        }
    }

    private static Problems subnetOf(Problems pool) {
        return pool.at("buildkit").at("containerNetwork").at("subnet");
    }
}
