package dev.mullion.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.StoredUserData;
import dev.mullion.testkit.boot.Trial;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes whose script is in S3 boot, with their own bootstrap and ahead of EKS's. */
@Tag("boot")
class UserDataBootTest {
    private static final StoredUserData PLACE =
            new StoredUserData("shop-iis", "shop-iis-dev", Optional.of("artifacts"));

    /** What EKS puts behind our commands, and what it finds around it. */
    private static final String EKS = """
            "reads [$IsNotSet] under $ErrorActionPreference and $ProgressPreference"
            "finds $(@(Get-Variable -Name restarts, noRestart, fetched, bucket, key, sha256 -ErrorAction SilentlyContinue).Count) variables"
            "finds functions [${function:Write-StepLog}${function:Invoke-Step}${function:Exit-Step}${function:Invoke-Native}${function:Get-Copy}]"
            try { Stop-Transcript; 'a transcript runs' } catch { 'no transcript runs' }
            & "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1" -EKSClusterName 'shop-dev' 3>&1 4>&1 5>&1 6>&1
            "EKS's last line"
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @ParameterizedTest
    @CsvSource({"2019, 0", "2022, 3010"})
    void aNodeRestartsForItsPageFileAndJoinsBehindIt(String release, int exitCode) {
        LaunchAgent agent = release.equals("2019") ? LaunchAgent.EC2LAUNCH_V1 : LaunchAgent.EC2LAUNCH_V2;
        UserData script =
                new Nodes(directory).agent(agent).csiFolder().pageFile(8_192).own();
        Trial trial = Trial.of(fetching(script), 2, scenario(script, "; Release = '" + release + "'"));

        assertThat(trial.boot(1).restarts()).isTrue();
        assertThat(trial.boot(1).exitCode()).isEqualTo(exitCode);
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output())
                .contains("of an earlier boot")
                .contains("kubelet is healthy, and kube-proxy runs");
        assertThat(trial.machine().bootstrapParameters()).containsEntry("APIServerEndpoint", Nodes.ENDPOINT);
    }

    @ParameterizedTest
    @EnumSource(LaunchAgent.class)
    void nothingOfOursReachesTheBootstrapOfEks(LaunchAgent agent) {
        UserData script = ahead(agent, "New-Item C:\\own.txt\n");
        Trial trial = Trial.of(withEks(fetching(script)), 1, scenario(script, ""));

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains("runs s3://artifacts/")
                .contains("own.ps1 done")
                .contains("reads [] under Continue and Continue")
                .contains("finds 0 variables")
                .contains("finds functions []")
                .contains("no transcript runs")
                .contains("EKS's last line");
        assertThat(trial.machine().files()).containsKey("C:\\own.txt");
        assertThat(trial.machine().service("kubelet")).isEqualTo("Running, Automatic");
    }

    @Test
    void aStepThatFailsKeepsTheNodeFromJoining() {
        UserData script = ahead(LaunchAgent.EC2LAUNCH_V2, "throw 'no licence'\n");
        Trial trial = Trial.of(withEks(fetching(script)), 1, scenario(script, ""));

        assertThat(trial.boot().exitCode()).isEqualTo(100);
        assertThat(trial.boot().output()).contains("no licence").doesNotContain("reads [");
        assertThat(trial.machine().service("kubelet")).isEmpty();
    }

    @Test
    void aScriptThatCanNotBeReadKeepsItToo() {
        UserData script = ahead(LaunchAgent.EC2LAUNCH_V2, "New-Item C:\\own.txt\n");
        Trial trial = Trial.of(withEks(fetching(script)), 1, "@{ Ami = 'eks' }");

        assertThat(trial.boot().exitCode()).isEqualTo(9);
        assertThat(trial.boot().output())
                .contains("can not be read: The specified bucket does not exist")
                .doesNotContain("reads [");
        assertThat(trial.machine().service("kubelet")).isEmpty();
    }

    private UserData ahead(LaunchAgent agent, String own) {
        return new Nodes(directory)
                .agent(agent)
                .csiFolder()
                .before("own.ps1", own)
                .preCommands()
                .orElseThrow();
    }

    private static String withEks(String document) {
        assertThat(document).startsWith("<powershell>\n& {\n").containsOnlyOnce("</powershell>\n");
        return document.replace("</powershell>\n", EKS + "</powershell>\n");
    }

    private static String fetching(UserData script) {
        return PLACE.document(StoredUserData.Script.known(script), "artifacts").text();
    }

    private static String scenario(UserData script, String more) {
        String key = PLACE.key(StoredUserData.Script.known(script).sha256());
        return "@{ Ami = 'eks'; Buckets = @{ 'artifacts' = @{ '" + key + "' = '"
                + script.script().replace("'", "''") + "' } }" + more + " }";
    }
}
