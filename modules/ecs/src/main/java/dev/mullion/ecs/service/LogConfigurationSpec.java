package dev.mullion.ecs.service;

import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import java.util.Map;
import java.util.Set;

/**
 * Where a container's output goes.
 *
 * <pre>{@code
 * logConfiguration:
 *   logDriver: awslogs
 *   options: {awslogs-datetime-format: "%Y-%m-%d"}
 * }</pre>
 *
 * @param logDriver what takes the output; awslogs when not given, which is all that Fargate has for Windows
 * @param options the driver's own; for awslogs the group (the service's own), the region and the stream prefix (the
 *     container's key) are filled in where they are not given
 * @param secretOptions options whose values are secrets, by ARN
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html">LogConfiguration</a>
 */
@GenerateBuilder
public record LogConfigurationSpec(
        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions.LogConfiguration LogDriver",
                example = "json-file")
        @Default("AWSLOGS")
        LogDriver logDriver,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions.LogConfiguration Options",
                example = "{awslogs-group: /shop/web}")
        @Singular("option")
        Map<String, String> options,

        @Explain(
                api = "AWS::ECS::TaskDefinition ContainerDefinitions.LogConfiguration SecretOptions",
                example = "{splunk-token: arn:aws:secretsmanager:eu-west-1:123456789012:secret:splunk-AbCdEf}")
        @Singular("secretOption")
        Map<String, SecretReference> secretOptions)
        implements Spec {
    /** What a container has that says nothing. */
    public static final LogConfigurationSpec DEFAULT = builder().unchecked();

    static final String GROUP = "awslogs-group";
    static final String REGION = "awslogs-region";
    private static final String CREATE_GROUP = "awslogs-create-group";

    /** As Go reads it, in which the driver is written: https://pkg.go.dev/strconv#ParseBool */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

    public static LogConfigurationSpecBuilder builder() {
        return new LogConfigurationSpecBuilder();
    }

    /** Whether the output goes to the service's own log group. */
    public boolean usesOwnGroup() {
        return logDriver == LogDriver.AWSLOGS && !options.containsKey(GROUP) && !secretOptions.containsKey(GROUP);
    }

    /** Whether the driver makes the group, for which the execution role needs a right of its own. */
    boolean createsGroup() {
        return logDriver == LogDriver.AWSLOGS && TRUE.contains(options.getOrDefault(CREATE_GROUP, ""));
    }

    @Override
    public void check(Problems problems) {
        if (!logDriver.isForTasks()) {
            problems.at("logDriver").refuse(logDriver, LogDriver.USE);
        }
        options.forEach(
                (name, value) -> Texts.check(value, problems.at("options").at(name)));
        if (createsGroup() && usesOwnGroup() && !options.containsKey(REGION)) {
            // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
            problems.at("options")
                    .at(CREATE_GROUP)
                    .refuse(
                            options.getOrDefault(CREATE_GROUP, ""),
                            "leave it out: Mullion makes the service's log group; it belongs beside an " + GROUP
                                    + " of yours");
        }
        secretOptions.keySet().stream()
                .filter(options::containsKey)
                .forEach(name -> problems.at("secretOptions").at(name).add("stands in options too; use one of them"));
    }
}
