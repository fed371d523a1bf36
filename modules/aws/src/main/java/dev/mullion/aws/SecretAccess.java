package dev.mullion.aws;

import dev.mullion.core.spec.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a role needs to read secrets: these, and no others. */
public final class SecretAccess {
    private SecretAccess() {}

    /** Allows to read them, and what {@link #decrypt} allows. */
    public static List<IamStatement> read(List<SecretArn> secrets, List<String> kmsKeyArns) {
        List<IamStatement> statements = new ArrayList<>();
        List<String> managed = texts(secrets.stream().filter(SecretArn::isSecretsManager));
        List<String> parameters = texts(secrets.stream().filter(secret -> !secret.isSecretsManager()));
        if (!managed.isEmpty()) {
            statements.add(IamStatement.allow(List.of("secretsmanager:GetSecretValue"), managed));
        }
        if (!parameters.isEmpty()) {
            statements.add(IamStatement.allow(List.of("ssm:GetParameter", "ssm:GetParameters"), parameters));
        }
        statements.addAll(decrypt(secrets, kmsKeyArns));
        return statements;
    }

    /**
     * Allows to use keys for the secrets alone. The keys are for secrets behind a customer managed key: what the account's
     * own {@code aws/secretsmanager} and {@code aws/ssm} keys encrypt can be read without
     * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html).
     */
    public static List<IamStatement> decrypt(Collection<SecretArn> secrets, List<String> kmsKeyArns) {
        return decrypt(secrets.stream().map(SecretArn::host), kmsKeyArns);
    }

    /** The same for objects of S3: in the keys' regions, since a key encrypts in its own alone. */
    public static List<IamStatement> decryptObjects(List<String> kmsKeyArns) {
        return decrypt(
                kmsKeyArns.stream().map(arn -> arn.split(":", -1)[3]).map(region -> Partition.of(region)
                        .host("s3", region)),
                kmsKeyArns);
    }

    private static List<IamStatement> decrypt(Stream<String> hosts, List<String> kmsKeyArns) {
        return kmsKeyArns.isEmpty()
                ? List.of()
                : hosts.distinct()
                        .map(host -> IamStatement.allow(List.of("kms:Decrypt"), kmsKeyArns)
                                .when("StringEquals", Map.of("kms:ViaService", host)))
                        .toList();
    }

    /** Refuses what is no key's ARN; an alias can not stand in a policy. */
    public static void checkKeys(List<String> kmsKeyArns, Problems problems) {
        for (int i = 0; i < kmsKeyArns.size(); i++) {
            ResourceId.KMS_KEY.check(kmsKeyArns.get(i), problems.at(i));
        }
    }

    private static List<String> texts(Stream<SecretArn> secrets) {
        return secrets.map(SecretArn::text).toList();
    }
}
