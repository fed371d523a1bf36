package dev.mullion.eks;

import com.pulumi.kubernetes.helm.v3.Release;
import com.pulumi.kubernetes.helm.v3.ReleaseArgs;
import com.pulumi.kubernetes.helm.v3.inputs.RepositoryOptsArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.mullion.aws.IamPolicy;
import dev.mullion.kubernetes.GmsaCredentialSpec;
import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.ObjectMeta;
import dev.mullion.kubernetes.PolicyRule;
import dev.mullion.kubernetes.Role;
import dev.mullion.kubernetes.Role.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Group managed service accounts in a cluster: the webhook, the credential specs, and who may use them. */
final class Gmsa {
    private static final String WEBHOOK = "gmsa-webhook";

    private Gmsa() {}

    /** Its objects by suffix: for each credential spec that one, and a role with its binding where somebody may use it. */
    static Map<String, KubernetesObject> objects(EksClusterModel cluster) {
        Map<String, KubernetesObject> objects = new LinkedHashMap<>();
        cluster.spec().gmsa().ifPresent(gmsa -> gmsa.credentialSpecs().forEach((name, spec) -> {
            objects.put("gmsa-" + name, new GmsaCredentialSpec(ObjectMeta.named(name), spec.fields()).object());
            if (!spec.serviceAccounts().isEmpty()) {
                // Pods are judged in their own namespace, where a binding of the whole cluster holds too; one in the
                // namespace would need it to be there.
                Role user = new Role(
                        ObjectMeta.named("gmsa-" + name + "-user"),
                        List.of(new PolicyRule(
                                List.of("windows.k8s.io"),
                                List.of("gmsacredentialspecs"),
                                List.of("use"),
                                List.of(name))));
                objects.put("gmsa-" + name + "-cluster-role", user.object());
                objects.put(
                        "gmsa-" + name + "-cluster-role-binding",
                        user.bind(spec.serviceAccounts().stream()
                                        .map(ServiceAccountName::bound)
                                        .toArray(Subject[]::new))
                                .object());
            }
        }));
        return objects;
    }

    /** Policies that nodes need for it, by the suffix of their resources' names. */
    static Map<String, String> nodePolicies(EksClusterSpec cluster) {
        Map<String, String> policies = new LinkedHashMap<>();
        cluster.gmsa().ifPresent(gmsa -> {
            IamPolicy policy = new IamPolicy(gmsa.nodeRights());
            if (!policy.isEmpty()) {
                policies.put("gmsa", policy.shortJson());
            }
        });
        return policies;
    }

    /**
     * Makes the webhook, and behind it the objects, whose kind the chart brings along.
     *
     * @param before Linux nodes, on which the webhook runs, and the add-ons
     */
    static void make(
            GmsaSpec spec,
            EksClusterModel cluster,
            EksControlPlane plane,
            ObjectMaker maker,
            List<? extends Resource> before,
            Resource owner) {
        List<Resource> behind = new ArrayList<>(before);
        if (!spec.webhook().existing()) {
            behind.add(webhook(spec.webhook(), cluster, plane, maker, before, owner));
        }
        objects(cluster).keySet().forEach(suffix -> maker.make(suffix, behind));
    }

    private static Release webhook(
            GmsaWebhookSpec spec,
            EksClusterModel cluster,
            EksControlPlane plane,
            ObjectMaker maker,
            List<? extends Resource> before,
            Resource owner) {
        String name = cluster.key() + "-" + WEBHOOK;
        ReleaseArgs.Builder args = ReleaseArgs.builder()
                .name(WEBHOOK)
                .namespace(spec.namespace())
                .createNamespace(true)
                .chart("gmsa")
                .version(spec.version())
                .repositoryOpts(
                        RepositoryOptsArgs.builder().repo(spec.repository()).build())
                .values(plane.certificateAuthority().applyValue(authority -> values(spec, cluster.spec(), authority)));
        return new Release(
                name,
                cluster.context().customized(name, args).build(),
                CustomResourceOptions.builder()
                        .parent(owner)
                        .provider(maker.provider())
                        .dependsOn(List.copyOf(before))
                        .build());
    }

    private static Map<String, Object> values(
            GmsaWebhookSpec spec, EksClusterSpec cluster, String certificateAuthority) {
        Map<String, Object> certificates = new LinkedHashMap<>();
        // cert-manager renews certificates; a webhook with the first one refuses all pods of the cluster after 90 days.
        certificates.put("certReload", Map.of("enabled", true));
        certificates.put(
                "certManager", Map.of("enabled", spec.certificateSecretName().isEmpty()));
        spec.certificateSecretName().ifPresent(secret -> {
            certificates.put("secretName", secret);
            certificates.put("caBundle", spec.caBundle().orElse(certificateAuthority));
        });
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("certificates", certificates);
        values.put("replicaCount", spec.replicaCount());
        List<Map<String, Object>> tolerations = AddonValues.tolerationsOfLinux(cluster);
        if (!tolerations.isEmpty()) {
            values.put("tolerations", tolerations);
        }
        return values;
    }
}
