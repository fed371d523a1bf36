package dev.mullion.eks;

import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.core.v1.ConfigMapPatch;
import com.pulumi.kubernetes.core.v1.ConfigMapPatchArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaPatchArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import java.util.Map;

/** Switches Windows addresses on where the CNI is no add-on, which would write the ConfigMap back (amazon-vpc-cni-k8s issue 2877). */
final class CniConfigMap {
    private CniConfigMap() {}

    static ConfigMapPatch patch(
            String name, WindowsIpamSpec spec, StackContext context, Provider provider, Resource owner) {
        return new ConfigMapPatch(
                name,
                context.customized(
                                name,
                                ConfigMapPatchArgs.builder()
                                        .metadata(ObjectMetaPatchArgs.builder()
                                                .name("amazon-vpc-cni")
                                                .namespace("kube-system")
                                                // Whoever installed the CNI holds the fields.
                                                .annotations(Map.of("pulumi.com/patchForce", "true"))
                                                .build())
                                        .data(spec.configMapData()))
                        .build(),
                CustomResourceOptions.builder().parent(owner).provider(provider).build());
    }
}
