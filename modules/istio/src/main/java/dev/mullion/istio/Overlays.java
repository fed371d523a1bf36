package dev.mullion.istio;

import dev.mullion.kubernetes.KubernetesObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What makes one form of an object out of another, as {@code k8s.overlays} of an IstioOperator says it: a path and a value, or a
 * path alone, which takes away what is there.
 *
 * @see <a href="https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/#K8sObjectOverlay">K8sObjectOverlay</a>
 */
final class Overlays {
    private Overlays() {}

    /** The overlay of an object, of some of its fields. */
    static Map<String, Object> of(KubernetesObject from, KubernetesObject to, List<List<String>> fields) {
        List<Map<String, Object>> patches = new ArrayList<>();
        for (List<String> field : fields) {
            String[] path = field.toArray(String[]::new);
            compare(
                    String.join(".", field),
                    from.at(path).orElse(null),
                    to.at(path).orElse(null),
                    patches);
        }
        Map<String, Object> overlay = new LinkedHashMap<>();
        overlay.put("apiVersion", to.apiVersion());
        overlay.put("kind", to.kind());
        overlay.put("name", to.name());
        overlay.put("patches", patches);
        return overlay;
    }

    private static void compare(
            String path, @Nullable Object from, @Nullable Object to, List<Map<String, Object>> patches) {
        if (Objects.equals(from, to)) {
            return;
        }
        if (from instanceof Map<?, ?> before && to instanceof Map<?, ?> after && hasPlainKeys(before, after)) {
            keys(before.keySet(), after.keySet())
                    .forEach(key -> compare(path + "." + key, before.get(key), after.get(key), patches));
        } else if (from instanceof List<?> before && to instanceof List<?> after && isSubset(before, after)) {
            Map<String, Object> left = byName(after);
            byName(before)
                    .forEach((name, item) -> compare(path + ".[name:" + name + "]", item, left.get(name), patches));
        } else {
            Map<String, Object> patch = new LinkedHashMap<>();
            patch.put("path", path);
            if (to != null) {
                patch.put("value", to);
            }
            patches.add(patch);
        }
    }

    /** A dot in a key, as labels have it, would end the part of a path. */
    private static boolean hasPlainKeys(Map<?, ?> before, Map<?, ?> after) {
        return keys(before.keySet(), after.keySet()).stream().noneMatch(key -> key.contains("."));
    }

    private static Set<String> keys(Set<?> before, Set<?> after) {
        Set<String> all = new LinkedHashSet<>();
        Stream.concat(before.stream(), after.stream()).forEach(key -> all.add((String) key));
        return all;
    }

    /** Whether all items have names and nothing comes to them: a path reaches an item that is there, and makes none. */
    private static boolean isSubset(List<?> before, List<?> after) {
        Map<String, Object> from = byName(before);
        Map<String, Object> to = byName(after);
        return from.size() == before.size()
                && to.size() == after.size()
                && from.keySet().containsAll(to.keySet());
    }

    private static Map<String, Object> byName(List<?> items) {
        Map<String, Object> named = new LinkedHashMap<>();
        items.forEach(item -> {
            if (item instanceof Map<?, ?> map && map.get("name") instanceof String name) {
                named.put(name, item);
            }
        });
        return named;
    }
}
