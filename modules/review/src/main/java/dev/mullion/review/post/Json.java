package dev.mullion.review.post;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Json NOTHING = new Json(Optional.empty(), Map.of(), List.of());

    /** Reads a document; one that is no JSON is empty. */
    static Json read(String document) {
        try (JsonParser parser = FACTORY.createParser(document)) {
            return parser.nextToken() == null ? NOTHING : value(parser);
        } catch (IOException e) {
            return NOTHING;
        }
    }

    /** One object of strings. */
    static String object(Map<String, String> fields) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string takes everything
        }
        return out.toString();
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

    private static Json value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Json> fields = new HashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser));
            }
            return new Json(Optional.empty(), fields, List.of());
        }
        if (token == JsonToken.START_ARRAY) {
            List<Json> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return new Json(Optional.empty(), Map.of(), items);
        }
        return token == JsonToken.VALUE_NULL ? NOTHING : new Json(Optional.of(parser.getText()), Map.of(), List.of());
    }
}
