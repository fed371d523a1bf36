package dev.mullion.eks;

/** The first version of an add-on that serves Windows nodes. */
public enum AddonFloor {
    /** https://github.com/aws/amazon-vpc-cni-k8s/pull/2515: no chart before has it, and EKS refuses what it lacks. */
    VPC_CNI(EksAddon.VPC_CNI, new AddonVersion(1, 14, 0), "older ones do not take enableWindowsIpam"),
    /** https://github.com/kubernetes-sigs/aws-ebs-csi-driver/pull/2831 */
    EBS_CSI_ON_2025(
            EksAddon.EBS_CSI_DRIVER,
            new AddonVersion(1, 56, 0),
            "older ones have no image for nodes of Windows Server 2025"),
    /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-setup-EKS-addon.html */
    CLOUDWATCH(EksAddon.CLOUDWATCH_OBSERVABILITY, new AddonVersion(1, 5, 0), "older ones have no agent for Windows"),
    /** The chart's tolerations: aws-observability/helm-charts. */
    CLOUDWATCH_ON_TAINTED(
            EksAddon.CLOUDWATCH_OBSERVABILITY,
            new AddonVersion(1, 7, 0),
            "agents of older ones stay off Windows nodes, which are tainted");

    private final String addon;

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private final AddonVersion version;

    private final String reason;

    AddonFloor(String addon, AddonVersion version, String reason) {
        this.addon = addon;
        this.version = version;
        this.reason = reason;
    }

    /** Such as {@code v1.56.0}. */
    public String version() {
        return version.toString();
    }

    /** What older ones lack. */
    public String reason() {
        return reason;
    }

    /** Whether a version of an add-on, such as {@code v1.55.0-eksbuild.1}, is older; never of what is no version. */
    public boolean isBelow(String addon, String version) {
        return addon.equals(this.addon) && isBelow(version);
    }

    boolean isBelow(String version) {
        return AddonVersion.of(version)
                .filter(known -> known.isBefore(this.version))
                .isPresent();
    }
}
