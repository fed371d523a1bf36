package dev.mullion.review.fleet;

import dev.mullion.core.config.ProjectSearch;
import dev.mullion.core.files.IoProblem;
import dev.mullion.core.spec.ProblemLines;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.UserException;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.review.PlanFolders;
import dev.mullion.review.ProjectReview;
import dev.mullion.review.Review;
import dev.mullion.review.Sources;
import dev.mullion.review.Surroundings;
import dev.mullion.review.post.HandedOver;
import dev.mullion.review.post.Marker;
import dev.mullion.review.revision.Repository;
import dev.mullion.review.revision.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two sides of every project below a folder compared, in one report: a project that only one side has, too. A project, or a
 * stack, that can not be compared hides no other.
 */
public final class FleetReview {
    /** Stands for the stacks of a project of which nobody knows any. */
    private static final String ALL = "*";

    private final Review.Request request;
    private final Sources.Project here;
    private final Surroundings surroundings;
    private final Sources sources;

    private FleetReview(Review.Request request, Sources.Project here, Surroundings surroundings) {
        this.request = request;
        this.here = here;
        this.surroundings = surroundings;
        this.sources = new Sources(here, surroundings);
    }

    /** What is said of one project. */
    private record Told(List<Report.Entry> entries, List<String> lines) {}

    /**
     * Compares.
     *
     * @param request of two revisions, of one and the working tree, or of two folders that {@code --plans} wrote
     * @param here the folder, in the place of a project
     * @throws UserException when the sides do not go together, or have no stack of ours
     */
    public static Review.Outcome of(Review.Request request, Sources.Project here, Surroundings surroundings)
            throws IOException {
        return new FleetReview(request, here, surroundings).outcome();
    }

    private Review.Outcome outcome() throws IOException {
        Optional<PlanFolders> base = sources.planFolders(request.base());
        if (base.isPresent()) {
            String named = request.head()
                    .orElseThrow(() -> new UserException(request.base() + ": is a folder; name the other side too"));
            PlanFolders head = sources.planFolders(named)
                    .orElseThrow(() -> new UserException(Shown.text(named) + ": is no folder of plans, as "
                            + Shown.text(request.base()) + " is one"));
            return ofPlans(base.get(), head, named);
        }
        return ofRevisions();
    }

    private Review.Outcome ofPlans(PlanFolders base, PlanFolders head, String headName) throws IOException {
        SortedSet<Path> folders = new TreeSet<>(base.folders());
        folders.addAll(head.folders());
        ProjectReview review = new ProjectReview(request.rules(), Optional.empty(), Path.of(""));
        List<Report.Entry> entries = new ArrayList<>();
        InOrder.each(
                folders,
                folder -> told(
                        folder.toString(),
                        lines -> review.ofPlans(
                                request.base(),
                                base.root().resolve(folder),
                                headName,
                                head.root().resolve(folder))),
                told -> entries.addAll(told.entries()));
        return new Review.Outcome(
                report(headName, entries), Marker.of("fleet", request.base(), List.of()), Optional.of(HandedOver.BOTH));
    }

    private Review.Outcome ofRevisions() throws IOException {
        Repository repository = sources.repository();
        Revision base = sources.revision(request.base());
        Optional<Revision> head = request.head().isEmpty()
                ? Optional.empty()
                : Optional.of(sources.revision(request.head().get()));
        if (request.plans().isPresent()) {
            refuseFull(request.plans().get().resolve("base"));
            refuseFull(request.plans().get().resolve("head"));
        }
        SortedSet<String> projects = projects(repository, base);
        SortedSet<Path> here = new TreeSet<>();
        if (head.isPresent()) {
            projects.addAll(projects(repository, head.get()));
        } else {
            repository.refuseFoldedNames();
            here.addAll(projectsHere(repository));
            for (Path project : here) {
                projects.add(repository.at(project).prefix());
            }
        }
        Sides sides = new Sides(
                repository,
                base,
                head,
                projects,
                byProject(
                        head.isPresent() ? repository.changed(base, head.get()) : repository.changed(base), projects));
        Map<String, List<FleetStack>> untouched =
                head.isEmpty() && request.plans().isEmpty() ? untouched(sides, here) : Map.of();
        List<Report.Entry> entries = new ArrayList<>();
        InOrder.each(
                sides.projects(),
                project -> untouched.containsKey(project)
                        ? new Told(entries(untouched.get(project)), List.of())
                        : told(project, says -> compared(project, sides, says)),
                told -> {
                    told.lines().forEach(surroundings.says());
                    entries.addAll(told.entries());
                });
        return new Review.Outcome(
                report(head.map(Revision::name).orElse("working tree"), entries),
                Marker.of("fleet", repository.prefix(), List.of()),
                Optional.empty());
    }

    /**
     * What is compared.
     *
     * @param projects the folders of the projects of both sides, from the root: empty, or with a slash at their end
     * @param changed by these folders the paths from the root that differ in the project and in none that is inside of it
     */
    private record Sides(
            Repository repository,
            Revision base,
            Optional<Revision> head,
            SortedSet<String> projects,
            Map<String, SortedSet<String>> changed) {
        SortedSet<String> changed(String project) {
            return changed.getOrDefault(project, new TreeSet<>());
        }
    }

