package dev.mullion.core.config;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.config.Node.Sequence;
import dev.mullion.core.json.Json;
import dev.mullion.core.json.JsonValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Nodes as JSON, and back. */
final class NodeJson {
    /** What stands for a secret wherever its value would be shown. */
    static final String SECRET = "[secret]";

    private static final double EXACT = 0x1p53;

    /** Whether Pulumi writes it for a program, with keys sorted, dates in full and secrets hidden, or it stays as it is. */
    private final boolean engine;

    private NodeJson(boolean engine) {
        this.engine = engine;
    }

    /** As Pulumi hands values to a program: a scalar as its text, a map or a list as compact JSON. */
    static String engine(Node node) {
        if (node instanceof Scalar scalar) {
            return scalar.engineText();
        }
        if (node instanceof Mapping mapping && mapping.isSecret()) {
            return SECRET;
        }
        return Json.text(json -> new NodeJson(true).write(node, json));
    }

    /** All that there is as compact JSON, nothing hidden in it. */
    static String plain(Node node) {
        return Json.text(json -> new NodeJson(false).write(node, json));
    }

    /** The same as values, of which those that only YAML writes so are {@linkplain JsonValue.Literal told from text}. */
    static JsonValue written(Node node) {
        if (node instanceof Mapping mapping) {
            Map<String, JsonValue> fields = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> fields.put(key, written(entry.value())));
            return new JsonValue.Fields(fields);
        }
        if (node instanceof Sequence sequence) {
            return new JsonValue.Items(
                    sequence.items().stream().map(NodeJson::written).toList());
        }
        Scalar scalar = (Scalar) node;
        return switch (scalar.kind()) {
            case NULL -> new JsonValue.Nothing();
            case STRING -> new JsonValue.Text(scalar.text());
            case TIMESTAMP -> new JsonValue.Literal(scalar.text());
            case BOOLEAN, INTEGER, FLOAT -> {
                if (!YamlComposer.isAgreed(scalar.text())) {
                    yield new JsonValue.Literal(scalar.text()); // 010 is 8 or 10
                }
                yield scalar.kind() == Kind.BOOLEAN
                        ? new JsonValue.Bool(scalar.engineText().equals("true"))
                        : new JsonValue.Numeric(scalar.engineText());
            }
        };
    }

    /**
     * All that there is as text, booleans, numbers, lists and maps; what YAML takes for nothing or for a time as its text, and so a
     * number that is not the same in every reader of JSON.
     */
    static Object value(Node node) {
        if (node instanceof Mapping mapping) {
            Map<String, Object> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> entries.put(key, value(entry.value())));
            return entries;
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().map(NodeJson::value).toList();
        }
        Scalar scalar = (Scalar) node;
        return switch (scalar.kind()) {
            case BOOLEAN -> Boolean.valueOf(scalar.engineText());
            case INTEGER -> integer(scalar.engineText());
            case FLOAT -> decimal(scalar.engineText());
            case NULL, STRING, TIMESTAMP -> scalar.text();
        };
    }

    private static Object integer(String text) {
        return text.length() < 19 ? Long.valueOf(text) : text;
    }

    /** Of what is no number of JSON ({@code .inf}), or is larger than a double counts by ones, the text. */
    private static Object decimal(String text) {
        boolean isNumber = text.chars().allMatch(c -> c == '-' || c == '.' || (c >= '0' && c <= '9'));
        double number = isNumber ? Double.parseDouble(text) : Double.NaN;
        return Math.abs(number) < EXACT ? (Object) number : text;
    }

    private void write(Node node, JsonGenerator json) throws IOException {
        if (engine && node instanceof Mapping mapping && mapping.isSecret()) {
            json.writeString(SECRET);
        } else if (node instanceof Mapping mapping) {
            json.writeStartObject();
            Map<String, Entry> entries = engine ? new TreeMap<>(mapping.entries()) : mapping.entries();
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
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
                case BOOLEAN, INTEGER, FLOAT -> {
                    if (engine || YamlComposer.isAgreed(scalar.text())) {
                        json.writeRawValue(scalar.engineText());
                    } else {
                        json.writeString(scalar.text()); // 010 is 8 or 10
                    }
                }
                case STRING, TIMESTAMP -> json.writeString(engine ? scalar.engineText() : scalar.text());
            }
        }
    }

    /** The value behind a text of Pulumi's; what is no JSON map or list is a scalar as it would be without quotes. */
    static Node read(String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            return JsonValue.read(text)
                    .map(NodeJson::node)
                    .orElseGet(() -> new Scalar(text, Kind.STRING, Optional.empty()));
        }
        return new Scalar(text, Kind.ofPlain(text), Optional.empty());
    }

    private static Node node(JsonValue value) {
        if (value instanceof JsonValue.Fields fields) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            fields.values().forEach((key, field) -> entries.put(key, new Entry(Optional.empty(), node(field))));
            return new Mapping(entries, Optional.empty());
        }
        if (value instanceof JsonValue.Items items) {
            return new Sequence(items.values().stream().map(NodeJson::node).toList(), Optional.empty());
        }
        if (value instanceof JsonValue.Numeric number) {
            boolean whole = number.text().chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
            return new Scalar(number.text(), whole ? Kind.INTEGER : Kind.FLOAT, Optional.empty());
        }
        if (value instanceof JsonValue.Bool flag) {
            return new Scalar(String.valueOf(flag.value()), Kind.BOOLEAN, Optional.empty());
        }
        return value instanceof JsonValue.Text text
                ? new Scalar(text.value(), Kind.STRING, Optional.empty())
                : new Scalar("null", Kind.NULL, Optional.empty());
    }
}
