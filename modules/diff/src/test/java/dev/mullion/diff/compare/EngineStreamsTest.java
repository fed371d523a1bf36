package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams in which one resource has several operations, or says what it found only when it ends. */
class EngineStreamsTest {
    private static final String DATABASE = "aws:rds/instance:Instance";
    private static final String BUCKET = "aws:s3/bucket:Bucket";

    private final List<String> events = new ArrayList<>();

    @TempDir
    Path folder = Path.of("");

    private static String state(String type, String name, String id, String inputs, String outputs, String rest) {
        return "{\"urn\":\"" + Stack.urn(type, name) + "\",\"type\":\"" + type + "\",\"custom\":true,\"id\":\"" + id
                + "\",\"parent\":\"" + Stack.urn("pulumi:pulumi:Stack", "shop-dev") + "\",\"inputs\":" + inputs
                + ",\"outputs\":" + outputs + rest + "}";
    }

    private static String database(String id, String size, String outputs, String rest) {
        return state(DATABASE, "orders", id, "{\"instanceClass\":\"" + size + "\"}", outputs, rest);
    }

    private static String bucket(String name, String inputs) {
        return state(BUCKET, name, "id-1", inputs, inputs, "");
    }

    private EngineStreamsTest event(String kind, String operation, String urn, String old, String now, String rest) {
        events.add("{\"" + kind + "\":{\"metadata\":{\"op\":\"" + operation + "\",\"urn\":\"" + urn + "\",\"old\":"
                + old + ",\"new\":" + now + rest + "}}}");
        return this;
    }

    private EngineStreamsTest begins(String operation, String urn, String old, String now) {
        return event("resourcePreEvent", operation, urn, old, now, "");
    }

    private EngineStreamsTest ends(String operation, String urn, String old, String now) {
        return event("resOutputsEvent", operation, urn, old, now, "");
    }

    /** The report's list, a line each. */
    private Comparison compared(String counts) throws IOException {
        events.add(0, "{\"preludeEvent\":{\"config\":{}}}");
        events.add("{\"summaryEvent\":{\"resourceChanges\":" + counts + "}}");
        events.add("{\"cancelEvent\":{}}");
        Path file = Files.write(folder.resolve("events.jsonl"), events);
        return Comparer.compare((Input.Changes) PlanFile.read(file, "events.jsonl"));
    }

    private static List<String> list(Comparison comparison) {
        return comparison.changes().stream()
                .map(change -> change.operation() + " " + change.name())
                .toList();
    }

    @Test
    void whatARuleSaysInSeveralLinesIsOneSentence() throws IOException {
        String urn = Stack.urn(BUCKET, "logs");
        begins("create", urn, "null", bucket("logs", "{}"));
        events.add("{\"policyEvent\":{\"resourceUrn\":\"" + urn
                + "\",\"message\":\"<{%reset%}>Buckets must be small.\\r\\n\\n  This one is not.<{%reset%}>\\n\","
                + "\"policyName\":\"size\",\"policyPackName\":\"house\",\"enforcementLevel\":\"advisory\"}}");

        assertThat(compared("{\"create\":1}").violations()).singleElement().satisfies(violation -> assertThat(
                        violation.message())
                .isEqualTo("Buckets must be small. This one is not."));
    }

    @Test
    void whatAProgramKeepsAndTheRunDeletesIsDeleted() throws IOException {
        String urn = Stack.urn(DATABASE, "orders");
        String state = database("db-1", "db.t3.micro", "{}", "");

        Comparison comparison = begins("same", urn, state, state)
                .ends("same", urn, state, state)
                .begins("delete", urn, state, "null")
                .ends("delete", urn, state, "null")
                .compared("{\"delete\":1,\"same\":1}");

        assertThat(list(comparison)).containsExactly("delete orders");
        assertThat(comparison.findings()).hasSize(1);
    }

    @Test
    void aCopyThatAReplacementLeftIsNotTheOneInUse() throws IOException {
        String urn = Stack.urn(DATABASE, "orders");
        String live = database("db-2", "db.t3.micro", "{}", "");
        String left = database("db-1", "db.t2.micro", "{}", ",\"delete\":true");

        Comparison comparison = begins("same", urn, live, live)
                .ends("same", urn, live, live)
                .begins("delete", urn, left, "null")
                .ends("delete", urn, left, "null")
                .compared("{\"delete\":1,\"same\":1}");

        assertThat(list(comparison)).containsExactly("delete orders");
        assertThat(comparison.counts()).isEqualTo(Map.of("delete", 1, "same", 1));
        assertThat(comparison.findings()).isEmpty();
        assertThat(comparison.notes())
                .containsExactly("the copy db-1 of orders is left from an earlier replacement; the one in use stays");
    }

    @Test
    void anAliasThatIsReplacedIsOneChange() throws IOException {
        String old = bucket("old", "{\"bucket\":\"a\"}");
        String now = bucket("new", "{\"bucket\":\"b\"}");
        String detail =
                ",\"keys\":[\"bucket\"],\"detailedDiff\":{\"bucket\":{\"diffKind\":\"update-replace\",\"inputDiff\":true}}";

        Comparison comparison = begins("delete-replaced", Stack.urn(BUCKET, "old"), old, "null")
                .event("resourcePreEvent", "replace", Stack.urn(BUCKET, "new"), old, now, detail)
                .event("resourcePreEvent", "create-replacement", Stack.urn(BUCKET, "new"), old, now, detail)
                .compared("{\"replace\":1}");

        assertThat(list(comparison)).containsExactly("replace new");
        assertThat(comparison.counts()).isEqualTo(Map.of("replace", 1));
        assertThat(comparison.changes().get(0).replacedBy())
                .containsExactly(new ResourceChange.ReplaceReason("bucket", true, "Pulumi"));
    }

