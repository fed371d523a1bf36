package dev.mullion.review;

import dev.mullion.core.config.ProjectSearch;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.diff.input.Input;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.review.revision.CurrentDirectory;
import dev.mullion.review.revision.Repository;
import dev.mullion.review.revision.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what a name on the command line is: a file, a folder of plans, or a revision. */
public final class Sources {
    /** A revision alone: nobody calls a plan so, but who wants it believed. */
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /** A file, whatever revisions there are: by a way that no branch begins with, or by its extension. */
    private static final Pattern PLAN = Pattern.compile("^\\.{0,2}[/\\\\]|^[A-Za-z]:[/\\\\]|\\.jsonl?$");

    private final Path directory;
    private final Path from;
    private final CurrentDirectory current;
    private final Optional<Path> configFile;
    private final Optional<String> configFileName;
    private final Optional<String> stack;
    private final Surroundings surroundings;
    private @Nullable Repository repository;
    private boolean checked;

    /**
     * The project that names are looked up in.
     *
     * @param from where the user is: files are named from there, and the project was looked for from there upwards
     * @param current what a relative directory is relative to
     * @param configFile instead of the stack's own
     * @param configFileName what messages call that file, where not by its path
     * @param stack the one that the user names, if one
     */
    public record Project(
            Path directory,
            Path from,
            CurrentDirectory current,
            Optional<Path> configFile,
            Optional<String> configFileName,
            Optional<String> stack) {}

    /** Of one project. */
    public Sources(Project project, Surroundings surroundings) {
        this.directory = project.directory();
        this.from = project.from();
        this.current = project.current();
        this.configFile = project.configFile();
        this.configFileName = project.configFileName();
        this.stack = project.stack();
        this.surroundings = surroundings;
    }

    /**
     * The side of a name.
     *
     * @throws UserException also of a name that is a file and a revision: whoever writes a checkout would choose which
     */
    Source named(String name) throws IOException {
        Optional<Path> path = HASH.matcher(name).matches() ? Optional.empty() : path(name);
        boolean folder = path.isPresent() && PlanFolderSource.isOne(path.get());
        if (path.isPresent() && (folder || (Files.exists(path.get()) && !Files.isDirectory(path.get())))) {
            refuseRevisionToo(name, folder ? "folder" : "file");
            refuseBrought(name, path.get(), folder);
            return folder
                    ? new PlanFolderSource(name, path.get())
                    : new PlanFileSource(name, path.get(), named(PlanFile.read(path.get(), name)));
        }
        Revision revision = revision(name);
        Repository git = repository();
        refuseOtherProject(git, revision);
        return new RevisionSource(git, revision, config(git), surroundings);
    }

    /**
     * A folder that holds folders of plans, or plans.
     *
     * @throws UserException where it is a revision, too
     */
    public Optional<PlanFolders> planFolders(String name) throws IOException {
        Optional<Path> path = HASH.matcher(name).matches() ? Optional.empty() : path(name);
        if (path.isEmpty() || !Files.isDirectory(path.get())) {
            return Optional.empty();
        }
        PlanFolders plans = PlanFolders.below(path.get());
        if (plans.folders().isEmpty()) {
            return Optional.empty();
        }
        refuseRevisionToo(name, "folder");
        refuseBrought(name, path.get(), true);
        return Optional.of(plans);
    }

    /**
     * The revision of a name.
     *
     * @throws UserException where there is none
     */
    public Revision revision(String name) throws IOException {
        Repository git;
        try {
            git = repository();
        } catch (UserException e) {
            throw new UserException(Shown.text(name) + ": no such file, and no revision: " + e.getMessage());
        }
        Revision revision = git.find(name).orElse(null);
        if (revision == null) {
            throw git.missing(name);
        }
        return revision;
    }

    private void refuseRevisionToo(String name, String what) throws IOException {
        if (isRevisionToo(name)) {
            throw new UserException(Shown.text(name) + ": is a " + what + " and a revision; write ./" + name
                    + " for the " + what + ", or refs/heads/" + name + " for the branch");
        }
    }

