package dev.mullion.eks;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of kubelet, as far as Karpenter gives them to Windows nodes.
 *
 * @param maxPods pods on a node, 1 to 250; 110 when not given
 * @param reservedMemoryMib MiB that pods do not get, 512 or more: Windows pages instead of ending what takes too much; 2048
 *     when not given, as AWS advises
 */
@GenerateBuilder
public record KarpenterKubeletSpec(
        @Explain(api = "EC2NodeClass spec.kubelet maxPods", example = "60") @Range(min = 1, max = 250)
        Optional<Integer> maxPods,

        @Explain(api = "EC2NodeClass spec.kubelet systemReserved.memory", example = "3072")
        @Range(min = 512, max = 1_048_576)
        @Default("2048")
        int reservedMemoryMib)
        implements Spec {
    public static KarpenterKubeletSpecBuilder builder() {
        return new KarpenterKubeletSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        Map<String, String> refused = new LinkedHashMap<>();
        // pkg/providers/amifamily/bootstrap/bootstrap.go, kubeletExtraArgs
        refused.put(
                "extraArgs", "is not possible: Karpenter gives Windows nodes no arguments of the user; leave it out");
        refused.put("clusterDNS", "follows from the cluster; leave it out");
        return refused;
    }

    @Override
    public void check(Problems problems) {
        maxPods.ifPresent(pods -> KarpenterKubeletSpecBuilder.checkMaxPods(pods, problems));
        KarpenterKubeletSpecBuilder.checkReservedMemoryMib(reservedMemoryMib, problems);
    }

    /** The same split as of pools that bootstrap themselves: {@link NodeArguments#ofKubelet}. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        maxPods.ifPresent(pods -> fields.put("maxPods", pods));
        int ofKubelet = reservedMemoryMib / 4;
        fields.put("kubeReserved", reserved(ofKubelet));
        fields.put("systemReserved", reserved(reservedMemoryMib - ofKubelet));
        Map<String, Object> eviction = new LinkedHashMap<>();
        eviction.put("memory.available", "200Mi");
        eviction.put("nodefs.available", "10%");
        fields.put("evictionHard", eviction);
        return fields;
    }

    private static Map<String, Object> reserved(int mebibytes) {
        Map<String, Object> reserved = new LinkedHashMap<>();
        reserved.put("memory", mebibytes + "Mi");
        reserved.put("ephemeral-storage", "1Gi");
        return reserved;
    }
}
