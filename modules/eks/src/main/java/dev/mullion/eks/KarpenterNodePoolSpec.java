package dev.mullion.eks;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.AmiSpec;
import dev.mullion.ec2.RootVolumeSpec;
import dev.mullion.ec2.SecurityGroups;
import dev.mullion.ec2.WindowsInstanceSpec;
import dev.mullion.kubernetes.NodeLabels;
import dev.mullion.kubernetes.Taint;
import dev.mullion.windows.WindowsRelease;
import dev.mullion.windows.WindowsRelease.Feature;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Windows nodes of Karpenter that are alike: a NodePool and its EC2NodeClass.
 *
 * <pre>{@code
 * windows-2022:
 *   operatingSystem: WINDOWS_SERVER_2022_CORE
 *   instanceFamilies: [m6i, r6i]
 *   capacityTypes: [SPOT, ON_DEMAND]
 *   rootVolume: {sizeGib: 300, throughputMibPerSecond: 700}
 *   labels: {role: windows-builds}
 *   taints: [{key: dedicated, value: windows-builds-2022}]
 *   startupTaints: [{key: ebs.csi.aws.com/agent-not-ready, value: wait, effect: NO_EXECUTE}]
 *   disruption: {consolidateAfter: 2h}
 *   limits: {cpu: 200, memoryGib: 800}
 * }</pre>
 *
 * @param operatingSystem which Windows; of a Core release Karpenter finds the image, of a Full one Mullion names it
 * @param ami the image; AWS's newest of the release and the cluster's version when not given
 * @param instanceTypes the only instance types, instead of what the four keys below say
 * @param instanceFamilies the only families, such as m6i, instead of categories and a generation
 * @param instanceCategories families by their first letters; c, m and r when not given
 * @param minInstanceGeneration the oldest generation, 3 to 9; 5 when not given
 * @param minInstanceMemoryMib the least memory, 4096 or more; 8192 when not given
 * @param capacityTypes ON_DEMAND, SPOT or both; ON_DEMAND when not given
 * @param requirements further requirements, as NodePools have them
 * @param rootVolume the volume C: of each node, {@code /dev/sda1}
 * @param httpPutResponseHopLimit how far answers of the metadata service go, 1 to 64; 2, so that pods reach it, when not given
 * @param subnetIds subnets of the nodes; those of the cluster's nodes when not given
 * @param securityGroupIds groups beside the cluster's own
 * @param labels labels of the nodes, beside those that Karpenter and Kubernetes give them
 * @param taints what keeps pods off that do not tolerate it; os=windows:NoSchedule when not given, none when empty
 * @param startupTaints what keeps pods off until somebody takes it away; none when not given
 * @param kubelet settings of kubelet
 * @param disruption when Karpenter ends nodes
 * @param expireAfter how old a node gets, such as 720h, or Never; 720h, as Karpenter, when not given
 * @param terminationGracePeriod how long a node is drained at most, such as 4h; without an end when not given
 * @param limits how much the pool may have at most; without an end when not given
 * @param weight which pool comes first, 1 to 100, the heaviest; Karpenter's choice when not given
 * @see <a href="https://karpenter.sh/docs/concepts/nodepools/">NodePools</a>
 */
