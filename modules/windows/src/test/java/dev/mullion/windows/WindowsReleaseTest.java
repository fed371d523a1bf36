package dev.mullion.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.userdata.LaunchAgent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WindowsReleaseTest {
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
    void knowsThatOnly2016LeavesSupportWithinAYear() {
        assertThat(Arrays.stream(WindowsRelease.values()).filter(WindowsRelease::endsWithinAYear))
                .containsExactly(WindowsRelease.WINDOWS_SERVER_2016_FULL);
    }

    @Test
    void holdsNoReleaseWhoseSupportEnded() {
        assertThat(WindowsRelease.values())
                .allMatch(release -> release.extendedSupportEnd().isAfter(WindowsRelease.TABLE_DATE));
    }
}
