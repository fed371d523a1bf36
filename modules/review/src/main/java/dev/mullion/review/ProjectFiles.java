package dev.mullion.review;

import dev.mullion.core.config.ProjectText;
import dev.mullion.core.spec.SpecException;
import dev.mullion.review.revision.Repository;
import dev.mullion.review.revision.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the names and the texts of a project's files say in a revision or in the working tree. What is wrong in one of them
 * is said where its stack is previewed, and stops no other.
 *
 * @param name the project's
 * @param stacks each stack to the path of its file from the repository's root
 * @param ours the stacks that have a section of ours, or that a program in Java makes
 * @param broken whether the project's own file can not be read, so that its stacks may be anywhere
 * @param javaProgram whether the project is a program with a pom of its own
 * @param settings by key what else Pulumi.yaml says ({@code runtime}), as JSON
 */
record ProjectFiles(
        Optional<String> name,
        SortedMap<String, String> stacks,
        SortedSet<String> ours,
        boolean broken,
        boolean javaProgram,
        SortedMap<String, String> settings) {
    /** Stands for a file that a preview may refuse: no YAML, and of ours, so that the preview says why. */
    private static final String REFUSED = "mullion: [";

    private static final List<String> NAMES = List.of("Pulumi.json", "Pulumi.yaml", "Pulumi.yml");

    /** The text of a file, if it is there. */
    private interface Texts {
        Optional<String> read(String path) throws IOException;
    }

    /** Of a revision, or of the working tree when there is none. */
    static ProjectFiles of(Repository repository, Optional<Revision> revision) throws IOException {
        String prefix = repository.prefix();
        Texts texts = path -> revision.isPresent()
                ? repository.read(revision.get(), path, REFUSED)
                : text(repository.top().resolve(path));
        Optional<String> written = projectText(path -> texts.read(prefix + path));
        Optional<ProjectText> project = written.flatMap(ProjectFiles::project);
        boolean pom = JavaProgram.isIn(path -> texts.read(prefix + path).isPresent());
        String folder = folder(prefix, project);
        SortedMap<String, String> stacks = new TreeMap<>();
        SortedSet<String> ours = new TreeSet<>();
        for (String path : revision.isPresent() ? repository.files(revision.get(), folder) : repository.files(folder)) {
            Optional<String> stack = ProjectText.stack(path.substring(folder.length()));
            if (stack.isPresent()) {
                stacks.put(stack.get(), path);
                if (pom || texts.read(path).filter(ProjectFiles::isOurs).isPresent()) {
                    ours.add(stack.get());
                }
            }
        }
        boolean broken = written.isPresent() && project.isEmpty();
        return new ProjectFiles(
                project.map(ProjectText::name),
                stacks,
                ours,
                broken,
                pom,
                project.map(ProjectText::settings).orElseGet(TreeMap::new));
    }

    /** The stacks whose own file is all that changed, here or there; empty when something else changed too. */
    static Optional<SortedSet<String>> onlyStacks(Collection<String> changed, ProjectFiles base, ProjectFiles head) {
        SortedSet<String> touched = new TreeSet<>();
        SortedSet<String> left = new TreeSet<>(changed);
        for (ProjectFiles side : new ProjectFiles[] {base, head}) {
            side.stacks().forEach((stack, path) -> {
                if (changed.contains(path)) {
                    touched.add(stack);
                    left.remove(path);
                }
            });
        }
        return left.isEmpty() ? Optional.of(touched) : Optional.empty();
    }

    /** The name of the project in a directory, if it says one. */
    static Optional<String> projectName(Path directory) throws IOException {
        return projectText(path -> text(directory.resolve(path)))
                .flatMap(ProjectFiles::project)
                .map(ProjectText::name);
    }

    /** Whether there certainly is no such stack. */
    boolean lacks(String stack) {
        return !broken && !stacks.containsKey(stack);
    }

    private static Optional<String> projectText(Texts texts) throws IOException {
        for (String name : NAMES) {
            Optional<String> text = texts.read(name);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    private static Optional<ProjectText> project(String text) {
        try {
            return Optional.of(ProjectText.of("Pulumi.yaml", text));
        } catch (SpecException e) {
            return Optional.empty();
        }
    }

    /** A file that is broken is ours when it speaks of us: then its preview says what is wrong. */
    private static boolean isOurs(String text) {
        try {
            return ProjectText.hasSection("", text);
        } catch (SpecException e) {
            return text.contains("mullion:");
        }
    }

    private static String folder(String prefix, Optional<ProjectText> project) {
        Path below = project.map(ProjectText::stackDirectory).orElse(Path.of(""));
        String folder = Repository.path(Path.of(prefix).resolve(below).normalize());
        return folder.isEmpty() ? "" : folder + "/";
    }

    /** A file that is not UTF-8 is refused where it is previewed. */
    private static Optional<String> text(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(file)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > Repository.MAX_BYTES) {
            return Optional.of(REFUSED);
        }
        return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }
}
