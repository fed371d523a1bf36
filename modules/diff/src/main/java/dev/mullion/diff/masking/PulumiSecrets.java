package dev.mullion.diff.masking;

import dev.mullion.plan.PropertyValue;
import java.util.Map;
import java.util.Optional;

/** Secrets as Pulumi writes them in a checkpoint or a request: an object with a signature. */
public final class PulumiSecrets {
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";

    private PulumiSecrets() {}

    /** What such an object holds, plain or encrypted; empty for any other object. */
    public static Optional<PropertyValue> secret(PropertyValue.Fields fields) {
        Map<String, PropertyValue> values = fields.values();
        if (!(values.get(SIGNATURE) instanceof PropertyValue.Text signature)
                || !signature.value().equals(SECRET)) {
            return Optional.empty();
        }
        for (String key : new String[] {"plaintext", "value", "ciphertext"}) {
            PropertyValue held = values.get(key);
            if (held != null) {
                return Optional.of(held);
            }
        }
        return Optional.of(new PropertyValue.Nothing());
    }

    /** Whether a value is a secret in any of the ways that Pulumi and Mullion write one. */
    public static boolean isSecret(PropertyValue value) {
        return value instanceof PropertyValue.Secret
                || value.equals(PropertyValue.SECRET)
                || (value instanceof PropertyValue.Fields fields
                        && secret(fields).isPresent());
    }
}
