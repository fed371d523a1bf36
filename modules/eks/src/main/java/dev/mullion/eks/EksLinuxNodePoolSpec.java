package dev.mullion.eks;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.ec2.Gp3Volume;
import dev.mullion.ec2.InstanceTypes;
import dev.mullion.kubernetes.Taint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Linux nodes, which every cluster with Windows nodes needs for CoreDNS and the add-ons: a managed node group.
 *
 * <pre>{@code
 * linuxNodePools:
 *   system: {instanceTypes: [m6i.large], minSize: 2, maxSize: 3}
 * }</pre>
 *
 * @param amiType which of EKS's images; AL2023_x86_64_STANDARD when not given
 * @param instanceTypes one or more, the preferred first
 * @param minSize the fewest nodes, 1 or more; 2 when not given
 * @param maxSize the most nodes, at least minSize; 4 when not given
 * @param capacityType ON_DEMAND or SPOT; ON_DEMAND when not given
 * @param labels labels of the nodes, beside those that Kubernetes gives them
 * @param taints what keeps pods off that do not tolerate it; none when not given
 * @param updateConfig how many nodes are replaced at once; one when not given
 * @param rootVolumeSizeGib GiB, 20 to 16384; 50 when not given. gp3, encrypted
 * @param nodeRoleArn an existing role for the nodes, instead of one with the least that is needed
 * @param subnetIds subnets of the nodes; the network's, or those of the existing cluster, when not given
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html">Windows nodes need Linux nodes</a>
 */
@GenerateBuilder
public record EksLinuxNodePoolSpec(
        @Explain(api = "AWS::EKS::Nodegroup AmiType", example = "BOTTLEROCKET_x86_64")
        @Default("AL2023_x86_64_STANDARD")
        AmiType amiType,

        @Required
        @Matches(InstanceTypes.NAME)
        @Explain(api = "AWS::EKS::Nodegroup InstanceTypes", example = "[m6i.large]")
        List<String> instanceTypes,

        @Explain(api = "AWS::EKS::Nodegroup ScalingConfig.MinSize", example = "2")
        @Range(min = 1, max = 450)
        @Default("2")
        int minSize,

        @Range(min = 1, max = 450)
        @Explain(api = "AWS::EKS::Nodegroup ScalingConfig.MaxSize", example = "6")
        @Default("4")
        int maxSize,

        @Explain(api = "AWS::EKS::Nodegroup CapacityType", example = "SPOT") @Default("ON_DEMAND")
        CapacityType capacityType,

        @Explain(api = "AWS::EKS::Nodegroup Labels", example = "{workload: system}") @Singular("label")
        Map<String, String> labels,

        @Explain(api = "AWS::EKS::Nodegroup Taints", example = "[{key: dedicated, value: system, effect: NO_SCHEDULE}]")
        @Singular("taint")
        List<Taint> taints,

        @Explain(api = "AWS::EKS::Nodegroup UpdateConfig", example = "{maxUnavailablePercentage: 25}")
        NodeUpdateConfigSpec updateConfig,

        @Explain(
                api = "AWS::EC2::LaunchTemplate LaunchTemplateData.BlockDeviceMappings.Ebs.VolumeSize",
                example = "100")
        @Range(min = 20, max = Gp3Volume.MAX_GIB)
        @Default("50")
        int rootVolumeSizeGib,

        @Explain(api = "AWS::EKS::Nodegroup NodeRole", example = "arn:aws:iam::123456789012:role/nodes")
        @Matches(ResourceId.Regex.ROLE)
        Optional<String> nodeRoleArn,

        @Explain(api = "AWS::EKS::Nodegroup Subnets", example = "[subnet-0123456789abcdef0]")
        @Matches(ResourceId.Regex.SUBNET)
        List<String> subnetIds)
        implements Spec {
    /** EKS's images of Linux, spelled as its API does. */
    public enum AmiType {
        AL2023_x86_64_STANDARD("/dev/xvda", "x86_64"),
        AL2023_ARM_64_STANDARD("/dev/xvda", "arm64"),
        // Bottlerocket's first volume is its own; images and pods are on the second.
        BOTTLEROCKET_x86_64("/dev/xvdb", "x86_64"),
        BOTTLEROCKET_ARM_64("/dev/xvdb", "arm64");

        private final String device;
        private final String architecture;

        AmiType(String device, String architecture) {
            this.device = device;
            this.architecture = architecture;
        }

        /** As EC2 names it. */
        String architecture() {
            return architecture;
        }

        /** The volume that images and pods fill. */
        String device() {
            return device;
        }
    }

    public static EksLinuxNodePoolSpecBuilder builder() {
        return new EksLinuxNodePoolSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put(
                "diskSize", "is ignored by EKS beside a launch template, which every pool has; use rootVolumeSizeGib");
        refused.put("desiredSize", "is left to who scales the nodes; use minSize");
        return refused;
    }

    @Override
    public void check(Problems problems) {
        if (instanceTypes.isEmpty()) {
            problems.at("instanceTypes").add("names no instance type; use at least one, such as [m6i.large]");
        }
        for (int i = 0; i < instanceTypes.size(); i++) {
            String name = instanceTypes.get(i);
            Problems here = problems.at("instanceTypes").at(i);
            if (!EksLinuxNodePoolSpecBuilder.matchesInstanceTypes(name)) {
                here.refuse(name, "use an instance type, such as m6i.large");
            }
            InstanceTypes.find(name)
                    .filter(type -> !type.architectures().contains(amiType.architecture()))
                    .ifPresent(type -> here.given(problems.at("amiType"))
                            .refuse(
                                    name,
                                    "use a type of " + amiType.architecture() + ", which images of " + amiType
                                            + " are for, or another amiType: this one is "
                                            + String.join(", ", type.architectures())));
        }
        EksLinuxNodePoolSpecBuilder.checkMinSize(minSize, problems);
        if (maxSize < minSize || maxSize > 450) {
            problems.given("minSize").at("maxSize").refuse(maxSize, "use " + minSize + " (minSize) to 450");
        }
        if (minSize == 1) {
            problems.at("minSize")
                    .warn(
                            "EKS011",
                            "one Linux node is one place for CoreDNS: while it is replaced, no pod of the cluster finds a"
                                    + " name; AWS advises two");
        }
        PoolLabels.check(labels, problems.at("labels"));
        Taint.check(taints, problems.at("taints"));
        updateConfig.check(problems.at("updateConfig"));
        EksLinuxNodePoolSpecBuilder.checkRootVolumeSizeGib(rootVolumeSizeGib, problems);
        nodeRoleArn.ifPresent(arn -> ResourceId.ROLE.check(arn, problems.at("nodeRoleArn")));
        ResourceId.SUBNET.checkAll(subnetIds, problems.at("subnetIds"));
    }
}
