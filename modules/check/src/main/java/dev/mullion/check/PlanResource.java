package dev.mullion.check;

import dev.mullion.diff.finding.Values;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Signature;
import java.util.List;
import java.util.Optional;

/**
 * A resource that rules look at.
 *
 * @param inputs masked
 */
record PlanResource(ResourceState state, MaskedValue.Fields inputs) {
    String type() {
        return state.type();
    }

    boolean is(String type) {
        return state.type().equals(type);
    }

    /** A scalar, by fields with dots between them; empty for anything else, and for what only a deployment knows. */
    String text(String path) {
        return Values.text(inputs, path);
    }

    /** Whether something is asked for there. */
    boolean has(String path) {
        return Values.at(inputs, path).filter(Values::says).isPresent();
    }

    /** Whether something stands there, known or not. */
    boolean isTold(String path) {
        return Values.at(inputs, path).isPresent();
    }

    List<MaskedValue> list(String path) {
        return Values.list(inputs, path);
    }

    /** A text as it is, not masked: for boot scripts alone. */
    Optional<String> raw(String path) {
        PropertyValue at = state.inputs();
        for (String key : path.split("\\.", -1)) {
            if (!(at instanceof PropertyValue.Fields fields) || !fields.values().containsKey(key)) {
                return Optional.empty();
            }
            at = fields.values().get(key);
        }
        return at instanceof PropertyValue.Text text && !Signature.isUnknown(text.value())
                ? Optional.of(text.value())
                : Optional.empty();
    }
}
