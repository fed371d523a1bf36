package dev.mullion.kubernetes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The names of an object. Labels and annotations are sorted.
 *
 * @param namespace none for objects of the whole cluster
 */
public record ObjectMeta(
        String name, Optional<String> namespace, Map<String, String> labels, Map<String, String> annotations) {
    public ObjectMeta {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    public static ObjectMeta named(String name) {
        return new ObjectMeta(name, Optional.empty(), Map.of(), Map.of());
    }

    public ObjectMeta namespace(String in) {
        return new ObjectMeta(name, Optional.of(in), labels, annotations);
    }

    public ObjectMeta label(String key, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(key, value);
        return new ObjectMeta(name, namespace, more, annotations);
    }

    public ObjectMeta annotation(String key, String value) {
        Map<String, String> more = new TreeMap<>(annotations);
        more.put(key, value);
        return new ObjectMeta(name, namespace, labels, more);
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        namespace.ifPresent(in -> fields.put("namespace", in));
        if (!labels.isEmpty()) {
            fields.put("labels", labels);
        }
        if (!annotations.isEmpty()) {
            fields.put("annotations", annotations);
        }
        return fields;
    }
}
