package dev.mullion.kubernetes;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Text by name for pods and agents.
 *
 * @param data sorted
 */
public record ConfigMap(ObjectMeta metadata, Map<String, String> data) implements Manifest {
    public ConfigMap {
        data = Collections.unmodifiableMap(new TreeMap<>(data));
    }

    @Override
    public KubernetesObject object() {
        return KubernetesObject.of("v1", "ConfigMap", metadata).with(data, "data");
    }
}
