package dev.mullion.core.reference;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.config.StackOutput;
import dev.mullion.core.json.JsonText;
import dev.mullion.core.json.JsonValue;
import dev.mullion.core.spec.KeyType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON Schema (2020-12) of a stack file: strict below {@code mullion:}, open for everything else. It knows what one key
 * shows by itself; what several keys, the network or another file say is the binder's and the validators' to know.
 */
public final class JsonSchema {
    /** The namespace however somebody spells it. */
    private static final String ANY_CASE = "[mM][uU][lL][lL][iI][oO][nN]";

    private final Map<String, Object> definitions = new TreeMap<>();

    private JsonSchema() {}

    /** The schema of the stack files whose sections are the keys of a spec. */
    public static String of(SpecReference root) {
        return JsonText.indented(new JsonSchema().file(root));
    }

    private Map<String, Object> file(SpecReference root) {
        Map<String, Object> top = new LinkedHashMap<>();
        top.put(
                "config",
                described(
                        "The stack's configuration: Mullion's sections, and what other programs and providers read.",
                        map("anyOf", List.of(config(root), map("type", "null")))));
        top.put(
                "environment",
                described(
                        "Environments of Pulumi ESC, whose values Mullion does not know before a deployment.", map()));
        top.put("secretsprovider", described("What encrypts the stack's secrets.", map("type", "string")));
        top.put("encryptedkey", described("The encrypted key of the secrets provider.", map("type", "string")));
        top.put("encryptionsalt", described("The salt of the passphrase.", map("type", "string")));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Stack file of Mullion");
        schema.put(
                "description",
                "Pulumi.STACK.yaml of a project that Mullion deploys. `mullion schema` writes this from the specs that"
                        + " read the file; `mullion validate` knows more than one key at a time.");
        schema.put("type", "object");
        schema.put("properties", top);
        schema.put("patternProperties", map("^" + ANY_CASE + "(:|$)", false));
        schema.put("$defs", definitions);
        return schema;
    }

    private Map<String, Object> config(SpecReference root) {
        Map<String, Object> sections = new LinkedHashMap<>();
        for (KeyReference key : root.keys()) {
            sections.put(StackConfig.NAMESPACE + key.name(), key(key));
        }
        // Pulumi reads the long spelling alike; nobody needs it offered.
        for (KeyReference key : root.keys()) {
            sections.put(StackConfig.NAMESPACE + "config:" + key.name(), map("$ref", "#/$defs/section." + key.name()));
            definitions.put("section." + key.name(), key(key));
        }
        String known = root.keys().stream().map(KeyReference::name).collect(Collectors.joining("|"));
        Map<String, Object> others = new LinkedHashMap<>();
        others.put("^" + ANY_CASE + ":(?!(config:)?(" + known + ")$)", false);
        others.put("^(?!mullion:)" + ANY_CASE + ":", false);
        others.put("^[^:]*:(?!config:[^:]*$)[^:]*:", false);
        others.put("^mullion$", map("not", map("type", "object")));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", sections);
        schema.put("patternProperties", others);
        return schema;
    }

    private Map<String, Object> key(KeyReference key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", description(key));
        key.standard().ifPresent(value -> schema.put("default", value));
        schema.putAll(value(key, key.type()));
        if (key.type().kind() == KeyType.Kind.LIST || key.type().kind() == KeyType.Kind.MAP) {
            boolean list = key.type().kind() == KeyType.Kind.LIST;
            long fewest = Math.max(key.fewest().orElse(0L), key.required() ? 1 : 0);
            if (fewest > 0) {
                schema.put(list ? "minItems" : "minProperties", fewest);
            }
            key.greatest()
                    .filter(most -> most < Integer.MAX_VALUE)
                    .ifPresent(most -> schema.put(list ? "maxItems" : "maxProperties", most));
        }
        if (key.type().kind() == KeyType.Kind.TEXT && key.required()) {
            schema.put("minLength", 1);
        }
        return schema;
    }

    private static String description(KeyReference key) {
        StringBuilder text = new StringBuilder(key.text().plain());
        key.api().ifPresent(api -> text.append("\n\n").append(api).append('.'));
        key.exampleLine().ifPresent(line -> text.append("\n\nExample: ").append(line));
        return text.toString();
    }

