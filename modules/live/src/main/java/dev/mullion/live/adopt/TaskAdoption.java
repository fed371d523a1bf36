package dev.mullion.live.adopt;

import dev.mullion.core.json.JsonText;
import dev.mullion.core.text.SecretNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What the tasks of a service are: the keys that a task definition becomes, and the definition as its resource. */
final class TaskAdoption {
    private static final Set<String> READ_OF_TASK = Set.of(
            "taskDefinitionArn",
            "containerDefinitions",
            "family",
            "taskRoleArn",
            "executionRoleArn",
            "networkMode",
            "revision",
            "volumes",
            "status",
            "requiresAttributes",
            "placementConstraints",
            "compatibilities",
            "runtimePlatform",
            "requiresCompatibilities",
            "cpu",
            "memory",
            "registeredAt",
            "registeredBy",
            "ephemeralStorage");

    private static final Set<String> READ_OF_CONTAINER = Set.of(
            "name",
            "image",
            "cpu",
            "memory",
            "memoryReservation",
            "essential",
            "portMappings",
            "environment",
            "environmentFiles",
            "secrets",
            "healthCheck",
            "dependsOn",
            "logConfiguration",
            "entryPoint",
            "command",
            "workingDirectory",
            "startTimeout",
            "stopTimeout",
            "mountPoints",
            "credentialSpecs",
            "dockerLabels",
            "hostname",
            "repositoryCredentials",
            "restartPolicy");

    private final TaskDefinition task;
    private final Map<String, String> tags;
    private final String region;
    private final String ownLogGroup;
    private final List<String> notes = new ArrayList<>();

    /** @param ownLogGroup the one that the stack makes for this service, where a container names none */
    TaskAdoption(TaskDefinition task, Map<String, String> tags, String region, String ownLogGroup) {
        this.task = task;
        this.tags = tags;
        this.region = region;
        this.ownLogGroup = ownLogGroup;
    }

    /** What can not be said; once the keys were read. */
    List<String> notes() {
        return notes;
    }

    /** Whether Pulumi can import it: the provider takes what was deregistered for deleted, hashicorp/terraform-provider-aws#5565. */
    boolean isRegistered() {
        return task.status() == null || task.status() == TaskDefinitionStatus.ACTIVE;
    }

    /** Such as {@code shop-api:7}. */
    String shortName() {
        return task.family() + ":" + task.revision();
    }

    boolean isAwsvpc() {
        return "awsvpc".equals(task.networkModeAsString());
    }

    /** Puts the keys of the task. */
    void describe(boolean ownRoles, Props spec) {
        @Nullable String mode = task.networkModeAsString();
        if (!isAwsvpc()) {
            spec.put("networkMode", "default");
        }
        if (Objects.equals(mode, "host") || Objects.equals(mode, "none")) {
            notes.add("its network mode is " + mode + ", which Windows does not have");
        }
        spec.put("cpu", number(task.cpu()));
        spec.put("memoryMib", number(task.memory()));
        spec.put(
                "ephemeralStorageGib",
                Optional.ofNullable(task.ephemeralStorage()).map(storage -> storage.sizeInGiB()));
        if (!ownRoles) {
            spec.put("taskRoleArn", task.taskRoleArn());
            spec.put("executionRoleArn", task.executionRoleArn());
        }
        Map<String, Object> containers = new LinkedHashMap<>();
        task.containerDefinitions().forEach(container -> containers.put(container.name(), container(container)));
        spec.put("containers", containers);
        Map<String, Object> volumes = new LinkedHashMap<>();
        task.volumes().forEach(volume -> volumes.put(volume.name(), volume(volume)));
        spec.put("volumes", volumes);
        Unread.tell("its task definition", task, READ_OF_TASK, Map.of(), notes::add);
    }

