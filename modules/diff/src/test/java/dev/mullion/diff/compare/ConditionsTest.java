package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Finding;
import dev.mullion.diff.Report;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.ResourceChange.ReplaceReason;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.diff.report.Result;
import dev.mullion.diff.report.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a state says of a resource beside its inputs: what is to be done about it, and what Pulumi is told to do later. */
class ConditionsTest {
    private static final String QUEUE = "aws:sqs/queue:Queue";

    /** That of {@code pulumi state taint}: the same but for one word. */
    private static final String TAINT = "\"taint\":true,";

    @TempDir
    private Path folder = Path.of("");

    private Input.Side state(String name, String... resources) throws IOException {
        StringBuilder all = new StringBuilder("{\"urn\":\"")
                .append(Stack.urn("pulumi:pulumi:Stack", "shop-dev"))
                .append("\",\"custom\":false,\"type\":\"pulumi:pulumi:Stack\"}");
        for (String resource : resources) {
            all.append(',').append(resource);
        }
        return (Input.Side) read(
                name,
                "{\"version\":4,\"features\":[\"taint\"],\"deployment\":{\"manifest\":{},\"resources\":[" + all
                        + "]}}");
    }

    private Input read(String name, String text) throws IOException {
        return PlanFile.read(Files.writeString(folder.resolve(name), text), name);
    }

    private static String queue(String name, String id, String more) {
        return "{\"urn\":\"" + Stack.urn(QUEUE, name) + "\",\"custom\":true,\"id\":\"" + id + "\",\"type\":\"" + QUEUE
                + "\"," + more + "\"inputs\":{\"name\":\"" + name + "\"}}";
    }

    private static List<String> sentences(Comparison comparison) {
        return comparison.findings().stream()
                .map(finding -> finding.severity() + " " + finding.sentence())
                .toList();
    }

    @Test
    void taintAloneIsAChange() throws IOException {
        Comparison comparison =
                Comparer.compare(state("old", queue("a", "1", "")), state("new", queue("a", "1", TAINT)));

        assertThat(sentences(comparison))
                .containsExactly("WARNING a is tainted: the next update replaces it, whatever the program says");
        assertThat(Result.of(new Report("old", "new", List.of(comparison)))).isEqualTo(Result.CHANGED);
        assertThat(Wording.verdict(comparison, word -> word))
                .isEqualTo("no changes but of what Pulumi does next, 2 unchanged");
    }

    @Test
    void taintThatIsTakenBackIsSaid() throws IOException {
        Comparison comparison =
                Comparer.compare(state("old", queue("a", "1", TAINT)), state("new", queue("a", "1", "")));

        assertThat(sentences(comparison))
                .containsExactly("NOTE a is no longer tainted: the next update does not replace it for that");
        assertThat(comparison.changes()).isEmpty();
    }

    @Test
    void taintThatStaysIsNoChange() throws IOException {
        assertThat(Comparer.compare(state("old", queue("a", "1", TAINT)), state("new", queue("a", "1", TAINT)))
                        .unchanged())
                .isTrue();
    }

    @Test
    void whatWasReplacedForItsTaintSaysSo() throws IOException {
        Comparison comparison =
                Comparer.compare(state("old", queue("a", "1", TAINT)), state("new", queue("a", "2", "")));

        assertThat(comparison.counts()).containsEntry("replace", 1);
        assertThat(comparison.changes().get(0).replacedBy())
                .containsExactly(new ReplaceReason("taint", true, "tainted in the old state"));
        assertThat(sentences(comparison)).contains("NOTE a was tainted (pulumi state taint), which alone replaces it");
    }

    /** Its inputs are the same: only the state says that it goes, and what needs it goes with it. */
    @ParameterizedTest
    @ValueSource(strings = {QUEUE, "mullion:ecs:EcsWindowsCluster"})
    void planReplacesWhatIsTainted(String type) {
        Stack before = new Stack().deployed().with(type, "a", options -> options.tainted(), "name", "a");
        Stack after = new Stack().with(type, "a", "name", "a");

        Comparison comparison = Stack.compare(before, after);

        assertThat(comparison.changes())
                .extracting(ResourceChange::operation, ResourceChange::replacedBy)
                .containsExactly(
                        tuple("replace", List.of(new ReplaceReason("taint", true, "tainted in the old state"))));
    }

