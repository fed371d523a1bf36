package dev.mullion.preview.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the AWS provider marks secret in the answer to a look-up, which makes the whole answer secret to a program.
 * The rows are the sensitive attributes of the data sources of terraform-provider-aws 5.100.0, upstream of pulumi-aws 6.83.
 */
final class SecretAnswers {
    private static final Map<String, List<String>> MEMBERS = Map.ofEntries(
            Map.entry("aws:apigateway/getKey:getKey", List.of("value")),
            Map.entry("aws:cognito/getUserPoolClient:getUserPoolClient", List.of("clientSecret")),
            Map.entry("aws:dms/getCertificate:getCertificate", List.of("certificatePem", "certificateWallet")),
            Map.entry("aws:ecr/getAuthorizationToken:getAuthorizationToken", List.of("authorizationToken", "password")),
            Map.entry(
                    "aws:ecrpublic/getAuthorizationToken:getAuthorizationToken",
                    List.of("authorizationToken", "password")),
            Map.entry("aws:eks/getClusterAuth:getClusterAuth", List.of("token")),
            Map.entry("aws:elasticache/getUser:getUser", List.of("passwords")),
            Map.entry("aws:glue/getConnection:getConnection", List.of("athenaProperties", "connectionProperties")),
            Map.entry("aws:kms/getCipherText:getCipherText", List.of("plaintext")),
            Map.entry("aws:kms/getSecrets:getSecrets", List.of("plaintext")),
            Map.entry("aws:redshift/getClusterCredentials:getClusterCredentials", List.of("dbPassword")),
            Map.entry("aws:redshiftserverless/getCredentials:getCredentials", List.of("dbPassword")),
            Map.entry("aws:secretsmanager/getSecretVersion:getSecretVersion", List.of("secretBinary", "secretString")),
            Map.entry("aws:ssm/getParameter:getParameter", List.of("value")),
            Map.entry("aws:ssm/getParametersByPath:getParametersByPath", List.of("values")));

    private SecretAnswers() {}

    static Struct marked(String token, Struct answer) {
        return marked(answer, MEMBERS.getOrDefault(token, List.of()));
    }

    /** One unknown member makes the whole answer unknown, and one secret member makes it secret. */
    static Struct unknown(String token) {
        return Struct.newBuilder()
                .putFields("unknown", MEMBERS.containsKey(token) ? Wire.secret(Wire.UNKNOWN) : Wire.UNKNOWN)
                .build();
    }

    /** Only what is there can be marked. */
    static Struct marked(Struct values, List<String> secrets) {
        Struct.Builder marked = values.toBuilder();
        for (String property : secrets) {
            @Nullable Value value = values.getFieldsMap().get(property);
            if (value != null) {
                marked.putFields(property, Wire.secret(value));
            }
        }
        return marked.build();
    }
}
