package dev.mullion.stacks;

import dev.mullion.testkit.config.Project;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stack file. The factories that take a part of one put a small valid stack around it. */
record StackFile(Project project) {
    private static final String ON_A_VPC = """
            config:
              aws:region: eu-west-1
              mullion:network:
                vpcId: vpc-0a1b2c3d4e5f60718
                subnetIds: [subnet-0123456789abcdef0]
            """;

    /** The whole of Pulumi.dev.yaml. */
    static StackFile of(String text) {
        return new StackFile(Project.of(text));
    }

    /** Sections beside a valid network and cluster; their first line is 7. */
    static StackFile sections(String text) {
        return of(
                ON_A_VPC + "  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large]}}}}\n" + text.indent(2));
    }

    /** The clusters of {@code mullion:ecs}; their first line is 7. */
    static StackFile clusters(String text) {
        return of(ON_A_VPC + "  mullion:ecs:\n" + text.indent(4));
    }

    /** The keys of the capacity {@code web} of the cluster {@code shop}; their first line is 10. */
    static StackFile capacity(String keys) {
        return clusters("shop:\n  capacity:\n    web:\n" + keys.indent(6));
    }

    StackFile with(String name, String content) {
        return new StackFile(project.with(name, content));
    }

    StackFile with(String name, byte[] content) {
        return new StackFile(project.with(name, content));
    }

    StackFile without(String name) {
        return new StackFile(project.without(name));
    }

    /** Every line that a user is told; the schema, which editors check with, agrees as far as it can know. */
    List<String> problems() {
        List<String> problems = project.problems(this::program);
        byte[] text = project.files().get("Pulumi.dev.yaml");
        if (text != null) {
            FileSchema.assertAgreement(new String(text, StandardCharsets.UTF_8), problems);
        }
        return problems;
    }

    /** The warnings of a valid stack. */
    List<String> warnings() {
        return project.warnings(directory -> program(directory).warnings());
    }

    /** The scripts of a valid stack by their names. */
    Map<String, String> scripts() {
        return project.inDirectory(directory -> {
            Map<String, String> scripts = new TreeMap<>();
            program(directory).scripts().forEach((name, userData) -> scripts.put(name, userData.script()));
            return scripts;
        });
    }

    StackProgram program(Path directory) {
        return StackProgram.of(project.config(directory), directory);
    }
}