    /**
     * A name that can be a branch's, of a revision that the clone lacks, as one without origin/main does: then a commit that has
     * a file of that name would bring the side that it is compared with.
     */
    private static void refuseBrought(String name, Path path, boolean folder) throws IOException {
        if (PLAN.matcher(name).find()) {
            return;
        }
        Path file = path.toAbsolutePath().normalize();
        Path parent = file.getParent();
        if (parent == null || Repository.topOf(parent).isEmpty()) {
            return; // nobody's commit
        }
        String use = "; write ./" + name + " for the " + (folder ? "folder" : "file");
        boolean brought;
        try {
            brought = Repository.of(parent).tracks(parent.toRealPath().resolve(file.getFileName()));
        } catch (UserException e) {
            throw new UserException(Shown.text(name) + ": " + e.getMessage() + use);
        }
        if (brought) {
            throw new UserException(Shown.text(name) + ": is no revision here, and the repository keeps a "
                    + (folder ? "folder" : "file") + " of that name, which a change may have brought" + use
                    + ", or fetch the revision first");
        }
    }

    /** A plan that failed before its first resource does not say of what it is. */
    private Input named(Input input) throws IOException {
        if (!input.stack().isEmpty() || !(input instanceof Input.Side side)) {
            return input;
        }
        return new Input.Side(
                side.name(),
                ProjectFiles.projectName(directory).orElse(""),
                stack.orElse("dev"),
                side.deployed(),
                side.config(),
                side.resources(),
                side.diagnostics(),
                side.filled());
    }

    /** The project as it lies there. */
    Source workingTree() throws IOException {
        repository().refuseFoldedNames();
        repository().refuseLeftOut(JavaProgram.TOLD_BY);
        return new WorkingTreeSource(repository(), directory, config(repository()), surroundings);
    }

    /**
     * The repository of the project.
     *
     * @throws UserException also where the way there, or the repository around it, leaves open which one is meant
     */
    public Repository repository() throws IOException {
        Repository found = found();
        if (!checked) {
            found.refuseLinks(directory, current);
            refuseOtherRepository(found);
            if (found.isSubmodule()) {
                throw new UserException(
                        "the project is in the submodule " + found.top().getFileName()
                                + ", whose branches are not those of the repository around it; compare in a clone of its own");
            }
            checked = true;
        }
        return found;
    }

    /** The project was looked for from where the user is upwards: by no link, and not out of the repository there. */
    private void refuseOtherRepository(Repository found) throws IOException {
        if (from.equals(directory)) {
            return;
        }
        found.refuseLinks(from, current);
        Optional<Path> top = Repository.topOf(from);
        if (top.isPresent() && !top.get().equals(found.top())) {
            throw new UserException("the project " + directory + " is outside of the repository here, "
                    + top.get().getFileName() + "; name it with -C");
        }
    }

    /** The project was looked for upwards, and a revision has one on the way: then that is what the user means. */
    private void refuseOtherProject(Repository git, Revision revision) throws IOException {
        Path project = directory.toRealPath();
        Path folder = from.toRealPath();
        while (folder != null && folder.startsWith(project) && !folder.equals(project)) {
            for (String name : ProjectSearch.FILE_NAMES) {
                String file = Repository.path(git.top().relativize(folder.resolve(name)));
                if (git.has(revision, file)) {
                    throw new UserException(Shown.text(file) + ": is the project here in "
                            + Shown.text(revision.name())
                            + ", and is not in the working tree; name the project that is meant with -C");
                }
            }
            folder = folder.getParent();
        }
    }

    private Repository found() throws IOException {
        if (repository == null) {
            repository = Repository.of(directory);
        }
        return repository;
    }

    private Optional<ConfigFile> config(Repository git) throws IOException {
        return configFile.isPresent()
                ? Optional.of(ConfigFile.of(configFile.get(), configFileName, current, git))
                : Optional.empty();
    }

    private boolean isRevisionToo(String name) throws IOException {
        Repository git;
        try {
            git = found();
        } catch (UserException e) {
            return false; // no Git, no repository: no revision
        }
        return git.find(name).isPresent();
    }

    private Optional<Path> path(String name) {
        try {
            return Optional.of(from.resolve(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
