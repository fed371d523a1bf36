package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import java.util.Map;

/**
 * What a container waits for before it starts: {@code {container: proxy, condition: HEALTHY}}.
 *
 * @param container the key of another container of the task
 * @param condition what that container must have reached; START when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html">ContainerDependency</a>
 */
public record ContainerDependencySpec(String container, Condition condition) implements Spec {
    /** States of a container, spelled as ECS does. */
    public enum Condition {
        START,
        COMPLETE,
        SUCCESS,
        HEALTHY
    }

    private static final Map<String, String> REFUSED = Map.of("containerName", "is called container here; use that");

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void check(Problems problems) {
        if (container.isEmpty()) {
            problems.at("container").add("has no value; name the key of another container");
        }
    }
    /** Builds a {@link ContainerDependencySpec}. */
    public static final class Builder extends SpecBuilder<ContainerDependencySpec> {
        private String container = "";
        private Condition condition = Condition.START;

        private Builder() {}

        public Builder container(String value) {
            container = value;
            return this;
        }

        public Builder condition(Condition value) {
            condition = value;
            return this;
        }

        @Override
        public Map<String, String> refusedKeys() {
            return REFUSED;
        }

        @Override
        public ContainerDependencySpec unchecked() {
            return new ContainerDependencySpec(container, condition);
        }
    }
}
