package dev.mullion.review.revision;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The Git repository that a project is in. Nothing here changes it. */
public final class Repository {
    private final Git git;
    private final Path top;
    private final String prefix;
    private final boolean shallow;

    private Repository(Git git, Path top, String prefix, boolean shallow) {
        this.git = git;
        this.top = top;
        this.prefix = prefix;
        this.shallow = shallow;
    }

    /**
     * The repository of a project.
     *
     * @throws UserException when the directory is in none, or Git is not there
     */
    public static Repository of(Path directory) throws IOException {
        if (!Files.isDirectory(directory.toAbsolutePath())) {
            throw new UserException(directory + ": no such directory");
        }
        Git.Result found = new Git(directory.toAbsolutePath())
                .run("rev-parse", "--is-shallow-repository", "--show-toplevel", "--show-prefix");
        String[] lines = found.out().split("\n", -1);
        if (!found.ok() || lines.length < 3) {
            String problem = found.problem();
            throw new UserException(
                    problem.startsWith("not a git repository")
                            ? "the project is in no Git repository; compare plan files instead of revisions"
                            : "git: " + problem);
        }
        Path top = Path.of(lines[1]);
        return new Repository(new Git(top), top, lines[2], lines[0].equals("true"));
    }

    /** A path that is relative, as Git writes it on every platform. */
    public static String path(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    /** The root of the working tree. */
    public Path top() {
        return top;
    }

    /** The project's folder below the root: empty, or with a slash at its end. */
    public String prefix() {
        return prefix;
    }

    Git git() {
        return git;
    }

    /** The commit of that name, if it is one. */
    public Optional<Revision> find(String name) throws IOException {
        if (name.isEmpty() || name.startsWith("-") || name.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Git.Result commit = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        if (!commit.ok()) {
            return Optional.empty();
        }
        String hash = commit.out().strip();
        Git.Result tree = git.run("rev-parse", "--verify", "--quiet", hash + "^{tree}");
        return tree.ok() ? Optional.of(new Revision(name, hash, tree.out().strip())) : Optional.empty();
    }

    /** Why a name is no revision here, and what would make it one. */
    public UserException missing(String name) throws IOException {
        String what = Shown.text(name) + ": neither a file nor a revision of the project's repository";
        if (find("origin/" + name).isPresent()) {
            return new UserException(what + "; did you mean origin/" + name + "?");
        }
        if (shallow) {
            return new UserException(what + ", which is a shallow clone; fetch the revision first: git fetch --depth 1"
                    + " origin " + (name.matches("[\\w./-]+") ? name + ", then use FETCH_HEAD" : "REVISION")
                    + " (with actions/checkout: fetch-depth: 0)");
        }
        return new UserException(what);
    }

    /**
     * The paths of a revision's files in a folder, without its subfolders; all from the root.
     *
     * @param folder empty, or with a slash at its end
     */
    public SortedSet<String> files(Revision revision, String folder) throws IOException {
        return sorted(checked(
                folder.isEmpty()
                        ? git.run("ls-tree", "-z", "--name-only", revision.commit())
                        : git.run("ls-tree", "-z", "--name-only", revision.commit(), "--", folder)));
    }

    /** The same of the working tree, those that Git ignores left out. */
    public SortedSet<String> files(String folder) throws IOException {
        Git.Result files = checked(git.run(
                "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", folder.isEmpty() ? "." : folder));
        return files.items()
                .filter(path -> path.startsWith(folder) && path.indexOf('/', folder.length()) < 0)
                .filter(path -> Files.isRegularFile(top.resolve(path)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a revision has a file at a path from the root. */
    public boolean has(Revision revision, String path) throws IOException {
        return git.run("cat-file", "-e", revision.commit() + ":" + path).ok();
    }

    /** A file's text in a revision; empty when it is not there. */
    public Optional<String> read(Revision revision, String path) throws IOException {
        Git.Result file = git.run("cat-file", "blob", revision.commit() + ":" + path);
        return file.ok() ? Optional.of(file.out()) : Optional.empty();
    }

    /** The paths from the root that differ between two revisions. */
    public SortedSet<String> changed(Revision base, Revision head) throws IOException {
        return sorted(checked(
                git.run("diff-tree", "-r", "-z", "--name-only", "--no-renames", base.commit(), head.commit(), "--")));
    }

    /** The paths from the root that differ between a revision and the working tree, new files included. */
    public SortedSet<String> changed(Revision base) throws IOException {
        Stream<String> known = checked(git.run(
                        "diff",
                        "-z",
                        "--name-only",
                        "--no-renames",
                        "--no-ext-diff",
                        "--ignore-submodules",
                        base.commit(),
                        "--"))
                .items();
        Stream<String> added = checked(git.run("ls-files", "-z", "--others", "--exclude-standard"))
                .items();
        return Stream.concat(known, added).collect(Collectors.toCollection(TreeSet::new));
    }

    static Git.Result checked(Git.Result result) {
        if (!result.ok()) {
            throw new UserException("git: " + result.problem());
        }
        return result;
    }

    private static SortedSet<String> sorted(Git.Result paths) {
        return paths.items().collect(Collectors.toCollection(TreeSet::new));
    }
}
