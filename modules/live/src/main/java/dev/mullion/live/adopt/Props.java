package dev.mullion.live.adopt;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys and values in their order, without those that have nothing to say: neither an absent value nor an empty one is put. */
final class Props {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** A text, a number, a boolean, a list or a map, an optional one of these, or none. */
    Props put(String key, @Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return put(key, optional.orElse(null));
        }
        if (value instanceof Props props) {
            return put(key, props.map());
        }
        boolean says = value != null
                && !(value instanceof String text && text.isEmpty())
                && !(value instanceof Collection<?> items && items.isEmpty())
                && !(value instanceof Map<?, ?> map && map.isEmpty());
        if (says) {
            values.put(key, value);
        }
        return this;
    }

    /** The same where it differs from what goes without saying. */
    Props putUnless(Object usual, String key, @Nullable Object value) {
        return usual.equals(value) ? this : put(key, value);
    }

    Map<String, Object> map() {
        return Collections.unmodifiableMap(values);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }
}
