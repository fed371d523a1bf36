package dev.mullion.cli;

import dev.mullion.core.reference.JsonSchema;
import dev.mullion.core.yaml.YamlScalar;
import dev.mullion.stacks.StackFileReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A project to start from: the files of one folder of resources each, in which a few words stand for what differs. */
enum ProjectTemplate {
    ECS,
    EKS,
    HOSTS,
    MESH,
    JAVA;

    static final String PROJECT_FILE = "Pulumi.yaml";

    private static final String SCHEMA = "mullion.schema.json";

    /** Where an editor finds the schema of stack files: beside them, as this version of Mullion reads them. */
    static final String SCHEMA_LINE = "# yaml-language-server: $schema=./" + SCHEMA;

    /** The files by their paths in the project, sorted. */
    Map<String, String> files(String name, String version) throws IOException {
        Map<String, String> resources = new TreeMap<>();
        resources.put(".gitignore", "all/gitignore");
        resources.put("Pulumi.dev.yaml", folder() + "/Pulumi.dev.yaml");
        if (this == JAVA) {
            resources.put(PROJECT_FILE, "java/Pulumi.yaml");
            resources.put("pom.xml", "java/pom.xml");
            resources.put("src/main/java/stack/Main.java", "java/src/main/java/stack/Main.java");
            resources.put(".github/workflows/preview.yml", "java/preview.yml");
        } else {
            resources.put(PROJECT_FILE, "stack/Pulumi.yaml");
            resources.put("program/pom.xml", "stack/program.pom.xml");
            resources.put(".github/workflows/preview.yml", "stack/preview.yml");
        }
        Map<String, String> files = filled(resources, name, version);
        files.put(SCHEMA, JsonSchema.of(StackFileReference.read().root()));
        return files;
    }

    /** What Pulumi needs around a stack file that is there: Pulumi.yaml and the program that it names. */
    static Map<String, String> around(String name, String version) throws IOException {
        return filled(
                Map.of(PROJECT_FILE, "stack/" + PROJECT_FILE, "program/pom.xml", "stack/program.pom.xml"),
                name,
                version);
    }

    private static Map<String, String> filled(Map<String, String> resources, String name, String version)
            throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Map.Entry<String, String> resource : resources.entrySet()) {
            boolean project = resource.getKey().equals(PROJECT_FILE);
            String text = text(resource.getValue())
                    .replace("@name@", project ? YamlScalar.block(name) : name)
                    .replace("@version@", version)
                    .replace("@schema@", SCHEMA_LINE);
            files.put(resource.getKey(), text);
        }
        return files;
    }

    private String folder() {
        return WordConverter.word(this);
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = ProjectTemplate.class.getResourceAsStream("init/" + resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
