package dev.mullion.eks;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import dev.mullion.kubernetes.Names;
import java.util.Optional;

/**
 * The admission webhook of windows-gmsa, by its Helm chart: it checks who may use a credential spec, and writes its content
 * into the pod. Without it, and while none of its pods answers, no pod starts outside of its namespace.
 *
 * <p>It needs a certificate for {@code gmsa-webhook.<namespace>.svc}. cert-manager in the cluster makes it, such as the add-on
 * {@code cert-manager}; or a secret of its namespace holds it, as the chart takes no other. On EKS the signer
 * {@code beta.eks.amazonaws.com/app-serving} signs such a certificate with the cluster's own CA; windows-gmsa's script
 * create-signed-cert.sh asks for another signer, which EKS does not have.
 *
 * @param existing the webhook is in the cluster already, and is left alone; false when not given
 * @param version of the chart
 * @param repository of the chart
 * @param namespace where it runs; kube-system when not given, whose pods start without it
 * @param replicaCount its pods, 1 to 10, on Linux nodes; 2 when not given
 * @param certificateSecretName a secret of that namespace with {@code tls.crt} and {@code tls.key}; cert-manager makes one when
 *     not given
 * @param caBundle what signed the certificate of the secret, Base64; the cluster's own CA when not given
 * @see <a href="https://github.com/kubernetes-sigs/windows-gmsa/tree/master/charts">The chart</a>
 */
@GenerateBuilder
public record GmsaWebhookSpec(
        @Explain(example = "true") boolean existing,

        @Explain(api = "version of the chart", example = "0.13.0") @Matches(GmsaWebhookSpec.VERSION) @Default("0.13.0")
        String version,

        @Explain(api = "repository of the chart", example = "https://charts.example.com/windows-gmsa")
        @Matches(GmsaWebhookSpec.REPOSITORY)
        @Default("https://raw.githubusercontent.com/kubernetes-sigs/windows-gmsa/master/charts/repo")
        String repository,

        @Explain(api = "namespace of the release", example = "gmsa") @Matches(Names.LABEL_NAME) @Default("kube-system")
        String namespace,

        @Explain(api = "replicaCount of the chart", example = "3") @Range(min = 1, max = 10) @Default("2")
        int replicaCount,

        @Explain(api = "certificates.secretName of the chart", example = "gmsa-webhook-tls") @Matches(Names.NAME)
        Optional<String> certificateSecretName,

        @Explain(api = "certificates.caBundle of the chart", example = "LS0tLS1CRUdJTg==")
        @Matches(GmsaWebhookSpec.BASE64)
        Optional<String> caBundle)
        implements Spec {
    static final String VERSION = "v?\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?";
    static final String REPOSITORY = "https://[!-~]{1,500}";
    static final String BASE64 = "[A-Za-z0-9+/]+={0,2}";

    public static GmsaWebhookSpecBuilder builder() {
        return new GmsaWebhookSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (!GmsaWebhookSpecBuilder.matchesVersion(version)) {
            problems.at("version").refuse(version, "use a version of the chart, such as 0.13.0");
        }
        if (!GmsaWebhookSpecBuilder.matchesRepository(repository)) {
            problems.at("repository").refuse(repository, "use the https address of a Helm repository");
        }
        Names.checkLabelName(namespace, problems.at("namespace"));
        GmsaWebhookSpecBuilder.checkReplicaCount(replicaCount, problems);
        if (replicaCount == 1) {
            problems.at("replicaCount")
                    .warn(
                            "EKS051",
                            "while the webhook's one pod is away no pod starts outside of its namespace; use 2 or more");
        }
        if (namespace.equals("default")) {
            problems.at("namespace")
                    .refuse(namespace, "use another namespace: pods beside the webhook never have a gMSA");
        }
        certificateSecretName.ifPresent(name -> Names.checkName(name, problems.at("certificateSecretName")));
        caBundle.filter(text -> !GmsaWebhookSpecBuilder.matchesCaBundle(text))
                .ifPresent(text -> problems.at("caBundle").refuse(text, "use certificates in Base64, on one line"));
        if (caBundle.isPresent() && certificateSecretName.isEmpty()) {
            problems.given("certificateSecretName")
                    .at("caBundle")
                    .refuse(caBundle.get(), "leave it out: it belongs to certificateSecretName");
        }
    }
}
