package dev.mullion.eks;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Karpenter's nodes must be: {@code {key: karpenter.k8s.aws/instance-cpu, operator: Gt, values: ["7"]}}.
 *
 * @param key a label that nodes have
 * @param operator In, NotIn, Exists, DoesNotExist, Gt or Lt; In when not given
 * @param values as text; none with Exists and DoesNotExist, one whole number with Gt and Lt
 * @see <a href="https://karpenter.sh/docs/concepts/nodepools/#spectemplatespecrequirements">Requirements</a>
 */
@GenerateBuilder
public record KarpenterRequirementSpec(
        @Required
        @Explain(api = "NodePool spec.template.spec.requirements key", example = "topology.kubernetes.io/zone")
        @Matches(KarpenterRequirementSpec.KEY)
        String key,

        @Explain(api = "NodePool spec.template.spec.requirements operator", example = "NotIn") @Default("IN")
        Operator operator,

        @Explain(api = "NodePool spec.template.spec.requirements values", example = "[eu-west-1a]")
        @Matches(KarpenterRequirementSpec.VALUE)
        List<String> values)
        implements Spec {
    /** How a label is compared, spelled as Kubernetes does. */
    public enum Operator {
        IN("In"),
        NOT_IN("NotIn"),
        EXISTS("Exists"),
        DOES_NOT_EXIST("DoesNotExist"),
        GREATER_THAN("Gt"),
        LESS_THAN("Lt");

        private final String spelling;

        Operator(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /** Those that Mullion gives, by the key that says them. */
    private static final Map<String, String> OURS = Map.of(
            "kubernetes.io/os", "operatingSystem",
            "kubernetes.io/arch", "operatingSystem",
            "node.kubernetes.io/windows-build", "operatingSystem",
            "karpenter.sh/capacity-type", "capacityTypes",
            "node.kubernetes.io/instance-type", "instanceTypes");

    private static final Set<Operator> WITHOUT_VALUES = Set.of(Operator.EXISTS, Operator.DOES_NOT_EXIST);
    private static final Set<Operator> NUMBER = Set.of(Operator.GREATER_THAN, Operator.LESS_THAN);

    static final String KEY = "([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
    static final String VALUE = "([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?";
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

    public static KarpenterRequirementSpecBuilder builder() {
        return new KarpenterRequirementSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        String ours = OURS.get(key);
        if (key.isEmpty()) {
            problems.at("key").add("has no value; use a label's key, such as karpenter.k8s.aws/instance-cpu");
        } else if (ours != null) {
            problems.at("key").refuse(key, "leave it out: " + ours + " says it");
        } else if (!KarpenterRequirementSpecBuilder.matchesKey(key)) {
            problems.at("key").refuse(key, "use a label's key, such as karpenter.k8s.aws/instance-cpu");
        }
        Problems here = problems.given("operator").at("values");
        if (WITHOUT_VALUES.contains(operator)) {
            if (!values.isEmpty()) {
                here.refuse(values.get(0), "leave it out: " + operator + " takes no values");
            }
        } else if (NUMBER.contains(operator)) {
            if (values.size() != 1 || !WHOLE.matcher(values.get(0)).matches()) {
                here.add("has no one whole number in quotes; " + operator + " takes one, such as [\"7\"]");
            }
        } else if (values.isEmpty()) {
            here.add("names no value; " + operator + " takes one or more");
        }
        for (int i = 0; i < values.size(); i++) {
            if (!KarpenterRequirementSpecBuilder.matchesValues(values.get(i))) {
                problems.at("values")
                        .at(i)
                        .refuse(
                                values.get(i),
                                "use a label's value: up to 63 letters, digits, hyphens, underscores and dots");
            }
        }
    }

    Map<String, Object> fields() {
        return fields(key, operator, values);
    }

    static Map<String, Object> fields(String key, Operator operator, List<String> values) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", key);
        fields.put("operator", operator.toString());
        if (!values.isEmpty()) {
            fields.put("values", values);
        }
        return fields;
    }
}
