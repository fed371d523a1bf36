package dev.mullion.eks;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.core.v1.ConfigMapPatch;
import com.pulumi.kubernetes.core.v1.ConfigMapPatchArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaPatchArgs;
import com.pulumi.resources.CustomResourceOptions;
import dev.mullion.aws.StackContext;
import java.util.Map;

/** A ConfigMap of {@code kube-system} that somebody else made, and some fields of which are ours. */
final class SystemConfigMap {
    static final String NAMESPACE = "kube-system";

    private SystemConfigMap() {}

    /**
     * Sets fields of it.
     *
     * @param name of the resource
     * @param configMap its name in the cluster
     */
    static ConfigMapPatch patch(
            String name,
            String configMap,
            Output<Map<String, String>> data,
            StackContext context,
            CustomResourceOptions options) {
        return new ConfigMapPatch(
                name,
                context.customized(
                                name,
                                ConfigMapPatchArgs.builder()
                                        .metadata(ObjectMetaPatchArgs.builder()
                                                .name(configMap)
                                                .namespace(NAMESPACE)
                                                // Whoever made it holds the fields.
                                                .annotations(Map.of("pulumi.com/patchForce", "true"))
                                                .build())
                                        .data(data))
                        .build(),
                options);
    }
}
