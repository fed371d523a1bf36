package dev.mullion.eks;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.Unwrapped;
import dev.mullion.ec2.AmiSpec;
import dev.mullion.ec2.AutoScalingSpec;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.ec2.WindowsInstanceSpec;
import dev.mullion.kubernetes.Taint;
import dev.mullion.windows.WindowsRelease;
import dev.mullion.windows.WindowsRelease.Feature;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Windows nodes of an EKS cluster that are alike: a managed node group, or an Auto Scaling group of their own.
 *
 * <pre>{@code
 * windowsNodePools:
 *   iis:
 *     operatingSystem: WINDOWS_SERVER_2022_CORE
 *     instanceTypes: [m6i.2xlarge]
 *     minSize: 0
 *     maxSize: 8
 *     labels: {workload: iis}
 *     taints: [{key: os, value: windows, effect: NO_SCHEDULE}]
 * }</pre>
 *
 * <p>A node is set up by EKS's own bootstrap (a managed node group with an {@code amiType}; commands of the user run before
 * it), or by one that is part of the user data, where something is asked for that the first can not do: see
 * {@link NodeBootstrapChoice}.
 *
 * @param instance the instances; the hop limit is 2 when not given, so that pods reach the metadata too
 * @param minSize the fewest nodes, 0 or more; 0 when not given
 * @param maxSize the most nodes, 1 or more and at least minSize; 4 when not given
 * @param capacityType ON_DEMAND or SPOT; ON_DEMAND when not given
 * @param selfManaged an Auto Scaling group instead of a managed node group; false when not given
 * @param ownBootstrap the user data bootstraps the node, whether or not something asks for it; false when not given
 * @param releaseVersion the release of EKS's image, such as {@code 1.35-2026.04.18}; the newest when not given. With EKS's own
 *     bootstrap only
 * @param labels labels of the nodes, beside those that Kubernetes gives them
 * @param taints what keeps pods off that do not tolerate it; os=windows:NoSchedule when not given, none when empty
 * @param updateConfig how many nodes of a managed node group are replaced at once; one when not given
 * @param kubelet arguments of kubelet; they need a bootstrap of its own
 * @param kubeProxyExtraArgs arguments of kube-proxy, such as {@code --v=2}; they need a bootstrap of its own
 * @param excludedSnatCidrs ranges that pods reach with their own address; they need a bootstrap of its own
 * @param pageFileSizeMib MiB of the page file on {@code C:}, 2048 to 1048576; what Windows chooses when not given. It needs a
 *     bootstrap of its own, since Windows restarts for it
 * @param domainJoin the domain that the nodes are in; none when not given. It needs a bootstrap of its own
 * @param nodeRoleArn an existing role for the nodes, instead of one with the least that is needed
 * @param accessEntry whether an access entry EC2_WINDOWS is made for the pool's role; when not given it is where EKS would make
 *     none or another: with a bootstrap of its own, and for self-managed nodes. Not in clusters of CONFIG_MAP
 * @param subnetIds subnets of the nodes, all in the cluster's VPC; the network's, or those of the existing cluster, when not
 *     given
 * @param instanceRefresh of self-managed nodes: what happens to running ones when their launch template changes; auto when not
 *     given
 * @param buildkit BuildKit beside the node's containerd; none when not given. It needs a bootstrap of its own, since its network
 *     is made at each boot
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html">CreateNodegroup</a>
 */
