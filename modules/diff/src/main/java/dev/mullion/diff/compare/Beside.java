package dev.mullion.diff.compare;

import dev.mullion.diff.masking.MaskedValue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What texts hold beside the values that are shown of them: comments of YAML and the frame of a message. To who else
 * reads such a text, as EC2Launch looks for {@code <powershell>} anywhere, it may be code.
 */
final class Beside {
    private Beside() {}

    /** All of it inside of a value, a line each; empty where there is none. */
    static String of(MaskedValue value) {
        return lines(value).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static Stream<String> lines(MaskedValue value) {
        if (value instanceof MaskedValue.Document document) {
            return Stream.concat(Stream.of(document.comments()), lines(document.root()));
        }
        if (value instanceof MaskedValue.Fields fields) {
            return fields.values().values().stream().flatMap(Beside::lines);
        }
        if (value instanceof MaskedValue.Items items) {
            return items.values().stream().flatMap(Beside::lines);
        }
        if (value instanceof MaskedValue.Parts parts) {
            return Stream.concat(
                    Stream.of(parts.frame()), parts.parts().stream().flatMap(part -> lines(part.content())));
        }
        return Stream.of();
    }
}
