package dev.mullion.diff.compare;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.Masker;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A part of a text that a note repeats. What makes a password of a word may stand before it, or be the name of the property, or of
 * a document that the text is. So where anything of the property is hidden, the lines are those of what a difference would show.
 *
 * @param text all of it, raw
 * @param from where the part begins
 * @param to where it ends
 * @param cutBefore whether there is more of its line before it
 * @param cutBehind whether there is more of its line behind it
 * @param references in it, which are told also where all around them is hidden
 */
record Quote(String text, int from, int to, boolean cutBefore, boolean cutBehind, List<String> references) {
    /** Of a longer line, to each side of a reference. */
    static final int MAX_AROUND = 80;

    /** Lines that have the same references. */
    private static final int MAX_LINES = 5;

    /** The name of the input that a path begins with. */
    private static final Pattern INPUT = Pattern.compile("[.\\[].*", Pattern.DOTALL);

    Quote {
        references = List.copyOf(references);
    }

    /**
     * With placeholders where it is secret.
     *
     * @param inputs of the resource, masked
     * @param path of the text in them, raw
     */
    String masked(Masker masker, MaskedValue.Fields inputs, String path) {
        Optional<MaskedValue> input =
                Optional.ofNullable(inputs.values().get(INPUT.matcher(path).replaceFirst("")));
        List<String> texts = new ArrayList<>();
        boolean shown = input.isPresent() && collect(input.get(), texts);
        if (shown) {
            String part = masker.mask(text.substring(from, to)).strip();
            return (cutBefore ? "..." : "") + part + (cutBehind ? "..." : "");
        }
        Set<String> lines = new LinkedHashSet<>();
        for (String reference : references) {
            List<String> with = texts.stream()
                    .flatMap(String::lines)
                    .filter(line -> line.contains(reference))
                    .limit(MAX_LINES)
                    .map(line -> around(line, reference))
                    .toList();
            lines.addAll(with);
            if (with.isEmpty()) {
                lines.add(masker.mask(reference));
            }
        }
        return lines.stream().collect(Collectors.joining(", "));
    }

    private static String around(String line, String reference) {
        int at = line.indexOf(reference);
        int start = Masker.before(line, Math.max(0, at - MAX_AROUND));
        int end = Masker.behind(line, Math.min(line.length(), at + reference.length() + MAX_AROUND));
        return (start > 0 ? "..." : "") + line.substring(start, end).strip() + (end < line.length() ? "..." : "");
    }

    /** All texts of a value, in its order; whether nothing of it is hidden. */
    private static boolean collect(MaskedValue value, List<String> texts) {
        if (value instanceof MaskedValue.Secret) {
            return false;
        }
        boolean shown = true;
        if (value instanceof MaskedValue.Fields fields) {
            for (MaskedValue field : fields.values().values()) {
                shown &= collect(field, texts);
            }
        } else if (value instanceof MaskedValue.Items items) {
            for (MaskedValue item : items.values()) {
                shown &= collect(item, texts);
            }
        } else if (value instanceof MaskedValue.Document document) {
            shown = add(document.comments(), texts);
            shown &= collect(document.root(), texts);
        } else if (value instanceof MaskedValue.Parts parts) {
            shown = add(parts.frame(), texts);
            for (MaskedValue.Part part : parts.parts()) {
                shown &= collect(part.content(), texts);
            }
        } else if (value instanceof MaskedValue.Script script) {
            shown = add(script.text(), texts);
        } else if (value instanceof MaskedValue.Scalar scalar) {
            shown = add(scalar.text(), texts);
        }
        return shown;
    }

    private static boolean add(String text, List<String> texts) {
        texts.add(text);
        return !Masker.hides(text);
    }
}
