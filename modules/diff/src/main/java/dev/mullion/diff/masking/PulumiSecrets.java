package dev.mullion.diff.masking;

import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.Signature;
import java.util.Map;
import java.util.Optional;

/** Secrets as Pulumi writes them in a checkpoint or a request: an object with a signature. */
public final class PulumiSecrets {
    private PulumiSecrets() {}

    /** What such an object holds, plain or encrypted; empty for any other object. */
    public static Optional<PropertyValue> secret(PropertyValue.Fields fields) {
        Map<String, PropertyValue> values = fields.values();
        if (!(values.get(Signature.KEY) instanceof PropertyValue.Text signature)
                || !signature.value().equals(Signature.SECRET)) {
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
                || (value instanceof PropertyValue.Fields fields
                        && secret(fields).isPresent());
    }
}
