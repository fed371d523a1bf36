package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.StoredUserData;
import dev.mullion.testkit.boot.Trial;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances whose script is in S3 boot by the real PowerShell, on a simulated Windows. */
@Tag("boot")
class UserDataBootTest {
    private static final String FOLDER = "C:\\ProgramData\\Mullion\\user-data";

    /** The object, on the machine of the script's release. */
    private static final String SERVED = "Buckets = @{ 'artifacts' = @{ 'KEY' = 'SCRIPT' } }";

    private static final String NONE = "Buckets = @{ 'artifacts' = @{} }";

    private static final String LOCKED_OUT =
            "Fails = @(@{ Command = 'Read-S3Object'; Times = TIMES; Message = 'No credentials specified' })";

    @Test
    void anInstanceRunsTheScriptAsIfItStoodInItsUserData() {
        Stored stored = stored("agent: {reservedMemoryMib: 1024}");
        Trial inline = stored.inline(1, "");
        Trial trial = stored.trial(1, SERVED);

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains("runs s3://artifacts/" + stored.key())
                .contains("joined shop-dev as");
        assertThat(behind(trial.boot())).isEqualTo(inline.boot().output());
        assertThat(trial.machine().agentEnvironment())
                .isEqualTo(inline.machine().agentEnvironment());
        assertThat(trial.machine().files().get("C:\\ProgramData\\Mullion\\log\\user-data.log"))
                .contains("Get-UserData done", "Confirm-EcsAgent done");
    }

    @Test
    void nobodyElseMayWriteWhereTheCopyLies() {
        Stored stored = stored("");

        assertThat(stored.trial(1, SERVED).boot().calls())
                .containsSubsequence(
                        "new folder " + FOLDER,
                        "icacls " + FOLDER + " /setowner *S-1-5-32-544 /q",
                        "icacls " + FOLDER + " /reset /q",
                        "icacls " + FOLDER + " /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F /q",
                        "Read-S3Object artifacts/" + stored.key());
    }

