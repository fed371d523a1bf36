package dev.mullion.ecs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.template.PowerShell;
import dev.mullion.core.userdata.BootStep;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.WindowsRelease;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the instances of a capacity boot with: the agent's environment, AWS's own initialization, and a look at the result. */
public final class EcsCapacityUserData {
    private static final JsonFactory JSON = new JsonFactory();

    /** An agent that has to be downloaded first ({@code agent.version}) takes the longest. */
    private static final int JOIN_TIMEOUT_SECONDS = 600;

    private EcsCapacityUserData() {}

    /**
     * The document of one capacity.
     *
     * @param directory what the files of the user's own steps are relative to
     * @param problems where files that can not be read and a document that EC2 would refuse are reported
     */
    public static UserData of(String clusterName, EcsWindowsCapacitySpec spec, Path directory, Problems problems) {
        WindowsRelease release = spec.instance().operatingSystem();
        List<BootStep.Step> steps = List.of(
                BootStep.SET_ECS_AGENT_ENVIRONMENT.with(Map.of("environment", environment(spec.agent()))),
                BootStep.INITIALIZE_ECS_AGENT.with(
                        Map.of("parameters", parameters(clusterName, spec.agent(), release))),
                BootStep.CONFIRM_ECS_AGENT.with(
                        Map.of("clusterName", clusterName, "timeoutSeconds", JOIN_TIMEOUT_SECONDS)));
        UserData userData = new UserData(
                release.launchAgent(), spec.instance().steps().around(steps, directory, problems.at("steps")));
        Problems refused = new Problems();
        spec.check(refused);
        // What is refused elsewhere may not even render, and its size says nothing.
        if (refused.problems().isEmpty() && PowerShell.refusal(clusterName).isEmpty()) {
            userData.check(problems);
        } else {
            userData.steps().check(problems.at("steps"));
        }
        return userData;
    }

    /** The agent's variables: https://github.com/aws/amazon-ecs-agent/blob/master/README.md */
    private static Map<String, String> environment(EcsAgentSpec agent) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(
                "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE",
                String.valueOf(agent.enableAwslogsExecutionRoleOverride()));
        agent.imagePullBehavior().ifPresent(value -> variables.put("ECS_IMAGE_PULL_BEHAVIOR", value.toString()));
        seconds("ECS_IMAGE_PULL_INACTIVITY_TIMEOUT", agent.imagePullInactivityTimeoutSeconds(), variables);
        seconds("ECS_IMAGE_PULL_TIMEOUT", agent.imagePullTimeoutSeconds(), variables);
        seconds("ECS_MANIFEST_PULL_TIMEOUT", agent.manifestPullTimeoutSeconds(), variables);
        seconds("ECS_CONTAINER_START_TIMEOUT", agent.containerStartTimeoutSeconds(), variables);
        seconds("ECS_CONTAINER_CREATE_TIMEOUT", agent.containerCreateTimeoutSeconds(), variables);
        seconds("ECS_CONTAINER_STOP_TIMEOUT", agent.containerStopTimeoutSeconds(), variables);
        seconds("ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION", agent.engineTaskCleanupWaitDurationSeconds(), variables);
        seconds("ECS_IMAGE_CLEANUP_INTERVAL", agent.imageCleanupIntervalSeconds(), variables);
        seconds("ECS_IMAGE_MINIMUM_CLEANUP_AGE", agent.minimumImageCleanupAgeSeconds(), variables);
        agent.numImagesDeletePerCycle()
                .ifPresent(value -> variables.put("ECS_NUM_IMAGES_DELETE_PER_CYCLE", String.valueOf(value)));
        if (agent.reservedMemoryMib() > 0) {
            variables.put("ECS_RESERVED_MEMORY", String.valueOf(agent.reservedMemoryMib()));
        }
        if (!agent.reservedPorts().isEmpty()) {
            variables.put("ECS_RESERVED_PORTS", agent.reservedPorts().toString().replace(" ", ""));
        }
        if (agent.enableContainerMetadata()) {
            variables.put("ECS_ENABLE_CONTAINER_METADATA", "true");
        }
        if (agent.enableSpotInstanceDraining()) {
            variables.put("ECS_ENABLE_SPOT_INSTANCE_DRAINING", "true");
        }
        if (agent.enableCpuUnboundedWindowsWorkaround()) {
            variables.put("ECS_ENABLE_CPU_UNBOUNDED_WINDOWS_WORKAROUND", "true");
        }
        if (agent.enableMemoryUnboundedWindowsWorkaround()) {
            variables.put("ECS_ENABLE_MEMORY_UNBOUNDED_WINDOWS_WORKAROUND", "true");
        }
        if (!agent.instanceAttributes().isEmpty()) {
            variables.put("ECS_INSTANCE_ATTRIBUTES", jsonObject(agent.instanceAttributes()));
        }
        if (!agent.containerInstanceTags().isEmpty()) {
            variables.put("ECS_CONTAINER_INSTANCE_TAGS", jsonObject(agent.containerInstanceTags()));
        }
        if (agent.propagateTagsFromEc2Instance()) {
            variables.put("ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM", "ec2_instance");
        }
        return variables;
    }

    private static void seconds(String variable, Optional<Integer> seconds, Map<String, String> variables) {
        seconds.ifPresent(value -> variables.put(variable, value + "s"));
    }

    /**
     * Parameters of AWS's Initialize-ECSAgent:
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html
     */
    private static Map<String, Object> parameters(String clusterName, EcsAgentSpec agent, WindowsRelease release) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("Cluster", clusterName);
        parameters.put("EnableTaskIAMRole", agent.enableTaskIamRole());
        parameters.put("LoggingDrivers", jsonArray(agent.loggingDrivers()));
        parameters.put("EnableTaskENI", agent.taskEni(release));
        parameters.put("AwsvpcBlockIMDS", agent.blockImds(release));
        if (!agent.awsvpcAdditionalLocalRoutes().isEmpty()) {
            parameters.put("AwsvpcAdditionalLocalRoutes", jsonArray(agent.awsvpcAdditionalLocalRoutes()));
        }
        agent.version().ifPresent(version -> parameters.put("Version", version));
        return parameters;
    }

    private static String jsonArray(List<?> values) {
        return json(generator -> {
            generator.writeStartArray();
            for (Object value : values) {
                generator.writeString(value.toString());
            }
            generator.writeEndArray();
        });
    }

    private static String jsonObject(Map<String, String> values) {
        return json(generator -> {
            generator.writeStartObject();
            for (Map.Entry<String, String> entry : values.entrySet()) {
                generator.writeStringField(entry.getKey(), entry.getValue());
            }
            generator.writeEndObject();
        });
    }

    private interface Json {
        void write(JsonGenerator generator) throws IOException;
    }

    private static String json(Json json) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            json.write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