    @Test
    void aRefreshWithoutDetailShowsWhatItFound() throws IOException {
        String urn = Stack.urn(DATABASE, "orders");
        String before = database("db-1", "db.t3.micro", "{\"instanceClass\":\"db.t3.micro\"}", "");
        String found = database("db-1", "db.t3.micro", "{\"instanceClass\":\"db.r6g.large\"}", "");

        Comparison comparison = begins("refresh", urn, before, before)
                .ends("update", urn, before, found)
                .begins("same", urn, found, found)
                .ends("same", urn, found, found)
                .compared("{\"update\":1}");

        assertThat(list(comparison)).containsExactly("update orders");
        assertThat(Stack.lines(comparison.changes().get(0).drift()))
                .containsExactly("UPDATE instanceClass: \"db.t3.micro\" => \"db.r6g.large\"");
    }

    @Test
    void whatTheProgramDoesComesBehindWhatARefreshFinds() throws IOException {
        String urn = Stack.urn(DATABASE, "orders");
        String before = database("db-1", "db.t3.micro", "{}", "");
        String after = database("db-1", "db.t3.large", "{}", "");

        Comparison comparison = begins("refresh", urn, before, before)
                .ends("same", urn, before, before)
                .begins("update", urn, before, after)
                .ends("update", urn, before, after)
                .compared("{\"update\":1}");

        assertThat(Stack.lines(comparison.changes().get(0)))
                .containsExactly("UPDATE instanceClass: \"db.t3.micro\" => \"db.t3.large\"");
    }

    @Test
    void whatIsGoneAndMadeAgainShowsWhatIsMade() throws IOException {
        String urn = Stack.urn(DATABASE, "orders");
        String before = database("db-1", "db.t3.micro", "{}", "");

        Comparison comparison = begins("refresh", urn, before, before)
                .ends("delete", urn, before, "null")
                .begins("create", urn, "null", database("db-2", "db.t3.large", "{}", ""))
                .compared("{\"create\":1}");

        assertThat(list(comparison)).containsExactly("create orders");
        assertThat(Stack.lines(comparison.changes().get(0))).containsExactly("ADD instanceClass: - => \"db.t3.large\"");
    }

    @Test
    void whatIsCalledACopyAloneIsTheDatabase() throws IOException {
        String urn = Stack.urn(DATABASE, "orders");

        Comparison comparison = begins("delete", urn, database("db-1", "x", "{}", ",\"delete\":true"), "null")
                .compared("{\"delete\":1}");

        assertThat(comparison.findings()).hasSize(1);
        assertThat(comparison.notes()).isEmpty();
    }

    @Test
    void aRefreshThatFindsNothingIsNoChange() throws IOException {
        String urn = Stack.urn(DATABASE, "orders");
        String before = database("db-1", "db.t3.micro", "{}", "");
        String wanted = database("db-1", "db.t3.large", "{}", "");

        Comparison comparison = begins("refresh", urn, before, wanted)
                .ends("same", urn, before, before)
                .compared("{\"same\":1}");

        assertThat(comparison.unchanged()).isTrue();
        assertThat(comparison.counts()).isEqualTo(Map.of("same", 1));
    }

    @Test
    void whatAStackExportsIsKnownWhenItEnds() throws IOException {
        String urn = Stack.urn("pulumi:pulumi:Stack", "shop-dev");
        String stack = "{\"urn\":\"" + urn + "\",\"type\":\"pulumi:pulumi:Stack\",\"custom\":false,\"outputs\":";

        Comparison comparison = begins("same", urn, stack + "{\"url\":\"a\",\"gone\":\"x\"}}", stack + "{}}")
                .ends("same", urn, stack + "{\"url\":\"a\",\"gone\":\"x\"}}", stack + "{\"url\":\"b\",\"more\":\"y\"}}")
                .compared("{\"same\":1}");

        assertThat(Stack.lines(comparison.changes().get(0)))
                .containsExactly(
                        "DELETE outputs.gone: \"x\" => -",
                        "ADD outputs.more: - => \"y\"",
                        "UPDATE outputs.url: \"a\" => \"b\"");
    }

    @Test
    void theHeadlineIsThatOfTheList() throws IOException {
        String urn = Stack.urn(DATABASE, "orders");
        String before = database("db-1", "db.t3.micro", "{}", "");
        String after = database("db-1", "db.t3.large", "{}", "");

        Comparison comparison = begins("update", urn, before, after)
                .event("resOpFailedEvent", "update", urn, before, after, "")
                .compared("{\"same\":7}");

        assertThat(list(comparison)).containsExactly("update orders");
        assertThat(comparison.counts()).isEqualTo(Map.of("same", 7, "update", 1));
    }

    /** A default that a newer provider brings: https://github.com/pulumi/pulumi/issues/23067. */
    @Test
    void whatTheEngineNamesAndNoSideHoldsIsNoted() throws IOException {
        String urn = Stack.urn(BUCKET, "logs");
        String bucket = bucket("logs", "{\"bucket\":\"logs\"}");
        String named = ",\"diffs\":[\"forceDestroy\"],\"detailedDiff\":{\"forceDestroy\":{\"diffKind\":\"add\","
                + "\"inputDiff\":false}}";

        Comparison comparison =
                event("resourcePreEvent", "update", urn, bucket, bucket, named).compared("{\"update\":1}");

        assertThat(list(comparison)).containsExactly("update logs");
        assertThat(comparison.notes())
                .containsExactly(
                        "the engine says that these differ, and neither side holds a value of them: forceDestroy"
                                + " of logs");
    }

    @Test
    void aRunWithoutResourcesChangesNothing() throws IOException {
        assertThat(compared("{}").unchanged()).isTrue();
    }
}
