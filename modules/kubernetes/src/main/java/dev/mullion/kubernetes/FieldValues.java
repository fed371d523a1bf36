package dev.mullion.kubernetes;

import com.pulumi.core.Output;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Values inside of an object: copied, put at a path, taken away from one. */
final class FieldValues {
    private static final double EXACT = 0x1p53;

    private FieldValues() {}

    /** The same for a map as a whole. */
    @SuppressWarnings("unchecked") // a map comes back as one
    static Map<String, Object> copy(Map<String, ?> fields) {
        return (Map<String, Object>) copy((Object) fields);
    }

    /**
     * A copy that nobody changes: lists and maps throughout, a number in the only way it has.
     *
     * @throws IllegalArgumentException for a type that no manifest holds
     */
    static Object copy(Object value) {
        return copy(value, each -> {
            throw new IllegalArgumentException("a " + each.getClass().getSimpleName() + " has no place in a manifest");
        });
    }

    /** The same of what goes to Pulumi: outputs stay what they are. */
    static Object input(Object value) {
        return copy(value, each -> each instanceof Output<?> ? each : copy(each));
    }

    private static Object copy(Object value, UnaryOperator<Object> others) {
        if (value instanceof Map<?, ?> map) {
            boolean ordered = map instanceof LinkedHashMap || map instanceof SortedMap || isOurs(map);
            Map<String, Object> copy = new LinkedHashMap<>();
            (ordered ? map : new TreeMap<>(map)).forEach((key, each) -> copy.put((String) key, copy(each, others)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> copy(each, others)).toList();
        }
        if (value instanceof Long number) {
            return number == number.intValue() ? (Object) number.intValue() : number;
        }
        if (value instanceof Double number && Math.abs(number) < EXACT) {
            return number == number.longValue() ? copy(number.longValue(), others) : number;
        }
        return value instanceof String || value instanceof Boolean || value instanceof Integer
                ? value
                : others.apply(value);
    }

    /** The fields with a value, that was copied, at a path. */
    static Map<String, Object> with(Map<String, Object> fields, Object value, List<String> path) {
        return changed(fields, path, (map, key) -> map.put(key, value));
    }

    /** The fields without what stands at a path. */
    static Map<String, Object> without(Map<String, Object> fields, List<String> path) {
        return changed(fields, path, Map::remove);
    }

    private interface Change {
        @Nullable
        Object on(Map<String, Object> map, String key);
    }

    private static Map<String, Object> changed(Map<String, Object> fields, List<String> path, Change change) {
        String key = path.get(0);
        Map<String, Object> map = new LinkedHashMap<>(fields);
        if (path.size() == 1) {
            change.on(map, key);
            return Collections.unmodifiableMap(map);
        }
        List<String> rest = path.subList(1, path.size());
        UnaryOperator<Object> below = inner -> {
            if (!(inner instanceof Map)) {
                throw new IllegalArgumentException(String.join(".", path) + ": " + key + " is no map");
            }
            @SuppressWarnings("unchecked") // copied: its keys are strings
            Map<String, Object> held = (Map<String, Object>) inner;
            return changed(held, rest, change);
        };
        Object inner = map.getOrDefault(key, Map.of());
        map.put(key, inner instanceof Output<?> later ? later.applyValue(below::apply) : below.apply(inner));
        return Collections.unmodifiableMap(map);
    }

    /** A copy of {@link #copy}, whose order is the one it was given. */
    private static boolean isOurs(Map<?, ?> map) {
        return map.getClass()
                == Collections.unmodifiableMap(new LinkedHashMap<>()).getClass();
    }
}
