package dev.mullion.testkit.config;

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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A project with one stack file and what else a test puts beside it, read as the command line reads it.
 *
 * @param stack the stack's name
 * @param files content by name, relative to the project
 */
public record Project(String stack, Map<String, byte[]> files) {
    /** The project {@code shop} with the stack {@code dev}; {@code text} is the whole of Pulumi.dev.yaml. */
    public static Project of(String text) {
        return new Project("dev", Map.of())
                .with("Pulumi.yaml", "name: shop\nruntime: java\n")
                .with("Pulumi.dev.yaml", text);
    }

    public Project with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public Project with(String name, byte[] content) {
        Map<String, byte[]> more = new TreeMap<>(files);
        more.put(name, content);
        return new Project(stack, more);
    }

    public Project without(String name) {
        Map<String, byte[]> fewer = new TreeMap<>(files);
        fewer.remove(name);
        return new Project(stack, fewer);
    }

    /** The same file as another stack's. */
    public Project named(String name) {
        return new Project(name, without("Pulumi.dev.yaml").files)
                .with("Pulumi." + name + ".yaml", Objects.requireNonNull(files.get("Pulumi.dev.yaml")));
    }

    /** What {@code use} makes of the project in a directory that lives as long. */
    public <T> T inDirectory(Function<Path, T> use) {
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

    /** The stack's configuration, while the project is in that directory. */
    public StackConfig config(Path directory) {
        return StackConfig.load(directory, stack, Optional.empty());
    }

    /** Every line that a user is told, or nothing when {@code read} refuses nothing; fails on anything but a refusal. */
    public List<String> problems(Consumer<Path> read) {
        return inDirectory(directory -> {
            try {
                read.accept(directory);
                return List.of();
            } catch (SpecException e) {
                assertThat(e).hasMessage(String.join("\n", shown(e.problems(), Problem::toString)));
                return relative(directory, shown(e.problems(), Problem::toString));
            }
        });
    }

    /** The warnings that {@code read} finds, a line each. */
    public List<String> warnings(Function<Path, List<Warning>> read) {
        return inDirectory(directory -> relative(directory, shown(read.apply(directory), Warning::toString)));
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
}
