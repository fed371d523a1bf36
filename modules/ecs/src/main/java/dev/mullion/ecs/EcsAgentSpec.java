package dev.mullion.ecs;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.Entries;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.KeysMatch;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Singular;
import dev.mullion.core.spec.Spec;
import dev.mullion.ecs.service.LogDriver;
import dev.mullion.ecs.service.OtherSpellings;
import dev.mullion.windows.WindowsRelease;
import dev.mullion.windows.WindowsRelease.Feature;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Settings of the ECS agent on Windows. What is left out keeps the agent's own default, which each line names.
 *
 * <pre>{@code
 * agent:
 *   reservedMemoryMib: 1024
 *   imagePullBehavior: prefer-cached
 *   instanceAttributes: {team: storefront}
 * }</pre>
 *
 * @param version the agent to download at boot, such as v1.106.1; the one in the image when not given, since a bad
 *     {@code latest} has taken clusters down (amazon-ecs-agent issue 2679)
 * @param archive the agent from its archive instead of the image's own installation, and all that goes with it
 * @param enableTaskIamRole {@code -EnableTaskIAMRole}: roles for tasks; takes the host's port 80; true when not given,
 *     except with archive
 * @param enableTaskEni {@code -EnableTaskENI}: network mode awsvpc; true when not given, except on 2016, which has none, and
 *     with archive
 * @param awsvpcBlockImds {@code -AwsvpcBlockIMDS}: no instance metadata for awsvpc tasks; as enableTaskEni when not given
 * @param awsvpcAdditionalLocalRoutes networks that awsvpc tasks reach through the host instead of their own interface
 * @param loggingDrivers {@code -LogDrivers}; json-file and awslogs when not given
 * @param enableAwslogsExecutionRoleOverride {@code ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE}: without it a task with an
 *     execution role and awslogs never places (amazon-ecs-agent issue 1395); true when not given
 * @param imagePullBehavior when images are pulled; {@code default}
 * @param imagePullInactivityTimeoutSeconds 60 or more; 180
 * @param imagePullTimeoutSeconds 60 or more; 7200
 * @param manifestPullTimeoutSeconds 30 or more; 60
 * @param containerStartTimeoutSeconds 120 or more; 900 when not given: the agent's own 480 is short for the first start of a large
 *     Windows image, which has its layers set up for it
 * @param containerCreateTimeoutSeconds 60 or more; 240
 * @param containerStopTimeoutSeconds 1 or more; 30
 * @param engineTaskCleanupWaitDurationSeconds 1 or more; 10800
 * @param imageCleanupIntervalSeconds 600 or more; 1800
 * @param minimumImageCleanupAgeSeconds 0 or more; 3600
 * @param numImagesDeletePerCycle 1 or more; 5
 * @param reservedMemoryMib MiB that the agent does not offer to tasks, less than the instance has; 0
 * @param reservedPorts host ports that no task gets, instead of the agent's list; 80 is added with enableTaskIamRole
 * @param enableContainerMetadata a file with its metadata in each container; false
 * @param enableSpotInstanceDraining drains at a Spot interruption; false, since managed draining does it
 * @param enableCpuUnboundedWindowsWorkaround containers without cpu are unbounded instead of held to 1 % of the
 *     instance's; false
 * @param enableMemoryUnboundedWindowsWorkaround containers with a memoryReservationMib and no memoryMib are unbounded
 *     instead of failing to start; false
 * @param instanceAttributes attributes for placement constraints, set when the instance first registers
 * @param containerInstanceTags tags of the container instance
 * @param propagateTagsFromEc2Instance the EC2 instance's tags become the container instance's; false
 * @param gmsaSupported {@code ECS_GMSA_SUPPORTED}: credential specs of group managed service accounts; true beside the
 *     capacity's gmsa or domainJoin, else the agent's own default
 * @param fsxWindowsFileServerSupported {@code ECS_FSX_WINDOWS_FILE_SERVER_SUPPORTED}: FSx for Windows File Server volumes,
 *     in a domain only; the agent's own default is true, on 2016 false
 * @param variables the agent's other variables by their names, such as ECS_LOGLEVEL; those with a key of their own, secrets and
 *     those without effect on Windows are refused
 * @see <a href="https://github.com/aws/amazon-ecs-agent/blob/master/README.md">the agent's environment variables</a>
 */
