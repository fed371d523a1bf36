package dev.mullion.diff.masking;

import dev.mullion.core.config.YamlText;
import dev.mullion.core.json.JsonValue;
import dev.mullion.plan.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maps and lists that are written as JSON or YAML inside a string. */
final class Structure {
    private static final int MAX_YAML_LENGTH = 1 << 20;

    /** Up to here a double holds every whole number. */
    private static final long MAX_EXACT = 1L << 53;

    /** The first line of content of a YAML map or list. */
    private static final Pattern YAML_LINE = Pattern.compile(
            "[ ]{0,40}(?:-[ \\t]+\\S|-$|\\?[ \\t]+\\S|(?:[\\[{][\\[{ ]{0,9})?[\\w.\"'/$-]{1,120}[ \\t]{0,40}:(?:\\s|$))");

    /** What editors of Windows write at the beginning. */
    private static final String MARK = "\uFEFF";

    private static final Pattern DOCUMENT = Pattern.compile("(?m)^---(?:[ \\t]+(?:#.*)?)?$");

    private static final Pattern ESCAPE = Pattern.compile("\\\\.");

    /** By YAML 1.1, https://yaml.org/spec/1.1/#c-printable, and tabs. */
    private static final Pattern UNREADABLE =
            Pattern.compile("[^\\n\\r -~\\x85\\xA0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]|\uFEFF");

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
        return JsonValue.read(text).map(Structure::property);
    }

    /** JSON with its values in the same places, without what YAML's parser does not take: it allows no {@code \\/} and no tabs. */
    static String asYaml(String json) {
        String plain = UNREADABLE.matcher(json).replaceAll(" ");
        return ESCAPE.matcher(plain)
                .replaceAll(escape -> escape.group().equals("\\/") ? "//" : Matcher.quoteReplacement(escape.group()));
    }

    private static PropertyValue property(JsonValue value) {
        if (value instanceof JsonValue.Fields object) {
            SortedMap<String, PropertyValue> fields = new TreeMap<>();
            object.values().forEach((key, field) -> fields.put(key, property(field)));
            return new PropertyValue.Fields(fields);
        }
        if (value instanceof JsonValue.Items list) {
            return new PropertyValue.Items(
                    list.values().stream().map(Structure::property).toList());
        }
        if (value instanceof JsonValue.Bool flag) {
            return new PropertyValue.Bool(flag.value());
        }
        if (value instanceof JsonValue.Numeric number) {
            return number(number.text());
        }
        if (value instanceof JsonValue.Literal literal) {
            return new PropertyValue.Literal(literal.text());
        }
        return value instanceof JsonValue.Text string
                ? new PropertyValue.Text(string.value())
                : new PropertyValue.Nothing();
    }

    private static PropertyValue number(String text) {
        double number = Double.parseDouble(text);
        boolean exact = text.length() < 16 && Double.isFinite(number) && Math.abs(number) < MAX_EXACT;
        return exact ? new PropertyValue.Numeric(number) : new PropertyValue.Literal(text);
    }

    /** Empty for what is no YAML, and for what other text could be: one line, or no map and no list. */
    static Optional<PropertyValue> yaml(String marked) {
        String text = marked.startsWith(MARK) ? marked.substring(1) : marked;
        if (text.length() > MAX_YAML_LENGTH
                || text.indexOf('\n') < 0
                || !YAML_LINE.matcher(firstLine(text)).lookingAt()) {
            return Optional.empty();
        }
        List<PropertyValue> documents = new ArrayList<>();
        for (String document : DOCUMENT.split(text, -1)) {
            // A file may start with a comment, such as whose it is.
            if (document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#"))) {
                Optional<PropertyValue> value = YamlText.read(document)
                        .filter(root -> root instanceof JsonValue.Fields || root instanceof JsonValue.Items)
                        .map(Structure::property);
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