@GenerateBuilder
public record KarpenterNodePoolSpec(
        @Explain(api = "EC2NodeClass spec.amiFamily and amiSelectorTerms", example = "WINDOWS_SERVER_2025_CORE")
        @Default("WINDOWS_SERVER_2022_CORE")
        WindowsRelease operatingSystem,

        @Explain(api = "EC2NodeClass spec.amiSelectorTerms", example = "{id: ami-0123456789abcdef0}")
        AmiSpec ami,

        @Explain(
                api = "NodePool spec.template.spec requirements node.kubernetes.io/instance-type",
                example = "[m6i.xlarge]")
        List<String> instanceTypes,

        @Explain(
                api = "NodePool spec.template.spec requirements karpenter.k8s.aws/instance-family",
                example = "[m6i, m7i]")
        @Matches(KarpenterNodePoolSpec.FAMILY)
        List<String> instanceFamilies,

        @Matches(KarpenterNodePoolSpec.CATEGORY)
        @Explain(api = "NodePool spec.template.spec requirements karpenter.k8s.aws/instance-category", example = "[m]")
        @Default({"c", "m", "r"})
        List<String> instanceCategories,

        @Explain(api = "NodePool spec.template.spec requirements karpenter.k8s.aws/instance-generation", example = "6")
        @Range(min = 3, max = 9)
        @Default("5")
        int minInstanceGeneration,

        @Explain(api = "NodePool spec.template.spec requirements karpenter.k8s.aws/instance-memory", example = "16384")
        @Range(min = 4_096, max = 1_048_576)
        @Default("8192")
        int minInstanceMemoryMib,

        @Explain(
                api = "NodePool spec.template.spec requirements karpenter.sh/capacity-type",
                example = "[SPOT, ON_DEMAND]")
        @Default("ON_DEMAND")
        List<CapacityType> capacityTypes,

        @Explain(
                api = "NodePool spec.template.spec requirements",
                example = "[{key: topology.kubernetes.io/zone, values: [eu-west-1a]}]")
        @Singular("requirement")
        List<KarpenterRequirementSpec> requirements,

        @Explain(api = "EC2NodeClass spec.blockDeviceMappings", example = "{sizeGib: 150}")
        RootVolumeSpec rootVolume,

        @Explain(api = "EC2NodeClass spec.metadataOptions.httpPutResponseHopLimit", example = "1")
        @Range(min = 1, max = 64)
        @Default("2")
        int httpPutResponseHopLimit,

        @Explain(api = "EC2NodeClass spec.subnetSelectorTerms", example = "[subnet-0123456789abcdef0]")
        @Matches(ResourceId.Regex.SUBNET)
        List<String> subnetIds,

        @Matches(ResourceId.Regex.SECURITY_GROUP)
        @Explain(api = "EC2NodeClass spec.securityGroupSelectorTerms", example = "[sg-0123456789abcdef0]")
        List<String> securityGroupIds,

        @Explain(api = "NodePool spec.template.metadata.labels", example = "{workload: iis}") @Singular("label")
        Map<String, String> labels,

        @Explain(api = "NodePool spec.template.spec taints", example = "[os=windows:NoSchedule]")
        @Default("os=windows:NoSchedule")
        @Singular("taint")
        List<Taint> taints,

        @Explain(
                api = "NodePool spec.template.spec startupTaints",
                example = "[{key: agent, value: missing, effect: NO_EXECUTE}]")
        @Singular("startupTaint")
        List<Taint> startupTaints,

        @Explain(api = "EC2NodeClass spec.kubelet", example = "{maxPods: 60}")
        KarpenterKubeletSpec kubelet,

        @Explain(api = "NodePool spec.disruption", example = "{consolidateAfter: 1h}")
        KarpenterDisruptionSpec disruption,

        @Explain(api = "NodePool spec.template.spec expireAfter", example = "Never")
        @Default("720h")
        @Matches(KarpenterDisruptionSpec.DURATION_OR_NEVER)
        String expireAfter,

        @Explain(api = "NodePool spec.template.spec terminationGracePeriod", example = "4h")
        @Matches(KarpenterDisruptionSpec.DURATION)
        Optional<String> terminationGracePeriod,

        @Explain(api = "NodePool spec.limits", example = "{cpu: 200}")
        KarpenterLimitsSpec limits,

        @Explain(api = "NodePool spec.weight", example = "50") @Range(min = 1, max = 100)
        Optional<Integer> weight)
        implements Spec {
    static final String CATEGORY = "[a-z]{1,4}";
    static final String FAMILY = "[a-z]{1,4}\\d+[a-z0-9-]*";
    /** https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html */
    private static final Pattern GRAVITON = Pattern.compile("a1|[a-z]+\\d+g[a-z]*");

    private static final Pattern RESERVED = Pattern.compile("(.*\\.)?karpenter\\.(sh|k8s\\.aws)/.*");

    public static KarpenterNodePoolSpecBuilder builder() {
        return new KarpenterNodePoolSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        Map<String, String> refused = new LinkedHashMap<>();
        // pkg/providers/amifamily/windows.go, UserData
        refused.put(
                "instanceStorePolicy",
                "(RAID0) is dropped by Karpenter on Windows; leave it out, and make rootVolume larger");
        refused.put("amiFamily", "follows from operatingSystem; leave it out");
        refused.put("amiSelectorTerms", "is no key; use operatingSystem, or ami");
        refused.put("blockDeviceMappings", "is no key; use rootVolume: {sizeGib: ...}");
        refused.put(
                "userData",
                "is Mullion's: it tells AWS's bootstrap the range of services; leave it out, and use an image of yours"
                        + " for more (ami)");
        refused.put("subnetSelectorTerms", "is no key; use subnetIds, or leave it out");
        refused.put("securityGroupSelectorTerms", "is no key; use securityGroupIds, or leave it out");
        refused.put("role", "is no key; use nodeRoleArn of karpenter");
        refused.put("instanceProfile", "is no key; use nodeRoleArn of karpenter");
        refused.put("minSize", "is no key: Karpenter starts nodes where pods need them; leave it out");
        refused.put("maxSize", "is no key; use limits: {nodes: ...}");
        return refused;
    }

    boolean hasSpot() {
        return capacityTypes.contains(CapacityType.SPOT);
    }

    @Override
    public void check(Problems problems) {
        if (!operatingSystem.has(Feature.EKS)) {
            problems.at("operatingSystem")
                    .refuse(
                            operatingSystem,
                            "use a release of 2019, 2022 or 2025: AWS publishes no image of this one for EKS");
        }
        ami.check(problems.at("ami"));
        if (ami.resolveAtLaunch()) {
            problems.at("ami")
                    .at("resolveAtLaunch")
                    .refuse(true, "leave it out: Karpenter reads the parameter itself whenever it starts a node");
        }
        checkInstances(problems);
        checkCapacityTypes(problems.at("capacityTypes"));
        for (int i = 0; i < requirements.size(); i++) {
            requirements.get(i).check(problems.at("requirements").at(i));
        }
        rootVolume.check(problems.at("rootVolume"));
        KarpenterNodePoolSpecBuilder.checkHttpPutResponseHopLimit(httpPutResponseHopLimit, problems);
        ResourceId.SUBNET.checkAll(subnetIds, problems.at("subnetIds"));
        SecurityGroups.check(securityGroupIds, problems.at("securityGroupIds"));
        NodeLabels.check(labels, problems.at("labels"));
        labels.keySet().stream().filter(key -> RESERVED.matcher(key).matches()).forEach(key -> problems.at("labels")
                .atKey(key)
                .refuse(key, "use another domain, or requirements: Karpenter gives labels of this one itself"));
        checkTaints(problems);
        kubelet.check(problems.at("kubelet"));
        disruption.check(problems.at("disruption"));
        KarpenterDisruptionSpec.checkDuration(expireAfter, true, problems.at("expireAfter"));
        terminationGracePeriod.ifPresent(
                period -> KarpenterDisruptionSpec.checkDuration(period, false, problems.at("terminationGracePeriod")));
        limits.check(problems.at("limits"));
        weight.ifPresent(value -> KarpenterNodePoolSpecBuilder.checkWeight(value, problems));
    }

    private void checkInstances(Problems problems) {
        if (!instanceTypes.isEmpty()) {
            WindowsInstanceSpec.builder()
                    .instanceTypes(instanceTypes)
                    .unchecked()
                    .checkInstanceTypes(false, problems.at("capacityTypes"), problems);
            if (!instanceFamilies.isEmpty()) {
                problems.given("instanceTypes")
                        .at("instanceFamilies")
                        .refuse(instanceFamilies.get(0), "leave it out: instanceTypes names the only types");
            }
        }
        checkWords(
                instanceFamilies,
                KarpenterNodePoolSpecBuilder::matchesInstanceFamilies,
                "use a family of instance types, such as m6i",
                problems.at("instanceFamilies"));
        for (int i = 0; i < instanceFamilies.size(); i++) {
            if (GRAVITON.matcher(instanceFamilies.get(i)).matches()) {
                problems.at("instanceFamilies")
                        .at(i)
                        .refuse(
                                instanceFamilies.get(i),
                                "use an x86_64 family: Windows Server does not run on Graviton (arm64)");
            }
        }
        checkWords(
                instanceCategories,
                KarpenterNodePoolSpecBuilder::matchesInstanceCategories,
                "use the letters in front of a family's number, such as m",
                problems.at("instanceCategories"));
        if (instanceCategories.isEmpty()) {
            problems.at("instanceCategories").add("names no category; use one or more, such as [c, m, r]");
        }
        KarpenterNodePoolSpecBuilder.checkMinInstanceGeneration(minInstanceGeneration, problems);
        KarpenterNodePoolSpecBuilder.checkMinInstanceMemoryMib(minInstanceMemoryMib, problems);
    }

    private static void checkWords(List<String> words, Predicate<String> allowed, String use, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            if (!allowed.test(words.get(i))) {
                problems.at(i).refuse(words.get(i), use);
            } else if (!seen.add(words.get(i))) {
                problems.at(i).refuse(words.get(i), "name each once");
            }
        }
    }

    private void checkCapacityTypes(Problems problems) {
        if (capacityTypes.isEmpty()) {
            problems.add("names no capacity type; use ON_DEMAND, SPOT or both");
        }
        for (int i = 1; i < capacityTypes.size(); i++) {
            if (capacityTypes.indexOf(capacityTypes.get(i)) < i) {
                problems.at(i).refuse(capacityTypes.get(i), "name each once");
            }
        }
    }

    private void checkTaints(Problems problems) {
        if (taints.isEmpty()) {
            problems.at("taints")
                    .warn(
                            "EKS010",
                            "without a taint pods that say nothing of an operating system land on Windows nodes and never"
                                    + " start");
        }
        Taint.check(taints, problems.at("taints"));
        Taint.check(startupTaints, problems.at("startupTaints"));
    }
}
