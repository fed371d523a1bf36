package dev.mullion.review.fleet;

import dev.mullion.core.config.ProjectSearch;
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
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The stacks of a fleet that may be other ones than in a revision: whose own file differs, Pulumi.yaml, a file or folder that one of
 * the two names (steps, {@code main:}), or, of a program in Java, anything that is in no other project's folder: its parent may be
 * above. Where a link leaves it open, or the project is in a repository inside of another one, a stack counts.
 */
public final class ChangedStacks {
    /**
     * What GitHub ({@code before}) and GitLab ({@code CI_COMMIT_BEFORE_SHA}) name of a branch that is new.
     * https://docs.gitlab.com/ci/variables/predefined_variables/
     */
    private static final Pattern NOTHING_BEFORE = Pattern.compile("0{40}|0{64}");

    private final String revision;
    private final CurrentDirectory current;

    /** Every folder of a project of the fleet, without links. */
    private final Set<Path> projects = new HashSet<>();

    /** Whether a folder of {@link #projects} is one in the revision, too; of those that were asked for. */
    private final Map<Path, Boolean> wereProjects = new HashMap<>();

    /** By the root of each repository. */
    private final Map<Path, Known> repositories = new HashMap<>();

    /**
     * What a repository is asked for once, however many projects are in it.
     *
     * @param base empty where there was nothing before, and in a submodule: its own branch of that name is whatever its author made it
     * @param changed as some file systems have it, without case
     * @param conversions of them those by which a checkout has other bytes
     * @param owners the projects' folders that something differs in
     * @param ownerless whether something differs that is in no project's folder
     */
    private record Known(
            Repository repository,
            Optional<Revision> base,
            NavigableSet<String> changed,
            Conversions conversions,
            Set<Path> owners,
            boolean ownerless) {}

    /** A project that seems to be the same, of which nobody has looked at what Git does not tell. */
    private record Left(Known known, String prefix, SortedSet<String> paths) {}

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
     * @param revision as the user names it; nothing is the same as what has a hash of zeros
     * @param current what relative directories are relative to
     * @throws dev.mullion.core.spec.UserException when a project is in no repository, or its repository has no such revision
     */
    public static Fleet since(String revision, Fleet fleet, CurrentDirectory current) throws IOException {
        Set<FleetStack> touched = touched(revision, fleet.stacks(), current);
        return new Fleet(
                fleet.stacks().stream().filter(touched::contains).toList(), fleet.references(), fleet.problems());
    }

    /** Those of the stacks that are not the same. */
    static Set<FleetStack> touched(String revision, List<FleetStack> stacks, CurrentDirectory current)
            throws IOException {
        ChangedStacks changed = new ChangedStacks(revision, current);
        Map<Path, List<FleetStack>> projects = new LinkedHashMap<>();
        stacks.forEach(stack -> projects.computeIfAbsent(stack.directory(), path -> new ArrayList<>())
                .add(stack));
        for (Path project : projects.keySet()) {
            changed.projects.add(project.toRealPath());
        }
        Set<FleetStack> touched = new HashSet<>();
        Map<Path, Left> left = new LinkedHashMap<>();
        for (Map.Entry<Path, List<FleetStack>> project : projects.entrySet()) {
            changed.look(project.getKey(), project.getValue(), touched)
                    .ifPresent(rest -> left.put(project.getKey(), rest));
        }
        // What Git is told to overlook, a link, a conversion: then nobody knows.
        for (Path project : changed.doubtful(left)) {
            touched.addAll(projects.getOrDefault(project, List.of()));
        }
        return touched;
    }

    private Optional<Left> look(Path directory, List<FleetStack> stacks, Set<FleetStack> touched) throws IOException {
        Known known = known(directory);
        Repository repository = known.repository().at(directory);
        repository.refuseLinks(directory, current);
        if (known.base().isEmpty() || known.conversions().concern(repository.prefix())) {
            touched.addAll(stacks);
            return Optional.empty();
        }
        if (JavaProgram.isIn(directory)) {
            Path project = directory.toRealPath();
            if (known.ownerless()
                    || known.owners().stream()
                            .anyMatch(owner -> owner.startsWith(project) || project.startsWith(owner))) {
                touched.addAll(stacks);
            }
            return Optional.empty();
        }
        SortedSet<String> rest = new TreeSet<>();
        boolean all = true;
        for (FleetStack stack : stacks) {
            Optional<Made> made = madeOf(stack, repository);
            if (made.isEmpty() || made.get().isAmong(known.changed())) {
                touched.add(stack);
            } else {
                all = false;
                rest.addAll(made.get().files());
                rest.addAll(made.get().ways());
            }
        }
        return all ? Optional.empty() : Optional.of(new Left(known, repository.prefix(), rest));
    }

