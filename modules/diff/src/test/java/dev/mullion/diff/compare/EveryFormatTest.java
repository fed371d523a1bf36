package dev.mullion.diff.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Outcome;
import dev.mullion.diff.ResourceChange;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real engine wrote as a digest, written as its events: they leave out dependencies, and the findings are the same. */
class EveryFormatTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What {@code StepEventStateMetadata} has of a state (sdk/go/common/apitype/events.go at 3.260.0). */
    private static final List<String> KEPT =
            List.of("type", "urn", "custom", "delete", "id", "parent", "protect", "inputs", "outputs", "provider");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"preview-change.json", "ecs-preview-update.json", "parts-preview-change.json"})
    void theSameIsToldOfThePlan(String sample) throws IOException {
        Path digest = Path.of("src/test/resources/samples", sample);
        Path events = folder.resolve("events.jsonl");
        Files.writeString(events, events(MAPPER.readTree(digest.toFile())));

        Comparison of = Comparer.compare((Input.Changes) PlanFile.read(digest, "plan"));
        Comparison as = Comparer.compare((Input.Changes) PlanFile.read(events, "plan"));

        assertThat(of.findings()).isNotEmpty();
        assertThat(as.findings()).isEqualTo(of.findings());
        assertThat(as.counts()).isEqualTo(of.counts());
        assertThat(as.changes()).extracting(ResourceChange::outcome).containsOnly(Outcome.PLANNED);
    }

    private static String events(JsonNode digest) throws IOException {
        StringBuilder events = new StringBuilder("{\"preludeEvent\":{\"config\":{}}}\n");
        for (JsonNode step : digest.path("steps")) {
            ObjectNode metadata = MAPPER.createObjectNode();
            metadata.set("op", step.path("op"));
            metadata.set("urn", step.path("urn"));
            metadata.set("old", state(step.get("oldState")));
            metadata.set("new", state(step.get("newState")));
            metadata.set("diffs", step.get("diffReasons"));
            metadata.set("keys", step.get("replaceReasons"));
            metadata.set("detailedDiff", detailedDiff(step.get("detailedDiff")));
            for (String kind : List.of("resourcePreEvent", "resOutputsEvent")) {
                events.append(MAPPER.writeValueAsString(MAPPER.createObjectNode()
                                .set(kind, MAPPER.createObjectNode().set("metadata", metadata))))
                        .append('\n');
            }
        }
        ObjectNode summary = MAPPER.createObjectNode();
        summary.set("resourceChanges", digest.path("changeSummary"));
        summary.put("isPreview", true);
        return events + MAPPER.writeValueAsString(MAPPER.createObjectNode().set("summaryEvent", summary))
                + "\n{\"cancelEvent\":{}}\n";
    }

    private static JsonNode state(JsonNode state) {
        return state instanceof ObjectNode object ? object.deepCopy().retain(KEPT) : MAPPER.nullNode();
    }

    private static JsonNode detailedDiff(JsonNode diffs) {
        if (!(diffs instanceof ObjectNode)) {
            return MAPPER.nullNode();
        }
        ObjectNode renamed = MAPPER.createObjectNode();
        diffs.properties()
                .forEach(diff -> renamed.set(
                        diff.getKey(),
                        MAPPER.createObjectNode()
                                .put("diffKind", diff.getValue().path("kind").asText())
                                .put(
                                        "inputDiff",
                                        diff.getValue().path("inputDiff").asBoolean())));
        return renamed;
    }
}
