package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.userdata.UserData;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** PowerShell files of the user that are not there, or that no user data document can hold. */
class StepsRulesTest {
    private static final String BEFORE = "mullion:ecs.shop.capacity.web.steps.before[0]: ";

    @Test
    void rejectsAFileThatDoesNotExist() {
        assertThat(step("scripts/install.ps1").problems())
                .containsExactly("Pulumi.dev.yaml:11:28: " + BEFORE
                        + "got \"scripts/install.ps1\"; use a file that exists, relative to the project's directory");
    }

    @Test
    void rejectsAFileThatIsNoPowerShell() {
        assertThat(step("install.cmd").with("install.cmd", "echo 1").problems())
                .containsExactly("Pulumi.dev.yaml:11:28: " + BEFORE
                        + "got \"install.cmd\"; use a PowerShell file whose name ends in .ps1");
    }

    @Test
    void rejectsADirectory() {
        assertThat(step("install.ps1").with("install.ps1/readme", "no script").problems())
                .containsExactly("Pulumi.dev.yaml:11:28: " + BEFORE + "got \"install.ps1\"; use a regular file");
    }

    @Test
    void rejectsAFileThatIsNotUtf8() {
        assertThat(step("install.ps1")
                        .with("install.ps1", new byte[] {'#', (byte) 0xE9})
                        .problems())
                .containsExactly("Pulumi.dev.yaml:11:28: " + BEFORE
                        + "got \"install.ps1\"; use an ASCII text file: it is not even UTF-8");
    }

    @Test
    void rejectsAFileThatIsEmpty() {
        assertThat(step("install.ps1").with("install.ps1", " \n").problems())
                .containsExactly("Pulumi.dev.yaml:11:28: " + BEFORE + "install.ps1 is empty; leave it out");
    }

    @Test
    void rejectsTextThatIsNotAscii() {
        assertThat(step("install.ps1")
                        .with("install.ps1", "# 1\nWrite-Host 'caf\u00E9'\n# na\u00EFve\n")
                        .problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:28: " + BEFORE + "install.ps1:2:16: got \"\\u00E9\"; use ASCII, since"
                                + " Windows PowerShell 5.1 reads a script without byte order mark in the ANSI code page (and 1"
                                + " more)");
    }

    @Test
    void rejectsATagOfTheUserData() {
        assertThat(step("install.ps1")
                        .with("install.ps1", "<powershell>\nWrite-Host 1\n</powershell>\n")
                        .problems())
                .containsExactly("Pulumi.dev.yaml:11:28: " + BEFORE + "install.ps1:1:1: leave out <powershell>, which"
                        + " EC2Launch takes for a tag of the user data (and 1 more)");
    }

    @Test
    void rejectsANameThatNoLogCanShow() {
        assertThat(step("caf\u00E9.ps1").with("caf\u00E9.ps1", "\n").problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:28: " + BEFORE + "\"caf\\u00E9.ps1\" is empty; leave it out",
                        "Pulumi.dev.yaml:11:28: " + BEFORE + "got \"caf\\u00E9.ps1\"; use printable ASCII on one line,"
                                + " since Windows PowerShell 5.1 reads a script without byte order mark in the ANSI code"
                                + " page");
    }

    @Test
    void rejectsAScriptThatEc2RefusesWithItsExactSize() {
        int alone = size(step("a.ps1").with("a.ps1", "#\n"));
        String fits = "#" + "x".repeat(UserData.MAX_BYTES - alone);

        assertThat(inline("a.ps1").with("a.ps1", fits).problems()).isEmpty();
        assertThat(inline("a.ps1").with("a.ps1", fits + "y").problems())
                .containsExactly(
                        "Pulumi.dev.yaml:10:11: mullion:ecs.shop.capacity.web: script is 16,385 bytes with its"
                                + " tags; EC2 takes at most 16,384 (raw, before base64); use userData: {storage: auto} or"
                                + " {storage: s3}, which keep it in S3, shorten the steps of your own, or bake them into the AMI");
    }

    @Test
    void reportsScriptsBesideEverythingElse() {
        EcsFile file = EcsFile.clusters("""
                shop:
                  logRetentionDays: 31
                  capacity:
                    web:
                      instanceTypes: [m7g.large]
                      steps: {after: [bad.ps1]}
                    jobs:
                      instanceTypes: [m6i.large]
                      steps: {after: [long.ps1]}
                      userData: {storage: inline}
                """).with("bad.ps1", "# caf\u00E9").with("long.ps1", "#" + "x".repeat(16_000));

        assertThat(file.problems())
                .extracting(line -> line.replaceFirst(": mullion:[^ ]+:", "").replaceFirst(";.*", ""))
                .containsExactly(
                        "Pulumi.dev.yaml:8:25 got 31",
                        "Pulumi.dev.yaml:11:27 got \"m7g.large\"",
                        "Pulumi.dev.yaml:12:27 bad.ps1:1:6: got \"\\u00E9\"",
                        String.format(
                                Locale.ROOT,
                                "Pulumi.dev.yaml:14:11 script is %,d bytes with its tags",
                                size(step("long.ps1").with("long.ps1", "#\n")) + 16_000));
    }

    @Test
    void rejectsMoreFilesThanThereAreExitCodes() {
        List<String> names = IntStream.range(0, 51).mapToObj(i -> i + ".ps1").toList();
        EcsFile file = EcsFile.capacity("instanceTypes: [m6i.large]\nsteps: {before: ["
                + names.stream().collect(Collectors.joining(", ")) + "]}");
        for (String name : names) {
            file = file.with(name, "#\n");
        }

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:11:27: mullion:ecs.shop.capacity.web.steps.before: got 51 files; use at"
                                + " most 50, as each has an exit code of its own");
    }

    @Test
    void saysNothingOfTheSizeBesideANameThatIsBroken() {
        EcsFile file = EcsFile.clusters("""
                shop:
                  name: []
                  capacity:
                    web: {instanceTypes: [m6i.large], steps: {after: [long.ps1, missing.ps1]}}
                    jobs: {instanceTypes: [m6i.large], steps: {after: [long.ps1]}}
                """).with("long.ps1", "#" + "x".repeat(16_000));

        assertThat(file.problems())
                .containsExactly(
                        "Pulumi.dev.yaml:8:13: mullion:ecs.shop.name: got a list; use text",
                        "Pulumi.dev.yaml:10:69: mullion:ecs.shop.capacity.web.steps.after[1]: got \"missing.ps1\"; use"
                                + " a file that exists, relative to the project's directory");
    }

    private static EcsFile step(String file) {
        return EcsFile.capacity("instanceTypes: [m6i.large]\nsteps: {before: [" + file + "]}");
    }

    private static EcsFile inline(String file) {
        return EcsFile.capacity(
                "instanceTypes: [m6i.large]\nsteps: {before: [" + file + "]}\nuserData: {storage: inline}");
    }

    private static int size(EcsFile file) {
        return file.userData().size();
    }
}
