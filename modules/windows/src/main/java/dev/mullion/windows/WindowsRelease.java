package dev.mullion.windows;

import dev.mullion.core.userdata.LaunchAgent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The releases of Windows Server that AWS publishes container images for, spelled as ECS spells
 * {@code operatingSystemFamily}. One row a release and edition: build, launch agent, end of Microsoft's extended support.
 *
 * <p>Sources: builds, amazon-ecs-agent {@code agent/config/os_family_windows.go}; editions,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_windows_AMI.html; launch agents,
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch-v2.html; dates, endoflife.date/windows-server, which
 * links Microsoft's pages.
 */
public enum WindowsRelease {
    WINDOWS_SERVER_2016_FULL(2016, "Full", 14393, LaunchAgent.EC2LAUNCH_V1, LocalDate.of(2027, 1, 12)),
    WINDOWS_SERVER_2019_FULL(2019, "Full", 17763, LaunchAgent.EC2LAUNCH_V1, LocalDate.of(2029, 1, 9)),
    WINDOWS_SERVER_2019_CORE(2019, "Core", 17763, LaunchAgent.EC2LAUNCH_V1, LocalDate.of(2029, 1, 9)),
    WINDOWS_SERVER_2022_FULL(2022, "Full", 20348, LaunchAgent.EC2LAUNCH_V2, LocalDate.of(2031, 10, 14)),
    WINDOWS_SERVER_2022_CORE(2022, "Core", 20348, LaunchAgent.EC2LAUNCH_V2, LocalDate.of(2031, 10, 14)),
    WINDOWS_SERVER_2025_FULL(2025, "Full", 26100, LaunchAgent.EC2LAUNCH_V2, LocalDate.of(2034, 10, 10)),
    WINDOWS_SERVER_2025_CORE(2025, "Core", 26100, LaunchAgent.EC2LAUNCH_V2, LocalDate.of(2034, 10, 10));

    /** The day these tables speak of. Support is compared with it, never with the clock; a release of Mullion moves it. */
    public static final LocalDate TABLE_DATE = LocalDate.of(2026, 11, 22);

    /** Releases that the ECS API still names and that nobody supports, with the day their support ended. */
    private static final Map<String, String> DEAD = Map.of(
            "WINDOWS_SERVER_1709_CORE", "2019-04-09",
            "WINDOWS_SERVER_1803_CORE", "2019-11-12",
            "WINDOWS_SERVER_1903_CORE", "2020-12-08",
            "WINDOWS_SERVER_1909_CORE", "2021-05-11",
            "WINDOWS_SERVER_2004_CORE", "2021-12-14",
            "WINDOWS_SERVER_20H2_CORE", "2022-08-09");

    private final int year;
    private final String edition;
    private final int build;
    private final LaunchAgent launchAgent;
    private final LocalDate extendedSupportEnd;

    WindowsRelease(int year, String edition, int build, LaunchAgent launchAgent, LocalDate extendedSupportEnd) {
        this.year = year;
        this.edition = edition;
        this.build = build;
        this.launchAgent = launchAgent;
        this.extendedSupportEnd = extendedSupportEnd;
    }

    /**
     * The release of that name.
     *
     * @throws IllegalArgumentException saying what to use instead, and why a dead or foreign system is refused
     */
    public static WindowsRelease parse(String name) {
        for (WindowsRelease release : values()) {
            if (release.name().equals(name)) {
                return release;
            }
        }
        throw new IllegalArgumentException(reasonAgainst(name));
    }

    private static String reasonAgainst(String name) {
        String all = Arrays.stream(values()).map(WindowsRelease::name).collect(Collectors.joining(", "));
        if (DEAD.containsKey(name)) {
            return "use " + WINDOWS_SERVER_2022_CORE + " or " + WINDOWS_SERVER_2025_CORE
                    + ": support of this release ended on " + DEAD.get(name);
        }
        if (name.equals("WINDOWS_SERVER_2016_CORE")) {
            return "use " + WINDOWS_SERVER_2016_FULL + ": AWS publishes no Core image of 2016 for containers";
        }
        if (name.toUpperCase(Locale.ROOT).matches(".*(LINUX|BOTTLEROCKET|UBUNTU|AL2).*")) {
            return "use one of " + all
                    + ": these instances are Windows only; AWS advises a cluster of their own for Linux instances";
        }
        return "use one of " + all;
    }

    /** 2016, 2019, 2022 or 2025. */
    public int year() {
        return year;
    }

    /** The build that a process-isolated container image must share, such as 20348 (ltsc2022). */
    public int build() {
        return build;
    }

    public LaunchAgent launchAgent() {
        return launchAgent;
    }

    public LocalDate extendedSupportEnd() {
        return extendedSupportEnd;
    }

    /** Whether Microsoft's support ends within a year of {@link #TABLE_DATE}. */
    public boolean endsWithinAYear() {
        return extendedSupportEnd.isBefore(TABLE_DATE.plusYears(1));
    }

    /**
     * The public SSM parameter that holds the id of the newest image of this release.
     *
     * @param variant the image's suffix, such as {@code ECS_Optimized}
     */
    public String imageIdParameter(String variant) {
        return "/aws/service/ami-windows-latest/Windows_Server-" + year + "-English-" + edition + "-" + variant
                + "/image_id";
    }
}
