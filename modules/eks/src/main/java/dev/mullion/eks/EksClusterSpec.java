package dev.mullion.eks;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.network.AddressRanges;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.KeysMatch;
import dev.mullion.core.spec.Late;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.kubernetes.Taint;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An EKS cluster with Windows nodes: a new one, or node pools for one that exists.
 *
 * <pre>{@code
 * mullion:eks:
 *   shop:
 *     version: "1.35"
 *     linuxNodePools:
 *       system: {instanceTypes: [m6i.large]}
 *     windowsNodePools:
 *       iis: {instanceTypes: [m6i.2xlarge], maxSize: 8}
 *   legacy:
 *     existing: true
 *     windowsNodePools:
 *       old: {operatingSystem: WINDOWS_SERVER_2019_FULL, instanceTypes: [m5.xlarge]}
 * }</pre>
 *
 * @param name the cluster's name in AWS; {@code <key>-<stack>} of a new one, the key of an existing one when not given
 * @param existing the cluster is there already, and node pools are made for it; false when not given
 * @param version of Kubernetes, in quotes; 1.35 of a new cluster, read at deployment of an existing one when not given
 * @param serviceIpv4Cidr the range of services, /12 to /24 of RFC 1918; 172.20.0.0/16, or 10.100.0.0/16 where the VPC is in
 *     its way, of a new cluster, read at deployment of an existing one when not given
 * @param authenticationMode where EKS looks who may do what; API of a new cluster, read at deployment of an existing one when
 *     not given
 * @param subnetIds subnets of an existing cluster's nodes; the cluster's own when not given
 * @param windowsIpam how Windows pods get their addresses
 * @param linuxNodePools Linux nodes, by name; a new cluster has one or more
 * @param windowsNodePools Windows nodes, by name
 * @param sharedNodeRole all nodes have one role; false when not given: one a pool
 * @param addons add-ons of EKS, by name; a new cluster has vpc-cni, kube-proxy and coredns, whether or not they are named
 * @param enabledClusterLogTypes logs of the control plane that CloudWatch gets: api, audit, authenticator,
 *     controllerManager, scheduler; none when not given
 * @param endpointPrivateAccess the API server is reached from the VPC; true when not given
 * @param endpointPublicAccess the API server is reached from the internet, from publicAccessCidrs; false when not given
 * @param publicAccessCidrs where the API server is reached from, with endpointPublicAccess
 * @param encryptionKeyArn a KMS key for Kubernetes secrets; EKS's own key when not given
 * @param upgradePolicy what EKS does at the end of standard support; EXTENDED, as EKS, when not given
 * @param deletionProtection Pulumi deletes the cluster only after this is false again; false when not given
 * @param clusterAdminArns roles and users that may do everything in the cluster, beside who makes it
 * @param runtimeClasses a RuntimeClass for each Windows release in use is made in the cluster; true when not given
 * @param storageClasses with the add-on aws-ebs-csi-driver a StorageClass {@code ebs-ntfs} is made in the cluster: volumes of
 *     Windows pods, gp3 and encrypted; true when not given
 * @param fluentBit logs of Windows pods go to CloudWatch; not when not given
 * @param gmsa accounts of Active Directory for Windows pods; none when not given
 * @param smokeTest a deployment waits for a Windows pod of each release in use; not when not given
 * @param karpenter Windows nodes of Karpenter; none when not given
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html">Windows support</a>
 */
