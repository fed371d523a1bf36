package dev.mullion.core.config;

import dev.mullion.core.spec.SpecException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the files of a project say by their texts alone, for a project that lies in no directory: a revision's. Each file
 * is read for itself, so one that is broken says nothing of the others.
 *
 * @param name the project's
 * @param stackDirectory where its stack files are, from the project's own; empty for beside the project file
 * @param settings by key what else it tells Pulumi, as JSON: the runtime and the program, plug-ins, packages, the backend.
 *     No preview of ours follows them
 */
public record ProjectText(String name, Path stackDirectory, SortedMap<String, String> settings) {
    /** What a preview follows (a stack has the defaults of {@code config}), and what is only said. */
    private static final Set<String> FOLLOWED =
            Set.of("name", "stackConfigDir", "config", "description", "author", "website", "license", "template");

    public ProjectText {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /**
     * Reads Pulumi.yaml.
     *
     * @param file what messages call it
     * @throws SpecException when it is broken, or says no name
     */
    public static ProjectText of(String file, String text) {
        ProjectFile project = ProjectFile.of(YamlFile.of(file, text), Path.of(""));
        SortedMap<String, String> settings = new TreeMap<>();
        project.file().root().entries().forEach((key, entry) -> {
            if (!FOLLOWED.contains(key)) {
                settings.put(key, NodeJson.engine(entry.value()));
            }
        });
        return new ProjectText(project.name(), project.stackDirectory(), settings);
    }

    /** The stack that a file of that name configures, if it does one. */
    public static Optional<String> stack(String fileName) {
        return ProjectFile.stack(fileName);
    }

    /**
     * Whether a stack's file has a section {@code mullion:}.
     *
     * @param file what messages call it
     * @throws SpecException when it is broken
     */
    public static boolean hasSection(String file, String text) {
        return StackLoader.hasSection(YamlFile.of(file, text));
    }
}
