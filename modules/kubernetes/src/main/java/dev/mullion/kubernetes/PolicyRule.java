package dev.mullion.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a role allows.
 *
 * @param apiGroups groups of the API; the core group is empty text
 * @param resourceNames the only objects it holds for; all when empty
 */
public record PolicyRule(
        List<String> apiGroups, List<String> resources, List<String> verbs, List<String> resourceNames) {
    public PolicyRule {
        apiGroups = List.copyOf(apiGroups);
        resources = List.copyOf(resources);
        verbs = List.copyOf(verbs);
        resourceNames = List.copyOf(resourceNames);
    }

    /** Allows it for all objects of a group. */
    public static PolicyRule of(String apiGroup, List<String> resources, List<String> verbs) {
        return new PolicyRule(List.of(apiGroup), resources, verbs, List.of());
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("apiGroups", apiGroups);
        fields.put("resources", resources);
        if (!resourceNames.isEmpty()) {
            fields.put("resourceNames", resourceNames);
        }
        fields.put("verbs", verbs);
        return fields;
    }
}
