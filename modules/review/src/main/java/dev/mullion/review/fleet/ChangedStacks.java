package dev.mullion.review.fleet;

import dev.mullion.core.config.ProjectText;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.revision.CurrentDirectory;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The stacks of a fleet that may be other ones than in a revision: whose own file differs, Pulumi.yaml, a file or folder that one of
 * the two names (steps, {@code main:}), or, of a program in Java, anything that is in no other project's folder: its parent may be
 * above. Where a link leaves it open, or the project is in a repository inside of another one, a stack counts.
 */
public final class ChangedStacks {
    private final String revision;
    private final CurrentDirectory current;

    /** Of every project of the fleet, without links. */
    private final Set<Path> projects = new HashSet<>();

    /** By the root of each repository: what differs there. */
    private final Map<Path, SortedSet<String>> changed = new HashMap<>();

    private ChangedStacks(String revision, CurrentDirectory current) {
        this.revision = revision;
        this.current = current;
    }

    /**
     * What a stack may be made of, by paths from the repository's root.
     *
     * @param files and folders, with all that is in them
     * @param ways to them, of which one may have become a link
     */
    private record Made(SortedSet<String> files, SortedSet<String> ways) {
        boolean isAmong(NavigableSet<String> changed) {
            return files.stream()
                            .map(ChangedStacks::folded)
                            .anyMatch(path -> changed.contains(path)
                                    || (path.isEmpty() && !changed.isEmpty())
                                    || holds(changed, path + "/"))
                    || ways.stream().map(ChangedStacks::folded).anyMatch(changed::contains);
        }

        private static boolean holds(NavigableSet<String> changed, String folder) {
            return changed.tailSet(folder).stream().limit(1).anyMatch(next -> next.startsWith(folder));
        }
    }

    /**
     * Leaves out the stacks that are the same.
     *
     * @param revision as the user names it
     * @param current what relative directories are relative to
     * @throws dev.mullion.core.spec.UserException when a project is in no repository, or its repository has no such revision
     */
    public static Fleet since(String revision, Fleet fleet, CurrentDirectory current) throws IOException {
        ChangedStacks changed = new ChangedStacks(revision, current);
        Map<Path, List<FleetStack>> projects = new LinkedHashMap<>();
        fleet.stacks().forEach(stack -> projects.computeIfAbsent(stack.directory(), path -> new ArrayList<>())
                .add(stack));
        for (Path project : projects.keySet()) {
            changed.projects.add(project.toRealPath());
        }
        List<FleetStack> touched = new ArrayList<>();
        for (Map.Entry<Path, List<FleetStack>> project : projects.entrySet()) {
            touched.addAll(changed.touched(project.getKey(), project.getValue()));
        }
        return new Fleet(touched, fleet.problems());
    }

    private List<FleetStack> touched(Path directory, List<FleetStack> stacks) throws IOException {
        Repository repository = Repository.of(directory);
        repository.refuseLinks(directory, current);
        if (repository.isSubmodule()) { // its own branch of that name is whatever its author made it
            return stacks;
        }
        Optional<Revision> base = repository.find(revision);
        if (base.isEmpty()) {
            throw repository.missing(revision);
        }
        SortedSet<String> all = changed.get(repository.top());
        if (all == null) {
            all = repository.changed(base.get());
            changed.put(repository.top(), all);
        }
        if (JavaProgram.isIn(directory)) {
            return mayRead(repository, all) ? stacks : List.of();
        }
        NavigableSet<String> folded = new TreeSet<>();
        all.forEach(path -> folded.add(folded(path)));
        List<FleetStack> touched = new ArrayList<>();
        SortedSet<String> rest = new TreeSet<>();
        for (FleetStack stack : stacks) {
            Optional<Made> made = madeOf(stack, repository);
            if (made.isEmpty() || made.get().isAmong(folded)) {
                touched.add(stack);
            } else {
                rest.addAll(made.get().files());
                rest.addAll(made.get().ways());
            }
        }
        // What Git is told to overlook, a link, a conversion: then nobody knows.
        return touched.size() == stacks.size() || repository.holds(base.get(), rest) ? touched : stacks;
    }

    /** As some file systems have it. */
    private static String folded(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    /** Whether something differs that is not another project's alone: a program in Java may have its parent anywhere. */
    private boolean mayRead(Repository repository, SortedSet<String> changed) {
        Path project = repository.top().resolve(repository.prefix());
        List<Path> others = projects.stream()
                .filter(other -> other.startsWith(repository.top()) && !project.startsWith(other))
                .toList();
        return changed.stream()
                .map(path -> inRepository(repository, path))
                .anyMatch(path -> path.isEmpty()
                        || path.get().startsWith(project)
                        || others.stream().noneMatch(path.get()::startsWith));
    }

    /** Empty where this process can not name it, as it can no umlaut in the locale C. */
    private static Optional<Path> inRepository(Repository repository, String path) {
        try {
            return Optional.of(repository.top().resolve(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Empty where a file can not be read, or names too much. */
    private static Optional<Made> madeOf(FleetStack stack, Repository repository) throws IOException {
        NavigableSet<String> paths = new TreeSet<>();
        NavigableSet<String> ways = new TreeSet<>();
        NamedLimit limit = new NamedLimit();
        List<Path> files = new ArrayList<>();
        for (String name : List.of("Pulumi.yaml", "Pulumi.yml", "Pulumi.json")) {
            files.add(stack.directory().resolve(name));
        }
        files.add(StackConfig.file(stack.directory(), stack.stack()));
        Path project = repository.top().resolve(repository.prefix());
        for (Path file : files) {
            String path = repository.prefix() + stack.directory().relativize(file);
            paths.add(path.replace('\\', '/'));
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > Repository.MAX_BYTES) {
                return Optional.empty();
            }
            try {
                for (String text :
                        ProjectText.texts("", new String(Files.readAllBytes(file), StandardCharsets.UTF_8))) {
                    if (!limit.takes(text)) {
                        return Optional.empty();
                    }
                    named(project, repository.top(), text).ifPresent(paths::add);
                    ways.addAll(ways(project, repository.top(), text));
                }
            } catch (SpecException e) {
                return Optional.empty();
            }
        }
        return Optional.of(new Made(paths, ways));
    }

    /** What a text means as the name of a file or a folder, if there is one in the repository. */
    private static Optional<String> named(Path project, Path top, String text) {
        try {
            Path path = project.resolve(text).normalize();
            return path.startsWith(top) && !text.isBlank()
                    ? Optional.of(Repository.path(top.relativize(path)))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The folders that it leads through, as it is written: {@code a/../b} is elsewhere where {@code a} is a link. */
    private static List<String> ways(Path project, Path top, String text) {
        try {
            Path path = Path.of(text);
            return path.isAbsolute()
                    ? List.of()
                    : IntStream.range(1, path.getNameCount())
                            .mapToObj(parts ->
                                    named(project, top, path.subpath(0, parts).toString()))
                            .flatMap(Optional::stream)
                            .filter(way -> !way.isEmpty())
                            .toList();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }
}
