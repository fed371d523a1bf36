package dev.mullion.review;

import dev.mullion.core.config.ProjectSearch;
import dev.mullion.core.config.ProjectText;
import dev.mullion.core.spec.SpecException;
import dev.mullion.review.revision.NamedLimit;
import dev.mullion.review.revision.Repository;
import dev.mullion.review.revision.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What the names and the texts of a project's files say in a revision or in the working tree. What is wrong in one of them
 * is said where its stack is previewed, and stops no other.
 *
 * @param name the project's
 * @param stacks each stack to the path of its file from the repository's root
 * @param ours the stacks that have a section of ours, or that a program in Java makes
 * @param broken whether the project's own file can not be read, or a folder of it is a link, so that its stacks may be
 *     anywhere
 * @param javaProgram whether the project is a program with a pom of its own
 * @param named the paths from the repository's root that a text in one of the files could mean, whether there is such a
 *     file or not; empty where a file can not be read, or names too much, and could mean any
 */
record ProjectFiles(
        Optional<String> name,
        SortedMap<String, String> stacks,
        SortedSet<String> ours,
        boolean broken,
        boolean javaProgram,
        Optional<SortedSet<String>> named) {
    /** Stands for a file that a preview may refuse: no YAML, and of ours, so that the preview says why. */
    private static final String REFUSED = "mullion: [";

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
        boolean elsewhere = !folder.isEmpty()
                && (revision.isPresent()
                        ? repository.leadsElsewhere(revision.get(), folder)
                        : repository.leadsElsewhere(folder));
        Optional<String> name = project.map(ProjectText::name);
        boolean all = pom
                || written.filter(text -> ProjectText.mayHaveSection(text, name))
                        .isPresent();
        SortedMap<String, String> stacks = new TreeMap<>();
        SortedSet<String> ours = new TreeSet<>();
        List<String> read = new ArrayList<>(written.stream().toList());
        for (String path : elsewhere ? List.<String>of() : files(repository, revision, folder)) {
            Optional<String> stack = ProjectText.stack(path.substring(folder.length()));
            if (stack.isPresent()) {
                stacks.put(stack.get(), path);
                // A program in Java makes what it likes of a file: nobody asks what its own name.
                Optional<String> text = pom ? Optional.empty() : texts.read(path);
                if (all
                        || text.filter(own -> ProjectText.mayHaveSection(own, name))
                                .isPresent()) {
                    ours.add(stack.get());
                    text.ifPresent(read::add);
                }
            }
        }
        boolean broken = elsewhere || (written.isPresent() && project.isEmpty());
        return new ProjectFiles(
                name, stacks, ours, broken, pom, broken || pom ? Optional.empty() : named(prefix, read));
    }

    private static SortedSet<String> files(Repository repository, Optional<Revision> revision, String folder)
            throws IOException {
        return revision.isPresent() ? repository.files(revision.get(), folder) : repository.files(folder);
    }

    private static Optional<SortedSet<String>> named(String prefix, List<String> texts) {
        SortedSet<String> named = new TreeSet<>();
        NamedLimit limit = new NamedLimit();
        for (String text : texts) {
            try {
                for (String each : ProjectText.texts("", text)) {
                    if (!limit.takes(each)) {
                        return Optional.empty();
                    }
                    named.addAll(paths(prefix, each));
                }
            } catch (SpecException e) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }

    /** What a text means as the name of a file of the project, and the folders on the way, of which one may be a link. */
    private static List<String> paths(String prefix, String text) {
        try {
            Path path = Path.of(text);
            return IntStream.rangeClosed(1, path.isAbsolute() ? 0 : path.getNameCount())
                    .mapToObj(parts -> Path.of(prefix).resolve(path.subpath(0, parts)))
                    .map(part -> Repository.path(part.normalize()))
                    .filter(part -> part.length() > prefix.length() && part.startsWith(prefix))
                    .toList();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    /**
     * The paths of all files that one of the stacks may be made of, whether there are such files or not; empty where they
     * are not known: a program in Java reads what it likes.
     */
    Optional<SortedSet<String>> madeOf(String prefix) {
        if (javaProgram || named.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<String> all = new TreeSet<>(named.get());
        ProjectSearch.FILE_NAMES.forEach(name -> all.add(prefix + name));
        stacks.values().forEach(path -> {
            String name = path.substring(0, path.lastIndexOf('.'));
            all.addAll(List.of(name + ".yaml", name + ".yml")); // the project's own extension decides
        });
        return Optional.of(all);
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
        for (String name : ProjectSearch.FILE_NAMES) {
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
