package dev.mullion.eks;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When Karpenter ends nodes that are not needed.
 *
 * @param consolidationPolicy WhenEmpty or WhenEmptyOrUnderutilized; WhenEmpty when not given, since pods of Windows take
 *     minutes to start elsewhere
 * @param consolidateAfter how long nobody needed it, such as 30m or 2h, or Never; 30m when not given: a node takes some ten
 *     minutes to be there again
 * @param budgets how many nodes end at once; Karpenter's one budget of 10% when not given
 * @see <a href="https://karpenter.sh/docs/concepts/disruption/">Disruption</a>
 */
@GenerateBuilder
public record KarpenterDisruptionSpec(
        @Explain(api = "NodePool spec.disruption consolidationPolicy", example = "WhenEmptyOrUnderutilized")
        @Default("WHEN_EMPTY")
        ConsolidationPolicy consolidationPolicy,

        @Explain(api = "NodePool spec.disruption consolidateAfter", example = "1h")
        @Default("30m")
        @Matches(KarpenterDisruptionSpec.DURATION_OR_NEVER)
        String consolidateAfter,

        @Explain(api = "NodePool spec.disruption budgets", example = "[{nodes: 10%}]") @Singular("budget")
        List<KarpenterBudgetSpec> budgets)
        implements Spec {
    /** Which nodes are not needed, spelled as Karpenter does. */
    public enum ConsolidationPolicy {
        WHEN_EMPTY("WhenEmpty"),
        WHEN_EMPTY_OR_UNDERUTILIZED("WhenEmptyOrUnderutilized");

        private final String spelling;

        ConsolidationPolicy(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    static final String DURATION = "(\\d{1,6}[smh]){1,3}";
    static final String DURATION_OR_NEVER = DURATION + "|Never";

    public static KarpenterDisruptionSpecBuilder builder() {
        return new KarpenterDisruptionSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (consolidationPolicy == ConsolidationPolicy.WHEN_EMPTY_OR_UNDERUTILIZED) {
            problems.at("consolidationPolicy")
                    .warn(
                            "EKS061",
                            "pods move to other nodes to save some, and a Windows pod takes minutes to start there, with a node"
                                    + " to be made ten; WhenEmpty leaves them alone");
        }
        checkDuration(consolidateAfter, true, problems.at("consolidateAfter"));
        for (int i = 0; i < budgets.size(); i++) {
            budgets.get(i).check(problems.at("budgets").at(i));
        }
    }

    static void checkDuration(String text, boolean mayBeNever, Problems problems) {
        if (!KarpenterDisruptionSpecBuilder.matchesConsolidateAfter(text) || (!mayBeNever && text.equals("Never"))) {
            problems.refuse(
                    text, "use hours, minutes and seconds, such as 30m or 1h30m" + (mayBeNever ? ", or Never" : ""));
        }
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("consolidationPolicy", consolidationPolicy.toString());
        fields.put("consolidateAfter", consolidateAfter);
        if (!budgets.isEmpty()) {
            fields.put(
                    "budgets", budgets.stream().map(KarpenterBudgetSpec::fields).toList());
        }
        return fields;
    }
}
