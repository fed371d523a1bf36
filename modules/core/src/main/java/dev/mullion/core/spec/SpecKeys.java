package dev.mullion.core.spec;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys of one builder, for who gives values to it by their names: the configuration. What they are is known since the
 * builder was compiled; nothing is looked up by reflection.
 */
public final class SpecKeys {
    private final SpecBuilder<?> builder;
    private final List<SpecKey> keys;

    private SpecKeys(SpecBuilder<?> builder) {
        this.builder = builder;
        keys = builder.keys();
    }

    public static SpecKeys of(SpecBuilder<?> builder) {
        return new SpecKeys(builder);
    }

    /** In the order that an author chose for readers. */
    public List<SpecKey> all() {
        return List.copyOf(keys);
    }

    /** The same by their names. */
    public List<String> names() {
        return keys.stream().map(SpecKey::name).toList();
    }

    public Optional<SpecKey> find(String name) {
        for (SpecKey key : keys) {
            if (key.name().equals(name)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** Why a key that does not exist is refused, where there is more to say than that it is unknown. */
    public Optional<String> refusal(String name) {
        return refused(name).map(builder.refusedKeys()::get);
    }

    /** Whether such a key may stand there with that value, which says what holds anyway. */
    public boolean isHarmless(String name, String value) {
        return refused(name)
                .filter(refused -> harmlessValues(refused).contains(value))
                .isPresent();
    }

    /** Those values of a refused key. */
    public Set<String> harmlessValues(String refused) {
        return builder.harmlessValues(refused);
    }

    /** The refused key of that name, as the platform's tools spell it: {@code placement_strategy}, {@code PlacementStrategy}. */
    private Optional<String> refused(String name) {
        Map<String, String> refused = builder.refusedKeys();
        return refused.containsKey(name)
                ? Optional.of(name)
                : refused.keySet().stream()
                        .filter(key -> plain(key).equals(plain(name)))
                        .findFirst();
    }

    private static String plain(String key) {
        return key.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }

    /** Gives a value of the key's own type; a list or a map is given as a whole and keeps its order. */
    public void set(SpecKey key, Object value) {
        builder.set(key.name(), value);
    }

    /** What the key has now; of a new builder its default, if it has one. */
    public Optional<Object> value(SpecKey key) {
        Object value = builder.currentValue(key.name());
        return value instanceof Optional<?> optional ? optional.map(given -> given) : Optional.of(value);
    }

    /** Keys that are refused with more to say than that they are unknown, by their names, sorted. */
    public SortedMap<String, String> refusals() {
        return new TreeMap<>(builder.refusedKeys());
    }

    /** A new builder of the specs that the key holds. */
    public SpecBuilder<?> nested(SpecKey key) {
        return builder.nested(key.name());
    }

    /**
     * What a text stands for at a key that reads text.
     *
     * @throws IllegalArgumentException saying what to use instead
     */
    public Object parsed(SpecKey key, String text) {
        return builder.parsed(key.name(), text);
    }
}
