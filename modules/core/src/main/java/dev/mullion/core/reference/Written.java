package dev.mullion.core.reference;

import dev.mullion.core.spec.KeyType;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecKey;
import dev.mullion.core.spec.SpecKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of specs as a stack file writes them: text, numbers, booleans, and lists and maps of them. */
public final class Written {
    private Written() {}

    /** All that a builder's spec says, without the keys that have no value. */
    public static Map<String, Object> of(SpecBuilder<?> builder) {
        SpecKeys keys = SpecKeys.of(builder);
        Map<String, Object> written = new LinkedHashMap<>();
        for (SpecKey key : keys.all()) {
            of(keys, key).ifPresent(value -> written.put(key.name(), value));
        }
        return written;
    }

    /** What one key says; nothing where it has no value. */
    public static Optional<Object> of(SpecKeys keys, SpecKey key) {
        return keys.value(key).map(value -> written(keys, key, key.type(), value));
    }

    private static Object written(SpecKeys keys, SpecKey key, KeyType type, Object value) {
        return switch (type.kind()) {
            case BOOLEAN, INT, LONG, TEXT -> value;
            case CHOICE, PARSED, REFERENCE -> value.toString();
            case SPEC, SPEC_OR_TEXT -> spec(keys, key, type, (Spec) value);
            case LIST -> {
                KeyType item = type.item().orElseThrow();
                yield ((List<?>) value)
                        .stream().map(each -> written(keys, key, item, each)).toList();
            }
            case MAP -> {
                KeyType item = type.item().orElseThrow();
                Map<String, Object> entries = new LinkedHashMap<>();
                ((Map<?, ?>) value).forEach((name, each) -> entries.put((String) name, written(keys, key, item, each)));
                yield entries;
            }
        };
    }

    private static Object spec(SpecKeys keys, SpecKey key, KeyType type, Spec spec) {
        if (type.kind() == KeyType.Kind.SPEC_OR_TEXT) {
            try {
                String text = spec.toString();
                if (keys.parsed(key, text).equals(spec)) {
                    return text;
                }
            } catch (IllegalArgumentException e) {
                // Has no short form.
            }
        }
        return of(startedFrom(keys.nested(key), spec));
    }

    /** The builder with a spec's values, which are of its type. */
    @SuppressWarnings("unchecked")
    public static <S extends Spec> SpecBuilder<S> startedFrom(SpecBuilder<S> builder, Spec spec) {
        return builder.from((S) spec);
    }
}
