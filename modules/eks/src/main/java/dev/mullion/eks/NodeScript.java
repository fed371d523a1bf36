package dev.mullion.eks;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.userdata.UserData;
import java.util.List;
import java.util.Optional;

/**
 * What a Windows pool's nodes boot with. Values that only a deployment knows come in as text, whatever they are: as
 * {@code ${shop-cluster.endpoint}} where a script is shown, at their longest where it is measured.
 */
final class NodeScript {
    /** https://docs.aws.amazon.com/eks/latest/APIReference/API_Cluster.html; a CA of EKS has some 1,500 characters. */
    private static final int MAX_ENDPOINT_LENGTH = 128;

    private static final int MAX_CERTIFICATE_AUTHORITY_LENGTH = 2_048;

    /** No range and no address in one is longer. */
    private static final String LONGEST_RANGE = "255.255.255.255/32";

    private final EksWindowsNodePoolSpec pool;
    private final PodDensity density;
    private final EksClusterModel cluster;
    private final ClusterValues symbols;
    private final Optional<UserData> shown;
    private final List<Problem> unread;

    NodeScript(EksWindowsNodePoolSpec pool, PodDensity density, EksClusterModel cluster) {
        this.pool = pool;
        this.density = density;
        this.cluster = cluster;
        this.symbols = ClusterValues.symbols(cluster);
        Problems problems = new Problems();
        this.shown = compose(symbols, problems.at("steps"));
        this.unread = problems.problems();
    }

    /** Whether it bootstraps the node, which EKS does otherwise. */
    boolean isOwn() {
        return pool.bootstrap().isOwn();
    }

    /** The document with stand-ins for what is not known; empty where EKS's own bootstrap does it all. */
    Optional<UserData> shown() {
        return shown;
    }

    /** The document as long as it can get. */
    Optional<UserData> longest() {
        return compose(
                new ClusterValues(
                        cluster.name(),
                        "x".repeat(MAX_ENDPOINT_LENGTH),
                        "x".repeat(MAX_CERTIFICATE_AUTHORITY_LENGTH),
                        cluster.serviceIpv4Cidr().map(Ipv4Cidr::toString).orElse(LONGEST_RANGE),
                        LONGEST_RANGE,
                        "1.32"),
                new Problems());
    }

    /** Files of the user's own steps that can not be read, by paths that start at the pool. */
    List<Problem> unread() {
        return unread;
    }

    /** The document with values of a deployment. */
    Optional<UserData> with(ClusterValues values) {
        return values.equals(symbols) ? shown : compose(values, new Problems());
    }

    private Optional<UserData> compose(ClusterValues values, Problems unread) {
        return pool.bootstrap().isOwn()
                ? Optional.of(EksNodeUserData.own(
                        pool.instance().operatingSystem().launchAgent(),
                        bootstrap(values),
                        pool.pageFileSizeMib(),
                        cluster.hasEbsCsiDriver(),
                        pool.domainJoin(),
                        pool.instance().steps(),
                        cluster.context().directory(),
                        unread))
                : EksNodeUserData.preCommands(
                        pool.instance().operatingSystem().launchAgent(),
                        cluster.hasEbsCsiDriver(),
                        pool.instance().steps(),
                        cluster.context().directory(),
                        unread);
    }

    private NodeBootstrap bootstrap(ClusterValues values) {
        return new NodeBootstrap(
                values.name(),
                values.endpoint(),
                values.certificateAuthority(),
                values.serviceIpv4Cidr(),
                values.dnsClusterIp(),
                NodeArguments.ofKubelet(pool, density),
                NodeArguments.ofKubeProxy(pool, values.version()),
                pool.excludedSnatCidrs().stream().map(Ipv4Cidr::toString).toList());
    }
}
