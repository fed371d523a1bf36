package dev.mullion.core.config;

import dev.mullion.core.config.Node.Entry;
import dev.mullion.core.config.Node.Kind;
import dev.mullion.core.config.Node.Mapping;
import dev.mullion.core.config.Node.Scalar;
import dev.mullion.core.files.ProjectFolder;
import dev.mullion.core.spec.Position;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.SpecPath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
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
    /** What Pulumi takes. https://www.pulumi.com/docs/iac/concepts/projects/ */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** Of a directory's path: Git is asked for each folder on the way by its whole path, which costs the length squared. */
    private static final int MOST_DIRECTORY = 255;

    private static final Pattern STACK_FILE = Pattern.compile("Pulumi\\.([A-Za-z0-9._-]+)\\.ya?ml");

    static ProjectFile read(Path directory) {
        Path yaml = directory.resolve("Pulumi.yaml").normalize();
        Path yml = directory.resolve("Pulumi.yml").normalize();
        Path json = directory.resolve("Pulumi.json").normalize();
        if (Files.exists(json, LinkOption.NOFOLLOW_LINKS)) {
            String why = ": Pulumi reads it and the JSON beside it instead of Pulumi.yaml; write the project in YAML";
            throw new SpecException(List.of(new Problem(SpecPath.ROOT, json + why)));
        }
        boolean shorter = !Files.exists(yaml) && Files.exists(yml);
        YamlFile file = YamlFile.read(
                shorter ? yml : yaml,
                new ProjectFolder(directory),
                () -> "does not exist; use the directory of a Pulumi project, or name it with -C");
        ProjectFile project = of(file, directory);
        String key = stackDirectoryKey(file);
        String stacks = text(file.root(), key).orElse("");
        if (!stacks.isEmpty()) {
            refuseElsewhere(new ProjectFolder(directory), project.stackDirectory())
                    .ifPresent(use -> {
                        throw refused(key, stacks, use, file);
                    });
        }
        return project;
    }

    private static Optional<String> refuseElsewhere(ProjectFolder folder, Path stacks) {
        String inside = "use a directory inside the project's, relative to it";
        if (!folder.names(stacks.toAbsolutePath())) {
            return Optional.of(inside);
        }
        try {
            return Files.isDirectory(folder.real(stacks))
                    ? Optional.empty()
                    : Optional.of("use a directory that exists, relative to the project's");
        } catch (ProjectFolder.RefusedException e) {
            return Optional.of(inside + ": a link leads out of it");
        } catch (IOException e) {
            return Optional.of("use a directory that exists, relative to the project's");
        }
    }

    /**
     * What the file says.
     *
     * @param directory of the project
     */
    static ProjectFile of(YamlFile file, Path directory) {
        Optional<String> name = text(file.root(), "name");
        if (name.isEmpty()) {
            throw new SpecException(List.of(new Problem(
                    SpecPath.ROOT.key("name"), "is missing; use the project's name", Optional.of(file.start()))));
        }
        if (!NAME.matcher(name.get()).matches()) {
            throw refused("name", name.get(), "use 1 to 100 letters, digits, hyphens, underscores and dots", file);
        }
        String key = stackDirectoryKey(file);
        String stacks = text(file.root(), key).orElse("");
        if (stacks.length() > MOST_DIRECTORY) {
            throw refused(key, stacks, "use a directory of at most " + MOST_DIRECTORY + " characters", file);
        }
        Path stackDirectory;
        try {
            // As Pulumi does, by the text: what is behind a link and up again is not asked of the links.
            stackDirectory = directory.resolve(Path.of(stacks).normalize());
        } catch (InvalidPathException e) {
            throw refused(key, stacks, "use a directory", file);
        }
        return new ProjectFile(file, name.get(), stackDirectory, file.name().endsWith(".yml") ? ".yml" : ".yaml");
    }

    /** Before {@code stackConfigDir:} there was {@code config:} with a directory; Pulumi still takes it. */
    private static String stackDirectoryKey(YamlFile file) {
        refuseOther(file, "stackConfigDir", "use a directory, a number or a word such as true in quotes");
        refuseOther(file, "config", "use a map of configuration");
        return text(file.root(), "stackConfigDir").isPresent() ? "stackConfigDir" : "config";
    }

    /** Which Pulumi may take for a directory all the same. */
    private static void refuseOther(YamlFile file, String key, String use) {
        Entry entry = file.root().entries().get(key);
        boolean map = key.equals("config") && entry != null && entry.value() instanceof Mapping;
        boolean textOrNothing = entry != null
                && entry.value() instanceof Scalar scalar
                && (scalar.kind() == Kind.STRING || scalar.kind() == Kind.NULL);
        if (entry != null && !map && !textOrNothing) {
            throw refused(key, NodeJson.plain(entry.value()), use, file);
        }
    }

    /** The stack of a file of that name, if it is a stack's. */
    static Optional<String> stack(String fileName) {
        Matcher matcher = STACK_FILE.matcher(fileName);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    Path stackFile(String stack) {
        return stackDirectory.resolve("Pulumi." + stack + extension).normalize();
    }

    /** The same with the other extension, which nobody reads, if it is there. */
    Optional<Path> unreadStackFile(String stack) {
        return Optional.of(stackDirectory
                        .resolve("Pulumi." + stack + otherExtension())
                        .normalize())
                .filter(Files::exists);
    }

    /** A second project file beside this one, which nobody reads, if it is there. */
    Optional<Path> unreadProjectFile() {
        return Optional.of(Path.of(file.name()).resolveSibling("Pulumi" + otherExtension()))
                .filter(Files::exists);
    }

    private String otherExtension() {
        return extension.equals(".yml") ? ".yaml" : ".yml";
    }

    /** What to say when a stack has no file. */
    String missingStack(String stack) {
        Optional<Path> unread = unreadStackFile(stack);
        if (unread.isPresent()) {
            return "does not exist; rename " + unread.get().getFileName()
                    + " to it: a stack's file has the extension of "
                    + Path.of(file.name()).getFileName();
        }
        Set<String> stacks;
        try {
            stacks = stacks();
        } catch (SpecException e) {
            return "does not exist, and the directory it belongs into can not be read";
        }
        return stacks.isEmpty()
                ? "does not exist, and no other stack has a file beside it"
                : "does not exist; the stacks that have a file are " + String.join(", ", stacks);
    }

    /** The stacks that have a file, sorted. */
    Set<String> stacks() {
        Set<String> stacks = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(stackDirectory, "Pulumi.*")) {
            for (Path path : files) {
                stack(String.valueOf(path.getFileName())).ifPresent(stacks::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return stacks;
        } catch (IOException e) {
            String message = stackDirectory + ": can not be read, so its stack files are not known";
            throw new SpecException(List.of(new Problem(SpecPath.ROOT, message)));
        }
        return stacks;
    }

    private static SpecException refused(String key, String got, String use, YamlFile file) {
        String message = "got " + Shown.text(got) + "; " + use;
        Optional<Position> position = Optional.ofNullable(file.root().entries().get(key))
                .flatMap(entry -> entry.value().position());
        return new SpecException(List.of(new Problem(SpecPath.ROOT.key(key), message, position)));
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
