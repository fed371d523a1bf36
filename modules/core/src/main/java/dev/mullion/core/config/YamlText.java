package dev.mullion.core.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.spec.SpecException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.YAMLException;

/** YAML of others, as JSON. Nothing is hidden in it, not even values below {@code secure:}. */
public final class YamlText {
    private static final JsonFactory JSON = new JsonFactory();

    private YamlText() {}

    /**
     * The only document of a text as compact JSON, keys in their order; empty where it is no YAML, where a key is there
     * twice or is no text, where it has tags, and where its limits of depth and size are passed.
     */
    public static Optional<String> toJson(String yaml) {
        YamlComposer composer = new YamlComposer("", yaml);
        Optional<Node> root;
        try {
            root = composer.compose();
        } catch (YAMLException | SpecException e) {
            return Optional.empty();
        }
        return composer.problems().isEmpty() ? root.map(YamlText::write) : Optional.empty();
    }

    private static String write(Node root) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(root, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Node node, JsonGenerator json) throws IOException {
        if (node instanceof Mapping mapping) {
            json.writeStartObject();
            for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
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
                case STRING, TIMESTAMP -> json.writeString(scalar.text());
            }
        }
    }
}