    private static Map<String, SortedSet<String>> byProject(SortedSet<String> changed, Set<String> projects) {
        return changed.stream()
                .collect(Collectors.groupingBy(path -> owner(path, projects), Collectors.toCollection(TreeSet::new)));
    }

    private static String owner(String path, Set<String> projects) {
        for (int slash = path.lastIndexOf('/'); slash >= 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (projects.contains(path.substring(0, slash + 1))) {
                return path.substring(0, slash + 1);
            }
        }
        return "";
    }

    private List<Report.Entry> compared(String project, Sides sides, Consumer<String> says) throws IOException {
        String below = project.substring(sides.repository().prefix().length());
        Path directory = here.directory().resolve(below);
        Repository repository = sides.repository().below(project);
        if (sides.head().isEmpty() && Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            repository.refuseLinks(directory, here.current());
        }
        Surroundings own = surroundings.saying(says);
        return new ProjectReview(request.rules(), request.plans(), Path.of(below))
                .of(repository, directory, sides.base(), sides.head(), sides.changed(project), own);
    }

    private static SortedSet<String> projects(Repository repository, Revision revision) throws IOException {
        String prefix = repository.prefix();
        return repository.named(revision, ProjectSearch.FILE_NAMES).stream()
                .map(path -> path.substring(0, path.lastIndexOf('/') + 1))
                .filter(folder -> Arrays.stream(
                                folder.substring(prefix.length()).split("/"))
                        .noneMatch(Fleet::isLeftOut))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the working tree; of a repository inside of this one, its own branches tell. */
    private SortedSet<Path> projectsHere(Repository repository) throws IOException {
        SortedSet<Path> projects = new TreeSet<>();
        for (Path project : Fleet.projects(here.directory())) {
            if (Repository.topOf(project).equals(Optional.of(repository.top()))) {
                projects.add(project);
            } else {
                surroundings
                        .says()
                        .accept("mullion: " + Shown.text(project.toString())
                                + " is in a repository of its own, and left out; compare in that one");
            }
        }
        return projects;
    }

    /** The stacks of the projects in which nothing differs, on neither side. */
    private Map<String, List<FleetStack>> untouched(Sides sides, SortedSet<Path> projects) throws IOException {
        Map<String, List<FleetStack>> untouched = new HashMap<>();
        List<FleetStack> stacks = new ArrayList<>();
        for (Path project : projects) {
            String folder = sides.repository().at(project).prefix();
            Fleet.Project of = Fleet.project(project);
            if (of.problems().isEmpty()
                    && !of.stacks().isEmpty()
                    && sides.changed(folder).isEmpty()) {
                untouched.put(folder, of.stacks());
                stacks.addAll(of.stacks());
            }
        }
        Fleet touched = ChangedStacks.since(sides.base().commit(), new Fleet(stacks, new StackReferences(stacks), List.of()), here.current());
        for (FleetStack stack : touched.stacks()) {
            untouched.remove(sides.repository().at(stack.directory()).prefix());
        }
        return untouched;
    }

    private static List<Report.Entry> entries(List<FleetStack> untouched) {
        return untouched.stream()
                .<Report.Entry>map(stack -> new Comparison(
                        stack.project(),
                        stack.stack(),
                        new TreeMap<>(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()))
                .toList();
    }

    private interface Compared {
        List<Report.Entry> entries(Consumer<String> says) throws IOException;
    }

    private static Told told(String project, Compared compared) {
        List<String> lines = new ArrayList<>();
        try {
            return new Told(compared.entries(lines::add), lines);
        } catch (SpecException | UserException e) {
            return new Told(List.of(failed(project, String.valueOf(e.getMessage()))), lines);
        } catch (IOException e) {
            return new Told(List.of(failed(project, IoProblem.line(e))), lines);
        }
    }

    private static Report.Failure failed(String project, String message) {
        String name = project.endsWith("/") ? project.substring(0, project.length() - 1) : project;
        return new Report.Failure(
                name.isEmpty() ? "." : name,
                ALL,
                ProblemLines.most(message.lines().toList()));
    }

    /** Sorted, and of two stacks that Pulumi can not tell apart the second is a failure. */
    private Report report(String head, List<Report.Entry> entries) {
        if (entries.isEmpty()) {
            throw new UserException(
                    "no stack file on either side, here or below, has a section mullion:; write Pulumi.dev.yaml");
        }
        Set<String> names = new HashSet<>();
        List<Report.Entry> all = new ArrayList<>();
        for (Report.Entry entry : entries) {
            String name = entry.project() + "/" + entry.stack();
            all.add(
                    names.add(name) || entry instanceof Report.Failure
                            ? entry
                            : new Report.Failure(
                                    entry.project(),
                                    entry.stack(),
                                    List.of("two projects have the stack " + Shown.text(name)
                                            + ", and Pulumi keeps one state for both; rename a project or the stack")));
        }
        all.sort(Comparator.comparing(Report.Entry::project).thenComparing(Report.Entry::stack));
        return new Report(request.base(), head, all);
    }

    /** What lies there would be taken for a plan of this comparison. */
    private static void refuseFull(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean directory = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
        if (directory) {
            try (Stream<Path> files = Files.list(folder)) {
                directory = files.findAny().isEmpty();
            }
        }
        if (!directory) {
            throw new UserException(folder + ": is no empty folder; use another directory for --plans");
        }
    }
}