    /** Text of a whole number; of anything else none. */
    private static Optional<Integer> number(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    private Map<String, Object> container(ContainerDefinition container) {
        String shown = "container " + container.name();
        Unread.tell(shown, container, READ_OF_CONTAINER, Map.of("versionConsistency", "enabled"), notes::add);
        Props spec = new Props()
                .put("image", container.image())
                .putUnless(0, "cpu", container.cpu())
                .put("memoryMib", container.memory());
        if (container.memory() == null) {
            spec.put("memoryReservationMib", container.memoryReservation());
        } else if (container.memoryReservation() != null) {
            notes.add(shown + " has a memoryReservation beside its memory, which Windows does not know");
        }
        if (Boolean.FALSE.equals(container.essential())) {
            spec.put("essential", false);
        }
        spec.put(
                "portMappings",
                container.portMappings().stream().map(this::port).toList());
        Map<String, Object> environment = new TreeMap<>();
        container.environment().forEach(pair -> {
            String value = Objects.requireNonNullElse(pair.value(), "");
            environment.put(pair.name(), value);
            if (SecretNames.hides(pair.name(), value).isPresent()) {
                notes.add(
                        shown + " has the variable " + pair.name()
                                + " in plain text, which looks like a secret and stands in the stack file now: move it to secrets");
            }
        });
        spec.put("environment", environment);
        spec.put(
                "environmentFiles",
                container.environmentFiles().stream().map(file -> file.value()).toList());
        spec.put("secrets", secrets(container.secrets()));
        spec.put("healthCheck", Optional.ofNullable(container.healthCheck()).map(TaskAdoption::healthCheck));
        spec.put(
                "dependsOn",
                container.dependsOn().stream()
                        .map(each -> new Props()
                                .put("container", each.containerName())
                                .putUnless("START", "condition", each.conditionAsString())
                                .map())
                        .toList());
        spec.put("logConfiguration", log(container));
        spec.put("entryPoint", container.entryPoint());
        spec.put("command", container.command());
        spec.put("workingDirectory", container.workingDirectory());
        spec.put("startTimeoutSeconds", container.startTimeout());
        spec.put("stopTimeoutSeconds", container.stopTimeout());
        spec.put(
                "mountPoints",
                container.mountPoints().stream()
                        .map(mount -> new Props()
                                .put("sourceVolume", mount.sourceVolume())
                                .put("containerPath", mount.containerPath())
                                .putUnless(false, "readOnly", mount.readOnly())
                                .map())
                        .toList());
        spec.put("credentialSpec", container.credentialSpecs().stream().findFirst());
        spec.put("dockerLabels", new TreeMap<>(container.dockerLabels()));
        spec.put("hostname", container.hostname());
        spec.put(
                "repositoryCredentials",
                Optional.ofNullable(container.repositoryCredentials())
                        .map(credentials -> Map.of("credentialsParameter", credentials.credentialsParameter())));
        spec.put("restartPolicy", Optional.ofNullable(container.restartPolicy()).map(policy -> new Props()
                .put("enabled", policy.enabled())
                .put("ignoredExitCodes", policy.ignoredExitCodes())
                .put("restartAttemptPeriodSeconds", policy.restartAttemptPeriod())
                .map()));
        return spec.map();
    }

    private static Map<String, Object> secrets(List<Secret> secrets) {
        Map<String, Object> all = new TreeMap<>();
        secrets.forEach(secret -> all.put(secret.name(), secret.valueFrom()));
        return all;
    }

    private Map<String, Object> port(PortMapping mapping) {
        Props port = new Props()
                .put("containerPort", mapping.containerPort())
                .put("containerPortRange", mapping.containerPortRange())
                .putUnless("tcp", "protocol", mapping.protocolAsString());
        if (!isAwsvpc()) {
            port.putUnless(0, "hostPort", mapping.hostPort());
        }
        return port.map();
    }

    private static Map<String, Object> healthCheck(HealthCheck check) {
        return new Props()
                .put("command", check.command())
                .putUnless(30, "intervalSeconds", check.interval())
                .putUnless(30, "timeoutSeconds", check.timeout())
                .putUnless(3, "retries", check.retries())
                .putUnless(120, "startPeriodSeconds", check.startPeriod())
                .map();
    }

    /** What Mullion fills in by itself goes without saying. */
    private Map<String, Object> log(ContainerDefinition container) {
        @Nullable LogConfiguration log = container.logConfiguration();
        if (log == null) {
            return Map.of();
        }
        Map<String, Object> options = new TreeMap<>(log.options());
        boolean awslogs = "awslogs".equals(log.logDriverAsString());
        if (awslogs) {
            options.remove("awslogs-group", ownLogGroup);
            options.remove("awslogs-region", region);
            options.remove("awslogs-stream-prefix", container.name());
        }
        return new Props()
                .putUnless("awslogs", "logDriver", log.logDriverAsString())
                .put("options", options)
                .put("secretOptions", secrets(log.secretOptions()))
                .map();
    }

    private Map<String, Object> volume(Volume volume) {
        Map<String, Object> spec = new LinkedHashMap<>();
        if (volume.fsxWindowsFileServerVolumeConfiguration() != null) {
            spec.put(
                    "fsxWindowsFileServerVolumeConfiguration",
                    new Props()
                            .put(
                                    "fileSystemId",
                                    volume.fsxWindowsFileServerVolumeConfiguration()
                                            .fileSystemId())
                            .put(
                                    "rootDirectory",
                                    volume.fsxWindowsFileServerVolumeConfiguration()
                                            .rootDirectory())
                            .put(
                                    "authorizationConfig",
                                    new Props()
                                            .put(
                                                    "credentialsParameter",
                                                    volume.fsxWindowsFileServerVolumeConfiguration()
                                                            .authorizationConfig()
                                                            .credentialsParameter())
                                            .put(
                                                    "domain",
                                                    volume.fsxWindowsFileServerVolumeConfiguration()
                                                            .authorizationConfig()
                                                            .domain()))
                            .map());
        } else {
            if (volume.efsVolumeConfiguration() != null
                    || volume.dockerVolumeConfiguration() != null
                    || Boolean.TRUE.equals(volume.configuredAtLaunch())) {
                notes.add("volume " + volume.name() + " is of a kind that is not read, and is empty in the stack file");
            }
            spec.put(
                    "host",
                    new Props()
                            .put(
                                    "sourcePath",
                                    Optional.ofNullable(volume.host()).map(host -> host.sourcePath()))
                            .map());
        }
        return spec;
    }

    /**
     * The task definition as it runs.
     *
     * @param family that the stack would give it
     */
    Existing existing(String part, String name, String family) {
        Props inputs = new Props()
                .put("family", task.family())
                .put("containerDefinitions", JsonText.of(containerDefinitions()))
                .put("cpu", task.cpu())
                .put("memory", task.memory())
                // Without one the provider keeps what AWS says, which of Windows tasks is Docker's NAT network.
                .put("networkMode", isAwsvpc() ? "awsvpc" : null)
                .put("executionRoleArn", task.executionRoleArn())
                .put("taskRoleArn", task.taskRoleArn())
                .put("requiresCompatibilities", task.requiresCompatibilitiesAsStrings())
                .put(
                        "ephemeralStorage",
                        Optional.ofNullable(task.ephemeralStorage())
                                .map(storage -> Map.of("sizeInGib", storage.sizeInGiB())))
                .put(
                        "runtimePlatform",
                        Optional.ofNullable(task.runtimePlatform()).map(platform -> new Props()
                                .put("cpuArchitecture", platform.cpuArchitectureAsString())
                                .put("operatingSystemFamily", platform.operatingSystemFamilyAsString())
                                .map()))
                .put(
                        "placementConstraints",
                        task.placementConstraints().stream()
                                .map(constraint -> new Props()
                                        .put("type", constraint.typeAsString())
                                        .put("expression", constraint.expression())
                                        .map())
                                .toList())
                .put(
                        "volumes",
                        task.volumes().stream().map(TaskAdoption::volumeInput).toList())
                .put("tags", Naming.seen(tags));
        return new Existing(
                part,
                "aws:ecs/taskDefinition:TaskDefinition",
                name + "-task-definition",
                task.taskDefinitionArn(),
                inputs.map(),
                Map.of("id", task.family(), "arn", task.taskDefinitionArn()),
                Optional.of(task.family()).filter(inAws -> !inAws.equals(family)));
    }

    private static Map<String, Object> volumeInput(Volume volume) {
        return new Props()
                .put("name", volume.name())
                .put("hostPath", Optional.ofNullable(volume.host()).map(host -> host.sourcePath()))
                .put("configureAtLaunch", Boolean.TRUE.equals(volume.configuredAtLaunch()) ? true : null)
                .put(
                        "fsxWindowsFileServerVolumeConfiguration",
                        Optional.ofNullable(volume.fsxWindowsFileServerVolumeConfiguration())
                                .map(fsx -> new Props()
                                        .put("fileSystemId", fsx.fileSystemId())
                                        .put("rootDirectory", fsx.rootDirectory())
                                        .put(
                                                "authorizationConfig",
                                                new Props()
                                                        .put(
                                                                "credentialsParameter",
                                                                fsx.authorizationConfig()
                                                                        .credentialsParameter())
                                                        .put(
                                                                "domain",
                                                                fsx.authorizationConfig()
                                                                        .domain()))
                                        .map()))
                .map();
    }

    private List<Map<String, Object>> containerDefinitions() {
        return task.containerDefinitions().stream().map(this::definition).toList();
    }

    private Map<String, Object> definition(ContainerDefinition container) {
        return new Props()
                .put("name", container.name())
                .put("image", container.image())
                .put("cpu", Objects.requireNonNullElse(container.cpu(), 0))
                .put("memory", container.memory())
                .put("memoryReservation", container.memoryReservation())
                .put("essential", !Boolean.FALSE.equals(container.essential()))
                .put(
                        "portMappings",
                        container.portMappings().stream()
                                .map(mapping -> new Props()
                                        .put("containerPort", mapping.containerPort())
                                        .put("containerPortRange", mapping.containerPortRange())
                                        .putUnless(0, "hostPort", mapping.hostPort())
                                        .put("protocol", Objects.requireNonNullElse(mapping.protocolAsString(), "tcp"))
                                        .put("name", mapping.name())
                                        .map())
                                .toList())
                .put(
                        "environment",
                        container.environment().stream()
                                .sorted(Comparator.comparing(KeyValuePair::name))
                                .map(pair -> pair("value", pair.name(), Objects.requireNonNullElse(pair.value(), "")))
                                .toList())
                .put(
                        "environmentFiles",
                        container.environmentFiles().stream()
                                .map(file -> new Props()
                                        .put("value", file.value())
                                        .put("type", file.typeAsString())
                                        .map())
                                .toList())
                .put("secrets", pairs(container.secrets()))
                .put("healthCheck", Optional.ofNullable(container.healthCheck()).map(check -> new Props()
                        .put("command", check.command())
                        .put("interval", check.interval())
                        .put("timeout", check.timeout())
                        .put("retries", check.retries())
                        .put("startPeriod", check.startPeriod())
                        .map()))
                .put(
                        "dependsOn",
                        container.dependsOn().stream()
                                .map(each -> new Props()
                                        .put("containerName", each.containerName())
                                        .put("condition", each.conditionAsString())
                                        .map())
                                .toList())
                .put(
                        "logConfiguration",
                        Optional.ofNullable(container.logConfiguration()).map(log -> new Props()
                                .put("logDriver", log.logDriverAsString())
                                .put("options", new TreeMap<>(log.options()))
                                .put("secretOptions", pairs(log.secretOptions()))
                                .map()))
                .put("entryPoint", container.entryPoint())
                .put("command", container.command())
                .put("workingDirectory", container.workingDirectory())
                .put("startTimeout", container.startTimeout())
                .put("stopTimeout", container.stopTimeout())
                .put(
                        "mountPoints",
                        container.mountPoints().stream()
                                .map(mount -> new Props()
                                        .put("sourceVolume", mount.sourceVolume())
                                        .put("containerPath", mount.containerPath())
                                        .put("readOnly", Boolean.TRUE.equals(mount.readOnly()))
                                        .map())
                                .toList())
                .put("credentialSpecs", container.credentialSpecs())
                .put("dockerLabels", new TreeMap<>(container.dockerLabels()))
                .put("hostname", container.hostname())
                .put(
                        "repositoryCredentials",
                        Optional.ofNullable(container.repositoryCredentials())
                                .map(credentials -> Map.of("credentialsParameter", credentials.credentialsParameter())))
                .put(
                        "restartPolicy",
                        Optional.ofNullable(container.restartPolicy()).map(policy -> new Props()
                                .put("enabled", policy.enabled())
                                .put("ignoredExitCodes", policy.ignoredExitCodes())
                                .put("restartAttemptPeriod", policy.restartAttemptPeriod())
                                .map()))
                .map();
    }

    private static List<Map<String, Object>> pairs(List<Secret> secrets) {
        return secrets.stream()
                .sorted(Comparator.comparing(Secret::name))
                .map(secret -> pair("valueFrom", secret.name(), secret.valueFrom()))
                .toList();
    }

    private static Map<String, Object> pair(String key, String name, String value) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("name", name);
        pair.put(key, value);
        return pair;
    }
}
