package dev.mullion.ecs.service;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Optional;

/**
 * What ends a deployment whose tasks do not start: {@code {enable: true, rollback: true}}.
 *
 * @param enable true when not given
 * @param rollback whether the last deployment that worked comes back; as {@code enable} when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html">Circuit breaker</a>
 */
@GenerateBuilder
public record DeploymentCircuitBreakerSpec(
        @Explain(api = "AWS::ECS::Service DeploymentConfiguration.DeploymentCircuitBreaker Enable", example = "false")
        @Default("true")
        boolean enable,

        @Explain(api = "AWS::ECS::Service DeploymentConfiguration.DeploymentCircuitBreaker Rollback", example = "false")
        Optional<Boolean> rollback)
        implements Spec {
    /** On, with rollback. */
    public static final DeploymentCircuitBreakerSpec DEFAULT = builder().unchecked();

    public static DeploymentCircuitBreakerSpecBuilder builder() {
        return new DeploymentCircuitBreakerSpecBuilder();
    }

    /** Whether a deployment that failed is rolled back. */
    public boolean rollsBack() {
        return rollback.orElse(enable);
    }

    @Override
    public void check(Problems problems) {
        if (!enable && rollsBack()) {
            problems.given("enable")
                    .at("rollback")
                    .refuse(true, "use false, or enable: true: the circuit breaker is what rolls back");
        }
    }
}
