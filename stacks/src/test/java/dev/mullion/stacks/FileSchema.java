package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mullion.core.reference.JsonSchema;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The schema of stack files beside what reads them: it refuses nothing that they take, and all that it can know. */
final class FileSchema {
    static final String TEXT = JsonSchema.of(StackFileReference.read().root());

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    /** As YAML 1.2, which editors read; of a key that stands twice they see one, which says nothing of the other. */
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION));

    /** What one key shows by itself, by what is said of it: its name, its type, a range, an enum. */
    private static final Pattern KNOWABLE = Pattern.compile(": unknown key \""
            + "|: got .*; use (a (list|map)\\b.*|text|text or a map|true or false|a whole number)$"
            + "|; quote it(: \".*\")?$"
            + "|: has no value; use (a list|a map|text|text or a map|true or false|a whole number), or leave it out$"
            + "|: got -?\\d+; use -?\\d+ to -?\\d+$"
            + "|: works on Linux only: |: is called \\w+ here; use that"
            + "|: is a secret \\(secure:\\)|: stands outside config:|: is in no namespace of|: is no section;"
            + "|: is no configuration key"
            + "|: is no name for (a cluster|a capacity|a service|a scheduled task|a node pool|hosts);"
            + "|: is no add-on's name;|: is no registry;"
            + "|; use US dollars an hour|; use a key pair's name|; use a path of Windows from its drive on"
            + "|; use a DNS name, such as storefront.local|; use hours, minutes and seconds");

    private FileSchema() {}

    /** What the schema says of a file; nothing where it is no YAML. */
    static Optional<List<String>> errors(String yaml) {
        try {
            return Optional.of(errors(YAML.readTree(yaml)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static List<String> errors(JsonNode file) {
        return SCHEMA.validate(file).stream().map(Error::toString).toList();
    }

    static JsonNode read(String yaml) throws JsonProcessingException {
        return YAML.readTree(yaml);
    }

    /** Whether the schema can know what this line says. */
    static boolean canKnow(String problem) {
        return KNOWABLE.matcher(problem).find() && !problem.contains("duplicate key");
    }

    static void assertAgreement(String yaml, List<String> problems) {
        Optional<List<String>> errors = errors(yaml);
        if (errors.isEmpty()) {
            return;
        }
        if (problems.isEmpty()) {
            assertThat(errors.get())
                    .as("the schema of a file that is taken:%n%s", yaml)
                    .isEmpty();
        }
        List<String> known = problems.stream()
                .filter(line -> line.startsWith("Pulumi.dev.yaml"))
                .filter(FileSchema::canKnow)
                .toList();
        if (!known.isEmpty()) {
            assertThat(errors.get())
                    .as("the schema of a file that is refused: %s%n%s", known, yaml)
                    .isNotEmpty();
        }
    }
}
