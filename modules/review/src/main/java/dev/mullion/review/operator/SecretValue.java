package dev.mullion.review.operator;

import java.util.LinkedHashMap;
import java.util.Map;

/** A value of a Kubernetes Secret in a Stack's own namespace, as the operator names it: never the value. */
final class SecretValue {
    private SecretValue() {}

    /** What the operator calls a ResourceRef. */
    static Map<String, Object> of(String secret, String key) {
        Map<String, Object> in = new LinkedHashMap<>();
        in.put("name", secret);
        in.put("key", key);
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("type", "Secret");
        reference.put("secret", in);
        return reference;
    }
}
