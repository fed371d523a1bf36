package dev.mullion.core.reference;

import dev.mullion.core.spec.KeyType;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.spec.SpecKey;
import dev.mullion.core.spec.SpecKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A spec, as a user reads of it: all its keys, with what is below them.
 *
 * @param type the spec's record
 * @param text what it is, with a block of YAML
 * @param keys in the order that an author chose for readers
 * @param refusals keys of the platform that do not exist here, with the reason and what to do instead; sorted
 */
public record SpecReference(
        Class<? extends Spec> type,
        DocText text,
        List<KeyReference> keys,
        SortedMap<String, String> refusals,
        SpecKeys builder) {
    private static final String FIRST_VERSION = "0.1.0";

    /** Of a builder's spec. */
    public static SpecReference of(SpecBuilder<?> builder) {
        return new Reader().read(builder);
    }

    /** {@code ecs.service.LoadBalancerSpec}, for who names all that there are. */
    public String name() {
        return type.getName().replaceFirst("^dev\\.mullion\\.", "").replace('$', '.');
    }

    public Optional<KeyReference> find(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** The values with which a {@link #refusals refused} key may stand there all the same, as they are written. */
    public Set<String> harmlessValues(String refused) {
        return builder.harmlessValues(refused);
    }

    /** Reads each spec once. */
    private static final class Reader {
        private final Map<Class<?>, SpecReference> read = new HashMap<>();

        SpecReference read(SpecBuilder<?> builder) {
            Class<? extends Spec> type = builder.unchecked().getClass();
            SpecReference known = read.get(type);
            if (known != null) {
                return known;
            }
            SpecKeys keys = SpecKeys.of(builder);
            SpecFile file = new SpecFile(type);
            List<KeyReference> references = new ArrayList<>();
            for (SpecKey key : keys.all()) {
                references.add(key(keys, key, file));
            }
            SpecReference reference =
                    new SpecReference(type, file.text(), List.copyOf(references), keys.refusals(), keys);
            read.put(type, reference);
            return reference;
        }

        private KeyReference key(SpecKeys keys, SpecKey key, SpecFile file) {
            String name = key.name();
            return new KeyReference(
                    name,
                    key.type(),
                    file.text(name),
                    standard(keys, key),
                    file.number(name, "min"),
                    file.number(name, "max"),
                    file.numbers(name, "oneOf"),
                    file.fact(name, "pattern"),
                    file.fact(name, "keyPattern"),
                    file.number(name, "fewest"),
                    file.number(name, "most"),
                    file.fact(name, "required").isPresent(),
                    file.fact(name, "api"),
                    file.fact(name, "example"),
                    file.fact(name, "unit"),
                    file.fact(name, "since").orElse(FIRST_VERSION),
                    key.type().leaf().isSpec() ? Optional.of(read(keys.nested(key))) : Optional.empty());
        }

        /** What a new builder has, where that says something. */
        private static Optional<Object> standard(SpecKeys keys, SpecKey key) {
            if (key.type().kind() == KeyType.Kind.SPEC) {
                return Optional.empty();
            }
            return Written.of(keys, key).filter(value -> !isEmpty(value));
        }

        private static boolean isEmpty(Object value) {
            return value.equals("") || value.equals(List.of()) || value.equals(Map.of()) || value.equals(0);
        }
    }
}
