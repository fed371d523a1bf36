package dev.mullion.windows;

import dev.mullion.core.text.Nearest;
import dev.mullion.core.userdata.LaunchAgent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The releases of Windows Server that AWS publishes container images for, spelled as {@code operatingSystemFamily} of AWS's
 * APIs. What the editions of a version have in common stands in a row of {@link Version}, the editions are
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_windows_AMI.html.
 */
public enum WindowsRelease {
    WINDOWS_SERVER_2016_FULL(Version.OF_2016, "Full"),
    WINDOWS_SERVER_2019_FULL(Version.OF_2019, "Full"),
    WINDOWS_SERVER_2019_CORE(Version.OF_2019, "Core"),
    WINDOWS_SERVER_2022_FULL(Version.OF_2022, "Full"),
    WINDOWS_SERVER_2022_CORE(Version.OF_2022, "Core"),
    WINDOWS_SERVER_2025_FULL(Version.OF_2025, "Full"),
    WINDOWS_SERVER_2025_CORE(Version.OF_2025, "Core");

    /** What AWS has for some releases and not for others. */
    public enum Feature {
        /**
         * Tasks can have interfaces of their own: network mode {@code awsvpc}.
         * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html
         */
        TASK_ENI,

        /** Commands in running tasks. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
        ECS_EXEC,

        /**
         * Tasks can mount FSx for Windows File Server.
         * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html
         */
        FSX_VOLUMES,

        /**
         * Tasks can attach EBS volumes of their own, as far as AWS's page names the release.
         * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html
         */
        TASK_EBS_VOLUMES,

        /** gMSA on hosts outside the domain. amazon-ecs-agent, agent/config/parse_windows.go */
        DOMAINLESS_GMSA,

        /**
         * A gMSA works whatever the container's hostname is.
         * https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/gmsa-troubleshooting
         */
        GMSA_WITH_ANY_HOSTNAME,

        /**
         * AWS's own machines run it.
         * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html
         */
        FARGATE,

        /** The provider takes it as {@code operatingSystemFamily} (pulumi-aws 6.83.0, aws provider 5.100.0). */
        PROVIDER_FAMILY,

        /**
         * AWS publishes images of it for EKS.
         * https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html
         */
        EKS,

        /** The provider takes it as a node group's {@code amiType} (pulumi-aws 6.83.0, aws provider 5.100.0). */
        PROVIDER_AMI_TYPE,

        /**
         * containerd runs on it: its shim needs the Host Compute Service of 1809 or later.
         * https://github.com/microsoft/hcsshim#requirements
         */
        CONTAINERD,

        /** Each step of a build by BuildKit reaches the network. https://github.com/moby/buildkit/issues/5668 */
        BUILDKIT_NETWORK,

        /** Process-isolated containers end when they should. https://github.com/microsoft/hcsshim/issues/2855 */
        CONTAINER_TEARDOWN
    }

    /** A row a version. */
    private enum Version {
        OF_2016(
                2016,
                14393,
                LaunchAgent.EC2LAUNCH_V1,
                LocalDate.of(2027, 1, 12),
                "",
                "",
                "",
                EnumSet.of(Feature.PROVIDER_FAMILY)),
        OF_2019(
                2019,
                17763,
                LaunchAgent.EC2LAUNCH_V1,
                LocalDate.of(2029, 1, 9),
                "1809",
                "",
                "",
                EnumSet.complementOf(EnumSet.of(Feature.BUILDKIT_NETWORK))),
        OF_2022(
                2022,
                20348,
                LaunchAgent.EC2LAUNCH_V2,
                LocalDate.of(2031, 10, 14),
                "",
                "",
                "",
                EnumSet.allOf(Feature.class)),
        OF_2025(
                2025,
                26100,
                LaunchAgent.EC2LAUNCH_V2,
                LocalDate.of(2034, 10, 10),
                "",
                "ltsc2022",
                "aws/containers-roadmap issue 2754",
                EnumSet.complementOf(EnumSet.of(
                        Feature.FARGATE,
                        Feature.PROVIDER_FAMILY,
                        Feature.PROVIDER_AMI_TYPE,
                        Feature.CONTAINER_TEARDOWN)));

        private final int year;
        private final int build;
        private final LaunchAgent launchAgent;
        private final LocalDate extendedSupportEnd;
        private final String otherImageTag;
        private final String olderImageTag;
        private final String fargateRequest;

        @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
        private final Set<Feature> features;

        /**
         * The columns, empty where there is nothing to say.
         *
         * @param build amazon-ecs-agent, agent/config/os_family_windows.go
         * @param launchAgent https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch-v2.html
         * @param extendedSupportEnd endoflife.date/windows-server, which links Microsoft's pages
         * @param otherImageTag what tags of Nano Server and of older images have for {@code ltsc<year>}
         * @param olderImageTag that of the version before, where containerd starts it too
         *     (containerd/platforms, platform_windows_compat.go)
         * @param fargateRequest where Fargate is asked for it
         */
        Version(
                int year,
                int build,
                LaunchAgent launchAgent,
                LocalDate extendedSupportEnd,
                String otherImageTag,
                String olderImageTag,
                String fargateRequest,
                Set<Feature> features) {
            this.year = year;
            this.build = build;
            this.launchAgent = launchAgent;
            this.extendedSupportEnd = extendedSupportEnd;
            this.otherImageTag = otherImageTag;
            this.olderImageTag = olderImageTag;
            this.fargateRequest = fargateRequest;
            this.features = Set.copyOf(features);
        }
    }

