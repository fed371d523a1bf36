package dev.mullion.eks;

import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Validator;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.KnownNetwork;
import dev.mullion.ec2.NetworkSpec;
import dev.mullion.ec2.UserDataFetch;
import dev.mullion.hosts.BuilderRules;
import dev.mullion.hosts.WindowsTool;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.Taint;
import dev.mullion.windows.WindowsRelease;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster as its stack sees it, before anything is made: its spec under its key, and what follows from both. The component
 * {@link EksCluster} makes it; {@link #VALIDATORS} say whether it may.
 */
public final class EksClusterModel {
    /** All that is checked of a cluster, in a stack file and in a program alike. */
    public static final List<Validator<EksClusterModel>> VALIDATORS = List.of(
            ClusterNameRules::checkKey,
            (cluster, problems) -> cluster.spec().check(problems),
            ClusterNameRules::checkNames,
            VersionRules::check,
            NodeIdentityRules::check,
            PodDensityRules::check,
            AddonRules::check,
            GmsaRules::check,
            SmokeTestRules::check,
            KarpenterRules::check,
            BuildkitRules::check,
            ClusterNetworkRules::check,
            ScriptRules::check);

    private final String key;
    private final EksClusterSpec spec;
    private final StackContext context;
    private final Optional<KnownNetwork> network;
    private final Map<String, PodDensity> densities = new LinkedHashMap<>();
    private final Map<String, NodeScript> scripts = new LinkedHashMap<>();

    /**
     * The cluster, with the files of the user's own steps read; nothing is checked yet.
     *
     * @param key in the stack; also the component's name
     * @param network where a new one runs; empty when the stack lacks one
     */
    public EksClusterModel(String key, EksClusterSpec spec, StackContext context, Optional<KnownNetwork> network) {
        this.key = key;
        this.spec = spec;
        this.context = context;
        this.network = network;
        spec.windowsNodePools().forEach((pool, poolSpec) -> {
            PodDensity density = PodDensity.of(poolSpec, prefixDelegation());
            densities.put(pool, density);
            scripts.put(pool, new NodeScript(key + "-" + pool, poolSpec, density, this));
        });
    }

    /**
     * The cluster, after all its checks; its warnings go to the context.
     *
     * @throws dev.mullion.core.spec.SpecException with everything that is refused, by paths that start with the key
     */
    static EksClusterModel checked(
            String key, EksClusterSpec spec, StackContext context, Optional<KnownNetwork> network) {
        EksClusterModel cluster = new EksClusterModel(key, spec, context, network);
        Problems problems = new Problems();
        Validator.all(VALIDATORS, cluster, problems.at(key));
        context.claim("EKS cluster", cluster.name(), key).ifPresent(other -> problems.at(key)
                .at("name")
                .refuse(cluster.name(), "use another name: that of the EKS cluster " + other));
        problems.throwIfAny();
        problems.warnings().forEach(context::warn);
        return cluster;
    }

    public String key() {
        return key;
    }

    public EksClusterSpec spec() {
        return spec;
    }

    public StackContext context() {
        return context;
    }

    /** What is known of where it runs. */
    public Optional<KnownNetwork> network() {
        return spec.existing() ? Optional.empty() : network;
    }

    /** The cluster's name in AWS. */
    public String name() {
        return spec.name(key, context.stack());
    }

    /** The releases of its Windows nodes, pool by pool, Karpenter's behind the others. */
    public Map<String, WindowsRelease> windowsReleases() {
        Map<String, WindowsRelease> releases = new LinkedHashMap<>();
        spec.windowsNodePools()
                .forEach((pool, poolSpec) ->
                        releases.put(pool, poolSpec.instance().operatingSystem()));
        spec.karpenterNodePools().forEach((pool, poolSpec) -> releases.putIfAbsent(pool, poolSpec.operatingSystem()));
        return releases;
    }

    /** The taints of its Windows nodes, pool by pool. */
    public List<Taint> windowsTaints() {
        return spec.windowsTaints().distinct().toList();
    }

    /** The address of the cluster's DNS, or a stand-in for it. */
    public String dnsClusterIp() {
        return ClusterValues.symbols(this).dnsClusterIp();
    }

    /** Whether that is the address. */
    public boolean knowsDnsClusterIp() {
        return !ClusterValues.isStandIn(dnsClusterIp());
    }

    /** The range of services, where it is known before a deployment. */
    Optional<Ipv4Cidr> serviceIpv4Cidr() {
        return spec.knownServiceIpv4Cidr(vpcRange());
    }

    /** The range of the VPC, where it is known before a deployment. */
    Optional<Ipv4Cidr> vpcRange() {
        return network().flatMap(known -> known.spec()
                .filter(NetworkSpec::isNew)
                .map(NetworkSpec::newCidrBlock)
                .or(known::cidrBlock));
    }

    /** Whether Windows nodes take prefixes, as far as somebody says so. */
    boolean prefixDelegation() {
        return spec.windowsIpam().prefixDelegation().orElse(false);
    }

    /** Whether EBS volumes are mounted on Windows nodes, so that kubelet's folder for plug-ins must be there. */
    boolean hasEbsCsiDriver() {
        return spec.addons().containsKey(EksAddon.EBS_CSI_DRIVER);
    }

    /** What boots each Windows pool's nodes, by the pool's key; none where EKS's own bootstrap does it all. */
    public Map<String, UserData> userData() {
        Map<String, UserData> userData = new LinkedHashMap<>();
        scripts.forEach((pool, script) -> script.shown().ifPresent(shown -> userData.put(pool, shown)));
        return userData;
    }

    /** How nodes get their scripts from S3, by the pool's key; those of launch templates are left out. */
    public Map<String, UserDataFetch> fetches() {
        Map<String, UserDataFetch> fetches = new LinkedHashMap<>();
        scripts.forEach((pool, script) -> script.fetch().ifPresent(fetch -> fetches.put(pool, fetch)));
        return fetches;
    }

    /**
     * Refuses what a preview only warns of: programs of builders whose hash nobody knows.
     *
     * @param problems the view of the cluster
     */
    public void checkDeployment(Problems problems) {
        spec.windowsNodePools().forEach((pool, poolSpec) -> poolSpec.buildkit().ifPresent(buildkit -> {
            Problems here = problems.at("windowsNodePools").at(pool);
            buildkit.archives()
                    .forEach(archive -> BuilderRules.checkDeployment(
                            List.of(archive), archive.tool() == WindowsTool.BUILDKIT ? here : here.at("buildkit")));
        }));
    }

    /** The scripts of the pools, those of EKS's own bootstrap included. */
    Map<String, NodeScript> scripts() {
        return scripts;
    }

    /** What each pool's nodes hold, by the pool's key. */
    Map<String, PodDensity> densities() {
        return densities;
    }

    /** What each pool is made of, and how many pods fit, as a row: the pool, its nodes, who sets them up, and the pods. */
    public List<NodePoolForecast> forecasts() {
        return NodePoolForecast.of(this);
    }

    /** What containers of the cluster run that Mullion wrote, by the suffix of their objects' names. */
    public Map<String, String> containerScripts() {
        return SmokeTest.scripts(this);
    }

    /** The objects in the cluster, by the suffix of their resources' names, as far as they are known. */
    public Map<String, KubernetesObject> objects() {
        return ClusterObjects.of(this);
    }
}
