package dev.mullion.ecs;

import dev.mullion.aws.IamStatement;
import dev.mullion.aws.ResourceId;
import dev.mullion.aws.SecretAccess;
import dev.mullion.aws.SecretArn;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Group managed service accounts for tasks on instances that are in no domain ("domainless"): the instance reads an
 * account of the domain from a secret, and Active Directory gives it the credentials of the gMSA.
 *
 * <pre>{@code
 * gmsa:
 *   credentialArns: [arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-worker-AbCdEf]
 * }</pre>
 *
 * @param credentialArns what the instance role may read, one or more: secrets of Secrets Manager or parameters of SSM, JSON
 *     with {@code username}, {@code password} and {@code domainName}; they stand in the credential specs as credentialArn
 * @param kmsKeyArns customer managed keys that encrypt them; none when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-gmsa.html">gMSA for Windows containers</a>
 */
@GenerateBuilder
public record GmsaSpec(
        @Required
        @Explain(
                api = "CredentialsFetcher credentialArn",
                example = "[arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-AbCdEf]")
        List<SecretArn> credentialArns,

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
        if (credentialArns.isEmpty()) {
            problems.at("credentialArns").add("names no secret; use the ARNs that the credential specs name");
        }
        Set<SecretArn> seen = new HashSet<>();
        for (int i = 0; i < credentialArns.size(); i++) {
            if (!seen.add(credentialArns.get(i))) {
                problems.at("credentialArns").at(i).refuse(credentialArns.get(i), "name each secret once");
            }
        }
        SecretAccess.checkKeys(kmsKeyArns, problems.at("kmsKeyArns"));
    }

    /** What the instances' role must be allowed. */
    public List<IamStatement> rights() {
        return SecretAccess.read(credentialArns, kmsKeyArns);
    }
}
