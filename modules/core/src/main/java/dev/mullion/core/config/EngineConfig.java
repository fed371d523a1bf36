package dev.mullion.core.config;

import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Sequence;
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

    /**
     * What Pulumi's engine tells a program that it starts: {@code PULUMI_PROJECT}, {@code PULUMI_STACK},
     * {@code PULUMI_CONFIG} and {@code PULUMI_CONFIG_SECRET_KEYS}.
     *
     * @throws IllegalStateException when Pulumi did not start this process
     */
    public static EngineConfig of(Map<String, String> environment) {
        Map<String, String> values = new TreeMap<>();
        if (NodeJson.read(environment.getOrDefault("PULUMI_CONFIG", "{}")) instanceof Mapping given) {
            given.entries().forEach((key, entry) -> values.put(withoutConfig(key), NodeJson.engine(entry.value())));
        }
        Set<String> secretKeys = new TreeSet<>();
        if (NodeJson.read(environment.getOrDefault("PULUMI_CONFIG_SECRET_KEYS", "[]")) instanceof Sequence given) {
            given.items().forEach(key -> secretKeys.add(withoutConfig(NodeJson.engine(key))));
        }
        return new EngineConfig(
                required("PULUMI_PROJECT", environment), required("PULUMI_STACK", environment), values, secretKeys);
    }

    private static String required(String name, Map<String, String> environment) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set; Pulumi sets it for the programs it runs");
        }
        return value;
    }

    /** Language hosts still write {@code aws:config:region} where everybody reads {@code aws:region}. */
    private static String withoutConfig(String key) {
        return key.replaceFirst("^([^:]+):config:", "$1:");
    }

    /** Without the values, of which some may be secret. */
    @Override
    public String toString() {
        return "EngineConfig[" + project + "/" + stack + " " + values.keySet() + "]";
    }
}
