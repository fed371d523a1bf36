package dev.mullion.diff.masking;

import dev.mullion.plan.PropertyValue;
import java.util.Map;
import java.util.Set;

/** Properties that hold a secret by what their resource is, whether a program marks them or not. */
final class Sensitive {
    static final Map<String, Set<String>> ALWAYS = Map.ofEntries(
            Map.entry("aws:secretsmanager/secretVersion:SecretVersion", Set.of("secretString", "secretBinary")),
            Map.entry("aws:ec2/keyPair:KeyPair", Set.of("privateKey")),
            Map.entry("aws:iam/accessKey:AccessKey", Set.of("secret", "sesSmtpPasswordV4")),
            Map.entry("kubernetes:core/v1:Secret", KubernetesSecrets.DATA),
            Map.entry("kubernetes:core/v1:SecretPatch", KubernetesSecrets.DATA),
            Map.entry("random:index/randomPassword:RandomPassword", Set.of("result", "bcryptHash")),
            Map.entry(
                    "tls:index/privateKey:PrivateKey",
                    Set.of("privateKeyPem", "privateKeyOpenssh", "privateKeyPemPkcs8")),
            Map.entry("aws:acm/certificate:Certificate", Set.of("privateKey")),
            Map.entry("aws:cloudwatch/eventConnection:EventConnection", Set.of("authParameters")));

    private static final Rule NONE = new Rule(Set.of(), "");

    private Sensitive() {}

    /** What to hide of one resource. */
    record Rule(Set<String> properties, String reason) {
        boolean hides(String property) {
            return properties.contains(property);
        }
    }

    static Rule of(String type, PropertyValue.Fields inputs) {
        if (type.equals("aws:ssm/parameter:Parameter")
                && inputs.values().get("type") instanceof PropertyValue.Text kind
                && kind.value().equals("SecureString")) {
            return new Rule(Set.of("value", "insecureValue"), "the value of a SecureString");
        }
        if (type.startsWith("kubernetes:")
                && inputs.values().get("kind") instanceof PropertyValue.Text kind
                && kind.value().equals(KubernetesSecrets.KIND)) {
            return new Rule(KubernetesSecrets.DATA, "secret by its resource");
        }
        Set<String> properties = ALWAYS.get(type);
        return properties == null ? NONE : new Rule(properties, "secret by its resource");
    }
}
