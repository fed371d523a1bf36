package dev.mullion.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value that was read from a text as a whole. */
public sealed interface JsonValue {
    /** A text may hold others in its strings, each as deep. */
    int MAX_DEPTH = 100;

    record Text(String value) implements JsonValue {}

    /** A number as it is spelled. */
    record Numeric(String text) implements JsonValue {}

    /** What only YAML writes without quotes, and not all of its readers take for the same: a time, {@code 0x10}. */
    record Literal(String text) implements JsonValue {}

    record Bool(boolean value) implements JsonValue {}

    record Nothing() implements JsonValue {}

    record Items(List<JsonValue> values) implements JsonValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** An object, its keys in their order. */
    record Fields(Map<String, JsonValue> values) implements JsonValue {
        public Fields {
            values = Collections.unmodifiableMap(values);
        }
    }

    /** Empty for what is no JSON, is more than one value, is too deep, or has a key twice, which would hide a value. */
    static Optional<JsonValue> read(String text) {
        try (JsonParser json = Json.parser(text)) {
            json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            if (json.nextToken() == null) {
                return Optional.empty();
            }
            JsonValue value = read(json, 0);
            return json.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static JsonValue read(JsonParser json, int depth) throws IOException {
        JsonToken token = json.currentToken();
        if (token.isStructStart() && depth == MAX_DEPTH) {
            throw new StreamConstraintsException("nested deeper than " + MAX_DEPTH + " levels");
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, JsonValue> fields = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                fields.put(key, read(json, depth + 1));
            }
            return new Fields(fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<JsonValue> items = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(json, depth + 1));
            }
            return new Items(items);
        }
        return switch (token) {
            case VALUE_NULL -> new Nothing();
            case VALUE_TRUE, VALUE_FALSE -> new Bool(token == JsonToken.VALUE_TRUE);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeric(json.getText());
            default -> new Text(json.getText());
        };
    }
}
