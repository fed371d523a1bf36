package dev.mullion.kubernetes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a workload makes pods from.
 *
 * @param labels sorted; what the workload finds its pods by
 * @param os {@code windows} or {@code linux}; what the API server judges the pod's security by
 * @param place where pods go
 * @param serviceAccount that of the namespace when empty
 */
public record PodTemplate(
        Map<String, String> labels,
        String os,
        Place place,
        Optional<String> serviceAccount,
        List<Container> containers) {
    public PodTemplate {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        containers = List.copyOf(containers);
    }

    /**
     * Where pods go.
     *
     * @param runtimeClass brings a node selector and tolerations of its own
     * @param nodeSelector labels of the nodes, sorted
     */
    public record Place(Optional<String> runtimeClass, Map<String, String> nodeSelector, List<Toleration> tolerations) {
        public Place {
            nodeSelector = Collections.unmodifiableMap(new TreeMap<>(nodeSelector));
            tolerations = List.copyOf(tolerations);
        }

        /** Where a runtime class says, and nothing else. */
        public static Place of(String runtimeClass) {
            return new Place(Optional.of(runtimeClass), Map.of(), List.of());
        }

        /** Onto the nodes of an operating system that have these taints, or none. */
        public static Place on(String os, List<Toleration> tolerations) {
            return new Place(Optional.empty(), Map.of(NodeLabels.OPERATING_SYSTEM, os), tolerations);
        }
    }

    /** Pods of Windows containers. */
    public static PodTemplate windows(Map<String, String> labels, Place place, Container... containers) {
        return new PodTemplate(labels, "windows", place, Optional.empty(), List.of(containers));
    }

    /** The same with a service account. */
    public PodTemplate as(String account) {
        return new PodTemplate(labels, os, place, Optional.of(account), containers);
    }

    Map<String, Object> fields(String restartPolicy) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("os", Map.of("name", os));
        place.runtimeClass().ifPresent(name -> spec.put("runtimeClassName", name));
        if (!place.nodeSelector().isEmpty()) {
            spec.put("nodeSelector", place.nodeSelector());
        }
        if (!place.tolerations().isEmpty()) {
            spec.put(
                    "tolerations",
                    place.tolerations().stream().map(Toleration::fields).toList());
        }
        serviceAccount.ifPresent(name -> spec.put("serviceAccountName", name));
        if (!restartPolicy.equals("Always")) {
            spec.put("restartPolicy", restartPolicy);
        }
        spec.put("containers", containers.stream().map(Container::fields).toList());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("metadata", Map.of("labels", labels));
        fields.put("spec", spec);
        return fields;
    }
}
