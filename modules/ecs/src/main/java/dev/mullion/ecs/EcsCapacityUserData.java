package dev.mullion.ecs;

import dev.mullion.core.json.JsonText;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.userdata.BootStep;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.DomainJoinSpec;
import dev.mullion.windows.WindowsRelease;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the instances of a capacity boot with: the agent's environment, AWS's own initialization, and a look at the result. */
public final class EcsCapacityUserData {
    /** An agent that has to be downloaded first ({@code agent.version}) takes the longest. */
    static final int JOIN_TIMEOUT_SECONDS = 600;

    /**
     * For one of three attempts, which takes a minute or two where it works. With the wait for the agent behind them all
     * three end before the watch of {@code replaceUnregisteredAfterSeconds} may look, so that the log has the reason.
     */
    static final int INITIALIZATION_TIMEOUT_SECONDS = 300;

    /** As AWS's sample has it: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-warm-pool.html */
    private static final int COMPLETION_DELAY_SECONDS = 60;

    /** As AWS's installer has them: amazon-ecs-agent, misc/windows-deploy/Install-ECSAgent.ps1. The last one repeats. */
    private static final List<Integer> RESTART_DELAYS = List.of(5_000, 30_000, 60_000);

    private EcsCapacityUserData() {}

    /**
     * The document of one capacity.
     *
     * @param directory what the files of the user's own steps are relative to
     * @param problems where files that can not be read and a document that EC2 would refuse are reported
     */
    public static UserData of(String clusterName, EcsWindowsCapacitySpec spec, Path directory, Problems problems) {
        UserData userData = compose(clusterName, spec, directory, problems.at("steps"));
        if (spec.instance().userData().inS3(userData)) {
            userData.checkScript(problems);
        } else {
            userData.check(problems);
        }
        return userData;
    }

    /**
     * The same, without a look at what came out.
     *
     * @param unread where files that can not be read are reported
     */
    static UserData compose(String clusterName, EcsWindowsCapacitySpec spec, Path directory, Problems unread) {
        return new UserData(
                spec.instance().operatingSystem().launchAgent(),
                spec.instance().steps().around(first(clusterName, spec), steps(clusterName, spec), directory, unread));
    }

    /** What must work whatever becomes of the rest, the user's own steps too. */
    private static List<BootStep.Step> first(String clusterName, EcsWindowsCapacitySpec spec) {
        return spec.replaceUnregisteredAfterSeconds().stream()
                .map(seconds -> EcsBootStep.REGISTER_AGENT_WATCH.with(
                        Map.of("clusterName", clusterName, "delaySeconds", seconds)))
                .toList();
    }

    private static List<BootStep.Step> steps(String clusterName, EcsWindowsCapacitySpec spec) {
        List<BootStep.Step> steps = new ArrayList<>();
        spec.domainJoin().flatMap(DomainJoinSpec::step).ifPresent(steps::add);
        steps.add(EcsBootStep.SET_ECS_AGENT_ENVIRONMENT.with(Map.of("environment", environment(clusterName, spec))));
        if (spec.agent().archive().isPresent()) {
            AgentArchiveSpec archive = spec.agent().archive().get();
            steps.add(EcsBootStep.INSTALL_ECS_AGENT_ARCHIVE.with(
                    Map.of("url", archive.source(), "sha256", archive.sha256().toUpperCase(Locale.ROOT))));
            steps.add(EcsBootStep.START_ECS_AGENT_SERVICE.with(Map.of("restartDelaysMilliseconds", RESTART_DELAYS)));
        } else {
            WindowsRelease release = spec.instance().operatingSystem();
            steps.add(EcsBootStep.INITIALIZE_ECS_AGENT.with(Map.of(
                    "parameters",
                    parameters(clusterName, spec.agent(), release),
                    "timeoutSeconds",
                    INITIALIZATION_TIMEOUT_SECONDS)));
        }
        spec.warmPool()
                .ifPresent(pool -> steps.add(EcsBootStep.REGISTER_LIFECYCLE_COMPLETION.with(Map.of(
                        "lifecycleHookName",
                        EcsWindowsCapacity.LIFECYCLE_HOOK,
                        "delaySeconds",
                        COMPLETION_DELAY_SECONDS))));
        steps.add(EcsBootStep.CONFIRM_ECS_AGENT.with(
                Map.of("clusterName", clusterName, "timeoutSeconds", JOIN_TIMEOUT_SECONDS)));
        return steps;
    }

