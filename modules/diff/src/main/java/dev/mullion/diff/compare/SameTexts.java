package dev.mullion.diff.compare;

import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Texts of several lines that both sides have at the same place. A stack exports every script of its machines, and of many
 * one differs: looking for secrets in the others again would take most of a comparison's time.
 */
final class SameTexts {
    private SameTexts() {}

    /** The fields without such texts. What is short stays, even if it is the same: it may say what is beside it. */
    static Fields left(Fields fields, Fields other) {
        SortedMap<String, PropertyValue> left = new TreeMap<>();
        fields.values().forEach((key, value) -> different(
                        value, Optional.ofNullable(other.values().get(key)))
                .ifPresent(kept -> left.put(key, kept)));
        return new Fields(left);
    }

    private static Optional<PropertyValue> different(PropertyValue value, Optional<PropertyValue> other) {
        if (value instanceof Fields fields && other.isPresent() && other.get() instanceof Fields others) {
            return Optional.of(left(fields, others));
        }
        boolean same = value instanceof PropertyValue.Text text
                && text.value().indexOf('\n') >= 0
                && other.isPresent()
                && other.get().equals(text);
        return same ? Optional.empty() : Optional.of(value);
    }
}