    @Test
    void theNextBootNeedsNoS3() {
        Stored stored = stored("");
        Trial trial = stored.trial(2, SERVED + "; Boots = @{ '2' = @{ " + NONE + " } }");

        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output())
                .contains("runs " + stored.copy() + " of an earlier boot")
                .contains("joined shop-dev as");
        assertThat(trial.boot(2).calls()).noneMatch(call -> call.startsWith("Read-S3Object"));
        assertThat(behind(trial.boot(2))).isEqualTo(stored.inline(2, "").boot(2).output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019", "2022"})
    void aRestartInTheMiddleGoesOnBehindIt(String release) {
        Stored stored = stored(
                "operatingSystem: WINDOWS_SERVER_" + release + "_CORE\nsteps: {before: [own.ps1]}",
                "New-Item C:\\own.txt\nexit 3010\n");
        String scenario = "Release = '" + release + "'; ";
        Trial inline = stored.inline(2, scenario);
        Trial trial = stored.trial(2, scenario + SERVED);

        assertThat(trial.boot(1).restarts()).isTrue();
        assertThat(trial.boot(1).exitCode())
                .isEqualTo(inline.boot(1).exitCode())
                .isEqualTo(release.equals("2022") ? 3010 : 0);
        assertThat(behind(trial.boot(1))).isEqualTo(inline.boot(1).output());
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(behind(trial.boot(2)))
                .contains("was done before the restart")
                .isEqualTo(inline.boot(2).output());
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void aScriptThatFailsEndsWithItsOwnExitCode() {
        Stored stored = stored("steps: {before: [own.ps1]}", "throw 'no licence'\n");
        Trial trial = stored.trial(1, SERVED);

        assertThat(trial.boot().exitCode()).isEqualTo(100);
        assertThat(behind(trial.boot())).isEqualTo(stored.inline(1, "").boot().output());
    }

    @Test
    void anythingElseInTheBucketIsNotRun() {
        Stored stored = stored("");
        Trial trial = stored.trial(1, SERVED.replace("'SCRIPT'", "'New-Item C:\\hostile.txt'"));

        assertThat(trial.boot().exitCode()).isEqualTo(9);
        assertThat(trial.boot().output())
                .contains("s3://artifacts/" + stored.key() + " has SHA-256 ")
                .contains(", not " + stored.sha256() + "; nothing of it was run")
                .contains("Get-UserData failed, exit code 9");
        assertThat(trial.machine().files()).doesNotContainKeys("C:\\hostile.txt", stored.copy());
        assertThat(trial.machine().agentJoined()).isEmpty();
    }

    @Test
    void aBeginningOfTheScriptIsNotRun() {
        Stored stored = stored("");
        String half = stored.script().substring(0, 2_000).replace("'", "''");
        Trial trial = stored.trial(
                2, SERVED.replace("SCRIPT", half) + "; Boots = @{ '2' = @{ " + stored.served(SERVED) + " } }");

        assertThat(trial.boot(1).exitCode()).isEqualTo(9);
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void aProfileThatComesLateIsWaitedFor() {
        Trial trial = stored("").trial(1, SERVED + "; " + LOCKED_OUT.replace("TIMES", "2"));

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains("attempt 1 to read s3://artifacts/")
                .contains("attempt 2 to read s3://artifacts/")
                .contains("failed: No credentials specified")
                .doesNotContain("attempt 3");
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void oneThatNeverComesEndsWithAnExitCodeOfItsOwn() {
        Stored stored = stored("");
        Trial trial = stored.trial(2, SERVED + "; " + LOCKED_OUT.replace("TIMES", "20"));

        assertThat(trial.boot(1).exitCode()).isEqualTo(9);
        assertThat(trial.boot(1).seconds()).isEqualTo(285);
        assertThat(trial.boot(1).output())
                .contains("s3://artifacts/" + stored.key() + " can not be read: No credentials specified")
                .contains("Get-UserData failed, exit code 9")
                .doesNotContain("Set-EcsAgentEnvironment");
        assertThat(trial.boot(1).calls()).contains("start service AmazonSSMAgent");
        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.machine().agentJoined()).isEqualTo("shop-dev");
    }

    @Test
    void aCopyThatSomebodyChangedIsFetchedAgain() {
        Stored stored = stored("");
        Trial trial = stored.trial(3, SERVED + "; Boots = @{ '2' = @{ " + stored.hostile() + " } }");

        assertThat(trial.boot(2).exitCode()).isZero();
        assertThat(trial.boot(2).output())
                .contains(stored.copy() + " is not run: has SHA-256 ")
                .contains("runs s3://artifacts/" + stored.key());
        assertThat(trial.machine().files())
                .doesNotContainKey("C:\\hostile.txt")
                .containsEntry(stored.copy(), stored.script());
        assertThat(trial.boot(3).output()).contains("runs " + stored.copy() + " of an earlier boot");
    }

    @Test
    void oneThatSomebodyChangedIsNotRunWhereTheObjectIsGoneEither() {
        Stored stored = stored("");
        Trial trial = stored.trial(2, SERVED + "; Boots = @{ '2' = @{ " + NONE + "; " + stored.hostile() + " } }");

        assertThat(trial.boot(2).exitCode()).isEqualTo(9);
        assertThat(trial.boot(2).output()).contains("can not be read: The specified key does not exist.");
        assertThat(trial.machine().files()).doesNotContainKey("C:\\hostile.txt");
    }

    @Test
    void aFolderThatCanNotBeProtectedKeepsTheScriptFromRunning() {
        Trial trial = stored("")
                .trial(
                        1,
                        SERVED
                                + "; Programs = @{ 'C:\\Windows\\System32\\icacls.exe' = @{ ExitCode = 5; Output = 'Access"
                                + " is denied.' } }");

        assertThat(trial.boot().exitCode()).isEqualTo(9);
        assertThat(trial.boot().output()).contains("icacls.exe failed with exit code 5");
        assertThat(trial.machine().agentJoined()).isEmpty();
    }

    private static Stored stored(String keys) {
        return new Stored(
                EcsFile.capacity("instanceTypes: [m6i.large]\n" + keys).userData());
    }

    private static Stored stored(String keys, String own) {
        return new Stored(EcsFile.capacity("instanceTypes: [m6i.large]\n" + keys)
                .with("own.ps1", own)
                .userData());
    }

    /** What the script itself wrote, which the small one says nothing behind; times are those of the inline one. */
    private static String behind(Trial.Boot boot) {
        String done = "Get-UserData done\n";
        return boot.output().substring(boot.output().indexOf(done) + done.length());
    }

    /** A script in a bucket, and the document that gets it from there. */
    private record Stored(UserData userData) {
        private static final StoredUserData PLACE =
                new StoredUserData("shop-web", "shop-web-dev", Optional.of("artifacts"));

        String script() {
            return userData.script();
        }

        String sha256() {
            return StoredUserData.Script.known(userData).sha256();
        }

        String key() {
            return PLACE.key(sha256());
        }

        String copy() {
            return FOLDER + "\\" + sha256() + ".ps1";
        }

        String hostile() {
            return "Files = @{ '" + copy() + "' = 'New-Item C:\\hostile.txt' }";
        }

        String served(String keys) {
            return keys.replace("KEY", key()).replace("SCRIPT", script().replace("'", "''"));
        }

        Trial inline(int boots, String scenario) {
            return Trial.of(userData.text(), boots, "@{ " + scenario + " }");
        }

        Trial trial(int boots, String scenario) {
            UserData document = PLACE.document(StoredUserData.Script.known(userData), "artifacts");
            assertThat(document.persist()).isEqualTo(userData.persist());
            assertThat(List.of(document.text().split("</powershell>", -1)).get(1))
                    .isEqualTo(
                            List.of(userData.text().split("</powershell>", -1)).get(1));
            return Trial.of(document.text(), boots, "@{ " + served(scenario) + " }");
        }
    }
}
