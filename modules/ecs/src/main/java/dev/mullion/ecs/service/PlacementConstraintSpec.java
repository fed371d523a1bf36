package dev.mullion.ecs.service;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * On which instances a task may run.
 *
 * <pre>{@code
 * placementConstraints:
 *   - attribute:team == web                  # the same as {type: memberOf, expression: ...}
 *   - {type: distinctInstance}
 * }</pre>
 *
 * @param type memberOf (instances of which the expression is true) or distinctInstance (one task of the service on each);
 *     memberOf when not given
 * @param expression of ECS's cluster query language, 1 to 2000 characters; with memberOf
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html">Placement constraints</a>
 */
@GenerateBuilder
public record PlacementConstraintSpec(
        @Explain(api = "AWS::ECS::Service PlacementConstraints Type", example = "distinctInstance")
        @Default("MEMBER_OF")
        Type type,

        @Explain(
                api = "AWS::ECS::Service PlacementConstraints Expression",
                example = "attribute:ecs.instance-type =~ m6i.*")
        Optional<String> expression)
        implements Spec {
    /** Kinds of constraints, spelled as the API does. */
    public enum Type {
        MEMBER_OF("memberOf"),
        DISTINCT_INSTANCE("distinctInstance");

        private final String spelling;

        Type(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    private static final int MAX_EXPRESSION_LENGTH = 2_000;

    /** The short form, an expression. */
    public static PlacementConstraintSpec parse(String expression) {
        return new PlacementConstraintSpec(Type.MEMBER_OF, Optional.of(expression));
    }

    public static PlacementConstraintSpecBuilder builder() {
        return new PlacementConstraintSpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        if (type == Type.DISTINCT_INSTANCE) {
            expression.ifPresent(text ->
                    problems.given("type").at("expression").refuse(text, "leave it out: it belongs to memberOf"));
            return;
        }
        String use = "use an expression of the cluster query language, such as attribute:team == web, at most "
                + MAX_EXPRESSION_LENGTH + " characters";
        if (expression.isEmpty()) {
            problems.given("type").at("expression").add("has no value; " + use);
        }
        expression
                .filter(text -> text.isBlank() || text.length() > MAX_EXPRESSION_LENGTH)
                .ifPresent(text -> problems.refuse(text, use));
    }

    boolean isDistinctInstance() {
        return type == Type.DISTINCT_INSTANCE;
    }
}
