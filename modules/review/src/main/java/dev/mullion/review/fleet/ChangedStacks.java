package dev.mullion.review.fleet;

import dev.mullion.core.config.ProjectText;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.revision.CurrentDirectory;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The stacks of a fleet that may be other ones than in a revision: whose own file differs, Pulumi.yaml, a file or folder that one of
 * the two names (steps, {@code main:}), or, of a program in Java, anything in the project's folder. Where a link leaves it open,
 * a stack counts.
 */
public final class ChangedStacks {
    private final String revision;
    private final CurrentDirectory current;

    /** By the root of each repository: what differs there. */
    private final Map<Path, SortedSet<String>> changed = new HashMap<>();

    private ChangedStacks(String revision, CurrentDirectory current) {
        this.revision = revision;
        this.current = current;
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
        List<FleetStack> touched = new ArrayList<>();
        for (Map.Entry<Path, List<FleetStack>> project : projects.entrySet()) {
            touched.addAll(changed.touched(project.getKey(), project.getValue()));
        }
        return new Fleet(touched, fleet.problems());
    }

    private List<FleetStack> touched(Path directory, List<FleetStack> stacks) throws IOException {
        Repository repository = Repository.of(directory);
        repository.refuseLinks(directory, current);
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
            String prefix = repository.prefix();
            return all.stream().anyMatch(path -> path.startsWith(prefix)) ? stacks : List.of();
        }
        List<FleetStack> touched = new ArrayList<>();
        SortedSet<String> rest = new TreeSet<>();
        for (FleetStack stack : stacks) {
            Optional<SortedSet<String>> made = madeOf(stack, repository);
            if (made.isEmpty() || hits(all, made.get())) {
                touched.add(stack);
            } else {
                rest.addAll(made.get());
            }
        }
        // What Git is told to overlook, a link, a conversion: then nobody knows.
        return touched.size() == stacks.size() || repository.holds(base.get(), rest) ? touched : stacks;
    }

    private static boolean hits(SortedSet<String> changed, SortedSet<String> paths) {
        return paths.stream()
                .anyMatch(path -> changed.contains(path)
                        || (path.isEmpty() && !changed.isEmpty())
                        || changed.tailSet(path + "/").stream().limit(1).anyMatch(next -> next.startsWith(path + "/")));
    }

    /** The paths from the repository's root of what a stack may be made of; empty where a file can not be read. */
    private static Optional<SortedSet<String>> madeOf(FleetStack stack, Repository repository) throws IOException {
        NavigableSet<String> paths = new TreeSet<>();
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
                    named(project, repository.top(), text).ifPresent(paths::add);
                }
            } catch (SpecException e) {
                return Optional.empty();
            }
        }
        return Optional.of(paths);
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
}
