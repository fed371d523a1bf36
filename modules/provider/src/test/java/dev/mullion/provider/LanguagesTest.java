package dev.mullion.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mullion.core.config.YamlDocument;
import dev.mullion.core.json.JsonText;
import dev.mullion.plan.PropertyValue;
import dev.mullion.stacks.Main;
import dev.mullion.testkit.engine.Conversation;
import dev.mullion.testkit.engine.PulumiCli;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Pulumi previews of the programs in languages/ is what it previews of the same stack in Java. */
@Tag("engine")
class LanguagesTest {
    private static final Path LANGUAGES = Path.of("../../languages");
    private static final Path RESOURCES = Path.of("src/test/resources/languages");

    /** What the programs in TypeScript, Go and C# say. */
    private static final String STOREFRONT = """
            config:
              aws:region: eu-west-1
              mullion:network:
                cidrBlock: 10.40.0.0/16
                availabilityZones: [eu-west-1a, eu-west-1b]
              mullion:ecs:
                storefront:
                  capacity:
                    general: {instanceTypes: [m6i.xlarge], minSize: 1, maxSize: 2}
                  services:
                    web:
                      capacity: general
                      desiredCount: 1
                      containers:
                        iis:
                          image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022
                          cpu: 1024
                          memoryMib: 2048
                          portMappings: [{containerPort: 80}]
                      loadBalancer: {container: iis, containerPort: 80}
            """;

    @TempDir
    private Path directory = Path.of("");

    private PulumiCli pulumi = new PulumiCli(Path.of(""), Path.of(""));
    private Path plugin = Path.of("");

    @BeforeEach
    void needsPulumi() throws IOException {
        pulumi = PulumiCli.orSkip(directory);
        plugin = directory.resolve("plugin");
        Path start = Files.createDirectory(plugin).resolve("pulumi-resource-mullion");
        Files.writeString(start, """
                #!/bin/sh
                exec '%s' -cp '%s' %s "$@"
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        absolute(System.getProperty("java.class.path")),
                        PluginMain.class.getName()));
        assertThat(start.toFile().setExecutable(true)).isTrue();
    }

    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                List.of(classPath.split(File.pathSeparator)).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    /** Pulumi checks it for its own rules, and for those of its languages. */
    @Test
    void pulumiFindsNothingWrongWithTheSchema() throws IOException {
        Path schema = Files.writeString(directory.resolve("schema.json"), PackageSchema.json());

        PulumiCli.Answer checked = program(LANGUAGES.resolve("yaml")).run("schema", "check", schema.toString());

        assertThat(checked.succeeded().out()).isEmpty();
        assertThat(checked.err()).isEmpty();
    }

    @Test
    void yamlIsAStackFile() throws IOException {
        Path program = LANGUAGES.resolve("yaml");
        Map<String, Object> file = YamlDocument.read("Pulumi.yaml", Files.readString(program.resolve("Pulumi.yaml")))
                .get(0)
                .values();
        Map<?, ?> sections = in(in(in(file, "resources"), "platform"), "properties");
        StringBuilder configuration = new StringBuilder("config:\n  aws:region: eu-west-1\n");
        sections.forEach((section, value) -> configuration
                .append("  mullion:")
                .append(section)
                .append(": ")
                .append(JsonText.of(value))
                .append('\n'));

        assertThat(asked(program(program))).containsExactlyEntriesOf(ofJava(configuration.toString()));
    }

    /** With outputs of one going into another, which a preview does not know. */
    @ParameterizedTest
    @ValueSource(strings = {"components", "mesh"})
    void componentsByThemselvesAreThoseOfAStackFile(String name) throws IOException {
        pulumi.orSkipKubernetes();
        Path program = RESOURCES.resolve(name);

        assertThat(asked(program(program)))
                .containsExactlyEntriesOf(ofJava(Files.readString(program.resolve("stack.yaml"))));
    }

    /** Each SDK is made out of the plug-in's schema, and compiled. */
    @ParameterizedTest
    @ValueSource(strings = {"typescript", "go", "dotnet"})
    void isAStackFile(String language) throws IOException {
        PulumiCli.Project program = program(LANGUAGES.resolve(language));
        PulumiCli.Answer added = program.run(
                "package", "add", plugin.resolve("pulumi-resource-mullion").toString());
        PulumiCli.skipUnless(
                added.exitCode() == 0,
                "the tools of " + language + " are not all there, or do not reach their registry: "
                        + error(added.err()));

        assertThat(asked(program)).containsExactlyEntriesOf(ofJava(STOREFRONT));
    }

    private static Map<?, ?> in(Map<?, ?> map, String key) {
        return (Map<?, ?>) Objects.requireNonNull(map.get(key), key);
    }

    private static String error(String text) {
        return text.lines()
                .filter(line -> line.startsWith("error:"))
                .findFirst()
                .orElse("it does not say why");
    }

    /** A copy of a program, which takes the plug-in of these tests. */
    private PulumiCli.Project program(Path source) throws IOException {
        PulumiCli.Project program = pulumi.project(source, "dev");
        Path file = program.folder().resolve("Pulumi.yaml");
        String text = Files.readString(file);
        assertThat(text).contains("path: ../..");
        Files.writeString(file, text.replace("path: ../..", "path: " + plugin));
        return program;
    }

    private SortedMap<String, String> ofJava(String configuration) throws IOException {
        Path place = Files.createDirectory(directory.resolve("java"));
        return asked(PulumiCli.orSkip(place).project("storefront", "dev", configuration, Main.class));
    }

    /** What is asked for of each resource, by its type and its name; languages have a component around them, and the plug-in. */
    private static SortedMap<String, String> asked(PulumiCli.Project program) throws IOException {
        Conversation heard = program.listen("preview", "--stack", "dev");
        heard.answer().succeeded();
        SortedMap<String, String> asked = new TreeMap<>();
        for (String urn : heard.requests().keySet()) {
            String resource = urn.replaceFirst("^(?:.*?::){2}(?:.*\\$)?", "");
            if (heard.isCustom(urn) && !resource.matches("(?:pulumi:providers|mullion):.*")) {
                asked.put(resource, unnamed(heard.inputs(urn)));
            }
        }
        assertThat(asked).isNotEmpty();
        return asked;
    }

    /**
     * Without what Pulumi itself puts behind names, another with each preview. What one component gives to another is not known as
     * a whole, where within one program a list of what is not known has a length.
     */
    private static String unnamed(JsonNode inputs) {
        String unknown = "\"" + PropertyValue.UNKNOWN.value() + "\"";
        return inputs.toPrettyString()
                .replaceAll("-[0-9a-f]{7}\\b", "-RANDOM")
                .replaceAll("\\[ " + unknown + "(?:, " + unknown + ")* ]", unknown);
    }
}
