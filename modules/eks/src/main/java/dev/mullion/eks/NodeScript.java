package dev.mullion.eks;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.userdata.BootStep;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.StoredUserData;
import dev.mullion.ec2.UserDataFetch;
import dev.mullion.ec2.UserDataSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    private final String name;
    private final EksWindowsNodePoolSpec pool;
    private final PodDensity density;
    private final EksClusterModel cluster;
    private final ClusterValues symbols;
    private final Optional<UserData> shown;
    private final List<Problem> unread;

    /** Rendered once, and not before a check has found it worth it: what is refused may not even render. */
    private @Nullable UserData longest;

    /** @param name of the pool's component */
    NodeScript(String name, EksWindowsNodePoolSpec pool, PodDensity density, EksClusterModel cluster) {
        this.name = name;
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
        if (shown.isPresent() && longest == null) {
            longest = compose(
                            new ClusterValues(
                                    cluster.name(),
                                    "x".repeat(MAX_ENDPOINT_LENGTH),
                                    "x".repeat(MAX_CERTIFICATE_AUTHORITY_LENGTH),
                                    cluster.serviceIpv4Cidr()
                                            .map(Ipv4Cidr::toString)
                                            .orElse(LONGEST_RANGE),
                                    LONGEST_RANGE,
                                    "1.32"),
                            new Problems())
                    .orElseThrow();
        }
        return Optional.ofNullable(longest);
    }

    /** Where it lies in S3; empty where it is in the launch template, or where there is none. */
    Optional<StoredUserData> stored() {
        UserDataSpec userData = pool.instance().userData();
        return longest().filter(userData::inS3).map(longest -> StoredUserData.of(name, userData, cluster.context()));
    }

    /** How a node gets it from S3, with stand-ins for what is not known; empty where it does not. */
    Optional<UserDataFetch> fetch() {
        return stored().map(stored -> stored.fetch(
                rendered(symbols), pool.instance().userData(), longest().orElseThrow()));
    }

    /**
     * The script with values of a deployment, and its hash. That of a script with stand-ins has one itself, since it is not
     * what a machine will compute.
     */
    StoredUserData.Script rendered(ClusterValues values) {
        UserData script = with(values).orElseThrow();
        return isOwn() && values.hasStandIn()
                ? StoredUserData.Script.standIn(name, script)
                : StoredUserData.Script.known(script);
    }

    /** The same with stand-ins. */
    StoredUserData.Script renderedShown() {
        return rendered(symbols);
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
                        builder(),
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

    private List<BootStep.Step> builder() {
        return pool.buildkit()
                .map(buildkit ->
                        buildkit.steps(pool.instance().rootVolumeOrDefault().sizeGib(), cluster.vpcRange()))
                .orElse(List.of());
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
