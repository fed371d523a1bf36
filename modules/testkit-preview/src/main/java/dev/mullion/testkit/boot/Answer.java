package dev.mullion.testkit.boot;

import dev.mullion.core.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of what {@code tools/boot} answers. What is not there reads as empty. */
record Answer(JsonValue value) {
    Answer at(String key) {
        JsonValue found =
                value instanceof JsonValue.Fields fields ? fields.values().get(key) : null;
        return new Answer(found == null ? new JsonValue.Nothing() : found);
    }

    String text() {
        if (value instanceof JsonValue.Text text) {
            return text.value();
        }
        if (value instanceof JsonValue.Numeric number) {
            return number.text();
        }
        return value instanceof JsonValue.Bool flag ? String.valueOf(flag.value()) : "";
    }

    String text(String key) {
        return at(key).text();
    }

    /** Whole; the clock counts fractions of seconds. */
    int number(String key) {
        String text = text(key);
        return text.isEmpty() ? -1 : (int) Math.round(Double.parseDouble(text));
    }

    boolean flag(String key) {
        return text(key).equals("true");
    }

    List<JsonValue> items(String key) {
        return at(key).value() instanceof JsonValue.Items items ? items.values() : List.of();
    }

    List<String> texts(String key) {
        return items(key).stream().map(Answer::new).map(Answer::text).toList();
    }

    /** The texts of an object's values, in their order. */
    Map<String, String> fields(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (at(key).value() instanceof JsonValue.Fields fields) {
            fields.values().forEach((name, field) -> texts.put(name, new Answer(field).text()));
        }
        return texts;
    }
}
