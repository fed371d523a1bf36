package dev.mullion.ecs.service;

import dev.mullion.core.json.JsonText;
import dev.mullion.core.template.Templates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The containers of a task as ECS reads them: JSON, with variables in alphabetical order, which is how AWS gives them
 * back.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html">ContainerDefinition</a>
 */
final class ContainerDefinitions {
    private static final String ROUTES = "powershell/containers/start-with-task-credential-routes.ps1.ftl";
    private static final List<String> POWERSHELL = List.of(
            "powershell.exe", "-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-Command");

    private static final int ROUTES_SIZE = 1_500;

    private final EcsServiceSpec spec;
    private final String logGroup;
    private final String region;

    private ContainerDefinitions(EcsServiceSpec spec, String logGroup, String region) {
        this.spec = spec;
        this.logGroup = logGroup;
        this.region = region;
    }

    /**
     * The JSON text.
     *
     * @param logGroup the service's own log group
     * @param region where that group is
     */
    static String json(EcsServiceSpec spec, String logGroup, String region) {
        ContainerDefinitions definitions = new ContainerDefinitions(spec, logGroup, region);
        List<Object> all = new ArrayList<>();
        spec.containers()
                .forEach((key, container) -> all.add(definitions.container(key, container, entryPoint(container))));
        return JsonText.of(all);
    }

    /**
     * Bytes of the JSON text, for a spec that is being checked and may be wrong: the script of taskRoleRoutes counts as
     * long as it can be without the program.
     */
    static int size(EcsServiceSpec spec) {
        ContainerDefinitions definitions = new ContainerDefinitions(spec, "x".repeat(100), "x".repeat(20));
        int size = 0;
        for (Map.Entry<String, ContainerSpec> entry : spec.containers().entrySet()) {
            Map<String, Object> json = definitions.container(entry.getKey(), entry.getValue(), words(entry.getValue()));
            size += JsonText.of(json).getBytes(StandardCharsets.UTF_8).length;
            size += entry.getValue().taskRoleRoutes() ? ROUTES_SIZE : 0;
        }
        return size;
    }

    private static List<String> words(ContainerSpec container) {
        return Stream.concat(container.entryPoint().stream(), container.command().stream())
                .toList();
    }

    private Map<String, Object> container(String key, ContainerSpec container, List<String> entryPoint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", key);
        json.put("image", container.image());
        json.put("cpu", container.cpu());
        put(json, "memory", container.memoryMib());
        put(json, "memoryReservation", container.memoryReservationMib());
        json.put("essential", container.essential());
        put(
                json,
                "portMappings",
                container.portMappings().stream().map(this::port).toList());
        put(json, "environment", pairs(container.environment(), "value"));
        put(
                json,
                "environmentFiles",
                container.environmentFiles().stream()
                        .map(arn -> ordered("value", arn, "type", "s3"))
                        .toList());
        put(json, "secrets", pairs(container.secrets(), "valueFrom"));
        put(json, "healthCheck", container.healthCheck().map(ContainerDefinitions::healthCheck));
        put(
                json,
                "dependsOn",
                container.dependsOn().stream()
                        .map(each -> ordered("containerName", each.container(), "condition", each.condition()))
                        .toList());
        json.put("logConfiguration", logging(key, container.logConfiguration()));
        put(json, "entryPoint", entryPoint);
        put(json, "command", container.taskRoleRoutes() ? List.of() : container.command());
        put(json, "workingDirectory", container.workingDirectory());
        put(json, "startTimeout", container.startTimeoutSeconds());
        put(json, "stopTimeout", container.stopTimeoutSeconds());
        put(
                json,
                "mountPoints",
                container.mountPoints().stream()
                        .map(ContainerDefinitions::mountPoint)
                        .toList());
        put(json, "credentialSpecs", container.credentialSpec().map(List::of).orElse(List.of()));
        if (!container.dockerLabels().isEmpty()) {
            json.put("dockerLabels", new TreeMap<>(container.dockerLabels()));
        }
        put(json, "hostname", container.hostname());
        put(
                json,
                "repositoryCredentials",
                container
                        .repositoryCredentials()
                        .flatMap(RepositoryCredentialsSpec::credentialsParameter)
                        .map(secret -> Map.of("credentialsParameter", secret)));
        put(json, "restartPolicy", container.restartPolicy().map(ContainerDefinitions::restartPolicy));
        return json;
    }

