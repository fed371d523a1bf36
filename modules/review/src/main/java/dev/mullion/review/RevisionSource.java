package dev.mullion.review;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.SpecException;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.review.revision.Launcher;
import dev.mullion.review.revision.PlanCache;
import dev.mullion.review.revision.Repository;
import dev.mullion.review.revision.Revision;
import dev.mullion.review.revision.Worktree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A git revision of the project, checked out somewhere else and previewed there: by its own Mullion when it brings one that
 * is not the same as this program, else by this program. What was previewed once comes from the cache.
 */
final class RevisionSource implements Source {
    /** Of kept plans; another number leaves those alone that an earlier version of this program kept. */
    private static final String FORMAT = "2";

    private final Repository repository;
    private final Revision revision;
    private final Optional<ConfigFile> configFile;
    private final Surroundings surroundings;
    private final PlanCache cache;
    private final ProjectFiles files;
    private final boolean launches;

    RevisionSource(Repository repository, Revision revision, Optional<ConfigFile> configFile, Surroundings surroundings)
            throws IOException {
        this.repository = repository;
        this.revision = revision;
        this.configFile = configFile;
        this.surroundings = surroundings;
        this.cache = new PlanCache(surroundings.cache(), repository);
        this.files = ProjectFiles.of(repository, Optional.of(revision));
        this.launches =
                Launcher.isIn(repository, revision) && !surroundings.build().isOf(repository, revision);
    }

    @Override
    public String name() {
        return revision.name();
    }

    Repository repository() {
        return repository;
    }

    /** Whether it is previewed by its own Mullion. */
    boolean launches() {
        return launches;
    }

    Revision revision() {
        return revision;
    }

    ProjectFiles files() {
        return files;
    }

    @Override
    public SortedSet<String> stacks() {
        return files.ours();
    }

    @Override
    public Optional<String> project() {
        return files.name();
    }

    @Override
    public Previewed preview(String stack) throws IOException {
        if (isAbsent(stack)) {
            return new Previewed.Absent();
        }
        if (files.javaProgram()) { // what it is made of is not in the revision alone: libraries come from elsewhere
            surroundings.programs().check(Shown.text(name()), JavaProgram.NAME);
            Path plan = Files.createTempFile(surroundings.scratch(), "revision", ".json");
            return checkedOut(stack, checkout -> JavaProgram.preview(name(), project(checkout), stack, plan));
        }
        String key = PlanCache.key(
                FORMAT,
                launches ? "" : surroundings.build().identity(),
                revision.tree(),
                repository.prefix(),
                stack,
                configFile.isPresent() ? configKey(configFile.get()) : "");
        Optional<Path> known = cache.find(key);
        Optional<Input> kept = known.isPresent() ? plan(known.get()) : Optional.empty();
        if (known.isPresent() && kept.isPresent()) {
            return new Previewed.Plan(kept.get(), known.get());
        }
        Path plan = Files.createTempFile(surroundings.scratch(), "revision", ".json");
        Previewed previewed =
                launches ? launched(stack, plan) : checkedOut(stack, checkout -> embedded(checkout, stack, plan));
        if (previewed instanceof Previewed.Plan made && !FailedPlans.isOne(made.input())) {
            cache.store(key, made.file());
        }
        return previewed;
    }

    private boolean isAbsent(String stack) throws IOException {
        if (configFile.isEmpty()) {
            return files.lacks(stack);
        }
        Optional<String> path = configFile.get().path();
        return path.isPresent()
                && !repository.has(revision, path.get())
                && !repository.leadsElsewhere(revision, path.get());
    }

    /** One of the repository is as the tree is; of any other, the text counts. */
    private static String configKey(ConfigFile file) throws IOException {
        if (file.path().isPresent()) {
            return "path " + file.path().get();
        }
        try (InputStream in = Files.newInputStream(file.file())) {
            byte[] bytes = in.readNBytes(Repository.MAX_BYTES + 1); // a larger one is refused
            return "text " + new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private Previewed embedded(Worktree checkout, String stack, Path plan) throws IOException {
        Optional<Path> file = configFile.map(config -> config.below(checkout.directory()));
        Optional<String> elsewhere = ConfigFile.elsewhere(configFile, checkout.directory());
        if (elsewhere.isPresent()) {
            return new Previewed.Failed(List.of(elsewhere.get()));
        }
        Previewer.Request request =
                new Previewer.Request(name(), project(checkout), stack, file, configFile.flatMap(ConfigFile::name));
        return surroundings.previewer().preview(request, warning -> {}, plan);
    }

    private Previewed launched(String stack, Path plan) throws IOException {
        surroundings.programs().check(Shown.text(name()), Launcher.SHOWN);
        return checkedOut(stack, checkout -> launched(checkout, stack, plan));
    }

    private Previewed launched(Worktree checkout, String stack, Path plan) throws IOException {
        Optional<String> file =
                configFile.map(config -> config.below(checkout.directory()).toString());
        ChildProcess.Ended ended =
                new Launcher(repository, revision, checkout, surroundings.cache()).preview(stack, file, plan);
        Optional<Input> made = plan(plan);
        if (made.isPresent()) {
            return new Previewed.Plan(made.get(), plan); // which tells of a program that failed
        }
        return new Previewed.Failed(
                ended.said().isEmpty()
                        ? List.of("its own ./mullion preview made no plan (it ended with " + ended.status() + ")")
                        : ended.said());
    }

    /** With its paths as seen from the project, or else from the repository. */
    private String relative(String line, Worktree checkout) {
        String separator = checkout.directory().getFileSystem().getSeparator();
        return line.replace(project(checkout) + separator, "").replace(checkout.directory() + separator, "");
    }

    private Optional<Input> plan(Path file) throws IOException {
        try {
            return Optional.of(PlanFile.read(file, name()));
        } catch (SpecException e) {
            return Optional.empty();
        }
    }

    /** Whether the project's folder is a link in the revision, or is behind one, and so may be anywhere. */
    private boolean byLink(Worktree checkout) throws IOException {
        Path project = project(checkout);
        return Files.exists(project)
                && !project.toRealPath()
                        .equals(checkout.directory().toRealPath().resolve(repository.prefix()));
    }

    /** What previews in a checkout of the revision. */
    private interface Preview {
        Previewed in(Worktree checkout) throws IOException;
    }

    private Previewed checkedOut(String stack, Preview preview) throws IOException {
        Worktree checkout = checkout(stack);
        if (byLink(checkout)) {
            return reachedByLink();
        }
        Previewed previewed = preview.in(checkout);
        if (previewed instanceof Previewed.Failed failed) {
            return new Previewed.Failed(failed.problems().stream()
                    .map(line -> relative(line, checkout))
                    .toList());
        }
        return MadePlan.of(
                previewed,
                project(checkout),
                stack,
                configFile.map(config -> config.below(checkout.directory())),
                line -> relative(line, checkout));
    }

    private Previewed reachedByLink() {
        return new Previewed.Failed(
                List.of(repository.prefix() + ": is reached by a link in this revision; name the folder itself"));
    }

    private Path project(Worktree checkout) {
        return repository.prefix().isEmpty()
                ? checkout.directory()
                : checkout.directory().resolve(repository.prefix());
    }

    private Worktree checkout(String stack) throws IOException {
        String what = revision.name().equals(revision.commit())
                ? revision.shortCommit()
                : revision.name() + " (" + revision.shortCommit() + ")";
        surroundings.progress().accept((launches ? "building and previewing " : "previewing ") + stack + " of " + what);
        return surroundings.checkouts().of(repository, revision);
    }
}
