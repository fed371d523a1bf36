package dev.mullion.istio;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import java.util.List;
import java.util.Optional;

/**
 * What a mesh takes from elsewhere.
 *
 * @param context what all components of the stack share
 * @param provider of the cluster, where somebody has one; else the mesh makes one for its {@code kubeContext}
 * @param before what has to be in the cluster before the mesh, such as its nodes
 * @param clusterDnsIp the address of the cluster's DNS, where only a deployment knows it
 */
public record AmbientMeshInputs(
        StackContext context,
        Optional<Provider> provider,
        List<Resource> before,
        Optional<Output<String>> clusterDnsIp) {
    public AmbientMeshInputs {
        before = List.copyOf(before);
    }

    /** Those of a mesh in the cluster that its {@code kubeContext} names. */
    public static AmbientMeshInputs of(StackContext context) {
        return new AmbientMeshInputs(context, Optional.empty(), List.of(), Optional.empty());
    }
}
