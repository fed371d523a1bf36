package dev.mullion.review.fleet;

import dev.mullion.core.config.ProjectSearch;
import dev.mullion.core.spec.ProblemLines;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.review.JavaProgram;
import dev.mullion.review.KeptPlan;
import dev.mullion.review.PlanFolders;
import dev.mullion.review.ProjectReview;
import dev.mullion.review.Refusal;
import dev.mullion.review.Review;
import dev.mullion.review.Sources;
import dev.mullion.review.Surroundings;
import dev.mullion.review.post.HandedOver;
import dev.mullion.review.post.Marker;
import dev.mullion.review.revision.Repository;
import dev.mullion.review.revision.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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

    /** A tree of Git can name one folder any number of times, and each project takes Git a tenth of a second. */
    private static final int MAX_PROJECTS = 5000;

    private static final int MOST_LEFT_OUT = 100;

    /** The next character. */
    private static final String BEHIND_SLASH = "0";

    /** What a byte that is no UTF-8 is decoded as. */
    private static final char UNREADABLE = '\uFFFD';

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
                (folder, line) -> late(folder.toString(), line),
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
            refuseUsed(request.plans().get());
        }
        SortedSet<String> projects = projects(repository, base);
        SortedSet<Path> here = new TreeSet<>();
        SortedSet<String> leftOut = new TreeSet<>();
        if (head.isPresent()) {
            projects.addAll(projects(repository, head.get()));
        } else {
            repository.refuseFoldedNames();
            repository.refuseLeftOut(JavaProgram.TOLD_BY);
            here.addAll(projectsHere(repository, leftOut));
            for (Path project : here) {
                projects.add(repository.at(project).prefix());
            }
        }
        if (projects.size() > MAX_PROJECTS) {
            throw new UserException(projects.size() + " projects on the two sides; --all compares at most "
                    + MAX_PROJECTS + ": name a folder with -C");
        }
        SortedSet<String> changed = head.isPresent() ? repository.changed(base, head.get()) : repository.changed(base);
        leftOut.addAll(movedSubmodules(repository, base, head));
        leftOut(leftOut);
        Sides sides = new Sides(repository, base, head, projects, changed, Conversions.of(changed));
        Map<String, List<FleetStack>> untouched =
                head.isEmpty() && request.plans().isEmpty() ? untouched(sides, here) : Map.of();
        List<Report.Entry> entries = new ArrayList<>();
        InOrder.each(
                sides.projects(),
                project -> untouched.containsKey(project)
                        ? new Told(entries(untouched.get(project)), List.of())
                        : told(project, says -> compared(project, sides, says)),
                FleetReview::late,
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
     * @param changed the paths from the root that differ
     * @param conversions those of them by which a checkout may write other bytes
     */
    private record Sides(
            Repository repository,
            Revision base,
            Optional<Revision> head,
            SortedSet<String> projects,
            SortedSet<String> changed,
            Conversions conversions) {
        /** Those that a project's stacks may differ by: also of a project inside of it, whose files are in its folder. */
        SortedSet<String> changed(String project) {
            SortedSet<String> all = new TreeSet<>(
                    project.isEmpty() ? changed : changed.subSet(project, project.replaceFirst("/$", BEHIND_SLASH)));
            all.addAll(conversions.above(project));
            return all;
        }
    }

    private List<Report.Entry> compared(String project, Sides sides, Consumer<String> says) throws IOException {
        String below = project.substring(sides.repository().prefix().length());
        Path directory = directory(below);
        Repository repository = sides.repository().below(project);
        if (sides.head().isEmpty() && Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            repository.refuseLinks(directory, here.current());
        }
        Surroundings own = surroundings.saying(says);
        return new ProjectReview(request.rules(), request.plans(), Path.of(below))
                .of(repository, directory, sides.base(), sides.head(), sides.changed(project), own);
    }

    /** Of a name that this process, or Git's answer, can not tell there would be no stacks, whatever lies there. */
    private Path directory(String below) {
        if (below.indexOf(UNREADABLE) < 0) {
            try {
                return here.directory().resolve(below);
            } catch (InvalidPathException e) {
                // As one with an umlaut in the locale C.
            }
        }
        throw new UserException(Fleet.unreadable(name(below)));
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
    private SortedSet<Path> projectsHere(Repository repository, SortedSet<String> leftOut) throws IOException {
        SortedSet<Path> projects = new TreeSet<>();
        for (Path project : Fleet.projects(here.directory())) {
            if (Repository.topOf(project).equals(Optional.of(repository.top()))) {
                projects.add(project);
            } else {
                leftOut.add(project.toString());
            }
        }
        return projects;
    }

    /**
     * Those that are another commit on the two sides, or that one side lacks, as they are reached from where the user is; the folder
     * that the user named may be one itself.
     */
    private List<String> movedSubmodules(Repository repository, Revision base, Optional<Revision> head)
            throws IOException {
        SortedMap<String, String> before = repository.submodules(base);
        SortedMap<String, String> after =
                head.isPresent() ? repository.submodules(head.get()) : repository.submodules();
        String from = here.directory().toString();
        return Stream.of(before.keySet(), after.keySet())
                .flatMap(Set::stream)
                .filter(path -> !Objects.equals(before.get(path), after.get(path)))
                .map(path -> path.substring(
                        Math.min(path.length(), repository.prefix().length())))
                .map(path ->
                        Stream.of(from, path).filter(part -> !part.isEmpty()).collect(Collectors.joining("/")))
                .map(FleetReview::name)
                .toList();
    }

    /** A few: a tree of Git can name one submodule any number of times. */
    private void leftOut(SortedSet<String> folders) {
        folders.stream()
                .limit(MOST_LEFT_OUT)
                .map(folder -> Shown.text(folder) + " is in a repository of its own, and left out; compare in that one")
                .forEach(this::say);
        int more = folders.size() - MOST_LEFT_OUT;
        if (more > 0) {
            say(more + " more are in repositories of their own, and left out");
        }
    }

    private void say(String line) {
        surroundings.says().accept("mullion: " + line);
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
        for (FleetStack stack : ChangedStacks.touched(sides.base().commit(), stacks, here.current())) {
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

    private static Told told(String project, Compared compared) throws IOException {
        List<String> lines = new ArrayList<>();
        List<Report.Entry> entries = Refusal.or(
                () -> compared.entries(lines::add).stream()
                        .map(entry -> named(entry, project))
                        .toList(),
                message -> List.of(failed(project, message)));
        return new Told(entries, lines);
    }

    private static Told late(String project, String line) {
        return new Told(List.of(failed(project, line)), List.of());
    }

    /** Where nobody knows what a project is called, as of a broken Pulumi.yaml, its folder tells which one it is. */
    private static Report.Entry named(Report.Entry entry, String folder) {
        return entry instanceof Report.Failure failure && failure.project().isEmpty()
                ? new Report.Failure(name(folder), failure.stack(), failure.problems())
                : entry;
    }

    private static Report.Entry failed(String folder, String message) {
        return new Report.Failure(
                name(folder), ALL, ProblemLines.most(message.lines().toList()));
    }

    private static String name(String folder) {
        String name = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        return name.isEmpty() ? "." : name;
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
    private static void refuseUsed(Path plans) throws IOException {
        KeptPlan.refuseLink(plans);
        for (String side : List.of("base", "head")) {
            Path folder = plans.resolve(side);
            KeptPlan.refuseLink(folder);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    if (files.findAny().isPresent()) {
                        throw new UserException(folder + ": is no empty folder; use another directory for --plans");
                    }
                }
            }
        }
    }
}
