package dev.mullion.kubernetes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A container of a pod.
 *
 * @param command none for the image's own
 * @param environment plain values, sorted; never secrets
 * @param limits by resource, such as {@code memory: 512Mi}, sorted; what a pod requests is the same. A
 *     Windows container without a memory limit can take all that its node has
 */
public record Container(
        String name, String image, List<String> command, Map<String, String> environment, Map<String, String> limits) {
    public Container {
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        limits = Collections.unmodifiableMap(new TreeMap<>(limits));
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("image", image);
        if (!command.isEmpty()) {
            fields.put("command", command);
        }
        if (!environment.isEmpty()) {
            fields.put(
                    "env",
                    environment.entrySet().stream()
                            .map(each -> new TreeMap<>(Map.of("name", each.getKey(), "value", each.getValue())))
                            .toList());
        }
        if (!limits.isEmpty()) {
            fields.put("resources", Map.of("limits", limits));
        }
        return fields;
    }
}