@GenerateBuilder
public record EksWindowsNodePoolSpec(
        @Unwrapped(defaults = "httpPutResponseHopLimit: 2") WindowsInstanceSpec instance,

        @Range(min = 0, max = AutoScalingSpec.MAX_INSTANCES)
        @Explain(api = "AWS::EKS::Nodegroup ScalingConfig.MinSize", example = "1")
        int minSize,

        @Range(min = 1, max = AutoScalingSpec.MAX_INSTANCES)
        @Explain(api = "AWS::EKS::Nodegroup ScalingConfig.MaxSize", example = "6")
        @Default("4")
        int maxSize,

        @Explain(api = "AWS::EKS::Nodegroup CapacityType", example = "SPOT") @Default("ON_DEMAND")
        CapacityType capacityType,

        @Explain(api = "AWS::AutoScaling::AutoScalingGroup", example = "true")
        boolean selfManaged,

        @Explain(api = "Start-EKSBootstrap.ps1", example = "true")
        boolean ownBootstrap,

        @Explain(api = "AWS::EKS::Nodegroup ReleaseVersion", example = "1.35-2026.04.18")
        @Matches(EksWindowsNodePoolSpec.RELEASE_VERSION)
        Optional<String> releaseVersion,

        @Explain(api = "AWS::EKS::Nodegroup Labels", example = "{workload: iis}") @Singular("label")
        Map<String, String> labels,

        @Explain(api = "AWS::EKS::Nodegroup Taints", example = "[os=windows:NoSchedule]")
        @Default("os=windows:NoSchedule")
        @Singular("taint")
        List<Taint> taints,

        @Explain(api = "AWS::EKS::Nodegroup UpdateConfig", example = "{maxUnavailable: 2}")
        NodeUpdateConfigSpec updateConfig,

        @Explain(api = "Start-EKSBootstrap.ps1 -KubeletExtraArgs", example = "{maxPods: 60}")
        Optional<KubeletSpec> kubelet,

        @Explain(api = "Start-EKSBootstrap.ps1 -KubeProxyExtraArgs", example = "[--v=2]")
        List<String> kubeProxyExtraArgs,

        @Explain(api = "Start-EKSBootstrap.ps1 -ExcludedSnatCIDRs", example = "[10.0.0.0/8]")
        List<Ipv4Cidr> excludedSnatCidrs,

        @Explain(api = "Win32_PageFileSetting InitialSize and MaximumSize", example = "16384")
        @Range(min = 2_048, max = 1_048_576)
        Optional<Integer> pageFileSizeMib,

        @Explain(example = "{directoryId: d-1234567890}") Optional<DomainJoinSpec> domainJoin,

        @Explain(api = "AWS::EKS::Nodegroup NodeRole", example = "arn:aws:iam::123456789012:role/nodes")
        @Matches(ResourceId.Regex.ROLE)
        Optional<String> nodeRoleArn,

        @Explain(api = "AWS::EKS::AccessEntry Type EC2_WINDOWS", example = "true")
        Optional<Boolean> accessEntry,

        @Explain(api = "AWS::EKS::Nodegroup Subnets", example = "[subnet-0123456789abcdef0]")
        @Matches(ResourceId.Regex.SUBNET)
        List<String> subnetIds,

        @Explain(api = "StartInstanceRefresh", example = "manual")
        Optional<AutoScalingSpec.InstanceRefresh> instanceRefresh,

        @Explain(api = "buildkitd", example = "{}") Optional<NodeBuildkitSpec> buildkit)
        implements Spec {
    /** Of Windows: {@code 1.35-2026.04.18}. https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-versions-windows.html */
    static final String RELEASE_VERSION = "(1\\.\\d{2})-(\\d{4})[.-](0[1-9]|1[0-2])[.-](0[1-9]|[12]\\d|3[01])";

    private static final Pattern RELEASE_PARTS = Pattern.compile(RELEASE_VERSION);

    /** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html, taints. */
    private static final int MAX_TAINTS = 50;

    private static final int MAX_RELEASE_DAYS = 45;

    public static EksWindowsNodePoolSpecBuilder builder() {
        return new EksWindowsNodePoolSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        String linuxOnly = " works on Linux nodes only; leave it out";
        Map<String, String> refused = new LinkedHashMap<>();
        // https://docs.aws.amazon.com/eks/latest/userguide/node-health.html
        refused.put("nodeRepairConfig", "node auto repair" + linuxOnly);
        refused.put("nodeRepair", "node auto repair" + linuxOnly);
        refused.put("nodeMonitoringAgent", "the node monitoring agent" + linuxOnly);
        refused.put(
                "diskSize",
                "is ignored by EKS beside a launch template, which every pool has; use rootVolume: {sizeGib: ...}");
        refused.put("amiType", "follows from operatingSystem; leave it out");
        refused.put("remoteAccess", "would open RDP; leave it out: Session Manager reaches the nodes");
        refused.put(
                "securityGroupsForPods",
                "does not exist for Windows pods, which have their node's groups; use"
                        + " securityGroupIds of the pool");
        refused.put("bootstrapExtraArgs", "is no key; use kubelet, kubeProxyExtraArgs or excludedSnatCidrs");
        refused.put("kubeletExtraArgs", "is no key; use kubelet: {extraArgs: [...]}");
        refused.put("desiredSize", "is left to who scales the nodes; use minSize");
        refused.put("instanceRole", "is no key; use nodeRoleArn");
        return refused;
    }

    /** How many there are, as an Auto Scaling group is told. */
    AutoScalingSpec autoScaling() {
        return AutoScalingSpec.builder()
                .minSize(minSize)
                .maxSize(maxSize)
                .instancesDistribution(shares -> {
                    if (capacityType == CapacityType.SPOT) {
                        shares.onDemandPercentageAboveBaseCapacity(0);
                    }
                })
                .instanceRefresh(instanceRefresh.orElse(AutoScalingSpec.InstanceRefresh.AUTO))
                .unchecked();
    }

    /** Who sets a node up, and why. */
    NodeBootstrapChoice bootstrap() {
        return NodeBootstrapChoice.of(this);
    }

    /** Whether the pool's own user data makes a node of a machine; else EKS does, from an image that it chooses. */
    public boolean setsUpItself() {
        return bootstrap().isOwn();
    }

    /** Whether AWS's own image of the release is used, whichever way it is found. */
    boolean isAwsImage() {
        return instance.ami().equals(AmiSpec.LATEST);
    }

    @Override
    public void check(Problems problems) {
        instance.check(problems);
        instance.checkInstanceTypes(capacityType == CapacityType.SPOT, problems.at("capacityType"), problems);
        autoScaling().check(problems);
        if (!instance.operatingSystem().has(Feature.EKS)) {
            problems.at("operatingSystem")
                    .refuse(
                            instance.operatingSystem(),
                            "use a release of 2019, 2022 or 2025: AWS publishes no image of this one for EKS");
        }
        PoolLabels.check(labels, problems.at("labels"));
        checkTaints(problems.at("taints"));
        updateConfig.check(problems.at("updateConfig"));
        kubelet.ifPresent(spec -> spec.check(problems.at("kubelet")));
        KubeletSpec.checkArguments(kubeProxyExtraArgs, problems.at("kubeProxyExtraArgs"));
        pageFileSizeMib.ifPresent(size -> EksWindowsNodePoolSpecBuilder.checkPageFileSizeMib(size, problems));
        domainJoin.ifPresent(spec -> spec.check(problems.at("domainJoin")));
        buildkit.ifPresent(spec -> spec.check(problems.at("buildkit")));
        nodeRoleArn.ifPresent(arn -> ResourceId.ROLE.check(arn, problems.at("nodeRoleArn")));
        ResourceId.SUBNET.checkAll(subnetIds, problems.at("subnetIds"));
        checkManagement(problems);
        checkBootstrap(problems);
    }

    private void checkTaints(Problems problems) {
        if (taints.size() > MAX_TAINTS) {
            problems.ofEntries().add("has " + taints.size() + " taints; use at most " + MAX_TAINTS);
        }
        if (taints.isEmpty()) {
            // https://github.com/aws-samples/amazon-cloudwatch-container-insights/issues/14
            problems.warn(
                    "EKS010",
                    "without a taint pods that say nothing of an operating system land on Windows nodes and never start");
        }
        Taint.check(taints, problems);
    }

    private void checkManagement(Problems problems) {
        if (selfManaged) {
            if (updateConfig.isGiven()) {
                problems.given("selfManaged")
                        .atKey("updateConfig")
                        .add("belongs to a managed node group; leave it out, or use selfManaged: false");
            }
            if (instance.instanceProfile().isPresent() != nodeRoleArn.isPresent()) {
                String missing = nodeRoleArn.isPresent() ? "instanceProfile" : "nodeRoleArn";
                problems.given("selfManaged", "instanceProfile", "nodeRoleArn")
                        .at(missing)
                        .add(
                                "has no value; an existing role is given by both: nodeRoleArn lets its nodes into the cluster,"
                                        + " instanceProfile starts them with it");
            }
        } else {
            instance.instanceProfile().ifPresent(profile -> problems.given("selfManaged")
                    .at("instanceProfile")
                    .refuse(profile, "use nodeRoleArn: EKS makes the profile of a managed node group itself"));
            instanceRefresh.ifPresent(refresh -> problems.given("selfManaged")
                    .at("instanceRefresh")
                    .refuse(refresh, "leave it out: updateConfig says how EKS replaces nodes of a managed node group"));
        }
        if (nodeRoleArn.isPresent() && instance.permissionsBoundary().isPresent()) {
            problems.given("nodeRoleArn")
                    .at("permissionsBoundary")
                    .refuse(instance.permissionsBoundary().get(), "leave it out: with nodeRoleArn no role is made");
        }
        if (!selfManaged && instance.ami().resolveAtLaunch()) {
            // EKS resolves nothing: https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
            problems.given("selfManaged")
                    .at("ami")
                    .at("resolveAtLaunch")
                    .refuse(
                            true,
                            "leave it out, or use selfManaged: true: EKS wants an image's id in the template of a"
                                    + " managed node group");
        }
    }

    private void checkBootstrap(Problems problems) {
        NodeBootstrapChoice choice = bootstrap();
        releaseVersion.ifPresent(version -> {
            if (!EksWindowsNodePoolSpecBuilder.matchesReleaseVersion(version)) {
                problems.at("releaseVersion")
                        .refuse(version, "use a release of EKS's Windows images, such as 1.35-2026.04.18");
            } else if (choice.isOwn()) {
                problems.given(choice.keys(problems))
                        .at("releaseVersion")
                        .refuse(
                                version,
                                "leave it out: it pins EKS's own images, and this pool bootstraps itself ("
                                        + choice.reason() + "); ami: {id: ...} pins one");
            } else {
                warnOfAge(version, problems.at("releaseVersion"));
            }
        });
    }

    /** AWS publishes images each month, and keeps them public for some four: eksctl-io/eksctl issue 6319. */
    private static void warnOfAge(String version, Problems problems) {
        Matcher release = RELEASE_PARTS.matcher(version);
        if (release.matches()) {
            LocalDate month = LocalDate.of(Integer.parseInt(release.group(2)), Integer.parseInt(release.group(3)), 1);
            int day = Math.min(Integer.parseInt(release.group(4)), month.lengthOfMonth());
            if (month.withDayOfMonth(day).plusDays(MAX_RELEASE_DAYS).isBefore(WindowsRelease.TABLE_DATE)) {
                problems.warn(
                        "EKS021",
                        "release " + version + " was more than " + MAX_RELEASE_DAYS + " days old on "
                                + WindowsRelease.TABLE_DATE
                                + "; AWS publishes one a month with Microsoft's updates, and withdraws old ones");
            }
        }
    }

    /** Whether the pool needs an access entry that EKS does not make itself. */
    boolean needsAccessEntry() {
        return accessEntry.orElse(bootstrap().isOwn());
    }

    /** The version of Kubernetes that {@code releaseVersion} is of. */
    Optional<String> versionOfRelease() {
        return releaseVersion
                .map(RELEASE_PARTS::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    /** Pods that a node is told to hold at most. */
    int maxPods() {
        return kubelet.flatMap(KubeletSpec::maxPods).orElse(KubeletSpec.DEFAULT_MAX_PODS);
    }

    /** MiB that pods do not get; nothing where kubelet is started by EKS's own bootstrap. */
    int reservedMemoryMib() {
        return bootstrap().isOwn() ? kubeletOrDefault().reservedMemoryMib() : 0;
    }

    KubeletSpec kubeletOrDefault() {
        return kubelet.orElseGet(() -> KubeletSpec.builder().unchecked());
    }

    /** The labels that pods are placed by, those that Kubernetes gives a Windows node among them. */
    Stream<Map.Entry<String, String>> schedulingLabels() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("kubernetes.io/os", "windows");
        all.put("kubernetes.io/arch", "amd64");
        all.put("node.kubernetes.io/windows-build", instance.operatingSystem().windowsBuild());
        all.putAll(labels);
        return all.entrySet().stream();
    }
}
