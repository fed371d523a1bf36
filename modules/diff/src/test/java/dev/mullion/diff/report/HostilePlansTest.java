package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.text.Visible;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.compare.Comparer;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.testkit.Tries;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of real engines with places changed by a stranger, at random: refused in lines, or a report in which nothing acts. */
@Tag("adversary")
class HostilePlansTest {
    private static final Path SAMPLES = Path.of("src/test/resources/samples");
    private static final String BEFORE = "parts-export-before.json";

    /** One that is a state is compared with {@link #BEFORE}. */
    private static final List<String> CHANGED = List.of(
            "preview-change.json",
            "ecs-preview-update.json",
            "parts-preview-change.json",
            "parts-preview-first.json",
            "parts-preview-failed.json",
            "parts-refresh.json",
            "parts-destroy.json",
            "parts-export-after.json",
            "parts-export-pending-delete.json",
            "parts-preview-change.jsonl");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = MAPPER.getNodeFactory();
    private static final List<String> TEXTS = List.copyOf(HostileReports.texts());

    @TempDir
    Path folder = Path.of("");

    private final Random random = new Random(20_261_129);

    @Test
    void areRefusedInLinesOrReportedInert() throws IOException {
        Schema schema = JsonReportTest.schema();
        Input before = PlanFile.read(SAMPLES.resolve(BEFORE), BEFORE);
        int reports = 0;
        int tries = Tries.of(120);
        for (int i = 0; i < tries; i++) {
            Path file = folder.resolve("plan.json");
            // Half of a character, of which some texts consist, is written as its escape or as a question mark.
            Files.write(file, changed(CHANGED.get(i % CHANGED.size())).getBytes(StandardCharsets.UTF_8));
            try {
                Optional<Comparison> comparison = compared(before, file);
                if (comparison.isPresent()) {
                    reports++;
                    assertInert(new Report("before", "plan.json", List.of(comparison.get())), schema);
                }
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                Path kept = Files.copy(
                        file, Files.createTempFile("hostile-plan", ".json"), StandardCopyOption.REPLACE_EXISTING);
                throw new AssertionError("try " + i + ", kept as " + kept + ": " + e, e);
            }
        }
        // A test of refusals alone would say nothing of reports.
        assertThat(reports).isBetween(tries / 4, tries - 1);
    }

    private static Optional<Comparison> compared(Input before, Path file) throws IOException {
        try {
            Input read = PlanFile.read(file, "plan.json");
            return Optional.of(
                    read instanceof Input.Changes changes
                            ? Comparer.compare(changes)
                            : Comparer.compare((Input.Side) before, (Input.Side) read));
        } catch (SpecException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .extracting(Problem::toString)
                    .allMatch(line -> line.length() < 600
                            && line.startsWith("plan.json")
                            && line.codePoints().noneMatch(Visible::hidden));
            return Optional.empty();
        }
    }

    private static void assertInert(Report report, Schema schema) throws IOException {
        StringBuilder json = new StringBuilder();
        JsonReport.write(report, json);
        assertThat(JsonReportTest.errors(schema, json.toString())).isEmpty();
        StringBuilder text = new StringBuilder();
        TextReport.write(report, false, text);
        assertThat(text.codePoints()
                        .filter(c -> c != '\n' && Visible.hidden(c))
                        .boxed()
                        .toList())
                .isEmpty();
        MarkdownReportTest.assertInert("changed", report, GitHub::html);
        HtmlReportTest.assertOurs(report);
    }

    /** The sample with one to six changes, in any of its documents. */
    private String changed(String sample) throws IOException {
        String text = Files.readString(SAMPLES.resolve(sample));
        if (random.nextInt(20) == 0) {
            int at = random.nextInt(text.length());
            return text.substring(0, at) + of(TEXTS) + text.substring(at);
        }
        List<JsonNode> documents = new ArrayList<>();
        try (var values = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            values.forEachRemaining(documents::add);
        }
        List<JsonNode> places = new ArrayList<>();
        documents.forEach(document -> containers(document, places));
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
            change(of(places), of(places));
        }
        ObjectWriter writer =
                random.nextBoolean() ? MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII) : MAPPER.writer();
        StringBuilder changed = new StringBuilder();
        for (JsonNode document : documents) {
            changed.append(writer.writeValueAsString(document)).append('\n');
        }
        return changed.toString();
    }

    private static void containers(JsonNode node, List<JsonNode> found) {
        if (node.isContainerNode() && !node.isEmpty()) {
            found.add(node);
            node.forEach(child -> containers(child, found));
        }
    }

    private void change(JsonNode place, JsonNode elsewhere) {
        if (place instanceof ObjectNode object && !object.isEmpty()) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            String key = of(keys);
            JsonNode old = object.get(key);
            switch (random.nextInt(20)) {
                case 0 -> object.remove(key);
                case 1 -> object.set(of(TEXTS), old.deepCopy());
                default -> object.set(key, other(old, elsewhere));
            }
        } else if (place instanceof ArrayNode array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            switch (random.nextInt(10)) {
                case 0 -> array.remove(at);
                case 1 -> array.insert(at, array.get(at).deepCopy());
                default -> array.set(at, other(array.get(at), elsewhere));
            }
        }
    }

    private JsonNode other(JsonNode old, JsonNode elsewhere) {
        return switch (random.nextInt(old.isTextual() ? 60 : 10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(BigInteger.TEN.pow(random.nextInt(400)).negate());
            case 4 -> NODES.numberNode(random.nextGaussian() * 1e300);
            case 5 -> NODES.objectNode();
            case 6 -> NODES.arrayNode().add(old.deepCopy());
            case 7 -> elsewhere.deepCopy();
            case 8 ->
                NODES.objectNode()
                        .put("4dabf18193072939515e22adb298388d", of(TEXTS))
                        .set("value", old.deepCopy());
            case 9, 10, 11, 12 -> NODES.textNode(of(TEXTS));
            default -> NODES.textNode(spliced(old.textValue()));
        };
    }

    private String spliced(String text) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + of(TEXTS) + text.substring(at);
    }

    private <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
