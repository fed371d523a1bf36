package dev.mullion.review.fleet;

import dev.mullion.core.config.ProjectSearch;
import dev.mullion.core.config.ProjectText;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.ProblemLines;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.UserException;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.revision.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The stacks of every project below a folder, by folder and name. A stack counts that has a section of ours, or that
 * Pulumi.yaml gives one, and every stack of a program in Java that uses Mullion. Links are not followed, and nothing is looked for in
 * folders whose name begins with a dot, nor in {@code node_modules}, {@code target} and {@code vendor}.
 *
 * @param references between all stacks of the folder
 * @param problems of projects that can not be read or named and of stacks that Pulumi can not tell apart, a line each; of more than a
 *     hundred the first, and how many there are
 */
public record Fleet(List<FleetStack> stacks, StackReferences references, List<String> problems) {
    private static final Set<String> NOT_OURS = Set.of("node_modules", "target", "vendor");

    /**
     * What Maven may read as {@code dev.mullion} where a text has no such word: a reference to a character or an entity, UTF-16, and
     * in the name of a group a property, a comment, a CDATA section or an instruction. A tag holds no other: where one begins, the look at the last
     * one ends, so that all of them together go once through the text.
     */
    private static final Pattern OTHERWISE =
            Pattern.compile("&#|<!DOCTYPE|\\x00|<groupId[^<>]*>[^<]*(?:<[!?]|\\$\\{(?!project\\.|pom\\.))");

    public Fleet {
        stacks = List.copyOf(stacks);
        problems = List.copyOf(problems);
    }

    /**
     * Looks for them; where there is no project below, in the one that the folder is in.
     *
     * @throws UserException when there is none
     */
    public static Fleet below(Path folder) throws IOException {
        List<FleetStack> stacks = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        SortedSet<Path> projects = projects(folder);
        for (Path directory : projects.isEmpty() ? List.of(ProjectSearch.from(folder)) : projects) {
            if (!projects.isEmpty() && !hasPlainName(folder, directory)) {
                problems.add(unreadable(directory.toString()));
                continue;
            }
            Project project = project(directory);
            stacks.addAll(project.stacks());
            problems.addAll(project.problems());
        }
        problems.addAll(twins(stacks));
        if (stacks.isEmpty()) {
            throw new UserException(
                    problems.isEmpty()
                            ? "no stack file here or below has a section mullion:; write Pulumi.dev.yaml"
                            : String.join("\n", problems));
        }
        StackReferences references = new StackReferences(stacks);
        problems.addAll(references.problems());
        return new Fleet(stacks, references, ProblemLines.most(problems));
    }

    /** What to say of a folder that can not be named. */
    static String unreadable(String folder) {
        return Shown.text(folder)
                + ": has a name that can not be shown or read here; rename the folder, or set LC_ALL=C.UTF-8";
    }

    /** What one project has, and what is wrong with its own file. */
    record Project(List<FleetStack> stacks, List<String> problems) {}

    static Project project(Path directory) throws IOException {
        List<FleetStack> stacks = new ArrayList<>();
        try {
            String project = StackConfig.project(directory);
            boolean all = areAllOurs(directory, project);
            for (String stack : StackConfig.stacks(directory)) {
                if (all || mayHaveSection(StackConfig.file(directory, stack), project)) {
                    stacks.add(new FleetStack(directory, project, stack));
                }
            }
            return new Project(stacks, List.of());
        } catch (SpecException e) {
            return new Project(List.of(), String.valueOf(e.getMessage()).lines().toList());
        }
    }

    /** Whether nothing is looked for in a folder of that name. */
    static boolean isLeftOut(String name) {
        return name.startsWith(".") || NOT_OURS.contains(name);
    }

    /** The folders of all projects, as the user named the one that they are in. */
    static SortedSet<Path> projects(Path folder) throws IOException {
        SortedSet<Path> projects = new TreeSet<>();
        Path start = folder.toAbsolutePath();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                return !directory.equals(start) && isLeftOut(name)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (ProjectSearch.FILE_NAMES.contains(String.valueOf(file.getFileName()))) {
                    // As the user named the folder, so that messages do.
                    projects.add(folder.resolve(start.relativize(file.getParent())));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (file.equals(start)) {
                    throw problem;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return projects;
    }

    /** A name with a line break makes two lines of one, and what this locale has no character for can not be named again. */
    private static boolean hasPlainName(Path folder, Path directory) {
        String name =
                folder.toAbsolutePath().relativize(directory.toAbsolutePath()).toString();
        try {
            return name.chars().noneMatch(Character::isISOControl)
                    && Path.of(directory.toString()).equals(directory);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A pom that does not name Mullion, as where its parent does, takes no stack away that has a section of ours. */
    private static boolean areAllOurs(Path directory, String project) throws IOException {
        return (JavaProgram.isIn(directory)
                        && text(directory.resolve("pom.xml"))
                                .filter(Fleet::mayName)
                                .isPresent())
                || ProjectSearch.FILE_NAMES.stream().anyMatch(name -> mayHaveSection(directory.resolve(name), project));
    }

    private static boolean mayHaveSection(Path file, String project) {
        return text(file)
                .filter(text -> ProjectText.mayHaveSection(text, Optional.of(project)))
                .isPresent();
    }

    private static boolean mayName(String pom) {
        return pom.contains("dev.mullion") || OTHERWISE.matcher(pom).find();
    }

    private static Optional<String> text(Path file) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= Repository.MAX_BYTES
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    : Optional.of("mullion: ["); // whatever it is, its preview says why it is refused
        } catch (IOException e) {
            return Optional.of("mullion: [");
        }
    }

    private static List<String> twins(List<FleetStack> stacks) {
        List<String> problems = new ArrayList<>();
        Map<String, FleetStack> first = new HashMap<>();
        for (FleetStack stack : stacks) {
            FleetStack twin = first.putIfAbsent(stack.name(), stack);
            if (twin != null) {
                problems.add(StackConfig.file(stack.directory(), stack.stack()) + ": is the stack "
                        + Shown.text(stack.name()) + ", as is "
                        + StackConfig.file(twin.directory(), twin.stack())
                        + "; Pulumi keeps one state for both: rename the project or the stack");
            }
        }
        return problems;
    }
}
