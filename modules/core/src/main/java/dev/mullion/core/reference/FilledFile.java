package dev.mullion.core.reference;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.KeyType;
import dev.mullion.core.text.SecretNames;
import dev.mullion.core.yaml.YamlScalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stack file with all that nobody wrote: each default marked as such, and for keys that have a value only sometimes a
 * comment that says which.
 */
public final class FilledFile {
    private static final String MARK = " # default";

    /** What stands for a password that somebody wrote here, as in plans. */
    private static final String SECRET = "[secret]";

    private final StringBuilder out = new StringBuilder();

    private FilledFile() {}

    /**
     * The file.
     *
     * @param reference of all sections
     * @param given the configuration as it is written, by full keys
     * @param filled the sections as their specs say them, by the keys below {@code mullion:}
     */
    public static String of(Reference reference, Map<String, Object> given, Map<String, Object> filled) {
        FilledFile file = new FilledFile();
        file.out.append("# Lines that end in \"# default\" say what holds where nobody writes it.\nconfig:\n");
        given.forEach((key, value) -> {
            if (!key.startsWith(StackConfig.NAMESPACE)) {
                file.entry("  ", key, Optional.of(value), value, Optional.empty());
            }
        });
        for (KeyReference section : reference.root().keys()) {
            String name = StackConfig.NAMESPACE + section.name();
            Optional<Object> written = Optional.ofNullable(given.get(name));
            Optional<Object> value = Optional.ofNullable(filled.get(section.name()));
            if (written.isPresent() && value.isPresent()) {
                file.entry("  ", name, written, value.get(), Optional.of(new Place(section, section.type())));
            }
        }
        return file.out.toString();
    }

    /** What the reference says of a place: the type there, at or in the key. */
    private record Place(KeyReference key, KeyType type) {
        Optional<Place> item() {
            return type.item().map(item -> new Place(key, item));
        }

        Optional<SpecReference> spec() {
            return type.item().isPresent() ? Optional.empty() : key.spec();
        }
    }

    private void entry(String indent, String key, Optional<Object> given, Object filled, Optional<Place> place) {
        out.append(indent).append(YamlScalar.block(key)).append(':');
        boolean secret = given.orElse(filled) instanceof String text
                && SecretNames.hides(key, text).isPresent();
        value(indent, secret ? Optional.of(SECRET) : given, secret ? SECRET : filled, place);
    }

    /** What stands behind a colon or a hyphen. */
    private void value(String indent, Optional<Object> given, Object filled, Optional<Place> place) {
        String mark = given.isPresent() ? "" : MARK;
        boolean collection = given.orElse(filled) instanceof Map<?, ?> || given.orElse(filled) instanceof List<?>;
        if (!collection) {
            out.append(' ')
                    .append(YamlScalar.block(given.orElse(filled)))
                    .append(mark)
                    .append('\n');
        } else if (filled instanceof Map<?, ?> map) {
            Map<?, ?> written = given.filter(Map.class::isInstance)
                    .map(found -> (Map<?, ?>) found)
                    .orElse(Map.of());
            Set<Object> keys = new LinkedHashSet<>(written.keySet());
            keys.addAll(map.keySet());
            keys.removeIf(key -> !written.containsKey(key) && isEmpty(map.get(key)));
            out.append(keys.isEmpty() ? " {}" : "").append(mark).append('\n');
            for (Object key : keys) {
                Optional<Object> inner = Optional.ofNullable(written.get(key));
                entry(
                        indent + "  ",
                        (String) key,
                        inner,
                        Optional.<Object>ofNullable(map.get(key))
                                .or(() -> inner)
                                .orElseThrow(),
                        below(place, (String) key));
            }
            if (!keys.isEmpty()) {
                place.flatMap(Place::spec).ifPresent(spec -> comments(indent + "  ", spec, keys));
            }
        } else if (filled instanceof List<?> items && !(given.orElse(filled) instanceof Map<?, ?>)) {
            List<?> written = given.filter(List.class::isInstance)
                    .map(found -> (List<?>) found)
                    .orElse(List.of());
            out.append(items.isEmpty() ? " []" : "").append(mark).append('\n');
            for (int i = 0; i < items.size(); i++) {
                Optional<Object> inner = i < written.size() ? Optional.of(written.get(i)) : Optional.empty();
                out.append(indent).append("  -");
                value(indent + "  ", inner, items.get(i), place.flatMap(Place::item));
            }
        } else {
            // A map or a list for what a text says in short, or a list of another stack.
            out.append(' ').append(YamlScalar.block(given.orElseThrow())).append('\n');
        }
    }

    /** What stands for nothing at all, which says no more than a key that is not there. */
    private static boolean isEmpty(@Nullable Object filled) {
        return filled == null
                || filled.equals("")
                || filled.equals(List.of())
                || (filled instanceof Map<?, ?> map && map.values().stream().allMatch(FilledFile::isEmpty));
    }

    private static Optional<Place> below(Optional<Place> place, String key) {
        return place.flatMap(at -> at.type().kind() == KeyType.Kind.MAP
                ? at.item()
                : at.spec().flatMap(spec -> spec.find(key)).map(found -> new Place(found, found.type())));
    }

    /** Keys without a value, of which a text says what holds then. */
    private void comments(String indent, SpecReference spec, Set<Object> written) {
        for (KeyReference key : spec.keys()) {
            if (!written.contains(key.name())) {
                key.whenNotGiven().ifPresent(text -> out.append(indent)
                        .append("# ")
                        .append(key.name())
                        .append(": ")
                        .append(text)
                        .append('\n'));
            }
        }
    }
}
