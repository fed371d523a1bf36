package dev.mullion.eks;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.core.v1.ConfigMapPatch;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;

/** Switches Windows addresses on where the CNI is no add-on, which would write the ConfigMap back (amazon-vpc-cni-k8s issue 2877). */
final class CniConfigMap {
    private CniConfigMap() {}

    static ConfigMapPatch patch(
            String name, WindowsIpamSpec spec, StackContext context, Provider provider, Resource owner) {
        return SystemConfigMap.patch(
                name,
                "amazon-vpc-cni",
                Output.of(spec.configMapData()),
                context,
                CustomResourceOptions.builder().parent(owner).provider(provider).build());
    }
}
