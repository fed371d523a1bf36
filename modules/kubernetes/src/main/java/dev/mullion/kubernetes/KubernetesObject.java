package dev.mullion.kubernetes;

import dev.mullion.core.config.YamlDocument;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Any Kubernetes object: {@code apiVersion}, {@code kind} and {@code metadata} in front, then everything else in its order.
 * Never changes; {@link #with} and {@link #without} give another one.
 *
 * <pre>{@code
 * KubernetesObject.of("v1", "ConfigMap", ObjectMeta.named("settings").namespace("shop"))
 *         .with(Map.of("level", "info"), "data")
 *         .yaml();
 * }</pre>
 *
 * <p>Values are strings, booleans, whole numbers, decimals, lists and maps with string keys. A map keeps its order where it
 * has one (LinkedHashMap, SortedMap); the entries of any other, such as Map.of, are sorted, so that nothing depends on chance.
 */
public final class KubernetesObject implements Manifest {
    private static final String API_VERSION = "apiVersion";
    private static final String KIND = "kind";
    private static final String METADATA = "metadata";

    private final Map<String, Object> fields;

    private KubernetesObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** An object with nothing but its names. */
    public static KubernetesObject of(String apiVersion, String kind, ObjectMeta metadata) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(API_VERSION, apiVersion);
        fields.put(KIND, kind);
        fields.put(METADATA, metadata.fields());
        return of(fields);
    }

    /**
     * The object of these fields.
     *
     * @throws SpecException when apiVersion, kind or metadata.name is missing or no text
     * @throws IllegalArgumentException when a value is of another type than the class says
     */
    public static KubernetesObject of(Map<String, ?> fields) {
        Problems problems = new Problems();
        check(fields, problems);
        problems.throwIfAny();
        return new KubernetesObject(ordered(FieldValues.copy(fields)));
    }

    /**
     * The objects of YAML text, one a document, in their order. Text that YAML 1.1 and 1.2 read in two ways, such as {@code on}
     * without quotes, is refused.
     *
     * @param name what messages call the text
     * @throws SpecException with everything that is wrong, each at its position
     */
    public static List<KubernetesObject> read(String name, String yaml) {
        return read(name, yaml, (object, problems) -> {});
    }

    /** The same with more to check of each object. */
    static List<KubernetesObject> read(String name, String yaml, BiConsumer<KubernetesObject, Problems> check) {
        List<Problem> problems = new ArrayList<>();
        List<KubernetesObject> objects = new ArrayList<>();
        for (YamlDocument document : YamlDocument.read(name, yaml)) {
            Problems here = new Problems();
            check(document.values(), here);
            if (here.problems().isEmpty()) {
                KubernetesObject object = new KubernetesObject(ordered(FieldValues.copy(document.values())));
                check.accept(object, here);
                objects.add(object);
            }
            for (Problem problem : here.problems()) {
                Position position = document.position(problem.path());
                problems.add(problem.at(problem.path(), Optional.of(position)));
            }
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return List.copyOf(objects);
    }

    /** Several objects as one text, which {@code kubectl apply} takes. */
    public static String yaml(List<? extends Manifest> objects) {
        return objects.stream().map(each -> each.object().yaml()).collect(Collectors.joining("---\n"));
    }

    /** The object as one YAML document; the same object gives the same bytes. */
    public String yaml() {
        return YamlWriter.of(fields);
    }

    @Override
    public KubernetesObject object() {
        return this;
    }

    /** Such as {@code node.k8s.io/v1}, or {@code v1} for the core group. */
    public String apiVersion() {
        return (String) at(API_VERSION).orElseThrow();
    }

    public String kind() {
        return (String) at(KIND).orElseThrow();
    }

    public String name() {
        return (String) at(METADATA, "name").orElseThrow();
    }

    /** Empty for objects of the whole cluster, and for those that land in the namespace of whoever applies them. */
    public Optional<String> namespace() {
        return at(METADATA, "namespace").map(String.class::cast);
    }

    public Map<String, String> labels() {
        return texts("labels");
    }

    public Map<String, String> annotations() {
        return texts("annotations");
    }

    /** Everything, as it stands in YAML. */
    public Map<String, Object> fields() {
        return fields;
    }

    /** The value at a path of keys, such as {@code at("spec", "replicas")}. */
    public Optional<Object> at(String... path) {
        @Nullable Object value = fields;
        for (String key : path) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return Optional.ofNullable(value);
    }

    /**
     * The object with a value at a path of keys; maps on the way are made where they are missing.
     *
     * @throws IllegalArgumentException when something else than a map stands on the way
     */
    public KubernetesObject with(Object value, String... path) {
        return of(FieldValues.with(fields, FieldValues.copy(value), List.of(path)));
    }

    /** The object without the value at a path of keys, if there is one. */
    public KubernetesObject without(String... path) {
        return of(FieldValues.without(fields, List.of(path)));
    }

    /** How messages call it: {@code ConfigMap shop/settings}. */
    @Override
    public String toString() {
        return kind() + " " + namespace().map(name -> name + "/").orElse("") + name();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KubernetesObject object && fields.equals(object.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    private Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (at(METADATA, key).orElse(Map.of()) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> texts.put((String) name, (String) value));
        }
        return texts;
    }

    private static void check(Map<String, ?> fields, Problems problems) {
        text(fields, API_VERSION, problems);
        text(fields, KIND, problems);
        if (fields.get(METADATA) instanceof Map<?, ?> metadata) {
            Problems here = problems.at(METADATA);
            text(metadata, "name", here);
            if (metadata.get("namespace") != null) {
                text(metadata, "namespace", here);
            }
            texts(metadata.get("labels"), here.at("labels"));
            texts(metadata.get("annotations"), here.at("annotations"));
        } else {
            problems.at(METADATA).add("has no name; write metadata with a name");
        }
    }

    private static void text(Map<?, ?> fields, String key, Problems problems) {
        if (!(fields.get(key) instanceof String text) || text.isEmpty()) {
            problems.at(key).add("is no text; every Kubernetes object has one here");
        }
    }

    private static void texts(@Nullable Object value, Problems problems) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                if (!(each instanceof String)) {
                    problems.at((String) key).refuse(each, "put it in quotes: a label or an annotation is text");
                }
            });
        } else if (value != null) {
            problems.add("is no map; write one entry a line");
        }
    }

    private static Map<String, Object> ordered(Map<String, Object> fields) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (String key : List.of(API_VERSION, KIND, METADATA)) {
            ordered.put(key, fields.get(key));
        }
        ordered.putAll(fields);
        return Collections.unmodifiableMap(ordered);
    }
}