    private Map<String, Object> port(PortMappingSpec mapping) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "containerPort", mapping.containerPort());
        put(json, "containerPortRange", mapping.containerPortRange());
        // With awsvpc AWS gives it back whether it was said or not.
        put(json, "hostPort", spec.networkMode().isAwsvpc() ? mapping.containerPort() : mapping.hostPort());
        json.put("protocol", mapping.protocol());
        return json;
    }

    private static Map<String, Object> healthCheck(HealthCheckSpec check) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", check.command());
        json.put("interval", check.intervalSeconds());
        json.put("timeout", check.timeoutSeconds());
        json.put("retries", check.retries());
        json.put("startPeriod", check.startPeriodSeconds());
        return json;
    }

    private Map<String, Object> logging(String key, LogConfigurationSpec logging) {
        Map<String, Object> options = new TreeMap<>(logging.options());
        if (logging.logDriver() == LogDriver.AWSLOGS) {
            defaultTo(options, logging, LogConfigurationSpec.GROUP, logGroup);
            defaultTo(options, logging, LogConfigurationSpec.REGION, region);
            defaultTo(options, logging, "awslogs-stream-prefix", key);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("logDriver", logging.logDriver());
        if (!options.isEmpty()) {
            json.put("options", options);
        }
        put(json, "secretOptions", pairs(logging.secretOptions(), "valueFrom"));
        return json;
    }

    private static void defaultTo(
            Map<String, Object> options, LogConfigurationSpec logging, String option, String value) {
        if (!logging.secretOptions().containsKey(option)) {
            options.putIfAbsent(option, value);
        }
    }

    /** With taskRoleRoutes the program starts from AWS's script. */
    private static List<String> entryPoint(ContainerSpec container) {
        return routes(container)
                .map(script ->
                        Stream.concat(POWERSHELL.stream(), Stream.of(script)).toList())
                .orElseGet(container::entryPoint);
    }

    /** The script of taskRoleRoutes, whose text holds the program as literals; empty without it. */
    static Optional<String> routes(ContainerSpec container) {
        if (!container.taskRoleRoutes()) {
            return Optional.empty();
        }
        List<String> words = words(container);
        List<String> arguments =
                words.stream().skip(1).map(ContainerDefinitions::argument).toList();
        return Optional.of(Templates.bundled().render(ROUTES, Map.of("program", words.get(0), "arguments", arguments)));
    }

    /**
     * Windows PowerShell 5.1 puts quotes around what has a space, and leaves a backslash at its end to escape the last
     * one: https://github.com/PowerShell/PowerShell/issues/1995
     */
    private static String argument(String word) {
        if (word.indexOf(' ') < 0) {
            return word;
        }
        int end = word.length();
        while (word.charAt(end - 1) == '\\') {
            end--; // not beyond the space
        }
        return word + word.substring(end);
    }

    /** Characters of the command line, as Docker makes it of these words, or a little more. */
    static int commandLine(ContainerSpec container) {
        int length = container.taskRoleRoutes() ? ROUTES_SIZE : 0;
        for (String word : words(container)) {
            length += word.length() + (int) word.chars().filter(c -> c == '"').count() + 3;
        }
        return length;
    }

    private static Map<String, Object> mountPoint(MountPointSpec mount) {
        Map<String, Object> json =
                ordered("sourceVolume", mount.sourceVolume(), "containerPath", mount.containerPath());
        json.put("readOnly", mount.readOnly());
        return json;
    }

    private static Map<String, Object> restartPolicy(RestartPolicySpec policy) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("enabled", policy.enabled());
        put(json, "ignoredExitCodes", policy.ignoredExitCodes());
        json.put("restartAttemptPeriod", policy.restartAttemptPeriodSeconds());
        return json;
    }

    private static List<Map<String, Object>> pairs(Map<String, ?> values, String valueKey) {
        List<Map<String, Object>> pairs = new ArrayList<>();
        new TreeMap<>(values).forEach((name, value) -> pairs.add(ordered("name", name, valueKey, value)));
        return pairs;
    }

    private static Map<String, Object> ordered(String key, Object value, String otherKey, Object otherValue) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(key, value);
        json.put(otherKey, otherValue);
        return json;
    }

    private static void put(Map<String, Object> json, String key, Optional<?> value) {
        value.ifPresent(present -> json.put(key, present));
    }

    private static void put(Map<String, Object> json, String key, List<?> values) {
        if (!values.isEmpty()) {
            json.put(key, values);
        }
    }
}
