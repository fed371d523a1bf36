package dev.mullion.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.userdata.LaunchAgent;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsReleaseTest {
    private static final String ALL = "WINDOWS_SERVER_2016_FULL, WINDOWS_SERVER_2019_FULL, WINDOWS_SERVER_2019_CORE,"
            + " WINDOWS_SERVER_2022_FULL, WINDOWS_SERVER_2022_CORE, WINDOWS_SERVER_2025_FULL, WINDOWS_SERVER_2025_CORE";

    /** Section 1.1 of AWS's list: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_windows_AMI.html */
    @Test
    void namesTheSevenParametersOfEcsImages() {
        assertThat(Arrays.stream(WindowsRelease.values()).map(release -> release.imageIdParameter("ECS_Optimized")))
                .containsExactly(
                        "/aws/service/ami-windows-latest/Windows_Server-2016-English-Full-ECS_Optimized/image_id",
                        "/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-ECS_Optimized/image_id",
                        "/aws/service/ami-windows-latest/Windows_Server-2019-English-Core-ECS_Optimized/image_id",
                        "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-ECS_Optimized/image_id",
                        "/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id",
                        "/aws/service/ami-windows-latest/Windows_Server-2025-English-Full-ECS_Optimized/image_id",
                        "/aws/service/ami-windows-latest/Windows_Server-2025-English-Core-ECS_Optimized/image_id");
    }

    @Test
    void knowsThatEc2LaunchV2CameWith2022() {
        assertThat(Arrays.stream(WindowsRelease.values())
                        .filter(release -> release.launchAgent() == LaunchAgent.EC2LAUNCH_V2))
                .allMatch(release -> release.year() >= 2022)
                .hasSize(4);
    }

    @Test
    void hasTheRowsOfTheFacts() {
        assertThat(Arrays.stream(WindowsRelease.values()).map(WindowsReleaseTest::row))
                .containsExactly(
                        "2016 14393 EC2LAUNCH_V1 2027-01-12 ltsc2016: PROVIDER_FAMILY",
                        "2019 17763 EC2LAUNCH_V1 2029-01-09 ltsc2019 1809: TASK_ENI ECS_EXEC FSX_VOLUMES"
                                + " TASK_EBS_VOLUMES DOMAINLESS_GMSA GMSA_WITH_ANY_HOSTNAME FARGATE PROVIDER_FAMILY"
                                + " EKS PROVIDER_AMI_TYPE CONTAINERD CONTAINER_TEARDOWN",
                        "2019 17763 EC2LAUNCH_V1 2029-01-09 ltsc2019 1809: TASK_ENI ECS_EXEC FSX_VOLUMES"
                                + " TASK_EBS_VOLUMES DOMAINLESS_GMSA GMSA_WITH_ANY_HOSTNAME FARGATE PROVIDER_FAMILY"
                                + " EKS PROVIDER_AMI_TYPE CONTAINERD CONTAINER_TEARDOWN",
                        "2022 20348 EC2LAUNCH_V2 2031-10-14 ltsc2022: TASK_ENI ECS_EXEC FSX_VOLUMES"
                                + " TASK_EBS_VOLUMES DOMAINLESS_GMSA GMSA_WITH_ANY_HOSTNAME FARGATE PROVIDER_FAMILY"
                                + " EKS PROVIDER_AMI_TYPE CONTAINERD BUILDKIT_NETWORK CONTAINER_TEARDOWN",
                        "2022 20348 EC2LAUNCH_V2 2031-10-14 ltsc2022: TASK_ENI ECS_EXEC FSX_VOLUMES"
                                + " TASK_EBS_VOLUMES DOMAINLESS_GMSA GMSA_WITH_ANY_HOSTNAME FARGATE PROVIDER_FAMILY"
                                + " EKS PROVIDER_AMI_TYPE CONTAINERD BUILDKIT_NETWORK CONTAINER_TEARDOWN",
                        "2025 26100 EC2LAUNCH_V2 2034-10-10 ltsc2025 starts ltsc2022 asked for at"
                                + " aws/containers-roadmap issue 2754: TASK_ENI ECS_EXEC FSX_VOLUMES TASK_EBS_VOLUMES"
                                + " DOMAINLESS_GMSA GMSA_WITH_ANY_HOSTNAME EKS CONTAINERD BUILDKIT_NETWORK",
                        "2025 26100 EC2LAUNCH_V2 2034-10-10 ltsc2025 starts ltsc2022 asked for at"
                                + " aws/containers-roadmap issue 2754: TASK_ENI ECS_EXEC FSX_VOLUMES TASK_EBS_VOLUMES"
                                + " DOMAINLESS_GMSA GMSA_WITH_ANY_HOSTNAME EKS CONTAINERD BUILDKIT_NETWORK");
    }

    /** https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html */
    @Test
    void isCalledAsEksAndKubernetesCallIt() {
        assertThat(Arrays.stream(WindowsRelease.values())
                        .filter(release -> release.has(WindowsRelease.Feature.EKS))
                        .map(release -> release.amiType() + " " + release.windowsBuild()))
                .containsExactly(
                        "WINDOWS_FULL_2019_x86_64 10.0.17763",
                        "WINDOWS_CORE_2019_x86_64 10.0.17763",
                        "WINDOWS_FULL_2022_x86_64 10.0.20348",
                        "WINDOWS_CORE_2022_x86_64 10.0.20348",
                        "WINDOWS_FULL_2025_x86_64 10.0.26100",
                        "WINDOWS_CORE_2025_x86_64 10.0.26100");
    }

    private static String row(WindowsRelease release) {
        return release.year() + " " + release.build() + " " + release.launchAgent() + " "
                + release.extendedSupportEnd() + " " + release.imageTag()
                + release.otherImageTag().map(tag -> " " + tag).orElse("")
                + release.olderImageTag().map(tag -> " starts " + tag).orElse("")
                + release.fargateRequest()
                        .map(where -> " asked for at " + where)
                        .orElse("")
                + Arrays.stream(WindowsRelease.Feature.values())
                        .filter(release::has)
                        .map(Enum::name)
                        .collect(Collectors.joining(" ", ": ", ""));
    }

    @Test
    void knowsThatOnly2016LeavesSupportWithinAYear() {
        assertThat(Arrays.stream(WindowsRelease.values()).filter(WindowsRelease::endsWithinAYear))
                .containsExactly(WindowsRelease.WINDOWS_SERVER_2016_FULL);
    }

    @Test
    void holdsNoReleaseWhoseSupportEnded() {
        assertThat(WindowsRelease.values())
                .allMatch(release -> release.extendedSupportEnd().isAfter(WindowsRelease.TABLE_DATE));
    }

    @ParameterizedTest
    @EnumSource(WindowsRelease.class)
    void isReadByItsName(WindowsRelease release) {
        assertThat(WindowsRelease.parse(release.name())).isEqualTo(release);
    }

    /** The days are those of https://endoflife.date/windows-server. */
    @ParameterizedTest
    @CsvSource({
        "1709, 2019-04-09",
        "1803, 2019-11-12",
        "1903, 2020-12-08",
        "1909, 2021-05-11",
        "2004, 2021-12-14",
        "20H2, 2022-08-09",
    })
    void saysWhenSupportOfASemiAnnualReleaseEnded(String version, String day) {
        assertThat(WindowsRelease.isSemiAnnual(version)).isTrue();
        refuses(
                "WINDOWS_SERVER_" + version + "_CORE",
                "use WINDOWS_SERVER_2022_CORE or WINDOWS_SERVER_2025_CORE: support of this release ended on " + day);
    }

    @Test
    void saysThatThereIsNoCoreImageOf2016() {
        refuses(
                "WINDOWS_SERVER_2016_CORE",
                "use WINDOWS_SERVER_2016_FULL: AWS publishes no Core image of 2016 for containers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LINUX", "bottlerocket", "ubuntu-22.04", "AL2023"})
    void sendsLinuxToAClusterOfItsOwn(String name) {
        refuses(
                name,
                "use one of " + ALL
                        + ": these instances are Windows only; AWS advises a cluster of their own for Linux instances");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WINDOWS_SERVER_2012_CORE", "WINDOWS_SERVER_20H2_FULL"})
    void namesThoseThatThereAre(String name) {
        refuses(name, "use one of " + ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "windows_server_2022_core, WINDOWS_SERVER_2022_CORE",
        "WINDOWS_SERVER_2019_COR, WINDOWS_SERVER_2019_CORE",
        "WINDOWS_SERVER_2025_FUL, WINDOWS_SERVER_2025_FULL"
    })
    void ofASlipNamesWhatWasMeant(String name, String meant) {
        refuses(name, "did you mean " + meant + "?");
    }

    private static void refuses(String name, String message) {
        assertThatThrownBy(() -> WindowsRelease.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
