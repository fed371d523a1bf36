package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.reference.KeyReference;
import dev.mullion.core.reference.SpecReference;
import dev.mullion.core.spec.KeyType;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema of stack files: valid itself, kept beside the documentation, and of one mind with what reads the files. */
class FileSchemaTest {
    private static final String FORMAT = "# yaml-language-server: $schema=../../docs/mullion.schema.json";

    /** Its range follows from the volumeType beside it. */
    private static final String OF_A_NEIGHBOUR = "managedEbsVolume.iops";

    /** What our files say in short, or not at all. */
    private static final String LONG_FORMS = """
            config:
              aws:region: eu-central-1
              mullion:diff:
                mask: ['shop-(\\d+)']
                ignore: [{type: 'aws:ecs:Service', name: web, path: desiredCount, reason: a schedule moves it}]
              mullion:network:
                vpcId: vpc-0a1b2c3d4e5f60718
                subnetIds: [subnet-0123456789abcdef0, subnet-0fedcba9876543210]
              mullion:hosts:
                builders:
                  instanceTypes: [m6i.2xlarge]
                  rootVolume: {sizeGib: 300}
                  prePull: [{image: 'mcr.microsoft.com/windows/servercore:ltsc2022', namespace: buildkit}]
                  buildkit:
                    groups: [{name: ci, members: [runner]}]
            """;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void isASchema() throws IOException {
        Schema schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));

        assertThat(schemas.validate(json.readTree(FileSchema.TEXT))).isEmpty();
    }

    @Test
    void liesBesideTheDocumentation() {
        Golden.matches(StackFiles.ROOT.resolve("docs/mullion.schema.json"), FileSchema.TEXT);
    }

    /** Java takes some of its stack for each time that a group repeats, and long texts are more than it has. */
    @Test
    @Tag("adversary")
    void noPatternIsMoreThanJavaTakesAtATime() throws IOException {
        Set<String> patterns = new TreeSet<>();
        json.readTree(FileSchema.TEXT).findParents("pattern").stream()
                .filter(key -> key.get("pattern").isTextual() && !key.has("maxLength"))
                .forEach(key -> patterns.add(key.get("pattern").textValue()));
        assertThat(patterns).hasSizeGreaterThan(100);
        for (String pattern : patterns) {
            Pattern compiled = Pattern.compile(pattern);
            for (String first : List.of("", "a", "aa", "200", "[")) {
                for (String again : List.of("a", "1", "-a", ".a", "/a", ",200", ":a", "a.", "a-", "a/", "[1]", "\\a")) {
                    String text = first + again.repeat(100_000);

                    assertThatCode(() -> compiled.matcher(text).matches())
                            .describedAs("%s of %s", pattern, first + again)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    @Test
    void takesEveryFileOfOurs() throws IOException {
        for (Path file : files()) {
            assertThat(FileSchema.errors(Files.readString(file)).orElseThrow())
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void isNamedByEachExample() throws IOException {
        for (Path file : StackFiles.below(StackFiles.ROOT.resolve("examples"), "Pulumi\\.[^.]+\\.yaml")) {
            String deeper = "../".repeat(StackFiles.ROOT.relativize(file).getNameCount() - 3);
            assertThat(Files.readAllLines(file).get(0))
                    .as(file.toString())
                    .isEqualTo(FORMAT.replace("../../docs", deeper + "../../docs"));
        }
    }

    /**
     * Each key of each spec, wherever one of our files has the spec, gets values of every kind and at its bounds. The schema
     * refuses none that the file's reader takes, and every one that the reader refuses for what the key alone shows.
     */
    @Test
    void agreesWithTheReaderOnEachKey(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("Pulumi.yaml"), "name: shop\nruntime: java\n");
        for (String script : List.of("first.ps1", "last.ps1")) {
            Files.writeString(directory.resolve(script), "$zone = 'UTC'\n");
        }
        List<JsonNode> stacks = new ArrayList<>(List.of(FileSchema.read(LONG_FORMS)));
        for (Path file : files()) {
            stacks.add(FileSchema.read(Files.readString(file)));
        }
        Trial trial = new Trial(directory);
        for (JsonNode stack : stacks) {
            for (Place place : places(stack)) {
                trial.keys(stack, place);
            }
        }
        // What no file of ours has is tried where an example puts it.
        for (JsonNode stack : stacks) {
            for (Place place : places(stack)) {
                trial.examples(stack, place);
            }
        }
        assertThat(trial.differences).isEmpty();
        assertThat(trial.missing()).as("keys that were not tried").isEmpty();
    }

    /** Changes stack files key by key, each key of each spec once. */
    private final class Trial {
        private final Path directory;
        private final Set<String> tried = new HashSet<>();
        private final List<String> differences = new ArrayList<>();

        Trial(Path directory) {
            this.directory = directory;
        }

        void keys(JsonNode stack, Place place) throws IOException {
            for (KeyReference key : place.spec().keys()) {
                if (tried.add(place.spec().name() + "." + key.name())) {
                    for (JsonNode value : values(key)) {
                        with(
                                place,
                                key,
                                value,
                                () -> compare(directory, stack, place.path() + "." + key.name(), differences));
                    }
                }
            }
        }

        void examples(JsonNode stack, Place place) throws IOException {
            for (KeyReference key : place.spec().keys()) {
                boolean known = key.spec().stream()
                        .flatMap(spec -> spec.keys().stream().map(inner -> spec.name() + "." + inner.name()))
                        .allMatch(tried::contains);
                if (!known) {
                    with(place, key, FileSchema.read(key.example().orElseThrow()), () -> {
                        List<Place> below = new ArrayList<>();
                        below(
                                place.path() + "." + key.name(),
                                key,
                                key.type(),
                                place.node().get(key.name()),
                                below);
                        for (Place inner : below) {
                            keys(stack, inner);
                            examples(stack, inner);
                        }
                    });
                }
            }
        }

        Set<String> missing() {
            Set<String> missing = new TreeSet<>();
            StackFileReference.read().forEach((path, key) -> key.spec().ifPresent(spec -> spec.keys().stream()
                    .map(inner -> spec.name() + "." + inner.name())
                    .filter(inner -> !tried.contains(inner))
                    .forEach(inner -> missing.add(inner + " at " + path))));
            return missing;
        }
    }

    private interface Use {
        void run() throws IOException;
    }

    private static void with(Place place, KeyReference key, JsonNode value, Use use) throws IOException {
        JsonNode before = place.node().get(key.name());
        place.node().set(key.name(), value);
        use.run();
        if (before == null) {
            place.node().remove(key.name());
        } else {
            place.node().set(key.name(), before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "eks", "hosts"})
    void knowsWhatComponentsOfASectionAreCalled(String section, @TempDir Path directory) throws IOException {
        for (String name : List.of("9-9", "a b", "shop")) {
            JsonNode stack =
                    FileSchema.read("config: {aws:region: eu-west-1, mullion:%s: {%s: {}}}".formatted(section, name));
            List<String> differences = new ArrayList<>();
            compare(directory, stack, "mullion:" + section, differences);

            assertThat(differences).isEmpty();
            assertThat(FileSchema.errors(stack).stream()
                            .anyMatch(error -> error.contains("propertyNames")
                                    || error.contains("does not match the regex pattern")))
                    .as(name)
                    .isEqualTo(!name.equals("shop"));
        }
    }

    /** An example of a key is one that the schema takes. */
    @Test
    void takesTheExampleOfEachKey() throws IOException {
        List<String> refused = new ArrayList<>();
        StackFileReference.read().forEach((path, key) -> {
            String example = key.example().orElse("");
            if (example.isEmpty()) {
                refused.add(path + " has no example");
                return;
            }
            try {
                JsonNode value = FileSchema.read(example);
                ObjectNode schema = (ObjectNode) json.readTree(FileSchema.TEXT);
                Schema ofKey = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(part(schema, path));
                ofKey.validate(value).forEach(error -> refused.add(path + ": " + example + ": " + error));
            } catch (JsonProcessingException e) {
                refused.add(path + ": " + example + " is no YAML");
            }
        });
        assertThat(refused).isEmpty();
    }

    /** The schema of one key, with all definitions. */
    private static JsonNode part(ObjectNode schema, String path) {
        JsonNode at = schema.path("properties").path("config").path("anyOf").path(0);
        for (String segment : path.replace("[*]", ".[]").split("\\.", -1)) {
            if (at.has("$ref")) {
                at = schema.path("$defs").path(at.get("$ref").asText().substring("#/$defs/".length()));
            }
            if (at.has("anyOf") && !at.has("properties")) {
                at = schema.path("$defs").path(at.at("/anyOf/1/$ref").asText().substring("#/$defs/".length()));
            }
            at = switch (segment) {
                case "*" -> at.path("additionalProperties");
                case "[]" -> at.path("items");
                default -> at.path("properties").path(segment);
            };
        }
        ObjectNode part = ((ObjectNode) at).deepCopy();
        part.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        part.set("$defs", schema.get("$defs"));
        return part;
    }

    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("examples", "stacks/src/test/resources/contract")) {
            files.addAll(StackFiles.below(StackFiles.ROOT.resolve(folder), "Pulumi\\..*\\.yaml"));
        }
        files.removeIf(file -> file.getFileName().toString().equals("Pulumi.yaml"));
        return files;
    }

    /** A map of a stack file that a spec is read from. */
    private record Place(String path, SpecReference spec, ObjectNode node) {}

    private static List<Place> places(JsonNode stack) {
        List<Place> places = new ArrayList<>();
        SpecReference root = StackFileReference.read().root();
        JsonNode config = stack.path("config");
        for (KeyReference section : root.keys()) {
            JsonNode value = config.get("mullion:" + section.name());
            if (value != null) {
                below("mullion:" + section.name(), section, section.type(), value, places);
            }
        }
        return places;
    }

    private static void below(String path, KeyReference key, KeyType type, JsonNode value, List<Place> places) {
        switch (type.kind()) {
            case MAP ->
                value.properties()
                        .forEach(entry -> below(
                                path + "." + entry.getKey(), key, type.item().orElseThrow(), entry.getValue(), places));
            case LIST -> {
                for (int i = 0; i < value.size(); i++) {
                    below(path + "[" + i + "]", key, type.item().orElseThrow(), value.get(i), places);
                }
            }
            case SPEC, SPEC_OR_TEXT -> {
                if (value instanceof ObjectNode node) {
                    places.add(new Place(path, key.spec().orElseThrow(), node));
                    for (KeyReference inner : key.spec().orElseThrow().keys()) {
                        JsonNode innerValue = node.get(inner.name());
                        if (innerValue != null) {
                            below(path + "." + inner.name(), inner, inner.type(), innerValue, places);
                        }
                    }
                }
            }
            default -> {}
        }
    }

    /** Values of every kind, and those at the bounds of the key. */
    private List<JsonNode> values(KeyReference key) throws JsonProcessingException {
        List<JsonNode> leaves = new ArrayList<>();
        for (String text : List.of(
                "true",
                "\"\"",
                "\"two words!\"",
                "1",
                "-1",
                "2147483648",
                "null",
                "[]",
                "{}",
                "{\"secure\": \"v1:x\"}")) {
            leaves.add(json.readTree(text));
        }
        for (long bound : key.oneOf().isEmpty() ? bounds(key) : key.oneOf()) {
            leaves.add(json.getNodeFactory().numberNode(bound));
        }
        key.type().spellings().forEach(word -> leaves.add(json.getNodeFactory().textNode(word)));
        List<JsonNode> values = new ArrayList<>(leaves);
        key.example().ifPresent(example -> {
            try {
                values.add(FileSchema.read(example));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(example, e);
            }
        });
        if (key.type().kind() == KeyType.Kind.LIST) {
            leaves.forEach(leaf -> values.add(json.createArrayNode().add(leaf)));
            key.greatest().filter(most -> most < 1_000).ifPresent(most -> values.add(many(key, most + 1)));
        }
        if (key.type().kind() == KeyType.Kind.MAP) {
            leaves.forEach(leaf -> values.add(json.createObjectNode().set("name", leaf)));
            for (String name : List.of("9-9", "a b", "")) {
                values.add(json.createObjectNode().set(name, leaves.get(1)));
                values.add(json.createObjectNode().set(name, json.createObjectNode()));
            }
        }
        return values;
    }

    private static List<Long> bounds(KeyReference key) {
        List<Long> bounds = new ArrayList<>();
        key.least().ifPresent(least -> bounds.addAll(List.of(least - 1, least)));
        key.most().ifPresent(most -> bounds.addAll(List.of(most, most + 1)));
        return bounds;
    }

    private JsonNode many(KeyReference key, long count) {
        try {
            JsonNode example = FileSchema.read(key.example().orElseThrow());
            ArrayNode many = json.createArrayNode();
            for (int i = 0; i < count; i++) {
                many.add(example.get(0));
            }
            return many;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void compare(Path directory, JsonNode stack, String path, List<String> differences)
            throws IOException {
        Files.writeString(directory.resolve("Pulumi.dev.yaml"), stack.toString());
        List<Problem> problems = List.of();
        try {
            StackProgram.of(StackConfig.load(directory, "dev", Optional.empty()), directory);
        } catch (SpecException e) {
            problems = e.problems();
        }
        List<String> errors = FileSchema.errors(stack);
        Map<String, String> said = new LinkedHashMap<>();
        problems.forEach(problem -> said.put(problem.toString(), problem.path().toString()));
        if (problems.isEmpty() && !errors.isEmpty()) {
            differences.add(path + " is taken, and the schema says " + errors + " of " + stack.at(pointer(path)));
        }
        said.forEach((line, at) -> {
            if (at.startsWith(path) && FileSchema.canKnow(line) && errors.isEmpty() && !at.endsWith(OF_A_NEIGHBOUR)) {
                differences.add(line + " is not known to the schema");
            }
        });
    }

    private static String pointer(String path) {
        return "/config/" + path.replaceAll("\\[(\\d+)\\]", ".$1").replace('.', '/');
    }
}
