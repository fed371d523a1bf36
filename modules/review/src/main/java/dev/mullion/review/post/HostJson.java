package dev.mullion.review.post;

import dev.mullion.core.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of a host, read leniently: what is missing, or of another type, is empty.
 *
 * @param text of a string, number or boolean
 */
record HostJson(Optional<String> text, Map<String, HostJson> fields, List<HostJson> items) {
    private static final HostJson NOTHING = new HostJson(Optional.empty(), Map.of(), List.of());

    /** More than any answer has: a hundred comments of GitHub have some 5,000 values. */
    private static final int MAX_VALUES = 100_000;

    /** Reads a document; one that is no JSON, or has more values than an answer has, is empty. */
    static HostJson read(String document) {
        return value(document).map(HostJson::of).orElse(NOTHING);
    }

    /** The items of a document that is a list; empty for any other, such as a proxy's page. */
    static Optional<List<HostJson>> list(String document) {
        return value(document).filter(JsonValue.Items.class::isInstance).map(value -> of(value)
                .items());
    }

    private static Optional<JsonValue> value(String document) {
        return values(document) > MAX_VALUES ? Optional.empty() : JsonValue.read(document);
    }

    /** About as many as there are. Each that is read takes a hundred times the memory of {@code {},}. */
    private static int values(String document) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < document.length(); i++) {
            char character = document.charAt(i);
            if (character == '\\' && quoted) {
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && (character == ',' || character == '{' || character == '[')) {
                count++;
            }
        }
        return count;
    }

    /** What stands at the end of the path. */
    HostJson at(String... path) {
        HostJson found = this;
        for (String key : path) {
            found = found.fields.getOrDefault(key, NOTHING);
        }
        return found;
    }

    /** The text at the end of the path; empty when there is none. */
    String textAt(String... path) {
        return at(path).text.orElse("");
    }

    private static HostJson of(JsonValue value) {
        if (value instanceof JsonValue.Fields object) {
            Map<String, HostJson> fields = new HashMap<>();
            object.values().forEach((name, field) -> fields.put(name, of(field)));
            return new HostJson(Optional.empty(), fields, List.of());
        }
        if (value instanceof JsonValue.Items list) {
            return new HostJson(
                    Optional.empty(),
                    Map.of(),
                    list.values().stream().map(HostJson::of).toList());
        }
        if (value instanceof JsonValue.Text string) {
            return text(string.value());
        }
        if (value instanceof JsonValue.Numeric number) {
            return text(number.text());
        }
        return value instanceof JsonValue.Bool flag ? text(String.valueOf(flag.value())) : NOTHING;
    }

    private static HostJson text(String text) {
        return new HostJson(Optional.of(text), Map.of(), List.of());
    }
}
