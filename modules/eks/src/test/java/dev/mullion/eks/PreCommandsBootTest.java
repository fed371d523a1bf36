package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.testkit.boot.Trial;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes boot with commands ahead of EKS's own bootstrap, which EKS puts into the same tag. */
@Tag("boot")
class PreCommandsBootTest {
    /** In the shape of the one that EKS's guide gives for groups with an AMI of their own, and what it finds around it. */
    private static final String EKS = """
            [string]$EKSBootstrapScriptFile = "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1"
            "reads [$IsNotSet] under $ErrorActionPreference and $ProgressPreference"
            "finds $(@(Get-Variable -Name restarts, noRestart, parameters -ErrorAction SilentlyContinue).Count) variables"
            "finds functions [${function:Write-StepLog}${function:Invoke-Step}${function:Exit-Step}${function:Invoke-OwnStep}${function:Request-Restart}]"
            Get-Item C:\\missing
            try { Stop-Transcript; 'a transcript runs' } catch { 'no transcript runs' }
            & $EKSBootstrapScriptFile -EKSClusterName 'shop-dev' 3>&1 4>&1 5>&1 6>&1
            "EKS's last line"
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @ParameterizedTest
    @EnumSource(LaunchAgent.class)
    void nothingOfOursReachesTheBootstrapOfEks(LaunchAgent agent) {
        Trial trial = trial(new Nodes(directory)
                .agent(agent)
                .csiFolder()
                .before(
                        "own.ps1",
                        "$ErrorActionPreference = 'Stop'\nSet-StrictMode -Version Latest\nNew-Item C:\\own.txt\n"));

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains("New-CsiPluginFolder done")
                .contains("own.ps1 done")
                .contains("reads [] under Continue and Continue")
                .contains("finds 0 variables")
                .contains("finds functions []")
                .contains("Cannot find path")
                .contains("no transcript runs")
                .contains("EKS's last line");
        assertThat(trial.machine().files()).containsKey("C:\\own.txt");
        assertThat(trial.machine().service("kubelet")).isEqualTo("Running, Automatic");
    }

    @Test
    void aStepThatFailsKeepsTheNodeFromJoining() {
        Trial trial = trial(new Nodes(directory).before("own.ps1", "throw 'no licence'\n"));

        assertThat(trial.boot().exitCode()).isEqualTo(100);
        assertThat(trial.boot().output())
                .contains("no licence")
                .contains("own.ps1 failed, exit code 100")
                .doesNotContain("reads [");
        assertThat(trial.machine().service("kubelet")).isEmpty();
        assertThat(trial.machine().files().get("C:\\ProgramData\\Mullion\\log\\user-data.log"))
                .contains("no licence");
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "exit 3010, EC2LAUNCH_V1",
        "exit 3010, EC2LAUNCH_V2",
        "exit 1641, EC2LAUNCH_V2",
        "Restart-Computer -Force, EC2LAUNCH_V1"
    })
    void aStepThatAsksForARestartIsToldThatNoneIsPossible(String text, LaunchAgent agent) {
        Trial trial = trial(new Nodes(directory).agent(agent).before("own.ps1", text + "\n"));

        assertThat(trial.boot().exitCode()).isEqualTo(100);
        assertThat(trial.boot().restarts()).isFalse();
        assertThat(trial.boot().output())
                .contains(
                        "asks for a restart, which is not possible ahead of EKS's own bootstrap; use ownBootstrap: true");
        assertThat(trial.machine().service("kubelet")).isEmpty();
    }

    @Test
    void aFolderThatCanNotBeMadeKeepsTheNodeFromJoining() {
        Trial trial = Trial.of(
                document(new Nodes(directory).csiFolder()),
                1,
                "@{ Ami = 'eks'; Fails = @(@{ Command = 'New-Item'; Where = '*plugins_registry'; Message = 'Access is"
                        + " denied.' }) }");

        assertThat(trial.boot().exitCode()).isEqualTo(51);
        assertThat(trial.machine().service("kubelet")).isEmpty();
    }

    private static Trial trial(Nodes nodes) {
        return Trial.of(document(nodes), 1, "@{ Ami = 'eks' }");
    }

    /** As EKS makes it: our commands, and its own behind them, within one tag. */
    private static String document(Nodes nodes) {
        String ours = nodes.preCommands().orElseThrow().text();
        assertThat(ours)
                .startsWith("<powershell>\n")
                .endsWith("</powershell>\n")
                .containsOnlyOnce("powershell>\n&");
        return ours.replace("</powershell>\n", EKS + "</powershell>\n");
    }
}
