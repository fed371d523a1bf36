package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.compare.Comparer;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.diff.input.SameStack;
import dev.mullion.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files in the shape of what users have, on each of which a report was wrong once. */
class FieldReportsTest {
    private static final Path FILES = Path.of("src/test/resources/field");

    @TempDir
    private Path folder = Path.of("");

    /** Where no message says why, the resource is all that is known. */
    @Test
    void pageOfARunThatFailedWithoutAMessageNamesTheResource() throws IOException {
        Comparison comparison = Comparer.compare((Input.Changes) read("failed-up"));

        assertThat(HtmlReportTest.html(new Report("up.jsonl", "up.jsonl", List.of(comparison))))
                .containsSubsequence(
                        "<h3>The update failed: 1 resource</h3>",
                        ">orders</a> <span class=\"type\">aws:rds:Instance</span> failed</span>",
                        "<dt>Reached</dt><dd>no resource</dd>",
                        "<li>mend the error</li>",
                        "<li>do the rest with <code>pulumi up</code></li>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alias-replaced",
                "api-events",
                "became-secret",
                "default-provider",
                "deleted-before-replaced",
                "destroy-run-program",
                "drift-beside-update",
                "failed-up",
                "init-containers-order",
                "internal-keys",
                "new-role-in-digest",
                "pending-delete-events",
                "policy-advisory",
                "refresh-no-detail",
                "stack-outputs",
                "step-without-state",
                "warning-of-resource"
            })
    void saysWhatOneFileHolds(String name) throws IOException {
        Input input = read(name);
        Comparison comparison = input instanceof Input.Changes changes
                ? Comparer.compare(changes)
                : Comparer.compare(nothing(input), (Input.Side) input);

        new Golden("Report", "field").matches(name + ".txt", text(comparison));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "group-replaced-old group-replaced-new",
                "show-secrets-old show-secrets-new",
                "state-v4-old state-v4-new",
                "state-empty state-some",
                "state-some state-empty"
            })
    void saysWhatTwoStatesDifferIn(String names) throws IOException {
        String[] sides = names.split(" ", 2);

        Comparison comparison = Comparer.compare((Input.Side) read(sides[0]), (Input.Side) read(sides[1]));

        new Golden("Report", "field").matches(names.replace(' ', '-') + ".txt", text(comparison));
    }

    @Test
    void saysTheSameOfTheSamePlanAsEventsAndAsDigest() throws IOException {
        assertThat(text(Comparer.compare((Input.Changes) read("new-role-in-events"))))
                .isEqualTo(text(Comparer.compare((Input.Changes) read("new-role-in-digest"))));
    }

    /** A circumflex stands in each token, so that none who looks for leaks finds one in the file. */
    @ParameterizedTest
    @ValueSource(strings = {"token-prefixes", "windows-secrets"})
    void masksEverySecretOfAFile(String name) throws IOException {
        String plan = Files.readString(FILES.resolve(name + ".json")).replace("^", "");
        Path whole = Files.writeString(folder.resolve("plan.json"), plan);

        new Golden("Report", "field")
                .matches(name + ".txt", text(Comparer.compare((Input.Changes) PlanFile.read(whole, "plan.json"))));
    }

    @Test
    void refusesWhatIsOfAnotherTool() {
        assertThatThrownBy(() -> read("not-a-plan"))
                .hasMessage("not-a-plan.json: got an object with format_version, valid, error_count, warning_count;"
                        + " use the JSON of `mullion preview --format json` or `pulumi preview --json`,"
                        + " engine events (--event-log), or a state that `pulumi stack export` wrote");
    }

    @Test
    void refusesTheStatesOfTwoStacks() throws IOException {
        Input one = read("state-some");
        Input other = read("state-some-test");

        assertThatThrownBy(() -> SameStack.check(one, other))
                .hasMessage("state-some-test.json: got project shop, stack test, but state-some.json is project shop,"
                        + " stack dev; use two of one stack, since all else would show as deleted and created");
    }

    private static Input read(String name) throws IOException {
        return PlanFile.read(FILES.resolve(name + ".json"), name + ".json");
    }

    private static Input.Side nothing(Input of) {
        return new Input.Side(of.name(), of.project(), of.stack(), false, new TreeMap<>(), List.of(), List.of());
    }

    private static String text(Comparison comparison) throws IOException {
        StringBuilder text = new StringBuilder();
        TextReport.write(new Report("base", "head", List.of(comparison)), false, text);
        return text.toString();
    }
}
