package dev.mullion.specgen;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * A spec's record as a builder needs it.
 *
 * @param text what the record's comment says before its tags
 * @param components in the order of the record
 * @param shorthands the interface that the builder implements
 */
record SpecModel(
        TypeElement element,
        ClassName name,
        ClassName builder,
        boolean isPublic,
        boolean refusesKeys,
        boolean takesHarmless,
        String text,
        List<Component> components,
        Optional<ClassName> shorthands) {
    /** A component of the record: a key, or a spec whose keys stand among those of the record. */
    sealed interface Component {
        record Own(Key key) implements Component {}

        record Inner(String name, ClassName spec, List<Component> components) implements Component {}
    }

    /** The record's own keys, then those of the specs in it by their names. */
    List<Key> keys() {
        List<Key> own = ownKeys();
        List<Key> inner = new ArrayList<>();
        for (Component component : components) {
            if (component instanceof Component.Inner spec) {
                collect(spec.components(), inner);
            }
        }
        inner.sort(Comparator.comparing(Key::name));
        own.addAll(inner);
        return own;
    }

    /** The record's own keys, without those of the specs in it. */
    List<Key> ownKeys() {
        List<Key> own = new ArrayList<>();
        for (Component component : components) {
            if (component instanceof Component.Own key) {
                own.add(key.key());
            }
        }
        return own;
    }

    private static void collect(List<Component> components, List<Key> keys) {
        for (Component component : components) {
            if (component instanceof Component.Own key) {
                keys.add(key.key());
            } else if (component instanceof Component.Inner spec) {
                collect(spec.components(), keys);
            }
        }
    }
}
