package dev.mullion.ecs.service;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Required;
import dev.mullion.core.spec.Spec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command that says whether a container is healthy.
 *
 * <pre>{@code
 * healthCheck:
 *   command: [CMD-SHELL, "curl.exe --fail http://localhost/health || exit 1"]
 *   startPeriodSeconds: 120
 * }</pre>
 *
 * @param command {@code CMD} and a program with its arguments, or {@code CMD-SHELL} and one line for cmd.exe
 * @param intervalSeconds 5 to 300; 30 when not given
 * @param timeoutSeconds 2 to 60; 30 when not given: starting a process in a Windows container takes seconds
 * @param retries 1 to 10; 3 when not given
 * @param startPeriodSeconds how long failures do not count, 0 to 300; 120 when not given, since .NET and IIS warm up
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html">HealthCheck</a>
 */
@GenerateBuilder
public record HealthCheckSpec(
        @Required
        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions.HealthCheck Command",
                example = "[CMD-SHELL, curl.exe -f http://localhost/health]")
        List<String> command,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.HealthCheck Interval", example = "15")
        @Range(min = 5, max = 300)
        @Default("30")
        int intervalSeconds,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.HealthCheck Timeout", example = "10")
        @Range(min = 2, max = 60)
        @Default("30")
        int timeoutSeconds,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.HealthCheck Retries", example = "5")
        @Range(min = 1, max = 10)
        @Default("3")
        int retries,

        @Explain(api = "AWS::ECS::TaskDefinition ContainerDefinitions.HealthCheck StartPeriod", example = "240")
        @Range(min = 0, max = 300)
        @Default("120")
        int startPeriodSeconds)
        implements Spec {
    public static HealthCheckSpecBuilder builder() {
        return new HealthCheckSpecBuilder();
    }

    static Map<String, String> refusedKeys() {
        return OtherSpellings.of("healthCheck");
    }

    @Override
    public void check(Problems problems) {
        Texts.check(command, problems.at("command"));
        Problems here =
                problems.given(problems.at("command").at(0)).at("command").ofEntries();
        if (command.size() < 2 || !Set.of("CMD", "CMD-SHELL").contains(command.get(0))) {
            here.add("is no health check; use [CMD, program, argument...] or [CMD-SHELL, line for cmd.exe]");
        } else if (command.get(0).equals("CMD-SHELL") && command.size() > 2) {
            here.add("has " + (command.size() - 1) + " texts after CMD-SHELL; use one line for cmd.exe");
        }
        HealthCheckSpecBuilder.checkIntervalSeconds(intervalSeconds, problems);
        HealthCheckSpecBuilder.checkTimeoutSeconds(timeoutSeconds, problems);
        HealthCheckSpecBuilder.checkRetries(retries, problems);
        HealthCheckSpecBuilder.checkStartPeriodSeconds(startPeriodSeconds, problems);
    }
}