@GenerateBuilder
public record EksClusterSpec(
        @Late @Explain(api = "AWS::EKS::Cluster Name", example = "shop-live") @Matches(EksClusterSpec.NAME)
        Optional<String> name,

        @Explain(api = "DescribeCluster", example = "true") boolean existing,

        @Explain(api = "AWS::EKS::Cluster Version", example = "\"1.35\"")
        Optional<KubernetesVersion> version,

        @Explain(api = "AWS::EKS::Cluster KubernetesNetworkConfig.ServiceIpv4Cidr", example = "10.100.0.0/16")
        Optional<Ipv4Cidr> serviceIpv4Cidr,

        @Explain(api = "AWS::EKS::Cluster AccessConfig.AuthenticationMode", example = "API_AND_CONFIG_MAP")
        Optional<AuthenticationMode> authenticationMode,

        @Explain(api = "AWS::EKS::Nodegroup Subnets", example = "[subnet-0123456789abcdef0, subnet-0fedcba9876543210]")
        @Matches(ResourceId.Regex.SUBNET)
        List<String> subnetIds,

        @Explain(api = "ConfigMap amazon-vpc-cni", example = "{prefixDelegation: true}")
        WindowsIpamSpec windowsIpam,

        @Explain(api = "AWS::EKS::Nodegroup", example = "{system: {instanceTypes: [m6i.large]}}")
        @KeysMatch(EksClusterSpec.KEY_REGEX)
        @Singular("linuxNodePool")
        Map<String, EksLinuxNodePoolSpec> linuxNodePools,

        @Explain(api = "AWS::EKS::Nodegroup", example = "{iis: {instanceTypes: [m6i.xlarge]}}")
        @KeysMatch(EksClusterSpec.KEY_REGEX)
        @Singular("windowsNodePool")
        Map<String, EksWindowsNodePoolSpec> windowsNodePools,

        @Explain(api = "AWS::EKS::Nodegroup NodeRole", example = "true")
        boolean sharedNodeRole,

        @KeysMatch(EksClusterSpec.ADDON)
        @Explain(api = "AWS::EKS::Addon", example = "{aws-ebs-csi-driver: {}}")
        @Singular("addon")
        Map<String, AddonSpec> addons,

        @Explain(api = "AWS::EKS::Cluster Logging.ClusterLogging.EnabledTypes", example = "[api, audit]")
        List<ClusterLogType> enabledClusterLogTypes,

        @Explain(api = "AWS::EKS::Cluster ResourcesVpcConfig.EndpointPrivateAccess", example = "true") @Default("true")
        boolean endpointPrivateAccess,

        @Explain(api = "AWS::EKS::Cluster ResourcesVpcConfig.EndpointPublicAccess", example = "true")
        boolean endpointPublicAccess,

        @Explain(api = "AWS::EKS::Cluster ResourcesVpcConfig.PublicAccessCidrs", example = "[203.0.113.0/24]")
        List<Ipv4Cidr> publicAccessCidrs,

        @Explain(
                api = "AWS::EKS::Cluster EncryptionConfig.Provider.KeyArn",
                example = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012")
        @Matches(ResourceId.Regex.KMS_KEY)
        Optional<String> encryptionKeyArn,

        @Explain(api = "AWS::EKS::Cluster UpgradePolicy.SupportType", example = "STANDARD")
        Optional<UpgradePolicy> upgradePolicy,

        @Explain(api = "protect of Pulumi", example = "true")
        boolean deletionProtection,

        @Matches(EksClusterSpec.ADMIN)
        @Explain(api = "AWS::EKS::AccessEntry PrincipalArn", example = "[arn:aws:iam::123456789012:role/platform]")
        List<String> clusterAdminArns,

        @Explain(api = "RuntimeClass of node.k8s.io/v1", example = "false") @Default("true")
        boolean runtimeClasses,

        @Explain(api = "StorageClass of storage.k8s.io/v1", example = "false") @Default("true")
        boolean storageClasses,

        @Explain(api = "DaemonSet of aws-for-fluent-bit", example = "{retentionDays: 90}")
        Optional<FluentBitSpec> fluentBit,

        @Explain(api = "GMSACredentialSpec of windows.k8s.io/v1", example = "{webhook: {existing: true}}")
        Optional<GmsaSpec> gmsa,

        @Explain(api = "Job of batch/v1", example = "{}") Optional<SmokeTestSpec> smokeTest,

        @Explain(api = "NodePool of karpenter.sh/v1", example = "{nodePools: {windows: {}}}")
        Optional<KarpenterSpec> karpenter)
        implements Spec {
    /** Logs of a control plane, spelled as EKS's API does. */
    public enum ClusterLogType {
        API("api"),
        AUDIT("audit"),
        AUTHENTICATOR("authenticator"),
        CONTROLLER_MANAGER("controllerManager"),
        SCHEDULER("scheduler");

        private final String spelling;

        ClusterLogType(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /** What happens to a cluster whose version leaves standard support. */
    public enum UpgradePolicy {
        /** EKS upgrades it. */
        STANDARD,
        /** It stays, at the price of extended support. */
        EXTENDED
    }

    /** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
    static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,99}";

    private static final String KEY_REGEX = "[A-Za-z][A-Za-z0-9-]*";
    static final Pattern KEY = Pattern.compile(KEY_REGEX);

    static final String ADDON = "[a-z0-9][a-z0-9_-]{1,99}";
    static final String ADMIN = "arn:aws[a-z-]*:iam::\\d{12}:(role|user)/[!-~]{1,512}";

    /** https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html */
    private static final List<Ipv4Cidr> RFC_1918 =
            List.of(Ipv4Cidr.parse("10.0.0.0/8"), Ipv4Cidr.parse("172.16.0.0/12"), Ipv4Cidr.parse("192.168.0.0/16"));

    /** What EKS takes where nobody says anything: one of two, by the VPC's own range. */
    private static final Ipv4Cidr USUAL_SERVICES = Ipv4Cidr.parse("172.20.0.0/16");

    private static final Ipv4Cidr OTHER_SERVICES = Ipv4Cidr.parse("10.100.0.0/16");

    public static EksClusterSpecBuilder builder() {
        return new EksClusterSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        Map<String, String> refused = new LinkedHashMap<>();
        // https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html
        refused.put("ipFamily", "is always ipv4: Windows pods have no IPv6 addresses on EKS; leave it out");
        refused.put("serviceIpv6Cidr", "is of IPv6 clusters, which run no Windows pods; leave it out");
        String auto = "is EKS Auto Mode, which has no Windows nodes; leave it out";
        refused.put("autoMode", auto);
        refused.put("computeConfig", auto);
        refused.put(
                "fargateProfiles",
                "are not made: Fargate runs no Windows pods, and Windows nodes need Linux nodes beside"
                        + " them; use linuxNodePools");
        String custom = "is custom networking, which Windows nodes do not have; leave it out";
        refused.put("customNetworking", custom);
        refused.put("eniConfigs", custom);
        refused.put("outpostConfig", "is not made: local clusters of Outposts run no Windows nodes; leave it out");
        refused.put("remoteNetworkConfig", "is of hybrid nodes, which are never Windows; leave it out");
        refused.put("nodePools", "is no key; use windowsNodePools or linuxNodePools");
        refused.put("nodeGroups", "is no key; use windowsNodePools or linuxNodePools");
        return refused;
    }

    /** The cluster's name in AWS. */
    public String name(String key, String stack) {
        return name.orElse(existing ? key : key + "-" + stack);
    }

    /** The version, where it is known before a deployment. */
    public Optional<KubernetesVersion> knownVersion() {
        return version.or(() -> existing ? Optional.empty() : Optional.of(KubernetesVersion.NEWEST_WITH_WINDOWS));
    }

    /** The authentication mode, where it is known before a deployment. */
    Optional<AuthenticationMode> knownAuthenticationMode() {
        return authenticationMode.or(() -> existing ? Optional.empty() : Optional.of(AuthenticationMode.API));
    }

    /**
     * The range of services, where it is known before a deployment.
     *
     * @param vpc the VPC's range, where that is known
     */
    Optional<Ipv4Cidr> knownServiceIpv4Cidr(Optional<Ipv4Cidr> vpc) {
        return serviceIpv4Cidr.or(() -> existing
                ? Optional.empty()
                : Optional.of(vpc.filter(USUAL_SERVICES::overlaps).isPresent() ? OTHER_SERVICES : USUAL_SERVICES));
    }

    /** Karpenter's pools by name. */
    public Map<String, KarpenterNodePoolSpec> karpenterNodePools() {
        return karpenter.map(KarpenterSpec::nodePools).orElse(Map.of());
    }

    /** The taints of all Windows nodes, pool by pool. */
    Stream<Taint> windowsTaints() {
        return Stream.concat(
                windowsNodePools.values().stream().flatMap(pool -> pool.taints().stream()),
                karpenterNodePools().values().stream().flatMap(pool -> pool.taints().stream()));
    }

    /** The taints of all nodes, pool by pool. */
    Stream<Taint> taints() {
        return Stream.concat(linuxNodePools.values().stream().flatMap(pool -> pool.taints().stream()), windowsTaints());
    }

    /** Whether something is made in the cluster itself. */
    private boolean hasObjects() {
        return runtimeClasses
                || (storageClasses && addons.containsKey(EksAddon.EBS_CSI_DRIVER))
                || fluentBit.isPresent()
                || gmsa.isPresent()
                || smokeTest.isPresent()
                || karpenter.isPresent();
    }

    /** Whether Mullion sets how Windows pods get their addresses. */
    boolean managesWindowsIpam() {
        return !existing || windowsIpam.manage().isPresent();
    }

    @Override
    public void check(Problems problems) {
        name.filter(value -> !EksClusterSpecBuilder.matchesName(value)).ifPresent(value -> problems.at("name")
                .refuse(value, "use 1 to 100 letters, digits, hyphens and underscores, a letter or a digit first"));
        version.ifPresent(value -> value.check(problems.at("version")));
        serviceIpv4Cidr.ifPresent(range -> checkServiceRange(range, problems.at("serviceIpv4Cidr")));
        windowsIpam.check(problems.at("windowsIpam"));
        checkPools(problems);
        checkAddons(problems.at("addons"));
        fluentBit.ifPresent(spec -> spec.check(problems.at("fluentBit")));
        gmsa.ifPresent(spec -> spec.check(problems.at("gmsa")));
        smokeTest.ifPresent(spec -> spec.check(problems.at("smokeTest")));
        karpenter.ifPresent(spec -> spec.check(problems.at("karpenter")));
        if (existing) {
            checkExisting(problems.given("existing"));
        } else {
            checkNew(problems.given("existing"));
        }
    }

    private static void checkServiceRange(Ipv4Cidr range, Problems problems) {
        if (range.prefix() < 12 || range.prefix() > 24) {
            problems.refuse(range, "use a range of /12 to /24, which is what EKS takes");
        } else if (RFC_1918.stream().noneMatch(block -> block.contains(range))) {
            problems.refuse(
                    range, "use a range inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16: EKS takes no other");
        }
    }

    private void checkPools(Problems problems) {
        if (!existing && !hasWindowsNodes()) {
            problems.at("windowsNodePools")
                    .add("names no pool; use at least one, such as iis: {instanceTypes: [m6i.xlarge]}");
        }
        windowsNodePools.forEach((key, pool) -> {
            checkKey(key, problems.at("windowsNodePools"));
            pool.check(problems.at("windowsNodePools").at(key));
        });
        linuxNodePools.forEach((key, pool) -> {
            checkKey(key, problems.at("linuxNodePools"));
            if (windowsNodePools.containsKey(key)) {
                problems.at("linuxNodePools")
                        .atKey(key)
                        .add("is the key of a Windows pool, too; use another, since both name resources");
            }
            pool.check(problems.at("linuxNodePools").at(key));
        });
    }

    /** Whether the cluster gets Windows nodes; one that exists may be there for a mesh alone. */
    public boolean hasWindowsNodes() {
        return !windowsNodePools.isEmpty() || karpenter.isPresent();
    }

    private static void checkKey(String key, Problems problems) {
        if (!KEY.matcher(key).matches()) {
            problems.atKey(key).add("is no name for a node pool; use letters, digits and hyphens, a letter first");
        }
    }

    private void checkAddons(Problems problems) {
        addons.forEach((key, addon) -> {
            if (!EksClusterSpecBuilder.matchesKeyOfAddons(key)) {
                problems.atKey(key).add("is no add-on's name; use one that aws eks describe-addon-versions lists");
            }
            addon.check(problems.at(key));
        });
    }

    private void checkNew(Problems problems) {
        if (linuxNodePools.isEmpty()) {
            problems.at("linuxNodePools")
                    .add("names no pool; a new cluster needs one: CoreDNS runs on Linux, and without it no pod finds a"
                            + " name, such as system: {instanceTypes: [m6i.large]}");
        }
        authenticationMode.filter(mode -> mode == AuthenticationMode.CONFIG_MAP).ifPresent(mode -> problems.at(
                        "authenticationMode")
                .refuse(mode, "use API or API_AND_CONFIG_MAP: the ConfigMap alone is for clusters that exist"));
        if (!subnetIds.isEmpty()) {
            problems.at("subnetIds")
                    .refuse(
                            subnetIds.get(0),
                            "leave it out: a new cluster is in mullion:network; a pool has subnetIds of its own");
        }
        windowsIpam.manage().ifPresent(manage -> problems.at("windowsIpam")
                .at("manage")
                .refuse(manage, "leave it out: of a new cluster the add-on vpc-cni holds the settings"));
        checkEndpoint(problems);
        encryptionKeyArn.ifPresent(arn -> ResourceId.KMS_KEY.check(arn, problems.at("encryptionKeyArn")));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < clusterAdminArns.size(); i++) {
            String arn = clusterAdminArns.get(i);
            Problems here = problems.at("clusterAdminArns").at(i);
            if (!EksClusterSpecBuilder.matchesClusterAdminArns(arn)) {
                here.refuse(arn, "use the ARN of a role or a user, such as arn:aws:iam::123456789012:role/admin");
            } else if (!seen.add(arn)) {
                here.refuse(arn, "name each once: EKS takes one access entry a principal");
            }
        }
    }

    private void checkEndpoint(Problems problems) {
        Problems cidrs = problems.given("endpointPublicAccess").at("publicAccessCidrs");
        if (!endpointPublicAccess) {
            if (!publicAccessCidrs.isEmpty()) {
                cidrs.refuse(publicAccessCidrs.get(0), "leave it out, or use endpointPublicAccess: true");
            }
            if (!endpointPrivateAccess) {
                problems.given("endpointPublicAccess")
                        .at("endpointPrivateAccess")
                        .refuse(false, "use true: without a public endpoint nothing would reach the API server");
            } else if (hasObjects()) {
                problems.warn(
                        "EKS003",
                        "the API server is reached from the VPC alone; pulumi up makes objects in the cluster, so it must"
                                + " run where it reaches it, or endpointPublicAccess with publicAccessCidrs lets it in");
            }
            return;
        }
        if (publicAccessCidrs.isEmpty()) {
            cidrs.add("names no range; say where the public endpoint is reached from, such as [203.0.113.0/24]");
        }
        boolean one = false;
        for (int i = 0; i < publicAccessCidrs.size(); i++) {
            AddressRanges own = AddressRanges.ofNetworks(List.of(publicAccessCidrs.get(i)));
            if (own.areNearlyEverybody()) {
                one = true;
                cidrs.at(i).warn("EKS004", reachedFrom(own));
            }
        }
        AddressRanges together = AddressRanges.ofNetworks(publicAccessCidrs);
        if (!one && together.areNearlyEverybody()) {
            cidrs.warn("EKS004", reachedFrom(together));
        }
    }

    private static String reachedFrom(AddressRanges ranges) {
        return "the API server is reached from " + (ranges.areEverybody() ? "the whole" : "nearly the whole")
                + " internet";
    }

    private void checkExisting(Problems problems) {
        String belongs = "leave it out: it belongs to a new cluster, and existing: true names one that is there";
        if (!enabledClusterLogTypes.isEmpty()) {
            problems.at("enabledClusterLogTypes").refuse(enabledClusterLogTypes.get(0), belongs);
        }
        if (!endpointPrivateAccess) {
            problems.at("endpointPrivateAccess").refuse(false, belongs);
        }
        if (endpointPublicAccess) {
            problems.at("endpointPublicAccess").refuse(true, belongs);
        }
        if (!publicAccessCidrs.isEmpty()) {
            problems.at("publicAccessCidrs").refuse(publicAccessCidrs.get(0), belongs);
        }
        encryptionKeyArn.ifPresent(arn -> problems.at("encryptionKeyArn").refuse(arn, belongs));
        upgradePolicy.ifPresent(policy -> problems.at("upgradePolicy").refuse(policy, belongs));
        if (deletionProtection) {
            problems.at("deletionProtection").refuse(true, belongs);
        }
        if (!clusterAdminArns.isEmpty()) {
            problems.at("clusterAdminArns").refuse(clusterAdminArns.get(0), belongs);
        }
        ResourceId.SUBNET.checkAll(subnetIds, problems.at("subnetIds"));
        if (windowsIpam.manage().isEmpty()) {
            if (hasWindowsNodes()) {
                problems.at("windowsIpam")
                        .warn(
                                "EKS005",
                                "whether the existing cluster gives Windows pods addresses (enable-windows-ipam) is left alone"
                                        + " and not known; manage: addon or configMap switches it on");
            }
            if (windowsIpam.warmIpTarget().isPresent()
                    || windowsIpam.minimumIpTarget().isPresent()
                    || windowsIpam.warmPrefixTarget().isPresent()) {
                problems.at("windowsIpam")
                        .add("has targets that nobody sets; use manage: addon or configMap, or leave them out");
            }
        }
        if (hasWindowsNodes()) {
            problems.warn(
                    "EKS006",
                    linuxNodePools.isEmpty()
                            ? "the cluster needs at least one Linux node for CoreDNS, two are better, and the policy"
                                    + " AmazonEKSVPCResourceController on its role; whether it has them is not known here"
                            : "the cluster's role needs the policy AmazonEKSVPCResourceController, or Windows pods get no"
                                    + " addresses; whether it has it is not known here");
        }
    }
}
