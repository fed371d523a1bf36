package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.Warning;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A project with one stack file and what else a test puts beside it, read as the command line reads it. The factories
 * that take a part of a stack file put a small valid stack around it.
 *
 * @param stack the stack's name
 * @param files content by name, relative to the project
 */
record StackFile(String stack, Map<String, byte[]> files) {
    private static final String ON_A_VPC = """
            config:
              aws:region: eu-west-1
              mullion:network:
                vpcId: vpc-0a1b2c3d4e5f60718
                subnetIds: [subnet-0123456789abcdef0]
            """;

    /** The whole of Pulumi.dev.yaml. */
    static StackFile of(String text) {
        return new StackFile("dev", Map.of())
                .with("Pulumi.yaml", "name: shop\nruntime: java\n")
                .with("Pulumi.dev.yaml", text);
    }

    /** Sections beside a valid network and cluster; their first line is 7. */
    static StackFile sections(String text) {
        return of(ON_A_VPC + "  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large]}}}}\n"
                + indented(2, text));
    }

    /** The keys of {@code mullion:network}; their first line is 5. */
    static StackFile network(String keys) {
        return of("""
                config:
                  aws:region: eu-west-1
                  mullion:ecs: {shop: {capacity: {web: {instanceTypes: [m6i.large]}}}}
                  mullion:network:
                """ + indented(4, keys));
    }

    /** The clusters of {@code mullion:ecs}; their first line is 7. */
    static StackFile clusters(String text) {
        return of(ON_A_VPC + "  mullion:ecs:\n" + indented(4, text));
    }

    /** Keys of the cluster {@code shop} beside its capacity {@code web}; their first line is 10. */
    static StackFile cluster(String keys) {
        return clusters("shop:\n  capacity:\n    web: {instanceTypes: [m6i.large]}\n" + indented(2, keys));
    }

    /** The keys of the capacity {@code web} of the cluster {@code shop}; their first line is 10. */
    static StackFile capacity(String keys) {
        return clusters("shop:\n  capacity:\n    web:\n" + indented(6, keys));
    }

    /** The keys of the agent of that capacity; their first line is 12. */
    static StackFile agent(String keys) {
        return capacity("instanceTypes: [m6i.large]\nagent:\n" + indented(2, keys));
    }

    StackFile with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    StackFile with(String name, byte[] content) {
        Map<String, byte[]> more = new TreeMap<>(files);
        more.put(name, content);
        return new StackFile(stack, more);
    }

    StackFile without(String name) {
        Map<String, byte[]> fewer = new TreeMap<>(files);
        fewer.remove(name);
        return new StackFile(stack, fewer);
    }

    /** The same file as another stack's. */
    StackFile named(String name) {
        return new StackFile(name, without("Pulumi.dev.yaml").files)
                .with("Pulumi." + name + ".yaml", Objects.requireNonNull(files.get("Pulumi.dev.yaml")));
    }

    /** Every line that a user is told, or nothing when the stack is valid; fails on anything but a refusal. */
    List<String> problems() {
        return inProject(directory -> {
            try {
                program(directory);
                return List.of();
            } catch (SpecException e) {
                assertThat(e).hasMessage(String.join("\n", shown(e.problems(), Problem::toString)));
                return relative(directory, shown(e.problems(), Problem::toString));
            }
        });
    }

    /** The warnings of a valid stack. */
    List<String> warnings() {
        return inProject(
                directory -> relative(directory, shown(program(directory).warnings(), Warning::toString)));
    }

    /** The scripts of a valid stack by their names. */
    Map<String, String> scripts() {
        return inProject(directory -> {
            Map<String, String> scripts = new TreeMap<>();
            program(directory).scripts().forEach((name, userData) -> scripts.put(name, userData.script()));
            return scripts;
        });
    }

    /** What {@code use} makes of the project in a directory that lives as long. */
    <T> T inProject(Function<Path, T> use) {
        try {
            Path directory = Files.createTempDirectory("mullion");
            try {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    Path path = directory.resolve(file.getKey());
                    Files.createDirectories(path.getParent());
                    Files.write(path, file.getValue());
                }
                return use.apply(directory);
            } finally {
                try (Stream<Path> paths = Files.walk(directory)) {
                    paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StackProgram program(Path directory) {
        return StackProgram.of(StackConfig.load(directory, stack, Optional.empty()), directory);
    }

    private static <T> List<String> shown(List<T> all, Function<T, String> line) {
        return all.stream().map(line).toList();
    }

    private static List<String> relative(Path directory, List<String> lines) {
        List<String> relative = lines.stream()
                .map(line -> line.replace(directory + File.separator, ""))
                .toList();
        assertThat(relative)
                .allMatch(line -> line.matches("[ -~]*[^.]"), "is one line of printable ASCII, no full stop");
        return relative;
    }

    private static String indented(int spaces, String text) {
        return text.indent(spaces);
    }
}
