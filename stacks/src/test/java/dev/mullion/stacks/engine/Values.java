package dev.mullion.stacks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Property values as Pulumi's protocol carries them; sdk/go/common/resource/properties.go in pulumi/pulumi. */
final class Values {
    static final JsonNode UNKNOWN = new TextNode("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
    static final JsonNode SECRET = new TextNode("[secret]");

    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
    private static final String SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

    private Values() {}

    static boolean isUnknown(JsonNode value) {
        return value.equals(UNKNOWN);
    }

    static boolean isSecret(JsonNode value) {
        return value.path(SIGNATURE).asText().equals(SECRET_SIGNATURE);
    }

    static JsonNode revealed(JsonNode value) {
        return isSecret(value) ? revealed(value.path("value")) : value;
    }

    /** As plans show it: with secrets masked. */
    static JsonNode masked(JsonNode value) {
        if (isSecret(value)) {
            return SECRET;
        }
        if (value.isObject()) {
            ObjectNode masked = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> masked.set(field.getKey(), masked(field.getValue())));
            return masked;
        }
        if (value.isArray()) {
            ArrayNode masked = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> masked.add(masked(item)));
            return masked;
        }
        return value;
    }

    /** All texts inside, secrets left out. */
    static Stream<String> texts(JsonNode value) {
        if (value.isTextual()) {
            return Stream.of(value.asText());
        }
        if (isSecret(value)) {
            return Stream.of();
        }
        return StreamSupport.stream(value.spliterator(), false).flatMap(Values::texts);
    }
}
