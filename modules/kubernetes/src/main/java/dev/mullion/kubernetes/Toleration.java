package dev.mullion.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lets a pod onto nodes with a taint.
 *
 * @param key of the taint; all keys when empty
 * @param value of the taint; any value when empty
 * @param effect of the taint; all effects when empty
 */
public record Toleration(Optional<String> key, Optional<String> value, Optional<TaintEffect> effect) {
    /** Lets a pod onto every node, as agents want it. */
    public static final Toleration EVERYTHING = new Toleration(Optional.empty(), Optional.empty(), Optional.empty());

    /** Those of several pools' taints, each once, in their order. */
    public static List<Toleration> of(List<Taint> taints) {
        return taints.stream().map(Taint::toleration).distinct().toList();
    }

    /** As it stands in a manifest. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        key.ifPresent(name -> fields.put("key", name));
        fields.put("operator", value.isPresent() ? "Equal" : "Exists");
        value.ifPresent(text -> fields.put("value", text));
        effect.ifPresent(what -> fields.put("effect", what.kubernetesName()));
        return fields;
    }
}
