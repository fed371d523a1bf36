package dev.mullion.eks;

/** Names of EKS's add-ons that Mullion knows something of. */
final class EksAddon {
    static final String VPC_CNI = "vpc-cni";
    static final String KUBE_PROXY = "kube-proxy";
    static final String COREDNS = "coredns";
    static final String EBS_CSI_DRIVER = "aws-ebs-csi-driver";
    static final String CLOUDWATCH_OBSERVABILITY = "amazon-cloudwatch-observability";
    static final String POD_IDENTITY_AGENT = "eks-pod-identity-agent";
    static final String NODE_MONITORING_AGENT = "eks-node-monitoring-agent";

    private EksAddon() {}
}
