package dev.mullion.kubernetes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way to run pods, and the nodes that know it: a pod that names it gets its node selector and its tolerations.
 *
 * @param handler the name of the way on the node, such as {@code runhcs-wcow-process}
 * @param nodeSelector labels of the nodes, sorted
 * @see <a href="https://kubernetes.io/docs/concepts/containers/runtime-class/">runtime class</a>
 */
public record RuntimeClass(
        ObjectMeta metadata, String handler, Map<String, String> nodeSelector, List<Toleration> tolerations)
        implements Manifest {
    /** Process isolation of Windows containers, containerd's default for them. */
    public static final String WINDOWS_PROCESS = "runhcs-wcow-process";

    public RuntimeClass {
        nodeSelector = Collections.unmodifiableMap(new TreeMap<>(nodeSelector));
        tolerations = List.copyOf(tolerations);
    }

    /**
     * For Windows containers of one release.
     *
     * @param build of Windows, such as {@code 10.0.20348}
     */
    public static RuntimeClass windows(ObjectMeta metadata, String build, List<Toleration> tolerations) {
        return new RuntimeClass(
                metadata,
                WINDOWS_PROCESS,
                Map.of(NodeLabels.OPERATING_SYSTEM, "windows", NodeLabels.WINDOWS_BUILD, build),
                tolerations);
    }

    @Override
    public KubernetesObject object() {
        Map<String, Object> scheduling = new LinkedHashMap<>();
        if (!nodeSelector.isEmpty()) {
            scheduling.put("nodeSelector", nodeSelector);
        }
        if (!tolerations.isEmpty()) {
            scheduling.put(
                    "tolerations", tolerations.stream().map(Toleration::fields).toList());
        }
        KubernetesObject object =
                KubernetesObject.of("node.k8s.io/v1", "RuntimeClass", metadata).with(handler, "handler");
        return scheduling.isEmpty() ? object : object.with(scheduling, "scheduling");
    }
}
