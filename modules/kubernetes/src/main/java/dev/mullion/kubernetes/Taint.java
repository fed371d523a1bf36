package dev.mullion.kubernetes;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps pods away from a node: {@code {key: os, value: windows, effect: NO_SCHEDULE}}.
 *
 * @param key a name, behind a domain and a slash if wanted, such as {@code os}
 * @param value never empty, such as {@code windows}
 * @param effect NO_SCHEDULE, PREFER_NO_SCHEDULE or NO_EXECUTE; NO_SCHEDULE when not given
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/">taints and tolerations</a>
 */
@Matches("[^=]+=[\\s\\S]*:(NoSchedule|PreferNoSchedule|NoExecute)")
@GenerateBuilder
public record Taint(
        @Required @Explain(api = "taints key", example = "os")
        String key,

        @Required @Explain(api = "taints value", example = "windows")
        String value,

        @Explain(api = "taints effect", example = "NO_EXECUTE") @Default("NO_SCHEDULE")
        TaintEffect effect)
        implements Spec {
    /**
     * Reads {@code os=windows:NoSchedule}, as kubectl writes it.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Taint parse(String text) {
        int equals = text.indexOf('=');
        int colon = text.lastIndexOf(':');
        return TaintEffect.ofKubernetes(text.substring(colon + 1))
                .filter(effect -> equals > 0 && equals < colon)
                .map(effect -> new Taint(text.substring(0, equals), text.substring(equals + 1, colon), effect))
                .orElseThrow(() -> new IllegalArgumentException(
                        "use a map, such as {key: os, value: windows, effect: NO_SCHEDULE}, or os=windows:NoSchedule"));
    }

    public static TaintBuilder builder() {
        return new TaintBuilder();
    }

    /** Checks the taints of one node, which has each key with an effect once. */
    public static void check(List<Taint> taints, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < taints.size(); i++) {
            Taint taint = taints.get(i);
            taint.check(problems.at(i));
            if (!taint.key.isEmpty() && !seen.add(taint.key + ":" + taint.effect)) {
                problems.given(problems.at(i).at("key"))
                        .at(i)
                        .add("has the key and the effect of an earlier taint; a node has each once");
            }
        }
    }

    @Override
    public void check(Problems problems) {
        if (key.isEmpty()) {
            problems.at("key").add("has no value; use a name, such as os");
        } else {
            Names.checkKey(key, problems.at("key"));
        }
        if (value.isEmpty()) {
            // Kubernetes takes an empty one, groups of a cloud do not:
            // https://github.com/aws-controllers-k8s/community/issues/2208
            problems.at("value").add("has no value; use one, such as windows: node groups take no empty one");
        } else {
            Names.checkLabelValue(value, problems.at("value"));
        }
    }

    /** What lets a pod onto a node with this taint, and onto none that is tainted otherwise. */
    public Toleration toleration() {
        return new Toleration(Optional.of(key), Optional.of(value), Optional.of(effect));
    }

    /** As kubelet and the cluster autoscaler spell it: {@code os=windows:NoSchedule}. */
    public String text() {
        return key + "=" + value + ":" + effect.kubernetesName();
    }

    /** As it stands in a manifest. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", key);
        fields.put("value", value);
        fields.put("effect", effect.kubernetesName());
        return fields;
    }
}
