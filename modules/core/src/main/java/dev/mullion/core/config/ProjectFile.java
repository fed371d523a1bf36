package dev.mullion.core.config;

import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pulumi.yaml: the project's name, and where its stack files are.
 *
 * @param stackDirectory where the stack files are: beside the project file, or in its {@code stackConfigDir:}
 * @param extension of the stack files: Pulumi gives them the project file's own
 */
record ProjectFile(YamlFile file, String name, Path stackDirectory, String extension) {
    private static final Pattern STACK_FILE = Pattern.compile("Pulumi\\.([A-Za-z0-9._-]+)\\.ya?ml");

    static ProjectFile read(Path directory) {
        Path yaml = directory.resolve("Pulumi.yaml").normalize();
        Path yml = directory.resolve("Pulumi.yml").normalize();
        boolean shorter = !Files.exists(yaml) && Files.exists(yml);
        YamlFile file = YamlFile.read(
                shorter ? yml : yaml,
                "does not exist; use the directory of a Pulumi project");
        Optional<String> name = text(file.root(), "name");
        if (name.isEmpty()) {
            throw new SpecException(List.of(new Problem(
                    SpecPath.ROOT.key("name"), "is missing; use the project's name", Optional.of(file.start()))));
        }
        // Before stackConfigDir: there was config: with a directory; Pulumi still takes it.
        Path stacks = text(file.root(), "stackConfigDir")
                .or(() -> text(file.root(), "config"))
                .map(directory::resolve)
                .orElse(directory);
        return new ProjectFile(file, name.get(), stacks, shorter ? ".yml" : ".yaml");
    }

    Path stackFile(String stack) {
        return stackDirectory.resolve("Pulumi." + stack + extension).normalize();
    }

    /** What to say when a stack has no file. */
    String missingStack() {
        Set<String> stacks = stacks();
        return stacks.isEmpty()
                ? "does not exist, and no other stack has a file beside it"
                : "does not exist; the stacks that have a file are " + String.join(", ", stacks);
    }

    /** The stacks that have a file, sorted. */
    Set<String> stacks() {
        Set<String> stacks = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(stackDirectory, "Pulumi.*")) {
            for (Path path : files) {
                Matcher matcher = STACK_FILE.matcher(String.valueOf(path.getFileName()));
                if (matcher.matches()) {
                    stacks.add(matcher.group(1));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return stacks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stacks;
    }

    private static Optional<String> text(Mapping root, String key) {
        return Optional.ofNullable(root.entries().get(key))
                .map(Entry::value)
                .filter(value -> value instanceof Scalar scalar
                        && scalar.kind() == Kind.STRING
                        && !scalar.text().isEmpty())
                .map(value -> ((Scalar) value).text());
    }
}
