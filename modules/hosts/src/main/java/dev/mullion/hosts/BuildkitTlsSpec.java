package dev.mullion.hosts;

import dev.mullion.aws.ResourceId;
import dev.mullion.aws.SecretAccess;
import dev.mullion.aws.SecretArn;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.List;
import java.util.Optional;

/**
 * The certificates of BuildKit's TCP endpoint, and who may use it: clients whose certificate the same authority signed. The
 * host reads them at each boot; its key files are for SYSTEM and administrators alone.
 *
 * @param secretArn a Secrets Manager secret, JSON with {@code ca}, {@code cert} and {@code key} in PEM
 * @param serverName the name that the certificate has, which clients compare
 * @param kmsKeyArns customer managed keys that encrypt the secret; none when not given
 */
@GenerateBuilder
public record BuildkitTlsSpec(
        @Explain(
                api = "AWS::SecretsManager::Secret",
                example = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:buildkit-AbCdEf")
        Optional<SecretArn> secretArn,

        @Required
        @Explain(api = "name in the certificate", example = "buildkit.example.com")
        @Matches(BuildkitTlsSpec.NAME)
        String serverName,

        @Matches(ResourceId.Regex.KMS_KEY)
        @Explain(
                api = "AWS::KMS::Key",
                example = "[arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012]")
        List<String> kmsKeyArns)
        implements Spec {
    static final String NAME = "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))*";

    public static BuildkitTlsSpecBuilder builder() {
        return new BuildkitTlsSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (secretArn.isEmpty()) {
            problems.at("secretArn")
                    .add("has no value; name the secret with ca, cert and key: without client certificates"
                            + " everybody who reaches the port builds, and reads what others built");
        }
        secretArn.filter(arn -> !arn.isSecretsManager()).ifPresent(arn -> problems.at("secretArn")
                .refuse(arn, "use a secret of Secrets Manager: the script reads no SSM parameter"));
        if (serverName.isEmpty()) {
            problems.at("serverName")
                    .add("has no value; name what the certificate is for, such as builders.internal.example");
        } else if (!BuildkitTlsSpecBuilder.matchesServerName(serverName)) {
            problems.at("serverName").refuse(serverName, "use a DNS name, such as builders.internal.example");
        }
        SecretAccess.checkKeys(kmsKeyArns, problems.at("kmsKeyArns"));
    }
}
