package dev.mullion.provider;

import dev.mullion.core.config.LateKeys;
import dev.mullion.core.json.JsonText;
import dev.mullion.core.reference.KeyReference;
import dev.mullion.core.reference.SpecReference;
import dev.mullion.core.spec.KeyType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Pulumi's schema of the package, made from the specs that read stack files: the same keys, descriptions and choices.
 *
 * <p>What decides which resources there are is plain: no output of another resource. Defaults stand in descriptions alone, since
 * SDKs would send those of their own version as if somebody had written them.
 *
 * @see <a href="https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/">Package schema</a>
 */
final class PackageSchema {
    private static final String TYPES = "#/types/mullion:index:";

    private static final String CLUSTER_KEY =
            "the key of the cluster in its stack, which the component's name begins with: `storefront` for `storefront-web`";

    private final Map<String, Object> types = new TreeMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();
    private final Map<String, Class<?>> taken = new HashMap<>();

    private PackageSchema() {}

    /** Read anew from the specs, for the one call that asks. */
    static String json() {
        return JsonText.indented(new PackageSchema().schema());
    }

    private Map<String, Object> schema() {
        Map<String, Object> resources = new TreeMap<>();
        for (ProvidedComponent component : ProvidedComponent.values()) {
            resources.put(component.token(), resource(component));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("name", "mullion");
        schema.put("displayName", "Mullion");
        schema.put("version", PackageVersion.VERSION);
        schema.put(
                "description",
                "Windows container platforms on AWS: ECS and EKS clusters, hosts, their networks and meshes.");
        schema.put("keywords", List.of("category/cloud", "kind/component", "aws", "windows", "ecs", "eks"));
        schema.put("license", "Apache-2.0");
        schema.put("publisher", "Mullion");
        // Modules are for types in states; programs find every class at the package's root.
        schema.put("meta", map("moduleFormat", "^()"));
        schema.put("language", languages());
        schema.put("config", map());
        schema.put(
                "provider",
                map(
                        "description",
                        "Mullion takes no configuration of its own: region and credentials are the AWS provider's."));
        schema.put("types", types);
        schema.put("resources", resources);
        return schema;
    }

    private static Map<String, Object> languages() {
        return map(
                "csharp", map("respectSchemaVersion", true),
                // Without the extra types the SDK does not compile: a map of plain objects has none of its own.
                "go",
                        map(
                                "respectSchemaVersion",
                                true,
                                "generateResourceContainerTypes",
                                true,
                                "generateExtraInputTypes",
                                true),
                "java", map("buildFiles", "gradle", "basePackage", "dev.mullion.pulumi"),
                "nodejs", map("packageName", "mullion", "respectSchemaVersion", true),
                "python",
                        map(
                                "packageName",
                                "pulumi_mullion",
                                "respectSchemaVersion",
                                true,
                                "pyproject",
                                map("enabled", true)));
    }

    private Map<String, Object> resource(ProvidedComponent component) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        component.inputs().forEach(key -> {
            inputs.put(key.name(), property(key));
            if (key.required()) {
                required.add(key.name());
            }
        });
        if (component.around().isPresent()) {
            inputs.put(ProvidedComponent.CLUSTER, map("type", "string", "plain", true, "description", CLUSTER_KEY));
            required.add(ProvidedComponent.CLUSTER);
        }
        ComponentOutputs outputs = ComponentOutputs.of(component);
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("description", component.description());
        resource.put("isComponent", true);
        resource.put("inputProperties", inputs);
        if (!required.isEmpty()) {
            resource.put("requiredInputs", required);
        }
        resource.put("properties", outputs.properties());
        resource.put("required", outputs.required());
        if (!component.token().startsWith("mullion:index:")) {
            resource.put("aliases", List.of(map("type", "mullion:index:" + component.className())));
        }
        return resource;
    }

    private Map<String, Object> property(KeyReference key) {
        Map<String, Object> property = type(key, key.type());
        property.put("description", description(key));
        return property;
    }

