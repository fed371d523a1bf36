package dev.mullion.ecs.service;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.Map;

/**
 * What a container waits for before it starts: {@code {container: proxy, condition: HEALTHY}}.
 *
 * @param container the key of another container of the task
 * @param condition what that container must have reached; START when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html">ContainerDependency</a>
 */
@GenerateBuilder
public record ContainerDependencySpec(
        @Required
        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.DependsOn ContainerName", example = "migrations")
        String container,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.DependsOn Condition", example = "HEALTHY")
        @Default("START")
        Condition condition)
        implements Spec {
    /** States of a container, spelled as ECS does. */
    public enum Condition {
        START,
        COMPLETE,
        SUCCESS,
        HEALTHY
    }

    public static ContainerDependencySpecBuilder builder() {
        return new ContainerDependencySpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return OtherSpellings.of("dependsOn");
    }

    @Override
    public void check(Problems problems) {
        if (container.isEmpty()) {
            problems.at("container").add("has no value; name the key of another container");
        }
    }
}
