package dev.mullion.diff.compare;

import dev.mullion.diff.masking.KnownSecrets;
import dev.mullion.diff.masking.PulumiSecrets;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.PropertyValue.Items;
import dev.mullion.plan.PropertyValue.Text;
import dev.mullion.plan.ResourceState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plain values of what is marked secret elsewhere: on the other side of the comparison (pulumi/pulumi#9330 shows an old
 * value whose new one is secret), among the outputs, or by {@code additionalSecretOutputs}.
 */
final class MarkedSecrets {
    private final KnownSecrets.Builder secrets;

    MarkedSecrets(KnownSecrets.Builder secrets) {
        this.secrets = secrets;
    }

    void of(Pair pair) {
        pair.before().ifPresent(this::of);
        pair.after().ifPresent(this::of);
        if (pair.inBoth()) {
            Fields old = pair.before().map(ResourceState::inputs).orElse(Fields.NONE);
            Fields now = pair.after().map(ResourceState::inputs).orElse(Fields.NONE);
            if (!old.equals(now)) {
                both(old, now);
            }
            both(Pairing.outputs(pair.before()), Pairing.outputs(pair.after()));
        }
    }

    /** One side alone. */
    void of(ResourceState state) {
        Fields outputs = state.outputs();
        state.options().additionalSecretOutputs().forEach(name -> {
            PropertyValue output = outputs.values().get(name);
            if (output != null) {
                plain(output);
            }
        });
        alone(state.inputs());
        alone(outputs);
        both(state.inputs(), outputs);
    }

    /** A secret whose plain text or fingerprint stands with it. */
    private void alone(PropertyValue value) {
        if (value instanceof PropertyValue.Secret secret) {
            secrets.fingerprint(secret.fingerprint());
            secret.texts().forEach(this::text);
        } else if (value instanceof Items items) {
            items.values().forEach(this::alone);
        } else if (value instanceof Fields fields) {
            Optional<PropertyValue> marked = PulumiSecrets.secret(fields);
            marked.ifPresent(this::plain);
            if (marked.isEmpty()) {
                fields.values().values().forEach(this::alone);
            }
        }
    }

    private void both(PropertyValue one, PropertyValue other) {
        if (PulumiSecrets.isSecret(one) != PulumiSecrets.isSecret(other)) {
            plain(PulumiSecrets.isSecret(one) ? other : one);
        } else if (one instanceof Fields there && other instanceof Fields here) {
            there.values().forEach((key, value) -> {
                PropertyValue counterpart = here.values().get(key);
                if (counterpart != null) {
                    both(value, counterpart);
                }
            });
        } else if (one instanceof Items there && other instanceof Items here) {
            items(there.values(), here.values());
        }
    }

    /** By name where items have one, or else by position. */
    private void items(List<PropertyValue> one, List<PropertyValue> other) {
        Map<String, PropertyValue> named = new HashMap<>();
        one.forEach(item -> name(item).ifPresent(name -> named.put(name, item)));
        for (int i = 0; i < other.size(); i++) {
            PropertyValue item = other.get(i);
            PropertyValue counterpart = name(item).map(named::get).orElse(i < one.size() ? one.get(i) : null);
            if (counterpart != null) {
                both(counterpart, item);
            }
        }
    }

    private static Optional<String> name(PropertyValue item) {
        if (item instanceof Fields fields) {
            for (String key : List.of("name", "key", "id")) {
                if (fields.values().get(key) instanceof Text text) {
                    return Optional.of(text.value());
                }
            }
        }
        return Optional.empty();
    }

    /** A short number stands for many a thing. */
    private void text(String text) {
        boolean number = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
        if (!number || text.length() > 4) {
            secrets.plain(text);
        }
    }

    private void plain(PropertyValue value) {
        if (value instanceof Text text) {
            secrets.plain(text.value());
        } else if (value instanceof PropertyValue.Numeric number) {
            text(number.toString());
        } else if (value instanceof Items items) {
            items.values().forEach(this::plain);
        } else if (value instanceof Fields fields) {
            fields.values().values().forEach(this::plain);
        }
    }
}
