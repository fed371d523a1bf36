package dev.mullion.eks;

import dev.mullion.aws.IamStatement;
import dev.mullion.aws.ResourceId;
import dev.mullion.aws.SecretAccess;
import dev.mullion.aws.SecretArn;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.KeysMatch;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.kubernetes.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Group managed service accounts of Active Directory for Windows pods: the webhook that lets pods name one, and the credential
 * specs that they name. A pod names one in {@code securityContext.windowsOptions.gmsaCredentialSpecName}.
 *
 * <pre>{@code
 * gmsa:
 *   credentialSpecs:
 *     web:
 *       accountName: WebApp01
 *       sid: S-1-5-21-4066351383-705263209-1606769140
 *       guid: ac822f13-583e-49f7-aa7b-284f9a8c97b6
 *       dnsName: corp.example.com
 *       netBiosName: CORP
 *       credentialArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-web-AbCdEf
 *       serviceAccounts: [shop:web]
 * }</pre>
 *
 * @param webhook the admission webhook of windows-gmsa
 * @param credentialSpecs credential specs, by name
 * @param kmsKeyArns customer managed keys that encrypt the secrets of {@code credentialArn}; none when not given
 * @see <a href="https://docs.aws.amazon.com/eks/latest/best-practices/windows-gmsa.html">gMSA for Windows pods</a>
 */
@GenerateBuilder
public record GmsaSpec(
        @Explain(api = "windows-gmsa of kubernetes-sigs", example = "{existing: true}")
        GmsaWebhookSpec webhook,

        @Explain(
                api = "GMSACredentialSpec of windows.k8s.io/v1",
                example =
                        "{web: {accountName: web, sid: S-1-5-21-4066351383-705263209-1606769140, guid: ac822f13-583e-49f7-aa7b-284f9a8c97b6, dnsName: corp.example.com, netBiosName: CORP}}")
        @Singular("credentialSpec")
        @KeysMatch(Names.NAME)
        Map<String, GmsaAccountSpec> credentialSpecs,

        @Matches(ResourceId.Regex.KMS_KEY)
        @Explain(
                api = "AWS::KMS::Key",
                example = "[arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012]")
        List<String> kmsKeyArns)
        implements Spec {
    public static GmsaSpecBuilder builder() {
        return new GmsaSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        webhook.check(problems.at("webhook"));
        credentialSpecs.forEach((key, spec) -> {
            Names.checkName(key, problems.at("credentialSpecs").atKey(key));
            spec.check(problems.at("credentialSpecs").at(key));
        });
        SecretAccess.checkKeys(kmsKeyArns, problems.at("kmsKeyArns"));
        if (!kmsKeyArns.isEmpty() && !isDomainless()) {
            problems.given("credentialSpecs")
                    .at("kmsKeyArns")
                    .refuse(kmsKeyArns.get(0), "leave it out: no credential spec has a credentialArn");
        }
    }

    /** Whether nodes read accounts of the domain from secrets. */
    boolean isDomainless() {
        return credentialSpecs.values().stream().anyMatch(GmsaAccountSpec::isDomainless);
    }

    /**
     * What nodes must be allowed: the plug-in that reads a secret runs on the node, as the node's role.
     * https://aws.amazon.com/blogs/containers/domainless-windows-authentication-for-amazon-eks-windows-pods/, step 3.2
     */
    List<IamStatement> nodeRights() {
        List<SecretArn> secrets = credentialSpecs.values().stream()
                .map(GmsaAccountSpec::credentialArn)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return SecretAccess.read(secrets, kmsKeyArns);
    }
}
