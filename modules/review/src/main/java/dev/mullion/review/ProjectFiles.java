package dev.mullion.review;

import dev.mullion.review.revision.Repository;
import dev.mullion.review.revision.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names and the texts of a project's files say in a revision or in the working tree, without a closer look: the
 * preview takes that.
 *
 * @param name the project's
 * @param stacks each stack to the path of its file from the repository's root
 * @param ours the stacks that have a section of ours, or that a program in Java makes
 * @param javaProgram whether the project is a program with a pom of its own
 */
record ProjectFiles(
        Optional<String> name, SortedMap<String, String> stacks, SortedSet<String> ours, boolean javaProgram) {
    private static final Pattern STACK = Pattern.compile("Pulumi\\.([A-Za-z0-9._-]+)\\.ya?ml");
    private static final Pattern NAME = Pattern.compile("(?m)^name:[ \\t]*[\"']?([^\\s\"'#]+)");
    private static final Pattern STACK_FOLDER =
            Pattern.compile("(?m)^(?:stackConfigDir|config):[ \\t]*[\"']?([^\\s\"'#{]+)");
    private static final Pattern SECTION = Pattern.compile("(?m)^[ \\t]+[\"']?mullion:");

    /** Of a revision, or of the working tree when there is none. */
    static ProjectFiles of(Repository repository, Optional<Revision> revision) throws IOException {
        String prefix = repository.prefix();
        Optional<String> project = read(repository, revision, prefix + "Pulumi.yaml");
        if (project.isEmpty()) {
            project = read(repository, revision, prefix + "Pulumi.yml");
        }
        boolean pom = read(repository, revision, prefix + "pom.xml").isPresent()
                && read(repository, revision, prefix + "tools/launch.sh").isEmpty();
        String folder = prefix
                + project.flatMap(text -> first(STACK_FOLDER, text))
                        .map(path -> path.replaceAll("^(\\./+)+|/+$", "") + "/")
                        .filter(path -> !path.equals("/") && !path.equals("./"))
                        .orElse("");
        SortedMap<String, String> stacks = new TreeMap<>();
        SortedSet<String> ours = new TreeSet<>();
        for (String path : revision.isPresent() ? repository.files(revision.get(), folder) : repository.files(folder)) {
            Matcher file = STACK.matcher(path.substring(folder.length()));
            if (file.matches()) {
                stacks.put(file.group(1), path);
                if (pom
                        || read(repository, revision, path)
                                .filter(text -> SECTION.matcher(text).find())
                                .isPresent()) {
                    ours.add(file.group(1));
                }
            }
        }
        return new ProjectFiles(project.flatMap(ProjectFiles::projectName), stacks, ours, pom);
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

    /** The name that the text of Pulumi.yaml gives the project. */
    static Optional<String> projectName(String text) {
        return first(NAME, text);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static Optional<String> read(Repository repository, Optional<Revision> revision, String path)
            throws IOException {
        if (revision.isPresent()) {
            return repository.read(revision.get(), path);
        }
        Path file = repository.top().resolve(path);
        // A file that is not UTF-8 is refused where it is previewed.
        return Files.isRegularFile(file)
                ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