    private Map<String, Object> value(KeyReference key, KeyType type) {
        return switch (type.kind()) {
            case BOOLEAN -> map("type", "boolean");
            case INT -> number(key, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> number(key, Long.MIN_VALUE, Long.MAX_VALUE);
            case TEXT, REFERENCE -> orStackOutput(key, text(key));
            case CHOICE, PARSED -> type.spellings().isEmpty() ? text(key) : map("enum", type.spellings());
            case SPEC -> reference(key);
            case SPEC_OR_TEXT -> map("anyOf", List.of(text(key), reference(key)));
            case LIST -> list(key, type);
            case MAP -> {
                KeyType item = type.item().orElseThrow();
                Map<String, Object> schema = map("type", "object", "additionalProperties", value(key, item));
                key.keyPattern().ifPresent(pattern -> schema.put("propertyNames", map("pattern", whole(pattern))));
                if (takesText(item)) {
                    schema.put("not", secret());
                }
                yield schema;
            }
        };
    }

    private Map<String, Object> list(KeyReference key, KeyType type) {
        Map<String, Object> list =
                map("type", "array", "items", value(key, type.item().orElseThrow()));
        return type.isTexts() ? orStackOutput(key, list) : list;
    }

    /** A value, or one that another stack gives. */
    private Map<String, Object> orStackOutput(KeyReference key, Map<String, Object> value) {
        if (!key.takesStackOutput()) {
            return value;
        }
        definitions.putIfAbsent(StackOutput.class.getSimpleName(), stackOutput());
        return map("anyOf", List.of(value, map("$ref", "#/$defs/" + StackOutput.class.getSimpleName())));
    }

    private static Map<String, Object> stackOutput() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(
                "stack",
                described(
                        "The other stack's full name: organization/project/stack.",
                        map("type", "string", "pattern", whole(StackOutput.FULL_NAME_REGEX))));
        properties.put(
                "output",
                described(
                        "Its output, or a part of one: kubeconfigs.shop, subnetIds[0].",
                        map(
                                "type",
                                "string",
                                "maxLength",
                                StackOutput.MAX_PATH,
                                "pattern",
                                whole(StackOutput.PATH_REGEX))));
        Map<String, Object> schema = described("A value that another stack gives.", map("type", "object"));
        schema.put("properties", properties);
        schema.put("required", List.of("stack", "output"));
        schema.put("additionalProperties", false);
        return schema;
    }

    private static boolean takesText(KeyType type) {
        return switch (type.kind()) {
            case TEXT, PARSED, REFERENCE, SPEC_OR_TEXT -> true;
            case BOOLEAN, INT, LONG, CHOICE, SPEC, LIST, MAP -> false;
        };
    }

    /** {@code {secure: <ciphertext>}}, which is no map of the user's. */
    private static Map<String, Object> secret() {
        return map(
                "required", List.of("secure"), "maxProperties", 1, "properties", map("secure", map("type", "string")));
    }

    private static Map<String, Object> number(KeyReference key, long least, long most) {
        if (!key.oneOf().isEmpty()) {
            return map("enum", key.oneOf());
        }
        return map(
                "type",
                "integer",
                "minimum",
                key.least().orElse(least),
                "maximum",
                key.most().orElse(most));
    }

    private static Map<String, Object> text(KeyReference key) {
        Map<String, Object> schema = map("type", "string");
        key.pattern().ifPresent(pattern -> schema.put("pattern", whole(pattern)));
        return schema;
    }

    private static String whole(String pattern) {
        return "^(?:" + pattern + ")$";
    }

    private Map<String, Object> reference(KeyReference key) {
        SpecReference spec = key.spec().orElseThrow();
        if (!definitions.containsKey(spec.name())) {
            Map<String, Object> definition = new LinkedHashMap<>();
            definitions.put(spec.name(), definition);
            definition.putAll(spec(spec));
        }
        return map("$ref", "#/$defs/" + spec.name());
    }

    private Map<String, Object> spec(SpecReference spec) {
        Map<String, Object> properties = new LinkedHashMap<>();
        spec.keys().forEach(key -> properties.put(key.name(), key(key)));
        Map<String, Object> harmless = new LinkedHashMap<>();
        spec.refusals().forEach((name, why) -> {
            List<Object> values = spec.harmlessValues(name).stream()
                    .sorted()
                    .flatMap(JsonSchema::read)
                    .toList();
            if (!values.isEmpty()) {
                harmless.put("^" + anySpelling(name) + "$", map("enum", values));
            }
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!spec.text().text().isEmpty()) {
            schema.put("description", spec.text().plain());
        }
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!harmless.isEmpty()) {
            schema.put("patternProperties", harmless);
        }
        List<String> required = spec.keys().stream()
                .filter(KeyReference::required)
                .map(KeyReference::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /** As the platform's tools spell it: {@code placement_strategy}, {@code PlacementStrategy}. */
    private static String anySpelling(String name) {
        return name.codePoints()
                .mapToObj(Character::toString)
                .map(letter -> letter.matches("[A-Za-z]")
                        ? "[" + letter.toLowerCase(Locale.ROOT) + letter.toUpperCase(Locale.ROOT) + "]"
                        : letter)
                .collect(Collectors.joining("[_-]*"));
    }

    /** A value that is written like that: the text, and what YAML reads there without quotes. */
    private static Stream<Object> read(String written) {
        return switch (written) {
            case "true", "false" -> Stream.of(Boolean.valueOf(written), written);
            case "[]" -> Stream.of(List.of());
            case "{}" -> Stream.of(Map.of());
            case "" -> Stream.of("", new JsonValue.Nothing());
            default -> Stream.of(written);
        };
    }

    private static Map<String, Object> described(String text, Map<String, Object> schema) {
        Map<String, Object> all = map("description", text);
        all.putAll(schema);
        return all;
    }

    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
