package dev.mullion.diff.compare;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A part of a text that a note repeats. It is masked as the part that it is: what makes a password of a word may stand before it,
 * or be the name of the property.
 *
 * @param text all of it, raw
 * @param from where the part begins
 * @param to where it ends
 * @param cutBefore whether there is more of its line before it
 * @param cutBehind whether there is more of its line behind it
 * @param references in it, which are repeated where the text is secret
 */
record Quote(String text, int from, int to, boolean cutBefore, boolean cutBehind, List<String> references) {
    Quote {
        references = List.copyOf(references);
    }

    /** With placeholders where it is secret. */
    String masked(Masker masker, MaskedValue inputs, String path) {
        if (isSecret(Optional.of(inputs), Ignoring.segments(path))) {
            return masker.mask(String.join(", ", references));
        }
        String part = masker.part(text, from, to).strip();
        // What was taken is told, also where it is a part of a secret.
        String hidden = references.stream()
                .filter(reference -> !part.contains(reference))
                .map(reference -> ", " + masker.mask(reference))
                .collect(Collectors.joining());
        return (cutBefore ? "..." : "") + part + (cutBehind ? "..." : "") + hidden;
    }

    private static boolean isSecret(Optional<MaskedValue> value, List<String> path) {
        if (value.isEmpty() || value.get() instanceof MaskedValue.Secret) {
            return true;
        }
        if (path.isEmpty()) {
            return false;
        }
        List<String> rest = path.subList(1, path.size());
        if (value.get() instanceof MaskedValue.Fields fields) {
            return isSecret(Optional.ofNullable(fields.values().get(path.get(0))), rest);
        }
        if (value.get() instanceof MaskedValue.Items items && path.get(0).matches("\\d{1,6}")) {
            int index = Integer.parseInt(path.get(0));
            return isSecret(
                    index < items.values().size() ? Optional.of(items.values().get(index)) : Optional.empty(), rest);
        }
        return true;
    }
}
