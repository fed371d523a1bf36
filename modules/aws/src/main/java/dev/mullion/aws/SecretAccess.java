package dev.mullion.aws;

import dev.mullion.core.spec.Problems;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a role needs to read secrets: these, and no others. */
public final class SecretAccess {
    private static final Pattern KMS_KEY = Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+");

    private SecretAccess() {}

    /**
     * Allows to read them. The keys are for secrets behind a customer managed key: what the account's own
     * {@code aws/secretsmanager} and {@code aws/ssm} keys encrypt can be read without
     * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html).
     */
    public static IamPolicy allow(IamPolicy policy, List<SecretArn> secrets, List<String> kmsKeyArns) {
        List<String> managed = texts(secrets.stream().filter(SecretArn::isSecretsManager));
        List<String> parameters = texts(secrets.stream().filter(secret -> !secret.isSecretsManager()));
        if (!managed.isEmpty()) {
            policy.allow(List.of("secretsmanager:GetSecretValue"), managed);
        }
        if (!parameters.isEmpty()) {
            policy.allow(List.of("ssm:GetParameter", "ssm:GetParameters"), parameters);
        }
        if (!kmsKeyArns.isEmpty()) {
            secrets.stream()
                    .map(secret -> secret.service() + "." + secret.region() + ".amazonaws.com")
                    .distinct()
                    .forEach(service ->
                            policy.allow(List.of("kms:Decrypt"), kmsKeyArns, Map.of("kms:ViaService", service)));
        }
        return policy;
    }

    /** Refuses what is no key's ARN; an alias can not stand in a policy. */
    public static void checkKeys(List<String> kmsKeyArns, Problems problems) {
        for (int i = 0; i < kmsKeyArns.size(); i++) {
            if (!KMS_KEY.matcher(kmsKeyArns.get(i)).matches()) {
                problems.at(i)
                        .refuse(
                                kmsKeyArns.get(i),
                                "use the ARN of a KMS key, such as arn:aws:kms:eu-west-1:123456789012:key/...; a"
                                        + " policy takes no alias");
            }
        }
    }

    private static List<String> texts(Stream<SecretArn> secrets) {
        return secrets.map(SecretArn::text).toList();
    }
}