    /** The day these tables speak of. Support is compared with it, never with the clock; a release of Mullion moves it. */
    public static final LocalDate TABLE_DATE = LocalDate.of(2026, 11, 28);

    /** Semi-annual releases, which AWS's APIs still name and nobody supports, with the day their support ended. */
    private static final Map<String, String> SEMI_ANNUAL = Map.of(
            "1709", "2019-04-09",
            "1803", "2019-11-12",
            "1903", "2020-12-08",
            "1909", "2021-05-11",
            "2004", "2021-12-14",
            "20H2", "2022-08-09");

    private final Version version;
    private final String edition;

    WindowsRelease(Version version, String edition) {
        this.version = version;
        this.edition = edition;
    }

    /** Whether a version, as image tags spell it, is a semi-annual one, of which no host is any more. */
    static boolean isSemiAnnual(String version) {
        return SEMI_ANNUAL.containsKey(version);
    }

    /** The release of that name; empty for what is none of these. */
    public static Optional<WindowsRelease> find(String name) {
        return Arrays.stream(values())
                .filter(release -> release.name().equals(name))
                .findFirst();
    }

    /**
     * The release of that name.
     *
     * @throws IllegalArgumentException saying what to use instead, and why a dead or foreign system is refused
     */
    public static WindowsRelease parse(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(reasonAgainst(name)));
    }

    private static String reasonAgainst(String name) {
        String all = Arrays.stream(values()).map(WindowsRelease::name).collect(Collectors.joining(", "));
        for (Map.Entry<String, String> dead : SEMI_ANNUAL.entrySet()) {
            if (name.equals("WINDOWS_SERVER_" + dead.getKey() + "_CORE")) {
                return "use " + WINDOWS_SERVER_2022_CORE + " or " + WINDOWS_SERVER_2025_CORE
                        + ": support of this release ended on " + dead.getValue();
            }
        }
        if (name.equals("WINDOWS_SERVER_2016_CORE")) {
            return "use " + WINDOWS_SERVER_2016_FULL + ": AWS publishes no Core image of 2016 for containers";
        }
        if (name.toUpperCase(Locale.ROOT).matches(".*(LINUX|BOTTLEROCKET|UBUNTU|AL2).*")) {
            return "use one of " + all
                    + ": these instances are Windows only; AWS advises a cluster of their own for Linux instances";
        }
        return Nearest.hint(
                name, Arrays.stream(values()).map(WindowsRelease::name).toList(), "use one of " + all);
    }

    /** Whether AWS has that for it. */
    public boolean has(Feature feature) {
        return version.features.contains(feature);
    }

    /** 2016, 2019, 2022 or 2025. */
    public int year() {
        return version.year;
    }

    /** As a managed node group's {@code amiType} spells it: {@code WINDOWS_CORE_2022_x86_64}. */
    public String amiType() {
        return "WINDOWS_" + edition.toUpperCase(Locale.ROOT) + "_" + version.year + "_x86_64";
    }

    /**
     * What kubelet says in the node label {@code node.kubernetes.io/windows-build}, such as {@code 10.0.20348}.
     * https://kubernetes.io/docs/reference/labels-annotations-taints/#nodekubernetesiowindows-build
     */
    public String windowsBuild() {
        return "10.0." + version.build;
    }

    /** The tag of images that it starts, such as {@code ltsc2022}. */
    public String imageTag() {
        return "ltsc" + version.year;
    }

    /** What old images and those of Nano Server have for {@link #imageTag}. */
    Optional<String> otherImageTag() {
        return said(version.otherImageTag);
    }

    /** The tag of the version before, where this one starts its images too. */
    Optional<String> olderImageTag() {
        return said(version.olderImageTag);
    }

    /** Where Fargate is asked for it, such as an issue; nothing where it is there or nobody asks. */
    public Optional<String> fargateRequest() {
        return said(version.fargateRequest);
    }

    private static Optional<String> said(String column) {
        return Optional.of(column).filter(text -> !text.isEmpty());
    }

    /** The build that a process-isolated container image must share, such as 20348 (ltsc2022). */
    public int build() {
        return version.build;
    }

    public LaunchAgent launchAgent() {
        return version.launchAgent;
    }

    public LocalDate extendedSupportEnd() {
        return version.extendedSupportEnd;
    }

    /** Whether Microsoft's support ends within a year of {@link #TABLE_DATE}. */
    public boolean endsWithinAYear() {
        return extendedSupportEnd().isBefore(TABLE_DATE.plusYears(1));
    }

    /**
     * The public SSM parameter that holds the id of the newest plain image of this release, without any container runtime.
     * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html
     */
    public String plainImageParameter() {
        return imageParameter("Base");
    }

    /**
     * The public SSM parameter that holds the id of the newest image of this release.
     *
     * @param variant the image's suffix, such as {@code ECS_Optimized}
     */
    public String imageIdParameter(String variant) {
        return imageParameter(variant) + "/image_id";
    }

    /**
     * The public SSM parameter that holds what AWS says of the newest image of this release, as JSON.
     *
     * @param variant the image's suffix, such as {@code ECS_Optimized}
     */
    public String imageParameter(String variant) {
        return "/aws/service/ami-windows-latest/Windows_Server-" + version.year + "-English-" + edition + "-" + variant;
    }
}
