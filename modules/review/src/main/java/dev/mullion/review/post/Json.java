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
record Json(Optional<String> text, Map<String, Json> fields, List<Json> items) {
    private static final Json NOTHING = new Json(Optional.empty(), Map.of(), List.of());

    /** Reads a document; one that is no JSON is empty. */
    static Json read(String document) {
        return JsonValue.read(document).map(Json::of).orElse(NOTHING);
    }

    /** What stands at the end of the path. */
    Json at(String... path) {
        Json found = this;
        for (String key : path) {
            found = found.fields.getOrDefault(key, NOTHING);
        }
        return found;
    }

    /** The text at the end of the path; empty when there is none. */
    String textAt(String... path) {
        return at(path).text.orElse("");
    }

    private static Json of(JsonValue value) {
        if (value instanceof JsonValue.Fields object) {
            Map<String, Json> fields = new HashMap<>();
            object.values().forEach((name, field) -> fields.put(name, of(field)));
            return new Json(Optional.empty(), fields, List.of());
        }
        if (value instanceof JsonValue.Items list) {
            return new Json(
                    Optional.empty(),
                    Map.of(),
                    list.values().stream().map(Json::of).toList());
        }
        if (value instanceof JsonValue.Text string) {
            return text(string.value());
        }
        if (value instanceof JsonValue.Numeric number) {
            return text(number.text());
        }
        return value instanceof JsonValue.Bool flag ? text(String.valueOf(flag.value())) : NOTHING;
    }

    private static Json text(String text) {
        return new Json(Optional.of(text), Map.of(), List.of());
    }
}