    @Test
    void whatIsReplacedWithWhatIsTaintedGoesToo() {
        Stack before = new Stack()
                .deployed()
                .with(QUEUE, "a", options -> options.tainted(), "name", "a")
                .with(QUEUE, "b", options -> options.replacedWith(Stack.urn(QUEUE, "a")), "name", "b");
        Stack after = new Stack()
                .with(QUEUE, "a", "name", "a")
                .with(QUEUE, "b", options -> options.replacedWith(Stack.urn(QUEUE, "a")), "name", "b");

        assertThat(Stack.compare(before, after).counts()).containsEntry("replace", 2);
    }

    @Test
    void protectedResourceIsNotReplacedForItsTaint() {
        Stack before = new Stack().deployed().with(QUEUE, "a", options -> options.tainted()
                .isProtected());
        Stack after = new Stack().with(QUEUE, "a", options -> options.isProtected());

        assertThat(sentences(Stack.compare(before, after)))
                .contains("DANGER a is protected: Pulumi refuses to replace it until protect is off");
    }

    /** An engine blames the id, which is no input, and differs with every replacement. */
    @Test
    void engineThatBlamesTheIdMeansTheTaint() throws IOException {
        String step = "{\"steps\":[{\"op\":\"replace\",\"urn\":\"" + Stack.urn(QUEUE, "a") + "\",\"oldState\":"
                + queue("a", "1", TAINT) + ",\"newState\":" + queue("a", "", "")
                + ",\"replaceReasons\":[\"id\"],\"detailedDiff\":null}],\"changeSummary\":{\"replace\":1}}";

        assertThat(Comparer.compare((Input.Changes) read("tainted", step))
                        .changes()
                        .get(0)
                        .replacedBy())
                .containsExactly(new ReplaceReason("taint", true, "Pulumi"));
        assertThat(Comparer.compare((Input.Changes) read("target-replace", step.replace(TAINT, "")))
                        .changes()
                        .get(0)
                        .replacedBy())
                .containsExactly(new ReplaceReason("id", true, "Pulumi"));
    }

    /** An update that ended between the two leaves nothing behind but a mark. */
    @Test
    void whatWaitsForItsReplacementIsGone() throws IOException {
        Input.Side live = state("live", queue("a", "1", ""));
        Input.Side gone = state("gone", queue("a", "1", "\"pendingReplacement\":true,"));

        Comparison deleted = Comparer.compare(live, gone);

        assertThat(deleted.counts()).containsEntry("delete", 1);
        assertThat(deleted.diagnostics())
                .containsExactly("warning: a: was deleted to be replaced, and its replacement is still to be made");
        assertThat(Comparer.compare(gone, live).counts()).containsEntry("create", 1);
    }

    /** Its engine compares nothing of what is gone, and gives no reason. */
    @Test
    void engineReplacesWhatIsGone() throws IOException {
        String step = "{\"steps\":[{\"op\":\"replace\",\"urn\":\"" + Stack.urn(QUEUE, "a") + "\",\"oldState\":"
                + queue("a", "1", "\"pendingReplacement\":true,") + ",\"newState\":" + queue("a", "", "")
                + ",\"detailedDiff\":null}],\"changeSummary\":{\"replace\":1}}";

        assertThat(Comparer.compare((Input.Changes) read("gone", step))
                        .changes()
                        .get(0)
                        .replacedBy())
                .containsExactly(new ReplaceReason("pendingReplacement", true, "Pulumi"));
    }

    private Comparison update(String before, String reasons) throws IOException {
        String old = queue("a", "1", before).replace("\"name\":\"a\"", "\"policy\":\"[secret]\"");
        String now = queue("a", "1", "").replace("\"name\":\"a\"", "\"policy\":\"[secret]\"");
        return Comparer.compare((Input.Changes) read(
                "update",
                "{\"steps\":[{\"op\":\"update\",\"urn\":\"" + Stack.urn(QUEUE, "a") + "\",\"oldState\":" + old
                        + ",\"newState\":" + now + reasons + "}],\"changeSummary\":{\"update\":1}}"));
    }

    /** A provider that tells no output, as it is with passwords. */
    @Test
    void secretInputThatTheEngineNamesIsAnotherOne() throws IOException {
        assertThat(Stack.lines(update("", ",\"diffReasons\":[\"policy\"],\"detailedDiff\":{}")
                        .changes()
                        .get(0)))
                .containsExactly("UPDATE policy: [secret] => [secret]");
    }

    @Test
    void updateOfNothingThatIsShownIsSaidToBeSo() throws IOException {
        String note =
                "the engine does not say what differs, and both sides show the same, so it is what they hide or do not"
                        + " have: a";

        assertThat(update("", ",\"detailedDiff\":null").notes()).contains(note);
        assertThat(update("\"initErrors\":[\"timed out\"],", "").notes()).doesNotContain(note);
    }

