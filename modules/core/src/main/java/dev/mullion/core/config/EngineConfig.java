package dev.mullion.core.config;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The configuration as an engine hands it to a program.
 *
 * @param project the project's name
 * @param stack the stack's short name, such as {@code dev}
 * @param values full key ({@code aws:region}) to text: scalars as they are, maps and lists as JSON; sorted
 * @param secretKeys the keys whose value is or holds a secret; sorted
 */
public record EngineConfig(String project, String stack, Map<String, String> values, Set<String> secretKeys) {
    public EngineConfig {
        SortedMap<String, String> sortedValues = new TreeMap<>(values);
        SortedSet<String> sortedKeys = new TreeSet<>(secretKeys);
        values = Collections.unmodifiableSortedMap(sortedValues);
        secretKeys = Collections.unmodifiableSortedSet(sortedKeys);
    }

    /** Without the values, of which some may be secret. */
    @Override
    public String toString() {
        return "EngineConfig[" + project + "/" + stack + " " + values.keySet() + "]";
    }
}
