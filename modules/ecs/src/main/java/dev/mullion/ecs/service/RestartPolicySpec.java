package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import java.util.List;

/**
 * Restarts a container that ended, without replacing its task: {@code {restartAttemptPeriodSeconds: 300}}. On EC2 only.
 *
 * @param enabled true when not given
 * @param ignoredExitCodes exit codes after which it stays ended, at most 50
 * @param restartAttemptPeriodSeconds how long it must have run before, 60 to 1800; 300 when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html">ContainerRestartPolicy</a>
 */
public record RestartPolicySpec(boolean enabled, List<Integer> ignoredExitCodes, int restartAttemptPeriodSeconds)
        implements Spec {
    private static final int MAX_EXIT_CODES = 50;

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void check(Problems problems) {
        if (ignoredExitCodes.size() > MAX_EXIT_CODES) {
            problems.at("ignoredExitCodes")
                    .add("has " + ignoredExitCodes.size() + " codes; use at most " + MAX_EXIT_CODES);
        }
        problems.at("restartAttemptPeriodSeconds").range(restartAttemptPeriodSeconds, 60, 1_800);
    }

    /** Builds a {@link RestartPolicySpec}. */
    public static final class Builder extends SpecBuilder<RestartPolicySpec> {
        private boolean enabled = true;
        private List<Integer> ignoredExitCodes = List.of();
        private int restartAttemptPeriodSeconds = 300;

        private Builder() {}

        public Builder enabled(boolean value) {
            enabled = value;
            return this;
        }

        public Builder ignoredExitCodes(List<Integer> values) {
            ignoredExitCodes = List.copyOf(values);
            return this;
        }

        public Builder restartAttemptPeriodSeconds(int value) {
            restartAttemptPeriodSeconds = value;
            return this;
        }

        @Override
        public RestartPolicySpec unchecked() {
            return new RestartPolicySpec(enabled, ignoredExitCodes, restartAttemptPeriodSeconds);
        }
    }
}