@GenerateBuilder
public record EcsAgentSpec(
        @Explain(api = "Initialize-ECSAgent -Version", example = "v1.106.1") @Matches(EcsAgentSpec.VERSION)
        Optional<String> version,

        @Explain(
                api = "ecs-agent-windows-VERSION.zip",
                example =
                        "{version: v1.106.1, sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}")
        Optional<AgentArchiveSpec> archive,

        @Explain(api = "Initialize-ECSAgent -EnableTaskIAMRole", example = "false")
        Optional<Boolean> enableTaskIamRole,

        @Explain(api = "Initialize-ECSAgent -EnableTaskENI", example = "false")
        Optional<Boolean> enableTaskEni,

        @Explain(api = "Initialize-ECSAgent -AwsvpcBlockIMDS", example = "false")
        Optional<Boolean> awsvpcBlockImds,

        @Explain(api = "Initialize-ECSAgent -AwsvpcAdditionalLocalRoutes", example = "[10.20.0.0/16]")
        List<Ipv4Cidr> awsvpcAdditionalLocalRoutes,

        @Entries(min = 1)
        @Explain(
                api = "Initialize-ECSAgent -LogDrivers; ECS_AVAILABLE_LOGGING_DRIVERS",
                example = "[json-file, awslogs]")
        @Default({"JSON_FILE", "AWSLOGS"})
        List<LogDriver> loggingDrivers,

        @Explain(api = "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE", example = "false") @Default("true")
        boolean enableAwslogsExecutionRoleOverride,

        @Explain(api = "ECS_IMAGE_PULL_BEHAVIOR", example = "prefer-cached")
        Optional<ImagePullBehavior> imagePullBehavior,

        @Range(min = 60, max = EcsAgentSpec.MAX_SECONDS)
        @Explain(api = "ECS_IMAGE_PULL_INACTIVITY_TIMEOUT", example = "300")
        Optional<Integer> imagePullInactivityTimeoutSeconds,

        @Range(min = 60, max = EcsAgentSpec.MAX_SECONDS) @Explain(api = "ECS_IMAGE_PULL_TIMEOUT", example = "10800")
        Optional<Integer> imagePullTimeoutSeconds,

        @Range(min = 30, max = EcsAgentSpec.MAX_SECONDS) @Explain(api = "ECS_MANIFEST_PULL_TIMEOUT", example = "120")
        Optional<Integer> manifestPullTimeoutSeconds,

        @Explain(api = "ECS_CONTAINER_START_TIMEOUT", example = "1200")
        @Range(min = 120, max = EcsAgentSpec.MAX_SECONDS)
        @Default("900")
        int containerStartTimeoutSeconds,

        @Range(min = 60, max = EcsAgentSpec.MAX_SECONDS) @Explain(api = "ECS_CONTAINER_CREATE_TIMEOUT", example = "600")
        Optional<Integer> containerCreateTimeoutSeconds,

        @Range(min = 1, max = EcsAgentSpec.MAX_SECONDS) @Explain(api = "ECS_CONTAINER_STOP_TIMEOUT", example = "60")
        Optional<Integer> containerStopTimeoutSeconds,

        @Range(min = 1, max = EcsAgentSpec.MAX_SECONDS)
        @Explain(api = "ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION", example = "3600")
        Optional<Integer> engineTaskCleanupWaitDurationSeconds,

        @Range(min = 600, max = EcsAgentSpec.MAX_SECONDS) @Explain(api = "ECS_IMAGE_CLEANUP_INTERVAL", example = "3600")
        Optional<Integer> imageCleanupIntervalSeconds,

        @Range(min = 0, max = EcsAgentSpec.MAX_SECONDS)
        @Explain(api = "ECS_IMAGE_MINIMUM_CLEANUP_AGE", example = "86400")
        Optional<Integer> minimumImageCleanupAgeSeconds,

        @Explain(api = "ECS_NUM_IMAGES_DELETE_PER_CYCLE", example = "10") @Range(min = 1, max = 1_000)
        Optional<Integer> numImagesDeletePerCycle,

        @Range(min = 0, max = Integer.MAX_VALUE) @Explain(api = "ECS_RESERVED_MEMORY", example = "1024")
        int reservedMemoryMib,

        @Range(min = 1, max = 65_535) @Explain(api = "ECS_RESERVED_PORTS", example = "[3389, 5985]")
        List<Integer> reservedPorts,

        @Explain(api = "ECS_ENABLE_CONTAINER_METADATA", example = "true")
        boolean enableContainerMetadata,

        @Explain(api = "ECS_ENABLE_SPOT_INSTANCE_DRAINING", example = "true")
        boolean enableSpotInstanceDraining,

        @Explain(api = "ECS_ENABLE_CPU_UNBOUNDED_WINDOWS_WORKAROUND", example = "true")
        boolean enableCpuUnboundedWindowsWorkaround,

        @Explain(api = "ECS_ENABLE_MEMORY_UNBOUNDED_WINDOWS_WORKAROUND", example = "true")
        boolean enableMemoryUnboundedWindowsWorkaround,

        @KeysMatch(EcsAgentSpec.ATTRIBUTE_NAME)
        @Matches(EcsAgentSpec.ATTRIBUTE_VALUE)
        @Explain(api = "ECS_INSTANCE_ATTRIBUTES", example = "{rack: blue}")
        @Singular("instanceAttribute")
        Map<String, String> instanceAttributes,

        @Explain(api = "ECS_CONTAINER_INSTANCE_TAGS", example = "{team: storefront}") @Singular("containerInstanceTag")
        Map<String, String> containerInstanceTags,

        @Explain(api = "ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM", example = "true")
        boolean propagateTagsFromEc2Instance,

        @Explain(api = "ECS_GMSA_SUPPORTED", example = "true")
        Optional<Boolean> gmsaSupported,

        @Explain(api = "ECS_FSX_WINDOWS_FILE_SERVER_SUPPORTED", example = "true")
        Optional<Boolean> fsxWindowsFileServerSupported,

        @Explain(api = "variables of the ECS agent", example = "{ECS_LOGLEVEL: warn}") @Singular("variable")
        Map<String, String> variables)
        implements Spec {
    /** When the agent pulls an image, spelled as ECS_IMAGE_PULL_BEHAVIOR is. */
    public enum ImagePullBehavior {
        DEFAULT("default"),
        ALWAYS("always"),
        ONCE("once"),
        PREFER_CACHED("prefer-cached");

        private final String spelling;

        ImagePullBehavior(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /** The agent with Mullion's defaults. */
    public static final EcsAgentSpec DEFAULT = builder().unchecked();

    static final String VERSION = "v\\d+\\.\\d+\\.\\d+";
    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Attribute.html */
    static final String ATTRIBUTE_NAME = "[A-Za-z0-9_./\\\\-]{1,128}";

    static final String ATTRIBUTE_VALUE = "[A-Za-z0-9_.@/\\\\:-]([A-Za-z0-9_.@/\\\\: -]{0,126}[A-Za-z0-9_.@/\\\\:-])?";
    /** The tag characters of AWS that are ASCII: these tags travel in a script. */
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9 _.:/=+@-]*");

    static final int MAX_SECONDS = 86_400;
    private static final Set<String> OFF_ANYWAY = Set.of("awsvpcTrunking", "enableGpuSupport", "enableTaskCpuMemLimit");

    public static EcsAgentSpecBuilder builder() {
        return new EcsAgentSpecBuilder();
    }

    /** What the agent has on Linux only: https://github.com/aws/amazon-ecs-agent/blob/master/README.md. */
    static Map<String, String> refusedKeys() {
        String linux = "works on Linux only; leave it out";
        return OtherSpellings.of(
                "agent",
                Map.of(
                        "taskPidsLimit", linux + ": Windows has no limit on process ids",
                        "enableGpuSupport", linux + ": the agent offers no GPU on Windows",
                        "instanceIpCompatibility", linux + ": awsvpc on Windows knows IPv4 alone",
                        "logDriver", linux + "; the drivers of tasks are loggingDrivers",
                        "cgroupPath", linux + ": Windows has no control groups",
                        "cgroupCpuPeriod", linux + ": Windows has no control groups",
                        "awsvpcTrunking",
                                linux + ": a Windows instance has its own interfaces alone, so use a type with more"));
    }

    static Set<String> harmlessValues(String key) {
        return OFF_ANYWAY.contains(key) ? Set.of("false") : Set.of();
    }

    /** Whether tasks may have roles: {@code -EnableTaskIAMRole}. */
    public boolean taskIamRole() {
        return enableTaskIamRole.orElse(archive.isEmpty());
    }

    /** Whether tasks may have interfaces of their own on this release: {@code -EnableTaskENI}. */
    public boolean taskEni(WindowsRelease release) {
        return enableTaskEni.orElse(release.has(Feature.TASK_ENI) && archive.isEmpty());
    }

    /** Whether awsvpc tasks are kept from instance metadata: {@code -AwsvpcBlockIMDS}. */
    public boolean blockImds(WindowsRelease release) {
        return awsvpcBlockImds.orElse(taskEni(release));
    }

    /** The agent's version, when it is said here; else it is that of the image, which only a deployment knows. */
    public Optional<AgentVersion> knownVersion() {
        return archive.map(AgentArchiveSpec::version).or(() -> version).flatMap(AgentVersion::of);
    }

    @Override
    public void check(Problems problems) {
        archive.ifPresent(spec -> spec.check(problems.at("archive")));
        version.filter(value -> !EcsAgentSpecBuilder.matchesVersion(value)).ifPresent(value -> problems.at("version")
                .refuse(value, "use a version, such as v1.106.1, or leave it out for the agent in the image"));
        if (loggingDrivers.isEmpty()) {
            problems.at("loggingDrivers").add("names no driver; use at least one, such as [json-file, awslogs]");
        }
        if (new LinkedHashSet<>(loggingDrivers).size() < loggingDrivers.size()) {
            problems.at("loggingDrivers").add("names a driver twice; name each once");
        }
        if (archive.isPresent()) {
            checkBesideArchive(problems);
        } else if (!enableTaskEni.orElse(true)) {
            Problems without = problems.given("archive", "enableTaskEni");
            if (awsvpcBlockImds.orElse(false)) {
                without.at("awsvpcBlockImds")
                        .refuse(true, "use false, or enableTaskEni: true: it works on task interfaces only");
            }
            if (!awsvpcAdditionalLocalRoutes.isEmpty()) {
                without.at("awsvpcAdditionalLocalRoutes")
                        .refuse(
                                awsvpcAdditionalLocalRoutes.get(0),
                                "leave it out, or enableTaskEni: true: it works on task interfaces only");
            }
        }
        checkTimes(problems);
        checkPorts(problems.at("reservedPorts"));
        checkAttributes(problems.at("instanceAttributes"));
        checkTags(problems.at("containerInstanceTags"));
        AgentVariables.check(variables, problems.at("variables"));
    }

    /** What only AWS's own initialization sets up on the host, which the archive does not hold. */
    private void checkBesideArchive(Problems problems) {
        version.ifPresent(value -> problems.at("version")
                .refuse(
                        value,
                        "leave it out: archive.version says it, and Initialize-ECSAgent, which downloads versions,"
                                + " does not run"));
        String use = "use false, or leave archive out: only AWS's Initialize-ECSAgent sets up the host for it";
        enableTaskIamRole.filter(on -> on).ifPresent(on -> problems.at("enableTaskIamRole")
                .refuse(true, use));
        enableTaskEni.filter(on -> on).ifPresent(on -> problems.at("enableTaskEni")
                .refuse(true, use));
        awsvpcBlockImds.filter(on -> on).ifPresent(on -> problems.at("awsvpcBlockImds")
                .refuse(true, use));
        if (!awsvpcAdditionalLocalRoutes.isEmpty()) {
            problems.at("awsvpcAdditionalLocalRoutes")
                    .refuse(
                            awsvpcAdditionalLocalRoutes.get(0),
                            "leave it out, or leave archive out: only AWS's Initialize-ECSAgent sets up the host for it");
        }
    }

    /** What the release does not have, refused at the key that asks for it. */
    void checkRelease(WindowsRelease release, Problems problems) {
        if (!release.has(Feature.FSX_VOLUMES)) {
            fsxWindowsFileServerSupported.filter(on -> on).ifPresent(on -> problems.at("fsxWindowsFileServerSupported")
                    .refuse(true, "use false: " + release + " has no FSx volumes"));
        }
        if (release.has(Feature.TASK_ENI) || archive.isPresent()) {
            return; // checkBesideArchive() has refused it beside an archive
        }
        String use = "use false: awsvpc does not work on " + release;
        Problems here = problems.given("archive", "enableTaskEni");
        enableTaskEni.filter(on -> on).ifPresent(on -> here.at("enableTaskEni").refuse(true, use));
        if (!enableTaskEni.orElse(true)) {
            return; // check() has refused what needs it
        }
        awsvpcBlockImds.filter(on -> on).ifPresent(on -> here.at("awsvpcBlockImds")
                .refuse(true, use));
        if (!awsvpcAdditionalLocalRoutes.isEmpty()) {
            here.at("awsvpcAdditionalLocalRoutes")
                    .refuse(awsvpcAdditionalLocalRoutes.get(0), "leave it out: awsvpc does not work on " + release);
        }
    }

    private void checkTimes(Problems problems) {
        imagePullInactivityTimeoutSeconds.ifPresent(
                value -> EcsAgentSpecBuilder.checkImagePullInactivityTimeoutSeconds(value, problems));
        imagePullTimeoutSeconds.ifPresent(value -> EcsAgentSpecBuilder.checkImagePullTimeoutSeconds(value, problems));
        manifestPullTimeoutSeconds.ifPresent(
                value -> EcsAgentSpecBuilder.checkManifestPullTimeoutSeconds(value, problems));
        EcsAgentSpecBuilder.checkContainerStartTimeoutSeconds(containerStartTimeoutSeconds, problems);
        containerCreateTimeoutSeconds.ifPresent(
                value -> EcsAgentSpecBuilder.checkContainerCreateTimeoutSeconds(value, problems));
        containerStopTimeoutSeconds.ifPresent(
                value -> EcsAgentSpecBuilder.checkContainerStopTimeoutSeconds(value, problems));
        engineTaskCleanupWaitDurationSeconds.ifPresent(
                value -> EcsAgentSpecBuilder.checkEngineTaskCleanupWaitDurationSeconds(value, problems));
        imageCleanupIntervalSeconds.ifPresent(
                value -> EcsAgentSpecBuilder.checkImageCleanupIntervalSeconds(value, problems));
        minimumImageCleanupAgeSeconds.ifPresent(
                value -> EcsAgentSpecBuilder.checkMinimumImageCleanupAgeSeconds(value, problems));
        numImagesDeletePerCycle.ifPresent(value -> EcsAgentSpecBuilder.checkNumImagesDeletePerCycle(value, problems));
        if (reservedMemoryMib < 0) {
            problems.at("reservedMemoryMib").refuse(reservedMemoryMib, "use 0 or more");
        }
    }

    private void checkPorts(Problems problems) {
        for (int i = 0; i < reservedPorts.size(); i++) {
            problems.at(i).range(reservedPorts.get(i), 1, 65_535);
        }
    }

    private void checkAttributes(Problems problems) {
        instanceAttributes.forEach((name, value) -> {
            Problems here = problems.atKey(name);
            if (!EcsAgentSpecBuilder.matchesKeyOfInstanceAttributes(name)) {
                here.add("is no attribute name; use 1 to 128 letters, digits and _ - . / \\");
            }
            if (name.startsWith("ecs.") || name.startsWith("com.amazonaws.")) {
                here.add("is a name that the agent reports itself; use another one");
            }
            if (!EcsAgentSpecBuilder.matchesInstanceAttributes(value)) {
                problems.at(name).refuse(value, "use 1 to 128 letters, digits, spaces inside, and _ - . @ / \\ :");
            }
        });
    }

    private void checkTags(Problems problems) {
        containerInstanceTags.forEach((key, value) -> {
            Problems here = problems.atKey(key);
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                here.add("is a reserved key; use one that does not start with aws:");
            }
            if (key.isEmpty() || key.length() > 128 || !TAG.matcher(key).matches()) {
                here.add("is no tag key for a script; use 1 to 128 ASCII letters, digits, spaces and _ . : / = + - @");
            }
            if (value.length() > 256 || !TAG.matcher(value).matches()) {
                problems.at(key).refuse(value, "use at most 256 ASCII letters, digits, spaces and _ . : / = + - @");
            }
        });
    }
}