    /** The agent's variables: https://github.com/aws/amazon-ecs-agent/blob/master/README.md */
    private static Map<String, String> environment(String clusterName, EcsWindowsCapacitySpec spec) {
        EcsAgentSpec agent = spec.agent();
        Map<String, String> variables = new LinkedHashMap<>();
        if (agent.archive().isPresent()) {
            // What Initialize-ECSAgent and AWS's installer set otherwise.
            variables.put("ECS_CLUSTER", clusterName);
            variables.put("ECS_ENABLE_TASK_IAM_ROLE", "false");
            variables.put("ECS_AVAILABLE_LOGGING_DRIVERS", JsonText.of(agent.loggingDrivers()));
            variables.put("ECS_LOGFILE", "C:\\ProgramData\\Amazon\\ECS\\log\\ecs-agent.log");
            variables.put("ECS_DATADIR", "C:\\ProgramData\\Amazon\\ECS\\data");
        }
        variables.put(
                "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE",
                String.valueOf(agent.enableAwslogsExecutionRoleOverride()));
        agent.imagePullBehavior().ifPresent(value -> variables.put("ECS_IMAGE_PULL_BEHAVIOR", value.toString()));
        seconds("ECS_IMAGE_PULL_INACTIVITY_TIMEOUT", agent.imagePullInactivityTimeoutSeconds(), variables);
        seconds("ECS_IMAGE_PULL_TIMEOUT", agent.imagePullTimeoutSeconds(), variables);
        seconds("ECS_MANIFEST_PULL_TIMEOUT", agent.manifestPullTimeoutSeconds(), variables);
        variables.put("ECS_CONTAINER_START_TIMEOUT", agent.containerStartTimeoutSeconds() + "s");
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
            variables.put("ECS_INSTANCE_ATTRIBUTES", JsonText.of(agent.instanceAttributes()));
        }
        if (!agent.containerInstanceTags().isEmpty()) {
            variables.put("ECS_CONTAINER_INSTANCE_TAGS", JsonText.of(agent.containerInstanceTags()));
        }
        if (agent.propagateTagsFromEc2Instance()) {
            variables.put("ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM", "ec2_instance");
        }
        if (spec.isGmsaSupported() || agent.gmsaSupported().isPresent()) {
            variables.put("ECS_GMSA_SUPPORTED", String.valueOf(spec.isGmsaSupported()));
        }
        agent.fsxWindowsFileServerSupported()
                .ifPresent(on -> variables.put("ECS_FSX_WINDOWS_FILE_SERVER_SUPPORTED", String.valueOf(on)));
        if (spec.warmPool().isPresent()) {
            variables.put("ECS_WARM_POOLS_CHECK", "true");
        }
        variables.putAll(agent.variables());
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
        parameters.put("EnableTaskIAMRole", agent.taskIamRole());
        parameters.put("LoggingDrivers", JsonText.of(agent.loggingDrivers()));
        parameters.put("EnableTaskENI", agent.taskEni(release));
        parameters.put("AwsvpcBlockIMDS", agent.blockImds(release));
        if (!agent.awsvpcAdditionalLocalRoutes().isEmpty()) {
            parameters.put("AwsvpcAdditionalLocalRoutes", JsonText.of(agent.awsvpcAdditionalLocalRoutes()));
        }
        agent.version().ifPresent(version -> parameters.put("Version", version));
        return parameters;
    }
}
