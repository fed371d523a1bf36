package dev.mullion.core.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values as Pulumi hands them to a program: a scalar as its text, a map or a list as compact JSON. */
final class JsonText {
    /** What stands for a secret wherever its value would be shown. */
    static final String SECRET = "[secret]";

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    static String write(Node node) {
        if (node instanceof Scalar scalar) {
            return scalar.engineText();
        }
        if (node instanceof Mapping mapping && mapping.isSecret()) {
            return SECRET;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(node, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Node node, JsonGenerator json) throws IOException {
        if (node instanceof Mapping mapping && mapping.isSecret()) {
            json.writeString(SECRET);
        } else if (node instanceof Mapping mapping) {
            json.writeStartObject();
            // Pulumi sorts the keys of every object.
            for (Map.Entry<String, Entry> entry : new TreeMap<>(mapping.entries()).entrySet()) {
                json.writeFieldName(entry.getKey());
                write(entry.getValue().value(), json);
            }
            json.writeEndObject();
        } else if (node instanceof Sequence sequence) {
            json.writeStartArray();
            for (Node item : sequence.items()) {
                write(item, json);
            }
            json.writeEndArray();
        } else {
            Scalar scalar = (Scalar) node;
            switch (scalar.kind()) {
                case NULL -> json.writeNull();
                case BOOLEAN, INTEGER, FLOAT -> json.writeRawValue(scalar.engineText());
                case STRING, TIMESTAMP -> json.writeString(scalar.engineText());
            }
        }
    }

    /** The value behind such a text; what is no JSON map or list is a scalar as it would be without quotes. */
    static Node read(String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            try (JsonParser json = JSON.createParser(text)) {
                json.nextToken();
                return read(json);
            } catch (IOException e) {
                return new Scalar(text, Kind.STRING, Optional.empty());
            }
        }
        return new Scalar(text, Kind.ofPlain(text), Optional.empty());
    }

    private static Node read(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                entries.put(key, new Entry(Optional.empty(), read(json)));
            }
            return new Mapping(entries, Optional.empty());
        }
        if (token == JsonToken.START_ARRAY) {
            List<Node> items = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(json));
            }
            return new Sequence(items, Optional.empty());
        }
        Kind kind =
                switch (token) {
                    case VALUE_NUMBER_INT -> Kind.INTEGER;
                    case VALUE_NUMBER_FLOAT -> Kind.FLOAT;
                    case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
                    case VALUE_NULL -> Kind.NULL;
                    default -> Kind.STRING;
                };
        return new Scalar(json.getText(), kind, Optional.empty());
    }
}
