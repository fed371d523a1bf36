package dev.mullion.core.config;

import dev.mullion.core.spec.SpecPath;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Which component of a section a resource is of, by its name. */
public final class ComponentPath {
    private ComponentPath() {}

    /**
     * The path of what a resource is made for, such as {@code mullion:ecs.storefront.capacity.general} for the resource {@code
     * storefront-general-launch-template}: components are called by the keys of the maps above them.
     *
     * @param section what is written there, as maps and lists
     * @param path the section's own
     */
    public static SpecPath of(Object section, SpecPath path, String resource) {
        return component(section, path, resource).orElse(path);
    }

    /** The path of the key with the longest way down that the name follows. */
    private static Optional<SpecPath> component(Object keys, SpecPath path, String name) {
        if (!(keys instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Optional<SpecPath> found = Optional.empty();
        int longest = -1;
        for (Map.Entry<?, ?> each : map.entrySet()) {
            String key = (String) each.getKey();
            if (key.length() > longest && (name.equals(key) || name.startsWith(key + "-"))) {
                longest = key.length();
                SpecPath here = path.key(key);
                String rest = name.substring(Math.min(name.length(), key.length() + 1));
                found = Optional.of(below(each.getValue(), here, rest).orElse(here));
            }
        }
        return found;
    }

    /** The same among the maps of components that one component has. */
    private static Optional<SpecPath> below(Object component, SpecPath path, String rest) {
        if (rest.isEmpty() || !(component instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        return map.entrySet().stream()
                .flatMap(each -> component(each.getValue(), path.key((String) each.getKey()), rest).stream())
                .max(Comparator.comparing(found -> found.toString().length()));
    }
}
