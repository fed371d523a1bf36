package dev.mullion.ecs.service;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Entries;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import java.util.List;
import java.util.Map;

/**
 * Restarts a container that ended, without replacing its task: {@code {restartAttemptPeriodSeconds: 300}}. On EC2 only.
 *
 * @param enabled true when not given
 * @param ignoredExitCodes exit codes after which it stays ended, at most 50
 * @param restartAttemptPeriodSeconds how long it must have run before, 60 to 1800; 300 when not given
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html">ContainerRestartPolicy</a>
 */
@GenerateBuilder
public record RestartPolicySpec(
        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.RestartPolicy Enabled", example = "false")
        @Default("true")
        boolean enabled,

        @Entries(max = RestartPolicySpec.MAX_EXIT_CODES)
        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.RestartPolicy IgnoredExitCodes", example = "[0]")
        List<Integer> ignoredExitCodes,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions.RestartPolicy RestartAttemptPeriod",
                example = "120")
        @Range(min = 60, max = 1_800)
        @Default("300")
        int restartAttemptPeriodSeconds)
        implements Spec {
    private static final int MAX_EXIT_CODES = 50;

    public static RestartPolicySpecBuilder builder() {
        return new RestartPolicySpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return OtherSpellings.of("restartPolicy");
    }

    @Override
    public void check(Problems problems) {
        if (ignoredExitCodes.size() > MAX_EXIT_CODES) {
            problems.at("ignoredExitCodes")
                    .ofEntries()
                    .add("has " + ignoredExitCodes.size() + " codes; use at most " + MAX_EXIT_CODES);
        }
        RestartPolicySpecBuilder.checkRestartAttemptPeriodSeconds(restartAttemptPeriodSeconds, problems);
    }
}
