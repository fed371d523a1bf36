package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mullion.diff.Report;
import dev.mullion.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private static final Path SCHEMA = Path.of("src/main/resources/mullion-diff.schema.json");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void writesEverythingOfTheModel() throws IOException {
        new Golden("Report", "ecs-windows").matches("report.json", json(SampleReports.ecsWindows()));
    }

    @Test
    void writesTheProblemsOfAFailure() throws IOException {
        new Golden("Report", "failed").matches("report.json", json(SampleReports.failed()));
    }

    @Test
    void fitsItsSchema() throws IOException {
        Schema schema = schema();
        Map<String, Report> reports = new LinkedHashMap<>(HostileReports.all());
        reports.put("sample", SampleReports.severalStacks());
        for (Map.Entry<String, Report> report : reports.entrySet()) {
            assertThat(errors(schema, json(report.getValue())))
                    .as(report.getKey())
                    .isEmpty();
        }
    }

    @Test
    void schemaRefusesWhatIsNotAReport() throws IOException {
        Schema schema = schema();
        String json = json(SampleReports.severalStacks());

        for (String broken : List.of(
                json.replace("\"version\": 1", "\"version\": 2"),
                json.replace("\"status\": \"failed\"", "\"status\": \"compared\""),
                json.replace("\"kind\": \"add\"", "\"kind\": \"create\""),
                json.replace("\"noise\": ", "\"nose\": "),
                json.replace("\"text\": null", "\"text\": {\"language\": \"\", \"encoding\": \"\", \"lines\": []}"),
                json.replace("\"severity\": \"note\"", "\"severity\": \"NOTE\""),
                json.replace("\"changed\": true", "\"changed\": 1"),
                json.replace("\"before\": 30", "\"before\": 0"))) {
            assertThat(broken).isNotEqualTo(json);
            assertThat(errors(schema, broken)).isNotEmpty();
        }
    }

    @Test
    void schemaDescribesEveryKey() throws IOException {
        JsonNode schema = MAPPER.readTree(Files.readString(SCHEMA));
        Set<String> described = new TreeSet<>();
        schema.findValues("properties")
                .forEach(properties -> properties.fieldNames().forEachRemaining(described::add));
        Set<String> written = new TreeSet<>();
        keys(MAPPER.readTree(json(SampleReports.severalStacks())), written);
        keys(MAPPER.readTree(json(SampleReports.run())), written);

        written.removeAll(List.of("replace", "delete", "update", "create", "same"));
        assertThat(written).isEqualTo(described);
    }

    @Test
    void schemaIsPublishedAsItIs() throws IOException {
        assertThat(Path.of("../../docs/mullion-diff.schema.json")).hasSameTextualContentAs(SCHEMA);
    }

    @Test
    void givesEveryTextBack() throws IOException {
        for (String text : HostileReports.texts()) {
            String json = json(HostileReports.everywhere(text));

            JsonNode stack = MAPPER.readTree(json).path("stacks").path(0);
            assertThat(stack.path("project").textValue()).isEqualTo(text);
            assertThat(stack.path("findings").path(0).path("sentence").textValue())
                    .isEqualTo(text);
            assertThat(stack.path("changes")
                            .path(0)
                            .path("properties")
                            .path(0)
                            .path("value")
                            .path("before")
                            .textValue())
                    .isEqualTo(text);
            assertThat(json.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= 0x7F)))
                    .as(text)
                    .isTrue();
        }
    }

    private static void keys(JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(keys::add);
        node.forEach(child -> keys(child, keys));
    }

    static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA));
    }

    static List<Error> errors(Schema schema, String json) throws IOException {
        return new ArrayList<>(schema.validate(MAPPER.readTree(json)));
    }

    private static String json(Report report) throws IOException {
        StringBuilder out = new StringBuilder();
        JsonReport.write(report, out);
        return out.toString();
    }
}
