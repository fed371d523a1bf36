package dev.mullion.diff.masking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.mullion.core.config.YamlText;
import dev.mullion.plan.PropertyValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Maps and lists that are written as JSON or YAML inside a string. */
final class Structure {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_YAML_LENGTH = 1 << 20;

    /** Up to here a double holds every whole number. */
    private static final long MAX_EXACT = 1L << 53;

    /** A key twice would hide one of its values. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The first line of content of a YAML map or list. */
    private static final Pattern YAML_LINE = Pattern.compile("[ ]{0,40}(?:- \\S|-$|[\\w.\"'/$-]{1,120}:(?:\\s|$))");

    private static final Pattern DOCUMENT = Pattern.compile("(?m)^---[ \\t]*(?:#.*)?$");

    private Structure() {}

    /** Empty for what is no JSON, and for a lone string or number. */
    static Optional<PropertyValue> json(String text) {
        int first = 0;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        if (first == text.length() || (text.charAt(first) != '{' && text.charAt(first) != '[')) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            PropertyValue value = read(json);
            return json.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static PropertyValue read(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            SortedMap<String, PropertyValue> fields = new TreeMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                fields.put(key, read(json));
            }
            return new PropertyValue.Fields(fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<PropertyValue> items = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(json));
            }
            return new PropertyValue.Items(items);
        }
        return switch (token) {
            case VALUE_NULL -> new PropertyValue.Nothing();
            case VALUE_TRUE, VALUE_FALSE -> new PropertyValue.Bool(token == JsonToken.VALUE_TRUE);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getText());
            default -> new PropertyValue.Text(json.getText());
        };
    }

    private static PropertyValue number(String text) {
        double number = Double.parseDouble(text);
        boolean exact = text.length() < 16 && Double.isFinite(number) && Math.abs(number) < MAX_EXACT;
        return exact ? new PropertyValue.Numeric(number) : new PropertyValue.Text(text);
    }

    /** Empty for what is no YAML, and for what other text could be: one line, or no map and no list. */
    static Optional<PropertyValue> yaml(String text) {
        if (text.length() > MAX_YAML_LENGTH
                || text.indexOf('\n') < 0
                || !YAML_LINE.matcher(firstLine(text)).lookingAt()) {
            return Optional.empty();
        }
        List<PropertyValue> documents = new ArrayList<>();
        for (String document : DOCUMENT.split(text, -1)) {
            if (!document.isBlank()) {
                Optional<PropertyValue> value = YamlText.toJson(document).flatMap(Structure::json);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                documents.add(value.get());
            }
        }
        if (documents.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(documents.size() == 1 ? documents.get(0) : new PropertyValue.Items(documents));
    }

    private static String firstLine(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("---"))
                .findFirst()
                .orElse("");
    }
}
