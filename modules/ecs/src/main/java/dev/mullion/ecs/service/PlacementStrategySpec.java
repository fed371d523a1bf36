package dev.mullion.ecs.service;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * On which of the instances that may run a task ECS puts it: {@code {type: spread, field: instanceId}}.
 *
 * @param type spread (evenly over the values of the field), binpack (where least is left of the field) or random; spread
 *     when not given
 * @param field with spread instanceId, host or an attribute such as attribute:ecs.availability-zone; with binpack cpu or memory
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html">Placement strategies</a>
 */
@GenerateBuilder
public record PlacementStrategySpec(
        @Explain(api = "AWS::ECS::Service PlacementStrategies Type", example = "binpack") @Default("SPREAD")
        Type type,

        @Explain(api = "AWS::ECS::Service PlacementStrategies Field", example = "memory")
        Optional<String> field)
        implements Spec {
    /** Kinds of strategies, spelled as the API does. */
    public enum Type {
        SPREAD("spread"),
        BINPACK("binpack"),
        RANDOM("random");

        private final String spelling;

        Type(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    private static final Pattern SPREAD = Pattern.compile("instanceId|host|attribute:[A-Za-z0-9_./\\\\-]{1,128}");
    private static final Pattern BINPACK = Pattern.compile("cpu|memory");

    public static PlacementStrategySpecBuilder builder() {
        return new PlacementStrategySpecBuilder();
    }

    @Override
    public void check(Problems problems) {
        Problems here = problems.given("type").at("field");
        if (type == Type.RANDOM) {
            field.ifPresent(name -> here.refuse(name, "leave it out: random goes by none"));
            return;
        }
        Pattern fields = type == Type.SPREAD ? SPREAD : BINPACK;
        String use = type == Type.SPREAD
                ? "use instanceId, host or an attribute, such as attribute:ecs.availability-zone"
                : "use cpu or memory";
        if (field.isEmpty()) {
            here.add("has no value; " + use);
        }
        field.filter(name -> !fields.matcher(name).matches()).ifPresent(name -> here.refuse(name, use));
    }
}
