package dev.mullion.eks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What tells the cluster autoscaler of a node that is not there yet, in tags of the Auto Scaling group.
 *
 * @see <a href="https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md">Auto-discovery</a>
 */
final class ScaleFromZero {
    private static final String TEMPLATE = "k8s.io/cluster-autoscaler/node-template/";

    private ScaleFromZero() {}

    /** The tags of a pool that can be empty; none of one that has a node. */
    static Map<String, String> tags(EksWindowsNodePoolSpec pool, PodDensity density) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (pool.minSize() > 0) {
            return tags;
        }
        pool.schedulingLabels().forEach(label -> tags.put(TEMPLATE + "label/" + label.getKey(), label.getValue()));
        pool.taints()
                .forEach(taint -> tags.put(
                        TEMPLATE + "taint/" + taint.key(),
                        taint.value() + ":" + taint.effect().kubernetesName()));
        // Every Windows pod asks for one: kubernetes/autoscaler issue 3133.
        density.pods()
                .ifPresent(pods ->
                        tags.put(TEMPLATE + "resources/vpc.amazonaws.com/PrivateIPv4Address", String.valueOf(pods)));
        return tags;
    }

    /** A tag's key as the end of a resource's name. */
    static String suffix(String key) {
        return key.substring(TEMPLATE.length()).replace('/', '-');
    }
}
