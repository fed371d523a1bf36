package dev.mullion.live.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No line of a user data is lost without a word. */
class BootScriptTest {
    private static final String OURS = """
            <powershell>
            Set-StrictMode -Version Latest
            $ErrorActionPreference = 'Stop'
            function Complete-UserData {
                exit 0
            }

            Invoke-Step -Name 'Set-EcsAgentEnvironment' -ExitCode 10 -Script {
                $environment = @{
                    'ECS_LOGLEVEL' = 'debug'
                }
            }

            Invoke-Step -Name 'Initialize-EcsAgent' -ExitCode 11 -Script {
                Initialize-ECSAgent
            }

            Invoke-Step -Name 'own.ps1' -ExitCode 40 -Script {
                Invoke-OwnStep -ExitCode 40 -Name 'own.ps1' -Text @'
            Get-Date
            '@
            }

            Complete-UserData
            </powershell>
            <powershellArguments>-ExecutionPolicy Unrestricted</powershellArguments>
            <persist>true</persist>
            """;

    private static final String OWN_STEP =
            "its script has the step own.ps1, whose file or settings are not in it as they were written";

    private static BootScript read(String text) {
        return BootScript.of(Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
    }

    @Test
    void whatMullionWroteIsReadBack() {
        assertThat(read(OURS))
                .isEqualTo(new BootScript(
                        Map.of("variables", Map.of("ECS_LOGLEVEL", "debug")), "", "", List.of(OWN_STEP)));
    }

    @Test
    void whatOthersAddedToItIsSaid() {
        String added = OURS.replace("\nComplete-UserData", "\nStart-Process C:\\tools\\scan.exe\nComplete-UserData");

        assertThat(read(added).notes())
                .containsExactly(OWN_STEP, "its script is Mullion's with 1 line of others, which is not taken over");
    }

    @ParameterizedTest
    @ValueSource(strings = {"# Invoke-Step -Name 'Initialize-EcsAgent'", "Invoke-Step -Name 'Initialize-EcsAgent' {}"})
    void aLineOfMullionsMakesNoScriptOurs(String line) {
        BootScript script =
                read("<powershell>\n" + line + "\nStart-Service Spooler\nInitialize-ECSAgent\n</powershell>");

        assertThat(script.before()).isEqualTo(line + "\nStart-Service Spooler\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Environment]::SetEnvironmentVariable(\"ECS_A\", (Get-Content C:\\a.txt), \"Machine\")",
                "[Environment]::SetEnvironmentVariable(\"ECS_A\", \"$env:COMPUTERNAME\", \"Machine\")",
                "[Environment]::SetEnvironmentVariable('ECS_A', 'a', 'Machine'); Start-Process a.exe;"
                        + " [Environment]::SetEnvironmentVariable('ECS_B', 'b', 'Machine')",
            })
    void aLineThatDoesMoreThanToSetAVariableStaysCode(String line) {
        BootScript script = read("<powershell>\n" + line + "\nInitialize-ECSAgent\n</powershell>");

        assertThat(script.before()).isEqualTo(line + "\n");
        assertThat(script.agent()).doesNotContainKey("variables");
    }

    @Test
    void whatFollowsTheCallOnItsLineIsAStep() {
        BootScript script = read(
                "<powershell>\nInitialize-ECSAgent -Cluster 'a;b' -EnableTaskENI; Start-Service Spooler # x\n</powershell>");

        assertThat(script.after()).isEqualTo("Start-Service Spooler # x\n");
        assertThat(script.notes()).isEmpty();
        assertThat(script.agent()).doesNotContainKey("enableTaskEni");
    }

    @Test
    void aLongValueTakesNoStack() {
        String value = "x".repeat(50_000);

        assertThat(read("<powershell>\n[Environment]::SetEnvironmentVariable('ECS_A', '" + value + "', 'Machine')\n"
                                + "Initialize-ECSAgent -Cluster '" + value + "'\n</powershell>")
                        .agent())
                .containsEntry("variables", Map.of("ECS_A", value));
        assertThat(read(OURS.replace("debug", value)).agent())
                .containsEntry("variables", Map.of("ECS_LOGLEVEL", value));
    }

    @Test
    void aPipeAndAScriptOfCmdAreSaid() {
        BootScript script =
                read("<script>\nipconfig\n</script>\n<powershell>\nInitialize-ECSAgent | Out-Null\n</powershell>");

        assertThat(script.notes())
                .containsExactly(
                        "its call of Initialize-ECSAgent goes on behind its arguments, and that is not taken over",
                        "its user data has a <script>, whose commands are of cmd and stand in the steps as they are: write"
                                + " them as PowerShell");
    }
}
