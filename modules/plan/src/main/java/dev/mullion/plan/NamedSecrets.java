package dev.mullion.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.mullion.core.json.Json;
import dev.mullion.core.json.JsonText;
import dev.mullion.core.json.JsonValue;
import dev.mullion.core.text.SecretNames;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values of containers' variables whose names say that they are secret: a plan that is handed out has {@link PropertyValue#SECRET} in
 * their place, in the task definitions and in the configuration that they come from. Pulumi does not know them as secrets, and its
 * own plans show them. What a comparison makes for itself keeps them, so that another value is seen.
 */
public final class NamedSecrets {
    /** What holds the variables of containers, as JSON in a text: of an {@code aws.ecs.TaskDefinition}. */
    private static final String DEFINITIONS = "containerDefinitions";

    private NamedSecrets() {}

    /** A plan of {@link PlanJson} without them, which otherwise stays the same to the byte. */
    public static void hide(Reader plan, Writer out) throws IOException {
        try (JsonParser from = Json.parser(plan);
                JsonGenerator to = PlanJson.generator(out)) {
            while (from.nextToken() != null) {
                if (from.currentToken() == JsonToken.VALUE_STRING && mayHold(from.getParsingContext())) {
                    to.writeString(hidden(from.currentName(), from.getText()));
                } else {
                    to.copyCurrentEventExact(from);
                }
            }
            to.writeRaw('\n');
        }
    }

    /** An input of a resource without them. */
    static PropertyValue hidden(String input, PropertyValue value) {
        return DEFINITIONS.equals(input) && value instanceof PropertyValue.Text text
                ? new PropertyValue.Text(hidden(input, text.value()))
                : value;
    }

    private static boolean mayHold(JsonStreamContext place) {
        @Nullable JsonStreamContext around = place.getParent();
        boolean inConfig = around != null
                && "config".equals(around.getCurrentName())
                && around.getParent().inRoot();
        return inConfig || DEFINITIONS.equals(place.getCurrentName());
    }

    private static String hidden(String key, String text) {
        Optional<JsonValue> json = JsonValue.read(text);
        if (json.isEmpty()) {
            return SecretNames.hides(key, text).isPresent() ? PropertyValue.SECRET.value() : text;
        }
        JsonValue hidden = hidden(json.get());
        return hidden.equals(json.get()) ? text : JsonText.of(hidden);
    }

    private static JsonValue hidden(JsonValue value) {
        if (value instanceof JsonValue.Items items) {
            List<JsonValue> values = new ArrayList<>();
            items.values().forEach(item -> values.add(hidden(item)));
            return new JsonValue.Items(values);
        }
        if (!(value instanceof JsonValue.Fields fields)) {
            return value;
        }
        Map<String, JsonValue> values = new LinkedHashMap<>();
        fields.values().forEach((key, field) -> {
            // {"name": "DB_PASSWORD", "value": ...} is a variable, too.
            String name = key.equals("value") && fields.values().get("name") instanceof JsonValue.Text named
                    ? named.value()
                    : key;
            boolean secret = field instanceof JsonValue.Text text
                    && SecretNames.hides(name, text.value()).isPresent();
            values.put(key, secret ? new JsonValue.Text(PropertyValue.SECRET.value()) : hidden(field));
        });
        return new JsonValue.Fields(values);
    }
}
