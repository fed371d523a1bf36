package dev.mullion.core.config;

import dev.mullion.core.spec.SpecException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the files of a project say by their texts alone, for a project that lies in no directory: a revision's. Each file
 * is read for itself, so one that is broken says nothing of the others.
 *
 * @param name the project's
 * @param stackDirectory where its stack files are, from the project's own; empty for beside the project file
 */
public record ProjectText(String name, Path stackDirectory) {
    /**
     * Reads Pulumi.yaml.
     *
     * @param file what messages call it
     * @throws SpecException when it is broken, or says no name
     */
    public static ProjectText of(String file, String text) {
        ProjectFile project = ProjectFile.of(YamlFile.of(file, text), Path.of(""));
        return new ProjectText(project.name(), project.stackDirectory());
    }

    /** The stack that a file of that name configures, if it does one. */
    public static Optional<String> stack(String fileName) {
        return ProjectFile.stack(fileName);
    }

    /**
     * Whether a stack's file has a section {@code mullion:}, or Pulumi.yaml one that all its stacks have.
     *
     * @param file what messages call it
     * @param project the name of the project, if it is known: keys without a namespace are in that of the project
     * @throws SpecException when it is broken
     */
    public static boolean hasSection(String file, String text, Optional<String> project) {
        return StackLoader.hasSection(YamlFile.of(file, text), project);
    }

    /**
     * The same, and of a file that is broken: then its preview says what is wrong. Pulumi may read what is refused here, such
     * as several documents or UTF-16, and a key may be written in many ways.
     */
    public static boolean mayHaveSection(String text, Optional<String> project) {
        try {
            return hasSection("", text, project);
        } catch (SpecException e) {
            return true;
        }
    }

    /**
     * Every text that a file gives to any key, wherever it stands: what the file names is among them.
     *
     * @param file what messages call it
     * @throws SpecException when it is broken
     */
    public static SortedSet<String> texts(String file, String text) {
        SortedSet<String> texts = new TreeSet<>();
        collect(YamlFile.of(file, text).root(), texts);
        return texts;
    }

    private static void collect(Node node, SortedSet<String> texts) {
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                texts.add(key);
                collect(entry.value(), texts);
            });
        } else if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, texts));
        } else if (node instanceof Node.Scalar scalar) {
            texts.add(scalar.text());
        }
    }
}
