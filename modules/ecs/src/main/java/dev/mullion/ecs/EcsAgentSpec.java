package dev.mullion.ecs;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Default;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
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
        Optional<String> version,
        Optional<AgentArchiveSpec> archive,
        Optional<Boolean> enableTaskIamRole,
        Optional<Boolean> enableTaskEni,
        Optional<Boolean> awsvpcBlockImds,
        List<Ipv4Cidr> awsvpcAdditionalLocalRoutes,
        @Default({"JSON_FILE", "AWSLOGS"}) List<LogDriver> loggingDrivers,
        @Default("true") boolean enableAwslogsExecutionRoleOverride,
        Optional<ImagePullBehavior> imagePullBehavior,
        Optional<Integer> imagePullInactivityTimeoutSeconds,
        Optional<Integer> imagePullTimeoutSeconds,
        Optional<Integer> manifestPullTimeoutSeconds,
        @Default("900") int containerStartTimeoutSeconds,
        Optional<Integer> containerCreateTimeoutSeconds,
        Optional<Integer> containerStopTimeoutSeconds,
        Optional<Integer> engineTaskCleanupWaitDurationSeconds,
        Optional<Integer> imageCleanupIntervalSeconds,
        Optional<Integer> minimumImageCleanupAgeSeconds,
        Optional<Integer> numImagesDeletePerCycle,
        int reservedMemoryMib,
        List<Integer> reservedPorts,
        boolean enableContainerMetadata,
        boolean enableSpotInstanceDraining,
        boolean enableCpuUnboundedWindowsWorkaround,
        boolean enableMemoryUnboundedWindowsWorkaround,
        @Singular("instanceAttribute") Map<String, String> instanceAttributes,
        @Singular("containerInstanceTag") Map<String, String> containerInstanceTags,
        boolean propagateTagsFromEc2Instance,
        Optional<Boolean> gmsaSupported,
        Optional<Boolean> fsxWindowsFileServerSupported,
        @Singular("variable") Map<String, String> variables)
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

    private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+");
    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Attribute.html */
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9_./\\\\-]{1,128}");

    private static final Pattern ATTRIBUTE_VALUE =
            Pattern.compile("[A-Za-z0-9_.@/\\\\:-]([A-Za-z0-9_.@/\\\\: -]{0,126}[A-Za-z0-9_.@/\\\\:-])?");
    /** The tag characters of AWS that are ASCII: these tags travel in a script. */
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9 _.:/=+@-]*");

    private static final int MAX_SECONDS = 86_400;
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
        version.filter(value -> !VERSION.matcher(value).matches()).ifPresent(value -> problems.at("version")
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
        least(imagePullInactivityTimeoutSeconds, 60, problems.at("imagePullInactivityTimeoutSeconds"));
        least(imagePullTimeoutSeconds, 60, problems.at("imagePullTimeoutSeconds"));
        least(manifestPullTimeoutSeconds, 30, problems.at("manifestPullTimeoutSeconds"));
        problems.at("containerStartTimeoutSeconds").range(containerStartTimeoutSeconds, 120, MAX_SECONDS);
        least(containerCreateTimeoutSeconds, 60, problems.at("containerCreateTimeoutSeconds"));
        least(containerStopTimeoutSeconds, 1, problems.at("containerStopTimeoutSeconds"));
        least(engineTaskCleanupWaitDurationSeconds, 1, problems.at("engineTaskCleanupWaitDurationSeconds"));
        least(imageCleanupIntervalSeconds, 600, problems.at("imageCleanupIntervalSeconds"));
        least(minimumImageCleanupAgeSeconds, 0, problems.at("minimumImageCleanupAgeSeconds"));
        numImagesDeletePerCycle.ifPresent(
                value -> problems.at("numImagesDeletePerCycle").range(value, 1, 1_000));
        if (reservedMemoryMib < 0) {
            problems.at("reservedMemoryMib").refuse(reservedMemoryMib, "use 0 or more");
        }
    }

    private static void least(Optional<Integer> seconds, int least, Problems problems) {
        seconds.ifPresent(value -> problems.range(value, least, MAX_SECONDS));
    }

    private void checkPorts(Problems problems) {
        for (int i = 0; i < reservedPorts.size(); i++) {
            problems.at(i).range(reservedPorts.get(i), 1, 65_535);
        }
    }

    private void checkAttributes(Problems problems) {
        instanceAttributes.forEach((name, value) -> {
            Problems here = problems.atKey(name);
            if (!ATTRIBUTE_NAME.matcher(name).matches()) {
                here.add("is no attribute name; use 1 to 128 letters, digits and _ - . / \\");
            }
            if (name.startsWith("ecs.") || name.startsWith("com.amazonaws.")) {
                here.add("is a name that the agent reports itself; use another one");
            }
            if (!ATTRIBUTE_VALUE.matcher(value).matches()) {
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
