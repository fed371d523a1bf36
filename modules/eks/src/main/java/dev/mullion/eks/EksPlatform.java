package dev.mullion.eks;

import dev.mullion.core.userdata.ExitCodes;
import dev.mullion.ec2.Platform;
import java.util.List;

/** What EKS brings to machines and networks. */
public final class EksPlatform {
    /**
     * Nodes and what runs on them call these in a network without a way out:
     * https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html. Not eks-auth: Pod Identity does not serve
     * Windows pods.
     */
    public static final Platform EKS = new Platform(
            "EKS",
            List.of(new ExitCodes(50, 69)),
            List.of(EksBootStep.values()),
            List.of("eks", "ec2", "sts", "elasticloadbalancing", "autoscaling"));

    private EksPlatform() {}
}