    private Known known(Path directory) throws IOException {
        Path top = Repository.topOf(directory).orElse(directory);
        Known known = repositories.get(top);
        if (known == null) {
            known = ask(Repository.of(directory));
            repositories.put(top, known);
        }
        return known;
    }

    private Known ask(Repository repository) throws IOException {
        if (repository.isSubmodule() || NOTHING_BEFORE.matcher(revision).matches()) {
            return new Known(repository, Optional.empty(), new TreeSet<>(), Conversions.of(Set.of()), Set.of(), false);
        }
        Revision base = repository.find(revision).orElse(null);
        if (base == null) {
            throw repository.missing(revision);
        }
        NavigableSet<String> changed = new TreeSet<>();
        Set<Path> owners = new HashSet<>();
        boolean ownerless = false;
        SortedSet<String> paths = repository.changed(base);
        for (String path : paths) {
            changed.add(folded(path));
            Optional<Path> owner = owner(repository, base, path);
            owner.ifPresent(owners::add);
            ownerless |= owner.isEmpty();
        }
        return new Known(repository, Optional.of(base), changed, Conversions.of(paths), owners, ownerless);
    }

    /**
     * The project whose folder a file is in; of a program in Java, the parent may be in none. One that the revision lacks owns
     * nothing: a change would make a project of the parent's folder, and so nobody else's of what it changes there.
     */
    private Optional<Path> owner(Repository repository, Revision base, String path) throws IOException {
        try {
            Path folder = repository.top().resolve(path).getParent();
            while (folder != null && !(projects.contains(folder) && wasProject(repository, base, folder))) {
                folder = folder.getParent();
            }
            return Optional.ofNullable(folder);
        } catch (InvalidPathException e) {
            return Optional.empty(); // this process can not name it, as it can no umlaut in the locale C
        }
    }

    private boolean wasProject(Repository repository, Revision base, Path folder) throws IOException {
        Boolean known = wereProjects.get(folder);
        if (known == null) {
            known = false;
            for (String name : ProjectSearch.FILE_NAMES) {
                known |= repository.has(base, Repository.path(repository.top().relativize(folder.resolve(name))));
            }
            wereProjects.put(folder, known);
        }
        return known;
    }

    private List<Path> doubtful(Map<Path, Left> left) throws IOException {
        Map<Repository, SortedSet<String>> asked = new HashMap<>();
        left.values()
                .forEach(project -> asked.computeIfAbsent(project.known().repository(), repository -> new TreeSet<>())
                        .addAll(project.paths()));
        Map<Repository, NavigableSet<String>> doubtful = new HashMap<>();
        List<Path> projects = new ArrayList<>();
        for (Map.Entry<Path, Left> project : left.entrySet()) {
            Repository repository = project.getValue().known().repository();
            NavigableSet<String> paths = doubtful.get(repository);
            if (paths == null) {
                paths = repository
                        .at(repository.top())
                        .doubtful(
                                project.getValue().known().base().orElseThrow(),
                                asked.getOrDefault(repository, new TreeSet<>()));
                doubtful.put(repository, paths);
            }
            if (Made.holds(paths, project.getValue().prefix())
                    || project.getValue().paths().stream().anyMatch(paths::contains)) {
                projects.add(project.getKey());
            }
        }
        return projects;
    }

    /** As some file systems have it. */
    private static String folded(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    /** Empty where a file can not be read, or names too much. */
    private static Optional<Made> madeOf(FleetStack stack, Repository repository) throws IOException {
        NavigableSet<String> paths = new TreeSet<>();
        NavigableSet<String> ways = new TreeSet<>();
        NamedLimit limit = new NamedLimit();
        List<Path> files = new ArrayList<>();
        for (String name : ProjectSearch.FILE_NAMES) {
            files.add(stack.directory().resolve(name));
        }
        files.add(StackConfig.file(stack.directory(), stack.stack()));
        Path project = repository.top().resolve(repository.prefix());
        JavaProgram.TOLD_BY.forEach(name -> paths.add(repository.prefix() + name)); // one that is gone was the program
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
        return isOutside(repository, paths) ? Optional.empty() : Optional.of(new Made(paths, ways));
    }

    /** Whether a file is named that is not the project's. */
    private static boolean isOutside(Repository repository, Set<String> paths) {
        return paths.stream()
                .filter(path -> !path.startsWith(repository.prefix()))
                .map(repository.top()::resolve)
                .anyMatch(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(file));
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
