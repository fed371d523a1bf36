package dev.mullion.cli;

import dev.mullion.core.reference.JsonSchema;
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

    private static final String SCHEMA = "mullion.schema.json";

    /** Where an editor finds the schema of stack files: beside them, as this version of Mullion reads them. */
    static final String SCHEMA_LINE = "# yaml-language-server: $schema=./" + SCHEMA;

    /** The files by their paths in the project, sorted. */
    Map<String, String> files(String name, String version) throws IOException {
        Map<String, String> resources = new TreeMap<>();
        resources.put(".gitignore", "all/gitignore");
        resources.put("Pulumi.dev.yaml", folder() + "/Pulumi.dev.yaml");
        if (this == JAVA) {
            resources.put("Pulumi.yaml", "java/Pulumi.yaml");
            resources.put("pom.xml", "java/pom.xml");
            resources.put("src/main/java/stack/Main.java", "java/src/main/java/stack/Main.java");
            resources.put(".github/workflows/preview.yml", "java/preview.yml");
        } else {
            resources.put("Pulumi.yaml", "stack/Pulumi.yaml");
            resources.put("program/pom.xml", "stack/program.pom.xml");
            resources.put(".github/workflows/preview.yml", "stack/preview.yml");
        }
        Map<String, String> files = new TreeMap<>();
        for (Map.Entry<String, String> resource : resources.entrySet()) {
            String text = text(resource.getValue())
                    .replace("@name@", name)
                    .replace("@version@", version)
                    .replace("@schema@", SCHEMA_LINE);
            files.put(resource.getKey(), text);
        }
        files.put(SCHEMA, JsonSchema.of(StackFileReference.read().root()));
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
