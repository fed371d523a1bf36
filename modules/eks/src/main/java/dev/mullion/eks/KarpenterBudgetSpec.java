package dev.mullion.eks;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many nodes Karpenter ends at once, always or at some hours.
 *
 * @param nodes a number, or a share such as 10%, as text
 * @param schedule when the budget starts to hold, as cron has it, in UTC; always when not given
 * @param duration for how long, such as 8h; with schedule
 * @param reasons for which the budget holds: Underutilized, Empty, Drifted; all when not given
 */
@GenerateBuilder
public record KarpenterBudgetSpec(
        @Required
        @Explain(api = "NodePool spec.disruption.budgets nodes", example = "10%")
        @Matches(KarpenterBudgetSpec.NODES)
        String nodes,

        @Explain(api = "NodePool spec.disruption.budgets schedule", example = "0 9 * * 1-5")
        @Matches(KarpenterBudgetSpec.SCHEDULE)
        Optional<String> schedule,

        @Explain(api = "NodePool spec.disruption.budgets duration", example = "8h")
        @Matches(KarpenterBudgetSpec.DURATION)
        Optional<String> duration,

        @Explain(api = "NodePool spec.disruption.budgets reasons", example = "[Empty]")
        List<Reason> reasons)
        implements Spec {
    /** Why a node ends, spelled as Karpenter does. */
    public enum Reason {
        UNDERUTILIZED("Underutilized"),
        EMPTY("Empty"),
        DRIFTED("Drifted");

        private final String spelling;

        Reason(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    // The CRD's own:
    // https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/apis/crds/karpenter.sh_nodepools.yaml
    static final String NODES = "(100|[0-9]{1,2})%|[0-9]+";
    static final String SCHEDULE = "@(annually|yearly|monthly|weekly|daily|midnight|hourly)|\\S+ \\S+ \\S+ \\S+ \\S+";
    static final String DURATION = "[0-9]+h[0-9]+m|[0-9]+[hm]";

    public static KarpenterBudgetSpecBuilder builder() {
        return new KarpenterBudgetSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        String use = "use a number of nodes or a share of them, such as \"1\" or 10%";
        if (nodes.isEmpty()) {
            problems.at("nodes").add("has no value; " + use);
        } else if (!KarpenterBudgetSpecBuilder.matchesNodes(nodes)) {
            problems.at("nodes").refuse(nodes, use);
        }
        schedule.filter(text -> !KarpenterBudgetSpecBuilder.matchesSchedule(text))
                .ifPresent(text -> problems.at("schedule")
                        .refuse(text, "use five fields of cron, such as 0 9 * * mon-fri, or @daily"));
        duration.filter(text -> !KarpenterBudgetSpecBuilder.matchesDuration(text))
                .ifPresent(text -> problems.at("duration").refuse(text, "use hours and minutes, such as 8h or 1h30m"));
        if (schedule.isPresent() != duration.isPresent()) {
            String missing = schedule.isPresent() ? "duration" : "schedule";
            problems.given("schedule", "duration")
                    .at(missing)
                    .add("has no value; schedule says when a budget starts to hold, and duration for how long");
        }
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("nodes", nodes);
        schedule.ifPresent(text -> fields.put("schedule", text));
        duration.ifPresent(text -> fields.put("duration", text));
        if (!reasons.isEmpty()) {
            fields.put("reasons", reasons.stream().map(Reason::toString).toList());
        }
        return fields;
    }
}
