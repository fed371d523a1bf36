package dev.mullion.eks;

import java.util.Map;
import java.util.Optional;

/** Names of EKS's add-ons that Mullion knows something of. */
final class EksAddon {
    static final String VPC_CNI = "vpc-cni";
    static final String KUBE_PROXY = "kube-proxy";
    static final String COREDNS = "coredns";
    static final String EBS_CSI_DRIVER = "aws-ebs-csi-driver";
    static final String CLOUDWATCH_OBSERVABILITY = "amazon-cloudwatch-observability";
    static final String POD_IDENTITY_AGENT = "eks-pod-identity-agent";
    static final String NODE_MONITORING_AGENT = "eks-node-monitoring-agent";

    static final String CERT_MANAGER = "cert-manager";

    /**
     * What an add-on calls AWS with.
     *
     * @param account its pods' service account
     * @param policy the AWS managed policy that it needs, path included
     */
    record Role(ServiceAccountName account, String policy) {}

    /**
     * https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html,
     * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html
     */
    private static final Map<String, Role> ROLES = Map.of(
            EBS_CSI_DRIVER,
            new Role(
                    new ServiceAccountName("kube-system", "ebs-csi-controller-sa"),
                    "service-role/AmazonEBSCSIDriverPolicy"),
            CLOUDWATCH_OBSERVABILITY,
            new Role(new ServiceAccountName("amazon-cloudwatch", "cloudwatch-agent"), "CloudWatchAgentServerPolicy"));

    private EksAddon() {}

    /** The role that Mullion makes for an add-on, where it needs one. */
    static Optional<Role> role(String name) {
        return Optional.ofNullable(ROLES.get(name));
    }
}
