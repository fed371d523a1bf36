package dev.mullion.eks;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.core.v1.ConfigMap;
import com.pulumi.kubernetes.core.v1.ConfigMapPatch;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.StackContext;
import java.util.List;
import java.util.Map;

/**
 * Lets nodes into a cluster of CONFIG_MAP: entries of {@code mapRoles} in {@code kube-system/aws-auth}. It is one text for all
 * roles of the cluster, so what is there is read, ours are added, and the whole is written back.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html">aws-auth</a>
 */
final class AwsAuth {
    private static final String NAME = "aws-auth";

    private AwsAuth() {}

    /** Adds the roles of Windows nodes. */
    static ConfigMapPatch patch(
            String name, List<Output<String>> roleArns, StackContext context, Provider provider, Resource owner) {
        CustomResourceOptions options =
                CustomResourceOptions.builder().parent(owner).provider(provider).build();
        ConfigMap found = ConfigMap.get(name + "-found", Output.of(SystemConfigMap.NAMESPACE + "/" + NAME), options);
        Output<Map<String, String>> data = Output.tuple(found.data(), Output.all(roleArns))
                .applyValue(known ->
                        AwsAuthRoles.in(known.t1, known.t2.stream().distinct().toList()));
        // To take the text away would lock all nodes of the cluster out.
        return SystemConfigMap.patch(
                name,
                NAME,
                data,
                context,
                CustomResourceOptions.builder()
                        .parent(owner)
                        .provider(provider)
                        .retainOnDelete(true)
                        .build());
    }
}
