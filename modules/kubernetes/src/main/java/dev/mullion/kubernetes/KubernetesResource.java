package dev.mullion.kubernetes;

import com.pulumi.kubernetes.Utilities;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes object of any kind as a resource of Pulumi's Kubernetes provider, whose Java SDK has classes for the kinds of
 * Kubernetes itself and for no others. The type is the one that Pulumi's other SDKs give the kind, such as
 * {@code kubernetes:node.k8s.io/v1:RuntimeClass}; the id is {@code namespace/name}.
 *
 * <p>The options name the provider of the cluster; without one, Pulumi takes the kubeconfig of whoever runs it.
 */
public final class KubernetesResource extends CustomResource {
    /** Makes the resource, or has the deployment find it. */
    public KubernetesResource(String name, KubernetesObjectArgs args, @Nullable CustomResourceOptions options) {
        super(args.token, name, args, withVersion(options));
    }

    /** Without a version the engine would take the newest plug-in that it finds. */
    private static CustomResourceOptions withVersion(@Nullable CustomResourceOptions options) {
        CustomResourceOptions version =
                CustomResourceOptions.builder().version(Utilities.getVersion()).build();
        return CustomResourceOptions.merge(version, options == null ? CustomResourceOptions.Empty : options);
    }
}
