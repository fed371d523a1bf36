package dev.mullion.core.userdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.template.PowerShell;
import dev.mullion.core.template.TemplateException;
import dev.mullion.testkit.Golden;
import dev.mullion.testkit.HostileValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserDataTest {
    private static final BootStep.Step CONFIRM =
            SampleStep.CONFIRM_ECS_AGENT.with(Map.of("clusterName", "storefront-dev", "timeoutSeconds", 600));

    @Test
    void ecsScriptReadsAsAPage() {
        UserData userData = new UserData(LaunchAgent.EC2LAUNCH_V2, ecs());

        new Golden("UserData", "ecs").matches("script.ps1", userData.script());
    }

    @Test
    void ownScriptsRunBeforeAndAfterOurs() {
        UserData userData = new UserData(
                LaunchAgent.EC2LAUNCH_V1,
                new Steps(
                        List.of(),
                        List.of(new OwnScript("install-agent.ps1", "Write-Output 'it''s here'\r\n")),
                        List.of(CONFIRM),
                        List.of(new OwnScript("motd.ps1", "$text = @'\nhello\n'@\nSet-Content C:\\motd.txt $text\n"))));

        new Golden("UserData", "own-scripts").matches("own-steps.ps1", ownSteps(userData.script()));
    }

    @Test
    void ownScriptThatClosesOurBlockChangesNothingAroundIt() {
        String plain = script("Write-Output 1");
        String broken = script("} ; Stop-Computer ; {\n'");

        assertThat(broken.replace("} ; Stop-Computer ; {\n'", "Write-Output 1")).isEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource(HostileValue.class)
    void hostileValueIsOneLiteralInTheScriptOrRefusedWithItsPlace(HostileValue hostile) {
        UserData userData = new UserData(
                LaunchAgent.EC2LAUNCH_V2,
                Steps.of(SampleStep.CONFIRM_ECS_AGENT.with(
                        Map.of("clusterName", hostile.value(), "timeoutSeconds", 600))));

        if (PowerShell.refusal(hostile.value()).isPresent()) {
            assertThatThrownBy(userData::script)
                    .isInstanceOf(TemplateException.class)
                    .hasMessageMatching("powershell/ecs/confirm-ecs-agent\\.ps1\\.ftl:\\d+:16: clusterName: got .*")
                    .hasMessageEndingWith(PowerShell.refusal(hostile.value()).orElseThrow());
        } else {
            assertThat(userData.script())
                    .contains("    $clusterName = " + PowerShell.literal(hostile.value())
                            + "\n    $timeoutSeconds = 600\n");
        }
    }

    @Test
    void sameStepsGiveTheSameBytes() {
        assertThat(new UserData(LaunchAgent.EC2LAUNCH_V2, ecs()).text())
                .isEqualTo(new UserData(LaunchAgent.EC2LAUNCH_V2, ecs()).text());
    }

    @Test
    void resultIsAsciiWithLineFeedsAndAFinalOne() {
        String text = new UserData(LaunchAgent.EC2LAUNCH_V2, ecs()).text();

        assertThat(text).matches("[ -~\n]*\n").doesNotContain(" \n");
    }

    @Test
    void scriptStartsStrict() {
        assertThat(new UserData(LaunchAgent.EC2LAUNCH_V2, ecs()).script())
                .startsWith("""
                        Set-StrictMode -Version Latest
                        $ErrorActionPreference = 'Stop'
                        $ProgressPreference = 'SilentlyContinue'
                        """)
                .endsWith("\n}\n\nComplete-UserData\n");
    }

    @Test
    void stepsThatNoFileMayKeepFromRunningComeFirst() {
        Steps steps = new Steps(
                List.of(CONFIRM),
                List.of(new OwnScript("own.ps1", "exit")),
                List.of(CONFIRM),
                List.of(new OwnScript("own.ps1", "exit")));

        assertThat(new UserData(LaunchAgent.EC2LAUNCH_V2, steps).script().lines())
                .filteredOn(line -> line.startsWith("Invoke-Step"))
                .containsExactly(
                        "Invoke-Step -Name 'Confirm-EcsAgent' -ExitCode 12 -Script {",
                        "Invoke-Step -Name 'own.ps1' -ExitCode 100 -Script {",
                        "Invoke-Step -Name 'Confirm-EcsAgent' -ExitCode 12 -Script {",
                        "Invoke-Step -Name 'own.ps1' -ExitCode 150 -Script {");
    }

    @Test
    void functionsStandInTheScriptsWhoseStepsCallThem() {
        assertThat(functions(new UserData(LaunchAgent.EC2LAUNCH_V2, ecs()).script()))
                .containsExactly("Stop-Script", "Write-StepLog", "Invoke-Step", "Exit-Step", "Complete-UserData");
        assertThat(functions(script("exit")))
                .containsExactly(
                        "Stop-Script",
                        "Write-StepLog",
                        "Invoke-Step",
                        "Exit-Step",
                        "Complete-UserData",
                        "Invoke-Native",
                        "Request-Restart",
                        "Invoke-OwnStep");
    }

    @Test
    void functionsOfStepsStandOnceAheadOfThem() {
        BootStep.Step calling = new Calling().with(Map.of());

        assertThat(functions(new UserData(LaunchAgent.EC2LAUNCH_V2, Steps.of(calling, CONFIRM, calling)).script()))
                .containsExactly(
                        "Stop-Script",
                        "Write-StepLog",
                        "Invoke-Step",
                        "Exit-Step",
                        "Complete-UserData",
                        "Set-TextFile");
    }

    @Test
    void aScriptThatNoAgentRunsBeginsAndRestartsInItsOwnWay() {
        String script = StandaloneScript.of(
                "powershell/common/standalone-begin.ps1.ftl",
                "powershell/common/standalone-request-restart.ps1.ftl",
                new Steps(List.of(), List.of(new OwnScript("own.ps1", "exit 3010")), List.of(CONFIRM), List.of()));

        assertThat(script)
                .startsWith("#Requires -Version 5.1\n")
                .contains("Invoke-Step -Name 'Confirm-EcsAgent' -ExitCode 12 ")
                .endsWith("\nComplete-UserData\n")
                .doesNotContain("Restart-Computer -Force")
                .doesNotContain("AmazonSSMAgent");
        assertThat(functions(script))
                .containsExactly(
                        "Stop-Script",
                        "Write-StepLog",
                        "Invoke-Step",
                        "Exit-Step",
                        "Complete-UserData",
                        "Invoke-Native",
                        "Request-Restart",
                        "Invoke-OwnStep");
    }

    /** A step that brings a function. */
    private static final class Calling implements BootStep {
        @Override
        public int exitCode() {
            return 10;
        }

        @Override
        public String stepName() {
            return "Set-Calling";
        }

        @Override
        public String file() {
            return "eks/new-csi-plugin-folder";
        }

        @Override
        public List<String> functions() {
            return List.of("powershell/functions/set-text-file.ps1.ftl");
        }
    }

    @Test
    void restartsAsTheLaunchAgentKnowsIt() {
        Steps own = new Steps(List.of(), List.of(new OwnScript("own.ps1", "exit 3010")), List.of(), List.of());

        assertThat(new UserData(LaunchAgent.EC2LAUNCH_V1, own).script()).contains("\n$restartByExitCode = $false\n");
        assertThat(new UserData(LaunchAgent.EC2LAUNCH_V2, own).script()).contains("\n$restartByExitCode = $true\n");
    }

    @Test
    void rejectsARestartBehindWhichNothingRuns() {
        Steps own = new Steps(List.of(), List.of(new OwnScript("own.ps1", "exit 3010")), List.of(), List.of());

        assertThat(problems(new UserData(LaunchAgent.EC2LAUNCH_V1, own, false)))
                .containsExactly(
                        "persist: got false; use true: its steps may restart the machine, and EC2Launch v1 runs"
                                + " this script again only when it persists");
        // It keeps a script that restarts pending, whether it persists or not.
        assertThat(problems(new UserData(LaunchAgent.EC2LAUNCH_V2, own, false))).isEmpty();
        assertThat(problems(new UserData(LaunchAgent.EC2LAUNCH_V1, own))).isEmpty();
        assertThat(problems(new UserData(LaunchAgent.EC2LAUNCH_V1, ecs(), false)))
                .isEmpty();
    }

    @Test
    void tagsFollowWhatWasAskedFor() {
        UserData always = new UserData(LaunchAgent.EC2LAUNCH_V2, Steps.of(CONFIRM));
        UserData once = new UserData(LaunchAgent.EC2LAUNCH_V2, Steps.of(CONFIRM), false);
        String script = "<powershell>\n" + always.script() + "</powershell>\n";
        String arguments =
                "<powershellArguments>-ExecutionPolicy Unrestricted -NoProfile -NonInteractive</powershellArguments>\n";

        assertThat(always.text()).isEqualTo(script + arguments + "<persist>true</persist>\n");
        assertThat(once.text()).isEqualTo(script + arguments);
    }

    @Test
    void whatRunsAheadOfAnotherScriptIsOneTagAndOneScope() {
        UserData ahead = UserData.ahead(LaunchAgent.EC2LAUNCH_V2, Steps.of(CONFIRM), "restarts are not possible");

        assertThat(ahead.text())
                .startsWith("<powershell>\n& {\nSet-StrictMode -Version Latest\n")
                .endsWith("\n}\n\nStop-Transcript | Out-Null\n}\n</powershell>\n")
                .doesNotContain("exit 0");
        assertThat(functions(ahead.script()))
                .containsExactly("Stop-Script", "Write-StepLog", "Invoke-Step", "Exit-Step");
        assertThat(ahead.persist()).isFalse();
    }

    @Test
    void whatRunsAheadOfAnotherScriptSaysWhyItDoesNotRestart() {
        Steps own = new Steps(List.of(), List.of(new OwnScript("own.ps1", "exit 3010")), List.of(), List.of());
        UserData ahead = UserData.ahead(LaunchAgent.EC2LAUNCH_V1, own, "it's not possible");

        assertThat(problems(ahead)).isEmpty();
        assertThat(ahead.script())
                .contains("\n$noRestart = 'it''s not possible'\n")
                .contains("    throw $noRestart\n")
                .doesNotContain("Restart-Computer -Force");
    }

    @Test
    void base64IsTheTextOnce() {
        UserData userData = new UserData(LaunchAgent.EC2LAUNCH_V2, ecs());

        byte[] decoded = Base64.getDecoder().decode(userData.base64());

        assertThat(new String(decoded, StandardCharsets.US_ASCII)).isEqualTo(userData.text());
        assertThat(decoded).hasSize(userData.size());
    }

    @Test
    void ecsDocumentLeavesRoomForOwnScripts() {
        assertThat(new UserData(LaunchAgent.EC2LAUNCH_V2, ecs()).size()).isLessThan(6_500);
    }

    @Test
    void rejectsAScriptThatIsTooLong() {
        UserData fits = withOwnScriptOf(0);
        UserData full = withOwnScriptOf(UserData.MAX_BYTES - fits.size());
        UserData tooLong = withOwnScriptOf(UserData.MAX_BYTES - fits.size() + 616);

        assertThat(problems(full)).isEmpty();
        assertThat(problems(tooLong))
                .containsExactly("script is 17,000 bytes with its tags; EC2 takes at most 16,384 (raw, before base64);"
                        + " use userData: {storage: auto} or {storage: s3}, which keep it in S3, shorten the steps of your"
                        + " own, or bake them into the AMI");
    }

    @Test
    void rejectsMoreThanFiftyOwnScripts() {
        List<OwnScript> scripts = IntStream.range(0, 51)
                .mapToObj(i -> new OwnScript(i + ".ps1", "$x = 1"))
                .toList();
        UserData userData =
                new UserData(LaunchAgent.EC2LAUNCH_V2, new Steps(List.of(), List.of(), List.of(CONFIRM), scripts));

        assertThat(problems(userData))
                .containsExactly("steps.after: got 51 files; use at most 50, as each has an exit code of its own");
    }

    @Test
    void neverMakesADocumentOfWhatItRefuses() {
        OwnScript script = new OwnScript("a.ps1", "# </powershell>");
        UserData userData = new UserData(
                LaunchAgent.EC2LAUNCH_V2, new Steps(List.of(), List.of(script), List.of(CONFIRM), List.of()));

        assertThatThrownBy(userData::base64)
                .isInstanceOf(SpecException.class)
                .hasMessage("steps.before[0]: a.ps1:1:3: leave out </powershell>, which EC2Launch takes for a tag of"
                        + " the user data");
    }

    private static Steps ecs() {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE", "true");
        environment.put("ECS_IMAGE_PULL_BEHAVIOR", "prefer-cached");
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("Cluster", "storefront-dev");
        parameters.put("EnableTaskIAMRole", true);
        parameters.put("EnableTaskENI", true);
        parameters.put("AwsvpcBlockIMDS", true);
        parameters.put("LoggingDrivers", "[\"json-file\",\"awslogs\"]");
        return Steps.of(
                SampleStep.SET_ECS_AGENT_ENVIRONMENT.with(Map.of("environment", environment)),
                SampleStep.INITIALIZE_ECS_AGENT.with(Map.of("parameters", parameters, "timeoutSeconds", 300)),
                CONFIRM);
    }

    private static List<String> functions(String script) {
        return Pattern.compile("^function ([A-Za-z-]+)", Pattern.MULTILINE)
                .matcher(script)
                .results()
                .map(function -> function.group(1))
                .toList();
    }

    private static String script(String own) {
        Steps steps = new Steps(List.of(), List.of(new OwnScript("own.ps1", own)), List.of(CONFIRM), List.of());
        return new UserData(LaunchAgent.EC2LAUNCH_V2, steps).script();
    }

    private static UserData withOwnScriptOf(int more) {
        OwnScript script = new OwnScript("long.ps1", "#" + "x".repeat(more));
        return new UserData(
                LaunchAgent.EC2LAUNCH_V2, new Steps(List.of(), List.of(script), List.of(CONFIRM), List.of()));
    }

    @Test
    void filesOfTheFirstBootHaveNamesOfTheirOwnAndAreAtMostTwentyFive() {
        OwnScript disk = new OwnScript("scripts/disk.ps1", "1");
        List<OwnScript> many = IntStream.range(0, 26)
                .mapToObj(i -> new OwnScript("s" + i + ".ps1", "1"))
                .toList();
        OwnScript again = new OwnScript("other/DISK.ps1", "2");

        assertThat(problems(once(List.of(disk, again), List.of(disk, again))))
                .containsExactly("steps.once[1]: got \"other/DISK.ps1\"; use another name: by " + again.fileOnMachine()
                        + " the machine knows what was done");
        assertThat(problems(once(many.subList(0, 25), many.subList(0, 25)))).isEmpty();
        assertThat(problems(once(many, many)))
                .containsExactly(
                        "steps.once: got 26 files; use at most 25, as each has an exit code of its own",
                        "steps.afterDomainJoin: got 26 files; use at most 25, as each has an exit code of its own");
    }

    private static UserData once(List<OwnScript> once, List<OwnScript> joined) {
        return new UserData(
                LaunchAgent.EC2LAUNCH_V2,
                new Steps(List.of(), List.of(), List.of(), once, joined, List.of(CONFIRM), List.of()));
    }

    private static List<String> problems(UserData userData) {
        Problems problems = new Problems();
        userData.check(problems);
        return problems.problems().stream().map(Problem::toString).toList();
    }

    /** The variant is what differs from the base golden: the steps made of files of the user. */
    private static String ownSteps(String script) {
        return script.lines()
                .dropWhile(line -> !line.startsWith("Invoke-Step"))
                .takeWhile(line -> !line.startsWith("Complete-UserData"))
                .collect(Collectors.joining("\n", "", "\n"))
                .replaceFirst("(?s)Invoke-Step -Name 'Confirm-EcsAgent'.*?\n}\n\n", "");
    }
}
