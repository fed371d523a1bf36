package dev.mullion.live.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** User data in the shapes that people write. */
class BootScriptTest {
    private static BootScript read(String text) {
        return BootScript.of(Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
    }

    @Test
    void whatAWindowsAgentIsToldBecomesKeysAndTheRestSteps() {
        BootScript script = read("""
                <powershell>
                    Import-Module ECSTools
                    [Environment]::SetEnvironmentVariable("ECS_LOGLEVEL", "info", "Machine")
                    [Environment]::SetEnvironmentVariable("ECS_CONTAINER_STOP_TIMEOUT", "15s", "Machine")
                    [Environment]::SetEnvironmentVariable("ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION", "1h5m", "Machine")
                    [Environment]::SetEnvironmentVariable("ECS_ENABLE_SPOT_INSTANCE_DRAINING", $TRUE, "Machine")
                    [Environment]::SetEnvironmentVariable("ECS_ENABLE_CONTAINER_METADATA", "$TRUE", "Machine")
                    [Environment]::SetEnvironmentVariable("PROXY", "http://proxy:3128", "Machine")
                    Initialize-ECSAgent -Cluster 'shop' -EnableTaskIAMRole -AwsvpcBlockIMDS -LoggingDrivers '["json-file","awslogs"]' -EnableTaskENI -AwsvpcAdditionalLocalRoutes '["10.0.0.0/16"]'

                    Set-TimeZone -Name "Pacific Standard Time"
                </powershell>
                <persist>true</persist>
                """);

        assertThat(script.agent())
                .containsOnly(
                        Map.entry("variables", Map.of("ECS_LOGLEVEL", "info")),
                        Map.entry("containerStopTimeoutSeconds", 15),
                        Map.entry("engineTaskCleanupWaitDurationSeconds", 3900),
                        Map.entry("enableSpotInstanceDraining", true),
                        Map.entry("enableContainerMetadata", true),
                        Map.entry("awsvpcAdditionalLocalRoutes", List.of("10.0.0.0/16")));
        assertThat(script.before())
                .isEqualTo(
                        "    [Environment]::SetEnvironmentVariable(\"PROXY\", \"http://proxy:3128\", \"Machine\")\n");
        assertThat(script.after()).isEqualTo("    Set-TimeZone -Name \"Pacific Standard Time\"\n");
        assertThat(script.notes()).isEmpty();
    }

    @Test
    @Tag("adversary")
    void numbersThatNoStackFileHasStaySteps() {
        String lines = """
                    [Environment]::SetEnvironmentVariable("ECS_CONTAINER_STOP_TIMEOUT", "99999999999s", "Machine")
                    [Environment]::SetEnvironmentVariable("ECS_RESERVED_PORTS", "[1.5, 99999999999]", "Machine")
                """;
        BootScript script = read("<powershell>\n" + lines + "    Initialize-ECSAgent -Cluster 'shop' -LoggingDrivers '"
                + "''".repeat(20_000) + "'\n</powershell>\n");

        assertThat(script.agent()).doesNotContainKeys("containerStopTimeoutSeconds", "reservedPorts");
        assertThat(script.before()).isEqualTo(lines);
    }

    @Test
    void dashesOfAWordProcessorAndTargetsByTypeAreRead() {
        BootScript script = read("""
                <powershell>
                [Environment]::SetEnvironmentVariable("ECS_CONTAINER_START_TIMEOUT", "15m", [System.EnvironmentVariableTarget]::Machine)
                Initialize-ECSAgent \u2013Cluster shop \u2013EnableTaskENI `
                  -EnableTaskIAMRole
                </powershell>
                """);

        // 15 minutes are Mullion's own, and the metadata stays open to tasks, as AWS's command leaves it.
        assertThat(script.agent()).containsOnly(Map.entry("awsvpcBlockImds", false));
        assertThat(script.before()).isEmpty();
        assertThat(script.after()).isEmpty();
    }

    @Test
    void whatJoinsInAnotherWayIsKeptAndSaid() {
        BootScript script = read("<powershell>\n& C:\\join.ps1\n</powershell>\n");

        assertThat(script.before()).isEqualTo("& C:\\join.ps1\n");
        assertThat(script.notes())
                .containsExactly(
                        "its user data does not call Initialize-ECSAgent as a line of its own: read what became of it in the steps");
    }

    @Test
    void withoutUserDataNothingIsKnownOfTheAgent() {
        assertThat(BootScript.of(""))
                .isEqualTo(new BootScript(
                        Map.of(),
                        "",
                        "",
                        List.of("it has no user data: which agent settings its image has is not known")));
    }
}