    private static String description(KeyReference key) {
        StringBuilder text = new StringBuilder(key.text().text());
        line(text, "Range", key.range());
        line(text, "Unit", key.unit());
        line(
                text,
                "Default",
                key.standard().isPresent() && !key.required() ? Optional.of(key.standardText()) : Optional.empty());
        line(text, "Called", key.api());
        line(text, "Example", key.example());
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Optional<String> value) {
        value.ifPresent(given -> text.append("\n\n").append(name).append(": ").append(given));
    }

    /** Of a key, or of what stands in its lists and maps. */
    private Map<String, Object> type(KeyReference key, KeyType type) {
        boolean late = LateKeys.mayBeLate(key.name(), key.type())
                && (type.item().isEmpty() || key.name().endsWith("ubnetIds"));
        Map<String, Object> written =
                switch (type.kind()) {
                    case BOOLEAN -> map("type", "boolean");
                    case INT -> map("type", "integer");
                    case LONG -> map("type", "number");
                    case TEXT, REFERENCE -> map("type", "string");
                    case CHOICE, PARSED -> type.spellings().isEmpty() ? map("type", "string") : choice(type);
                    case SPEC -> map("$ref", TYPES + spec(key.spec().orElseThrow()));
                    case SPEC_OR_TEXT ->
                        map(
                                "oneOf",
                                List.of(
                                        map("type", "string"),
                                        map("$ref", TYPES + spec(key.spec().orElseThrow()), "plain", true)));
                    case LIST ->
                        map("type", "array", "items", type(key, type.item().orElseThrow()));
                    case MAP ->
                        map(
                                "type",
                                "object",
                                "additionalProperties",
                                type(key, type.item().orElseThrow()));
                };
        if (!late) {
            written.put("plain", true);
        }
        return written;
    }

    private Map<String, Object> choice(KeyType type) {
        Class<?> choices = type.choices().orElseThrow();
        String name = name(choices, choices.getName());
        types.computeIfAbsent(
                "mullion:index:" + name,
                token -> map(
                        "type",
                        "string",
                        "enum",
                        type.spellings().stream()
                                .map(value -> map("name", constant(value), "value", value))
                                .toList()));
        return map("$ref", TYPES + name);
    }

    /** {@code WINDOWS_SERVER_2022_CORE} and {@code on-demand} as classes of constants spell them. */
    private static String constant(String value) {
        String name = Arrays.stream(value.split("[^A-Za-z0-9]+", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.equals(word.toUpperCase(Locale.ROOT)) ? word.toLowerCase(Locale.ROOT) : word)
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return name.matches("[0-9].*") ? "V" + name : name;
    }

    private String spec(SpecReference spec) {
        String name = name(spec.type(), spec.name());
        String token = "mullion:index:" + name;
        if (!types.containsKey(token)) {
            Map<String, Object> written = new LinkedHashMap<>();
            types.put(token, written);
            Map<String, Object> properties = new LinkedHashMap<>();
            spec.keys().forEach(key -> properties.put(key.name(), property(key)));
            written.put("type", "object");
            if (!spec.text().text().isEmpty()) {
                written.put("description", spec.text().text());
            }
            written.put("properties", properties);
            List<String> required = spec.keys().stream()
                    .filter(KeyReference::required)
                    .map(KeyReference::name)
                    .toList();
            if (!required.isEmpty()) {
                written.put("required", required);
            }
        }
        return name;
    }

    /** The class's own, and where two have one, that of its module before it: {@code EksGmsaSpec}. */
    private String name(Class<?> type, String path) {
        return names.computeIfAbsent(type, key -> {
            String[] parts = path.replace("dev.mullion.", "").split("[.$]", -1);
            Class<?> outer = type.getEnclosingClass();
            String name = (outer == null ? "" : outer.getSimpleName().replaceFirst("Spec$", "")) + type.getSimpleName();
            if (taken.putIfAbsent(name, type) != null) {
                name = parts[0].substring(0, 1).toUpperCase(Locale.ROOT) + parts[0].substring(1) + name;
                taken.put(name, type);
            }
            return name;
        });
    }

    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
