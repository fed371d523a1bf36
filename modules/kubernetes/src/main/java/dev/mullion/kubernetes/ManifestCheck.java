package dev.mullion.kubernetes;

import dev.mullion.core.json.JsonValue;
import dev.mullion.core.json.JsonValue.Fields;
import dev.mullion.core.json.JsonValue.Items;
import dev.mullion.core.json.JsonValue.Text;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.template.Templates;
import dev.mullion.core.text.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether an object has the fields and the types of its kind, as a strict API server would say, without one: the schemas are
 * those of Kubernetes 1.36, of the kinds in use ({@code tools/kubernetes-schemas.py}). What holds between fields, only a
 * server knows.
 */
public final class ManifestCheck {
    private final Map<String, JsonValue> kinds;
    private final Map<String, JsonValue> schemas;

    private ManifestCheck(Fields file) {
        this.kinds = ((Fields) required(file, "kinds")).values();
        this.schemas = ((Fields) required(file, "schemas")).values();
    }

    /** The check, read once. */
    public static ManifestCheck bundled() {
        return Bundled.CHECK;
    }

    private static final class Bundled {
        private static final ManifestCheck CHECK = new ManifestCheck(read());

        private static Fields read() {
            try (InputStream in = ManifestCheck.class.getResourceAsStream("schemas.json")) {
                String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
                return (Fields) JsonValue.read(text).orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether the schema of the object's kind is known; the check refuses all others. */
    public boolean knows(KubernetesObject object) {
        return kinds.containsKey(key(object));
    }

    /** Checks fields, types and {@linkplain Names names}, at their paths in the object. */
    public void check(KubernetesObject object, Problems problems) {
        if (kinds.get(key(object)) instanceof Text name) {
            check(object.fields(), schema(name.value()), problems);
            Names.check(object, problems);
        } else {
            problems.at("kind")
                    .refuse(object.kind(), "use a kind of " + object.apiVersion() + " whose schema is known");
        }
    }

    /**
     * The objects of YAML text, checked.
     *
     * @param name what messages call the text
     * @throws SpecException with everything that is wrong, each at its position
     */
    public List<KubernetesObject> read(String name, String yaml) {
        return KubernetesObject.read(name, yaml, this::check);
    }

    /**
     * The objects of a template, checked.
     *
     * @param template such as {@code kubernetes/agent.yaml.ftl}
     * @throws dev.mullion.core.template.TemplateException when the template can not be rendered
     * @throws SpecException with everything that is wrong, each at its line of the template
     */
    public List<KubernetesObject> render(Templates templates, String template, Map<String, ?> model) {
        try {
            return read(template, templates.render(template, model));
        } catch (SpecException e) {
            throw new SpecException(e.problems().stream()
                    .map(problem -> problem.at(
                            problem.path(),
                            problem.position()
                                    .map(at -> new Position(
                                            template, templates.line(template, model, at.line()), at.column()))))
                    .toList());
        }
    }

    private void check(Object value, Fields given, Problems problems) {
        Fields schema = given.values().get("ref") instanceof Text name ? schema(name.value()) : given;
        if (schema.values().get("ref") instanceof Text) {
            check(value, schema, problems);
            return;
        }
        String type = schema.values().get("type") instanceof Text text ? text.value() : "";
        boolean fits =
                switch (type) {
                    case "object" -> value instanceof Map;
                    case "array" -> value instanceof List;
                    case "string" -> value instanceof String;
                    case "boolean" -> value instanceof Boolean;
                    case "integer" -> value instanceof Integer || value instanceof Long;
                    case "number" -> value instanceof Number;
                    case "int-or-string" -> value instanceof String || value instanceof Number;
                    default -> true;
                };
        if (!fits) {
            problems.add("got " + shown(value) + "; use " + word(type));
        } else if (value instanceof Map<?, ?> map) {
            checkFields(map, schema, problems);
        } else if (value instanceof List<?> list) {
            if (schema.values().get("items") instanceof Fields items) {
                for (int i = 0; i < list.size(); i++) {
                    check(list.get(i), items, problems.at(i));
                }
            }
        } else if (value instanceof String && schema.values().get("enum") instanceof Items words) {
            List<String> allowed = texts(words);
            if (!allowed.contains(value)) {
                problems.refuse(value, "use one of " + String.join(", ", allowed));
            }
        }
    }

    private void checkFields(Map<?, ?> map, Fields schema, Problems problems) {
        @Nullable JsonValue more = schema.values().get("additionalProperties");
        Map<String, JsonValue> properties =
                schema.values().get("properties") instanceof Fields fields ? fields.values() : Map.of();
        List<String> known = properties.keySet().stream().sorted().toList();
        map.forEach((name, value) -> {
            String key = (String) name;
            if (properties.get(key) instanceof Fields field) {
                check(value, field, problems.at(key));
            } else if (more instanceof Fields field) {
                check(value, field, problems.at(key));
            } else if (!known.isEmpty()) {
                problems.atKey(key)
                        .add("is no field here"
                                + Nearest.to(key, known)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse(""));
            }
        });
        if (schema.values().get("required") instanceof Items required) {
            for (String key : texts(required)) {
                if (!map.containsKey(key)) {
                    problems.add("has no " + key + "; it is required here");
                }
            }
        }
    }

    private Fields schema(String name) {
        return (Fields) required(new Fields(schemas), name);
    }

    private static JsonValue required(Fields fields, String key) {
        return Objects.requireNonNull(fields.values().get(key), key);
    }

    private static String key(KubernetesObject object) {
        return object.apiVersion() + " " + object.kind();
    }

    private static List<String> texts(Items items) {
        List<String> texts = new ArrayList<>();
        items.values().forEach(item -> {
            if (item instanceof Text text) {
                texts.add(text.value());
            }
        });
        return texts;
    }

    private static String shown(Object value) {
        return value instanceof Map ? "a map" : value instanceof List ? "a list" : Shown.value(value);
    }

    private static String word(String type) {
        return switch (type) {
            case "object" -> "a map";
            case "array" -> "a list";
            case "string" -> "text, in quotes where it looks like something else";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            default -> "text or a number";
        };
    }
}
