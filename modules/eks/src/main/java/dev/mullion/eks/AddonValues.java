package dev.mullion.eks;

import dev.mullion.core.json.JsonValue;
import dev.mullion.kubernetes.Taint;
import dev.mullion.kubernetes.Toleration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an add-on is told where Windows nodes are: ours, and over it what the user says. */
final class AddonValues {
    private AddonValues() {}

    /** The configuration of an add-on, as far as Mullion has a say in it. */
    static Map<String, Object> of(String name, EksClusterSpec cluster, AddonSpec spec) {
        return merged(
                ours(name, cluster), spec.values().map(JsonValue.Fields::values).orElse(Map.of()));
    }

    private static Map<String, Object> ours(String name, EksClusterSpec cluster) {
        return switch (name) {
            case EksAddon.VPC_CNI -> cluster.windowsIpam().addonValues();
            case EksAddon.COREDNS -> tolerations(tolerationsOfLinux(cluster));
            case EksAddon.EBS_CSI_DRIVER -> ebsCsiDriver(cluster);
            default -> Map.of();
        };
    }

    /**
     * https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/v1.64.0/charts/aws-ebs-csi-driver/values.yaml: tolerations of
     * ours replace the chart's, so its own stand in front. Those of nodes count where somebody sets tolerateAllTaints to false.
     */
    private static Map<String, Object> ebsCsiDriver(EksClusterSpec cluster) {
        Map<String, Object> critical = new LinkedHashMap<>();
        critical.put("key", "CriticalAddonsOnly");
        critical.put("operator", "Exists");
        Map<String, Object> leaving = new LinkedHashMap<>();
        leaving.put("operator", "Exists");
        leaving.put("effect", "NoExecute");
        leaving.put("tolerationSeconds", 300);
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("enableWindows", true);
        List<Map<String, Object>> ofNodes =
                fields(Toleration.of(cluster.taints().toList()));
        if (!ofNodes.isEmpty()) {
            node.put("tolerations", joined(List.of(leaving), ofNodes));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("node", node);
        List<Map<String, Object>> ofLinux = tolerationsOfLinux(cluster);
        if (!ofLinux.isEmpty()) {
            values.put("controller", tolerations(joined(List.of(critical, leaving), ofLinux)));
        }
        return values;
    }

    private static Map<String, Object> tolerations(List<Map<String, Object>> tolerations) {
        return tolerations.isEmpty() ? Map.of() : Map.of("tolerations", tolerations);
    }

    /** Where every Linux pool keeps pods off, those that the cluster needs must be let in; none where one pool does not. */
    static List<Map<String, Object>> tolerationsOfLinux(EksClusterSpec cluster) {
        List<Taint> taints = new ArrayList<>();
        for (EksLinuxNodePoolSpec pool : cluster.linuxNodePools().values()) {
            if (pool.taints().isEmpty()) {
                return List.of();
            }
            taints.addAll(pool.taints());
        }
        return fields(Toleration.of(taints));
    }

    private static List<Map<String, Object>> fields(List<Toleration> tolerations) {
        return tolerations.stream().map(Toleration::fields).toList();
    }

    private static List<Map<String, Object>> joined(List<Map<String, Object>> first, List<Map<String, Object>> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Maps come together key by key; of all else the user's own stays. */
    private static Map<String, Object> merged(Map<String, Object> ours, Map<String, JsonValue> theirs) {
        Map<String, Object> all = new LinkedHashMap<>(ours);
        theirs.forEach((key, value) -> all.put(
                key,
                all.get(key) instanceof Map<?, ?> map && value instanceof JsonValue.Fields fields
                        ? merged(withTextKeys(map), fields.values())
                        : value));
        return all;
    }

    @SuppressWarnings("unchecked") // Ours have no other keys.
    private static Map<String, Object> withTextKeys(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
