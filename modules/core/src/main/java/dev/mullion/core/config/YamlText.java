package dev.mullion.core.config;

import dev.mullion.core.json.JsonValue;
import dev.mullion.core.spec.SpecException;
import java.util.Optional;
import org.yaml.snakeyaml.error.YAMLException;

/** YAML of others, as JSON. Nothing is hidden in it, not even values below {@code secure:}. */
public final class YamlText {
    private YamlText() {}

    /**
     * The only document of a text, keys in their order; empty where it is no YAML, where a key is there twice or is no text,
     * where it has tags, and where its limits of depth and size are passed.
     */
    public static Optional<JsonValue> read(String yaml) {
        YamlComposer composer = new YamlComposer("", yaml, YamlComposer.Readers.OTHERS);
        Optional<Node> root;
        try {
            root = composer.compose();
        } catch (YAMLException | SpecException e) {
            return Optional.empty();
        }
        return composer.problems().isEmpty() ? root.map(NodeJson::written) : Optional.empty();
    }
}
