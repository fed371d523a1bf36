package dev.mullion.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.text.Sha256;
import dev.mullion.testkit.Skip;
import dev.mullion.testkit.boot.Trial;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Would a trial notice a word of a script that is wrong? Each operator, constant and word that decides something is changed
 * alone, and some scenario must then end otherwise. Runs with the Maven profile {@code mutation}.
 */
@Tag("boot")
class ScriptMutationsTest {
    @BeforeAll
    static void isAskedFor() {
        Optional<String> asked =
                Optional.ofNullable(System.getProperty("mutation")).filter("true"::equals);
        Skip.without(asked, "tests that change scripts", "they run with -Pmutation");
    }

    /** What is written in a script, and what a mistake would make of it. */
    private static final Map<String, String> WORDS = words();

    /** Mistakes that change nothing that a boot ends with, each with the reason. */
    private static final Map<String, String> SAME = Map.of(
            "-eq -> -ne: elseif ($null -eq $code) {",
            "only the log says it, which OwnStepBootTest reads",
            "break -> # break: Write-Host 'ended at a break or continue outside of a loop'",
            "is text",
            "throw -> Write-Host: throw 'the instance has no tag aws:autoscaling:groupName yet'",
            "AWS refuses the call without a group, which is tried again as well");

    /** Of a number of boots and the rest: {@code 2@{ … }}. */
    private static final List<Case> CASES = List.of(
            new Case(
                    EcsBootTest.script("replaceUnregisteredAfterSeconds: 1800"),
                    List.of(
                            "2@{}",
                            "1@{ Agent = @{ Cluster = 'default' } }",
                            "1@{ Agent = @{ NeverJoins = $true } }",
                            "1@{ Agent = @{ NeverAnswers = $true } }",
                            "1@{ Agent = @{ JoinSeconds = 300 } }",
                            "1@{ Services = @{ AmazonSSMAgent = @{ StartType = 'Disabled' } } }",
                            "1@{ Services = @{ AmazonECS = @{ StartType = 'Automatic'; StartSeconds = 50; DependsOn = @('Docker') } } }",
                            "1@{ Services = @{ AmazonECS = @{ StartType = 'Automatic'; DiesAfter = 4; DependsOn = @('Docker') } } }",
                            "1@{ Agent = @{ NeverJoins = $true }; Metadata = @{ 'autoscaling/target-lifecycle-state' = 'Terminated' } }",
                            "1@{ Fails = @(@{ Command = 'Initialize-ECSAgent'; Times = 2; Message = 'no address' }) }",
                            "1@{ Fails = @(@{ Command = 'Initialize-ECSAgent'; Times = 3; Message = 'no address' }) }",
                            "1@{ Fails = @(@{ Command = 'Initialize-ECSAgent'; Times = 3; Hangs = $true }) }")),
            new Case(
                    EcsBootTest.script("warmPool: {minSize: 1}"),
                    List.of(
                            "2@{ Tags = @{ 'aws:autoscaling:groupName' = 'shop' }; Metadata = @{ 'autoscaling/target-lifecycle-state' ="
                                    + " 'Warmed:Stopped' }; Boots = @{ '2' = @{ Metadata = @{ 'autoscaling/target-lifecycle-state' ="
                                    + " 'InService' } } } }",
                            "1@{ Tags = @{ 'aws:autoscaling:groupName' = @{ AfterSeconds = 150; Value = 'shop' } } }",
                            "1@{ Tags = @{ 'aws:autoscaling:groupName' = 'shop' }; LifecycleAction = @{ NotYet = 5 } }")),
            new Case(
                    EcsBootTest.archive(EcsBootTest.hash()),
                    List.of(
                            "2" + EcsBootTest.SERVED,
                            "1" + EcsBootTest.SERVED.replace("Fails = 0", "Fails = 4"),
                            "1" + EcsBootTest.SERVED.replace("Fails = 0", "Fails = 5"),
                            "2" + EcsBootTest.SERVED.replace("Ami =", "ServiceChangeReturns = 2; Ami ="))),
            new Case(EcsBootTest.archive("AB".repeat(32)), List.of("1" + EcsBootTest.SERVED)),
            new Case(
                    EcsBootTest.archive(Sha256.hex(EcsBootTest.zip("readme.txt"))),
                    List.of("1"
                            + EcsBootTest.SERVED.replace(
                                    Base64.getEncoder().encodeToString(EcsBootTest.zip("amazon-ecs-agent.exe")),
                                    Base64.getEncoder().encodeToString(EcsBootTest.zip("readme.txt"))))),
            new Case(
                    EcsBootTest.script(
                            "domainJoin: {domain: corp.example.com, secretArn: '" + EcsBootTest.SECRET + "'}"),
                    List.of(
                            "2" + EcsBootTest.DOMAIN,
                            "1" + EcsBootTest.DOMAIN.replace("Hunter2x!' }", "another' }"),
                            "1" + EcsBootTest.DOMAIN.replace("@{\n", "@{ Domain = 'another.example.com'\n"))),
            new Case(
                    EcsBootTest.script(
                            "operatingSystem: WINDOWS_SERVER_2019_FULL\ndomainJoin: {domain: corp.example.com, secretArn: '"
                                    + EcsBootTest.SECRET + "'}"),
                    List.of("2" + EcsBootTest.DOMAIN.replace("@{\n", "@{ Release = '2019'\n"))),
            new Case(
                    EcsBootTest.script("domainJoin: {directoryId: d-1234567890}"),
                    List.of(
                            "2@{ Events = @(@{ AfterSeconds = 90; JoinsDomain = 'directory.example.com' }) }",
                            "1@{}",
                            "1@{ Domain = 'directory.example.com' }")),
            new Case(
                    OwnStepBootTest.before(
                            "if (Test-Path C:\\done) { return }\nNew-Item C:\\done | Out-Null\nexit 3010\n"),
                    List.of("3@{}")),
            new Case(OwnStepBootTest.before("Restart-Computer\n"), List.of("6@{}")),
            new Case(OwnStepBootTest.before("exit 7\n"), List.of("1@{}")),
            new Case(
                    OwnStepBootTest.before(
                            "Invoke-Native -FilePath 'sc.exe' -ArgumentList 'failureflag', 'nothing', '1'\n"),
                    List.of("1@{}")),
            new Case(
                    OwnStepBootTest.before("Invoke-Native -FilePath 'C:\\setup.exe'\nexit $LASTEXITCODE\n"),
                    List.of("2@{ Programs = @{ 'C:\\setup.exe' = @{ ExitCode = 3010 } } }")));

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("-eq", "-ne");
        words.put("-ne", "-eq");
        words.put("-lt", "-ge");
        words.put("-ge", "-lt");
        words.put("-gt", "-le");
        words.put("-and", "-or");
        words.put("-like", "-notlike");
        words.put("-notmatch", "-match");
        words.put("-contains", "-notcontains");
        words.put("-not", "[bool]");
        words.put("'CONTINUE'", "'ABANDON'");
        words.put("'Unhealthy'", "'Healthy'");
        words.put("'InService'", "'Warmed:Stopped'");
        words.put("'Automatic'", "'Manual'");
        words.put("'Machine'", "'Process'");
        words.put("break", "# break");
        words.put("return", "# return");
        words.put("throw", "Write-Host");
        words.put("exit 3010", "exit 0");
        words.put("exit $ExitCode", "exit 0");
        words.put("Restart-Computer -Force", "# Restart-Computer -Force");
        words.put("Stop-Service", "# Stop-Service");
        words.put("Start-Service", "# Start-Service");
        words.put("Restart-Service", "# Restart-Service");
        words.put("Remove-Item", "# Remove-Item");
        words.put("Start-Sleep", "# Start-Sleep");
        words.put("-Once -At", "-AtStartup -At");
        words.put("SHA256", "SHA1");
        return words;
    }

    /** A script beside the scenarios that tell what it does. */
    private record Case(String script, List<String> scenarios) {}

    @Test
    void everyWordThatDecidesIsNoticed() {
        // A line that several scripts have is noticed when one of them shows it.
        Map<String, Boolean> noticed = new LinkedHashMap<>();
        for (Case one : CASES) {
            List<Trial> right = one.scenarios().stream()
                    .map(scenario -> outcome(one.script(), scenario))
                    .toList();
            for (Map.Entry<String, String> word : WORDS.entrySet()) {
                Matcher found = Pattern.compile("(?<![\\w'-])" + Pattern.quote(word.getKey()) + "(?![\\w-])")
                        .matcher(one.script());
                while (found.find()) {
                    String line = lineAt(one.script(), found.start()).strip();
                    String change = word.getKey() + " -> " + word.getValue() + ": " + line;
                    if (line.startsWith("#") || SAME.containsKey(change) || noticed.getOrDefault(change, false)) {
                        continue;
                    }
                    String changed = one.script().substring(0, found.start())
                            + word.getValue()
                            + one.script().substring(found.end());
                    noticed.put(change, isNoticed(one, right, changed));
                }
            }
        }

        System.out.println(noticed.size() + " changes of scripts");
        assertThat(noticed).doesNotContainValue(false);
    }

    private static boolean isNoticed(Case one, List<Trial> right, String changed) {
        for (int i = 0; i < right.size(); i++) {
            try {
                if (!ends(right.get(i))
                        .equals(ends(outcome(changed, one.scenarios().get(i))))) {
                    return true;
                }
            } catch (AssertionError e) {
                return true; // The simulation stopped it: something that no script of ours does.
            }
        }
        return false;
    }

    private static Trial outcome(String script, String scenario) {
        return Trial.of(script, Integer.parseInt(scenario.substring(0, 1)), scenario.substring(1));
    }

    /** What a boot ends with: not what it says. */
    private static List<Object> ends(Trial trial) {
        List<Object> ends = new ArrayList<>();
        trial.boots()
                .forEach(boot -> ends.add(List.of(
                        boot.exitCode(),
                        boot.restarts(),
                        boot.seconds(),
                        boot.calls(),
                        boot.tasks().size())));
        ends.add(trial.machine().agentJoined());
        ends.add(trial.machine().instanceHealth());
        ends.add(trial.machine().lifecycleAction());
        return ends;
    }

    private static String lineAt(String text, int place) {
        int end = text.indexOf('\n', place);
        return text.substring(text.lastIndexOf('\n', place) + 1, end < 0 ? text.length() : end);
    }
}