    @Test
    void whatDidNotComeUpIsSaidWithoutItsSecrets() throws IOException {
        String errors = "\"initErrors\":[\"timed out: postgres://app:hunter2secret@db/x\"],";

        Comparison comparison =
                Comparer.compare(state("old", queue("a", "1", "")), state("new", queue("a", "1", errors)));

        assertThat(sentences(comparison))
                .singleElement()
                .asString()
                .startsWith("WARNING a did not come up, and the next update goes on with it: timed out: postgres://")
                .doesNotContain("hunter2secret");
    }

    /** Pulumi waits for it again, with an update of nothing. */
    @Test
    void planUpdatesWhatDidNotComeUp() {
        Stack before = new Stack().deployed().with(QUEUE, "a", options -> options.failed("timed out"), "name", "a");
        Stack after = new Stack().with(QUEUE, "a", "name", "a");

        Comparison comparison = Stack.compare(before, after);

        assertThat(comparison.counts()).containsEntry("update", 1);
        assertThat(sentences(comparison)).containsExactly("NOTE a had not come up before: timed out");
        assertThat(Stack.compare(after, after).unchanged()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"protect\":true, | protect is on",
                "\"retainOnDelete\":true, | retainOnDelete is on",
                "\"deletedWith\":\"urn:pulumi:dev::shop::m:c:P$aws:ecs/cluster:Cluster::c\", | deletedWith is aws:ecs/cluster:Cluster c instead of nothing",
                "\"replaceWith\":[\"urn:pulumi:dev::shop::aws:ecs/cluster:Cluster::c\"], | replaceWith is aws:ecs/cluster:Cluster c instead of nothing",
                "\"ignoreChanges\":[\"tags\",\"name\"], | ignoreChanges is name, tags instead of nothing",
                "\"replaceOnChanges\":[\"name\"], | replaceOnChanges is name instead of nothing",
                "\"additionalSecretOutputs\":[\"url\"], | additionalSecretOutputs is url instead of nothing",
            })
    void optionThatIsNewIsSaid(String option, String said) throws IOException {
        Comparison comparison =
                Comparer.compare(state("old", queue("a", "1", "")), state("new", queue("a", "1", option)));

        assertThat(comparison.findings()).extracting(Finding::sentence).containsExactly("a has other options: " + said);
        assertThat(comparison.changes()).isEmpty();
        assertThat(Wording.verdict(comparison, word -> word))
                .isEqualTo("no changes but of resource options, 2 unchanged");
    }

    /** docs/pull-requests.md says why each of them is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"dependencies\":[\"urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev\"],",
                "\"propertyDependencies\":{\"name\":[\"urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev\"]},",
                "\"parent\":\"urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev\",",
                "\"customTimeouts\":{\"create\":600},",
                "\"hideDiff\":[\"name\"],",
                "\"resourceHooks\":{\"before-create\":[\"log\"]},",
                "\"aliases\":[\"urn:pulumi:dev::shop::aws:sqs/queue:Queue::old\"],",
                "\"importID\":\"1\",",
                "\"replacementTrigger\":\"x\",",
                "\"refreshBeforeUpdate\":true,",
                "\"sourcePosition\":\"project:///index.ts#1\",\"modified\":\"2026-11-30T00:00:00Z\",",
            })
    void whatDoesNothingIsNoChange(String field) throws IOException {
        assertThat(Comparer.compare(state("old", queue("a", "1", "")), state("new", queue("a", "1", field)))
                        .unchanged())
                .isTrue();
    }

    /** A state of an older engine keeps neither, and a resource with other parents has another URN. */
    @Test
    void optionsThatOnlyOneSideCanTellAreNoChange() {
        Stack before = new Stack().deployed().with(QUEUE, "a");
        Stack after =
                new Stack().with(QUEUE, "a", options -> options.ignoring("x").replacing("y"));

        assertThat(Stack.compare(before, after).unchanged()).isTrue();
        assertThat(Stack.compare(
                                new Stack()
                                        .with(
                                                QUEUE,
                                                "a",
                                                options -> options.replacedWith("urn:pulumi:dev::shop::p$t:t:T::b")),
                                new Stack()
                                        .with(
                                                QUEUE,
                                                "a",
                                                options -> options.replacedWith("urn:pulumi:dev::shop::t:t:T::b")))
                        .unchanged())
                .isTrue();
    }
}
