package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.ecs.service.LogDriver;
import dev.mullion.windows.WindowsRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EcsAgentSpecTest {
    @Test
    void turnsOnWhatTasksNeedAndLeavesTheRestToTheAgentByDefault() {
        EcsAgentSpec spec = EcsAgentSpec.builder().build();

        assertThat(spec)
                .isEqualTo(EcsAgentSpec.DEFAULT)
                .isEqualTo(new EcsAgentSpec(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(LogDriver.JSON_FILE, LogDriver.AWSLOGS),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        900,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        List.of(),
                        false,
                        false,
                        false,
                        false,
                        Map.of(),
                        Map.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
        assertThat(spec.taskIamRole()).isTrue();
        assertThat(spec.taskEni(WindowsRelease.WINDOWS_SERVER_2019_CORE)).isTrue();
        assertThat(spec.blockImds(WindowsRelease.WINDOWS_SERVER_2019_CORE)).isTrue();
        assertThat(spec.taskEni(WindowsRelease.WINDOWS_SERVER_2016_FULL)).isFalse();
        assertThat(spec.blockImds(WindowsRelease.WINDOWS_SERVER_2016_FULL)).isFalse();
    }

    @Test
    void refusesWhatTheAgentWouldNotTakeByPathsFromTheSpec() {
        EcsAgentSpecBuilder builder = EcsAgentSpec.builder()
                .version("latest")
                .containerStartTimeoutSeconds(119)
                .reservedPorts(List.of(80, 65_536))
                .instanceAttribute("ecs.os-type", "linux");

        assertThatThrownBy(builder::build).isInstanceOf(SpecException.class).hasMessage("""
                containerStartTimeoutSeconds: got 119; use 120 to 86400
                instanceAttributes["ecs.os-type"]: is a name that the agent reports itself; use another one
                reservedPorts[1]: got 65536; use 1 to 65535
                version: got "latest"; use a version, such as v1.106.1, or leave it out for the agent in the image""");
    }

    @Test
    void refusesTaskInterfacesAndAllThatGoesWithThemOn2016() {
        Problems problems = new Problems();

        EcsAgentSpec.builder()
                .enableTaskEni(true)
                .awsvpcBlockImds(true)
                .awsvpcAdditionalLocalRoutes(List.of(Ipv4Cidr.parse("10.8.0.0/16")))
                .build()
                .checkRelease(WindowsRelease.WINDOWS_SERVER_2016_FULL, problems);

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "enableTaskEni: got true; use false: awsvpc does not work on WINDOWS_SERVER_2016_FULL",
                        "awsvpcBlockImds: got true; use false: awsvpc does not work on WINDOWS_SERVER_2016_FULL",
                        "awsvpcAdditionalLocalRoutes: got \"10.8.0.0/16\"; leave it out: awsvpc does not work on"
                                + " WINDOWS_SERVER_2016_FULL");
    }

    @Test
    void keepsNothingOfTheCollectionsItWasGiven() {
        List<LogDriver> drivers = new ArrayList<>(List.of(LogDriver.AWSLOGS));
        List<Integer> ports = new ArrayList<>(List.of(53));
        EcsAgentSpecBuilder builder = EcsAgentSpec.builder()
                .loggingDrivers(drivers)
                .reservedPorts(ports)
                .instanceAttribute("team", "storefront")
                .containerInstanceTag("team", "storefront");
        EcsAgentSpec spec = builder.build();

        drivers.clear();
        ports.clear();
        builder.instanceAttribute("disk", "ssd").containerInstanceTag("disk", "ssd");

        assertThat(spec.loggingDrivers()).containsExactly(LogDriver.AWSLOGS).isUnmodifiable();
        assertThat(spec.reservedPorts()).containsExactly(53).isUnmodifiable();
        assertThat(spec.instanceAttributes())
                .containsExactly(Map.entry("team", "storefront"))
                .isUnmodifiable();
        assertThat(spec.containerInstanceTags())
                .containsExactly(Map.entry("team", "storefront"))
                .isUnmodifiable();
    }
}
