package dev.mullion.review.revision;

import dev.mullion.core.config.ProjectSearch;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The Git repository that a project is in. Nothing here changes it. */
public final class Repository {
    /** More is no file that Pulumi or Mullion reads. */
    public static final int MAX_BYTES = 1 << 20;

    /** How trees and the index list one. */
    private static final String SUBMODULE = "160000 ";

    /** For one call of Git; a checkout of a large repository takes minutes. */
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    /** Of a project, or of one of its stacks. */
    private static final Pattern TELLING = Pattern.compile("(?:^|/)Pulumi\\.(?:[^/]*\\.)?(?:ya?ml|json)$");

    /** Of names in one call of Git: a command line has 32,767 characters on Windows. */
    private static final int MAX_CHARACTERS = 16 << 10;

    /** Mode, type, hash and size of what is at one path; no number of a folder, nor of a file that the clone lacks. */
    private static final Pattern ENTRY = Pattern.compile("(\\d{6}) \\w+ [0-9a-f]+ +(\\d+|-|BAD)\t[^\0]*\0");

    /** Attributes by which a checkout may write something else than Git keeps. */
    private static final Set<String> CONVERTING = Set.of("eol", "ident", "working-tree-encoding", "filter");

    /** Values of them, and of core.autocrlf and core.eol, that only change what is committed. */
    private static final Set<String> HARMLESS = Set.of("unset", "lf", "input", "false");

    private final Git git;
    private final Path top;
    private final String prefix;
    private final boolean shallow;

    private final Links links;
    private final Trees trees;

    /** Of the working tree; null until somebody asks: of a large one Git takes seconds. */
    private static final class Links {
        private @Nullable List<Link> found;
    }

    /** One that leads somewhere. */
    private record Link(Path path, Path real) {}

    private Repository(Git git, Path top, String prefix, boolean shallow, Links links, Trees trees) {
        this.git = git;
        this.top = top;
        this.prefix = prefix;
        this.shallow = shallow;
        this.links = links;
        this.trees = trees;
    }

    /**
     * The same of another project.
     *
     * @param project in this working tree, and in none inside of it
     */
    public Repository at(Path project) throws IOException {
        return below(prefix(top.relativize(project.toRealPath())));
    }

    /**
     * The same of a project that may be there in a revision alone.
     *
     * @param folder from the root: empty, or with a slash at its end
     */
    public Repository below(String folder) {
        return new Repository(git, top, folder, shallow, links, trees);
    }

    private static String prefix(Path below) {
        String path = path(below);
        return path.isEmpty() ? "" : path + "/";
    }

    /**
     * The repository of a project.
     * @throws UserException when the directory is in none, or Git is not there
     */
    public static Repository of(Path directory) throws IOException {
        return of(directory, DEADLINE);
    }

    /** The nearest folder above that looks like the root of a working tree. */
    public static Optional<Path> topOf(Path directory) throws IOException {
        for (Path top = directory.toRealPath(); top != null; top = top.getParent()) {
            if (Files.exists(top.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(top);
            }
        }
        return Optional.empty();
    }

    static Repository of(Path directory, Duration deadline) throws IOException {
        if (!Files.isDirectory(directory.toAbsolutePath())) {
            throw new UserException(directory + ": no such directory");
        }
        Path project = directory.toRealPath();
        // Not Git's own search: it also takes a folder for a repository whose files look like one, and follows the
        // configuration in there. Such files can be committed, a .git can not.
        for (Path top = project; top != null; top = top.getParent()) {
            if (!Files.exists(top.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            Git git = Git.in(top, deadline);
            Git.Result found = git.run("rev-parse", "--is-shallow-repository", "--show-toplevel");
            if (!found.ok() && !found.problem().startsWith("not a git repository")) {
                throw new UserException("git: " + found.problem());
            }
            String[] lines = found.out().split("\n", -1);
            if (found.ok() && lines.length > 1 && isSame(lines[1], top)) {
                return new Repository(
                        git,
                        top,
                        prefix(top.relativize(project)),
                        lines[0].equals("true"),
                        new Links(),
                        new Trees(git));
            }
        }
        throw new UserException("the project is in no Git repository; compare plan files instead of revisions");
    }

    /**
     * Refuses a folder or a file that is reached by a link of the repository, which may be a folder, with other files, in a
     * revision. Of the current directory the system tells where it is and not by which way, so any link that leads there
     * is one.
     *
     * @param named as the user did
     * @param current what that is relative to
     * @throws UserException naming the link
     */
    public void refuseLinks(Path named, CurrentDirectory current) throws IOException {
        Optional<Path> link = current.linkIn(top, named);
        if (link.isPresent()) {
            throw refused(named, link.get(), "leads elsewhere; name what it leads to");
        }
        refuseLinksToHere(named, current);
    }

    /** The same of a relative name alone, whatever links are on its own way. */
    public void refuseLinksToHere(Path named, CurrentDirectory current) throws IOException {
        if (named.isAbsolute()) {
            return;
        }
        for (Link link : linksHere()) {
            if (current.real().startsWith(link.real()) && Files.exists(link.path())) {
                throw refused(
                        named,
                        link.path(),
                        "leads to the current directory, and nothing tells whether by it; name the project (-C) and the"
                                + " file (--config-file) by their whole paths");
            }
        }
    }

    private UserException refused(Path named, Path link, String problem) {
        return new UserException((named.toString().isEmpty() ? "the current directory" : named)
                + ": the repository's link " + Shown.text(path(top.relativize(link))) + " " + problem);
    }

    /** Refuses files of the working tree that are two in Git, and one here. */
    public void refuseFoldedNames() throws IOException {
        FoldedNames.refuse(
                "working tree",
                top,
                checked(git.run("ls-files", "-z")).items().distinct()); // of a conflict each stage is listed
    }

    /**
     * Refuses a working tree that leaves out a file by which one knows of a stack here or below, as a sparse checkout does: the stack
     * would seem deleted, or never have been there.
     *
     * @param kinds the files of a project that tell what kind of program makes its stacks
     */
    public void refuseLeftOut(Collection<String> kinds) throws IOException {
        Git.Result files = listed("ls-files", "-z", "-v");
        Optional<String> leftOut = files.items()
                .filter(item -> item.startsWith("S ") || item.startsWith("s "))
                .map(item -> item.substring(2))
                .filter(path -> TELLING.matcher(path).find()
                        || kinds.stream()
                                .flatMap(kind -> folderOf(kind, path).stream())
                                .anyMatch(this::isProject))
                .filter(path -> file(path)
                        .filter(file -> !Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                        .isPresent())
                .findFirst();
        if (leftOut.isPresent()) {
            throw new UserException(Shown.text(leftOut.get())
                    + ": is left out of the working tree (a sparse checkout); check it out, or name a revision as the"
                    + " other side, such as HEAD, or a folder with -C");
        }
    }

    /** The folder that a path is a file's of, by the file's path from there; empty where it is another file's. */
    private static Optional<String> folderOf(String file, String path) {
        String folder = path.substring(0, Math.max(0, path.length() - file.length()));
        return path.endsWith(file) && (folder.isEmpty() || folder.endsWith("/"))
                ? Optional.of(folder)
                : Optional.empty();
    }

    /** Whether a project is there in the working tree: of many poms most are nobody's. */
    private boolean isProject(String folder) {
        return ProjectSearch.FILE_NAMES.stream()
                .flatMap(name -> file(folder + name).stream())
                .anyMatch(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
    }

    private List<Link> linksHere() throws IOException {
        List<Link> found = links.found;
        if (found == null) {
            found = new ArrayList<>();
            for (Path link : findLinks()) {
                if (Files.exists(link)) {
                    found.add(new Link(link, link.toRealPath()));
                }
            }
            links.found = found;
        }
        return found;
    }

    private List<Path> findLinks() throws IOException {
        Stream<String> known = checked(git.run("ls-files", "-z", "-s"))
                .items()
                .filter(item -> item.startsWith("120000 "))
                .map(item -> item.substring(item.indexOf('\t') + 1));
        Stream<String> added = checked(git.run("ls-files", "-z", "--others", "--exclude-standard"))
                .items();
        return Stream.concat(known, added)
                .flatMap(path -> file(path).stream())
                .filter(Files::isSymbolicLink)
                .toList();
    }

    /** Whether Git takes a folder for the root of the working tree; its configuration could name another one. */
    private static boolean isSame(String named, Path top) throws IOException {
        return Files.isDirectory(Path.of(named)) && Files.isSameFile(Path.of(named), top);
    }

    /** A path that is relative, as Git writes it on every platform. */
    public static String path(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    /**
     * Whether the working tree is a submodule of another one. Which commit is in it, that one says; what its branches are
     * called, whoever made it.
     */
    public boolean isSubmodule() throws IOException {
        return !checked(git.run("rev-parse", "--show-superproject-working-tree"))
                .out()
                .isBlank();
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
        Git.Result commit = git.run(
                "-c",
                "core.warnAmbiguousRefs=true",
                "rev-parse",
                "--verify", // with --quiet it would not say that a name is of two
                "--end-of-options",
                name + "^{commit}");
        if (!commit.ok()) {
            return Optional.empty();
        }
        if (commit.err().contains("is ambiguous")) {
            throw new UserException(Shown.text(name) + ": names more than one of a branch, a tag and a commit; write"
                    + " refs/heads/NAME, refs/remotes/NAME, refs/tags/NAME or the whole hash");
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
        trees.refuseForged(revision, folder);
        return sorted(checked(
                folder.isEmpty()
                        ? git.run("ls-tree", "-z", "--name-only", revision.commit())
                        : git.run("ls-tree", "-z", "--name-only", revision.commit(), "--", folder)));
    }

    /** The paths of a revision's files in the project's folder and below it, of those that have one of these names. */
    public SortedSet<String> named(Revision revision, Collection<String> names) throws IOException {
        return tree(revision)
                .items()
                .map(item -> item.substring(item.indexOf('\t') + 1))
                .filter(path -> path.startsWith(prefix)) // a submodule in the folder's place is listed, too
                .filter(path -> names.contains(path.substring(path.lastIndexOf('/') + 1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same of the working tree, those that Git ignores left out. */
    public SortedSet<String> files(String folder) throws IOException {
        Git.Result files = checked(git.run(
                "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", folder.isEmpty() ? "." : folder));
        return files.items()
                .filter(path -> path.startsWith(folder) && path.indexOf('/', folder.length()) < 0)
                .filter(path -> file(path).filter(Repository::isFile).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Whether a path of a revision, or a folder above it, is a link or a submodule: what is there, only a checkout tells. Also where
     * a file stands in the place of a folder.
     *
     * @param path from the root; a folder where it has a slash at its end
     */
    public boolean leadsElsewhere(Revision revision, String path) throws IOException {
        trees.refuseForged(revision, path);
        List<String> parts = parts(path);
        List<String> folders = folders(path);
        Git.Result found = checked(run(parts, "ls-tree", "-z", revision.commit(), "--"));
        return links(found).anyMatch(parts::contains) // what is beside them is listed, too
                || found.items()
                        .filter(item -> item.startsWith("100"))
                        .map(item -> item.substring(item.indexOf('\t') + 1))
                        .anyMatch(folders::contains);
    }

    /** The same of the working tree. */
    public boolean leadsElsewhere(String path) {
        return parts(path).stream().anyMatch(part -> Files.isSymbolicLink(top.resolve(part)))
                || folders(path).stream().anyMatch(part -> isFile(top.resolve(part)));
    }

    private static List<String> folders(String path) {
        List<String> parts = parts(path);
        return path.endsWith("/") ? parts : parts.subList(0, parts.size() - 1);
    }

    private static List<String> parts(String path) {
        Path all = Path.of(path);
        return IntStream.rangeClosed(1, all.getNameCount())
                .mapToObj(parts -> path(all.subpath(0, parts)))
                .toList();
    }

    /** Whether there is a link or a submodule in the project's folder. */
    public boolean hasLinks(Revision revision) throws IOException {
        return links(tree(revision)).findAny().isPresent();
    }

    /** The commits of submodules in the project's folder, in its place and below it, by their paths from the root. */
    public SortedMap<String, String> submodules(Revision revision) throws IOException {
        return submodules(tree(revision), 2); // MODE commit HASH
    }

    /** The same of the index: also of those that are not checked out. */
    public SortedMap<String, String> submodules() throws IOException {
        return submodules(listed("ls-files", "-z", "-s"), 1); // MODE HASH STAGE
    }

    private static SortedMap<String, String> submodules(Git.Result listed, int column) {
        SortedMap<String, String> submodules = new TreeMap<>();
        listed.items().filter(item -> item.startsWith(SUBMODULE)).forEach(item -> {
            int tab = item.indexOf('\t');
            submodules.put(item.substring(tab + 1), item.substring(0, tab).split(" ", -1)[column]);
        });
        return submodules;
    }

    private Git.Result tree(Revision revision) throws IOException {
        trees.refuseForged(revision, prefix);
        return listed("ls-tree", "-r", "-z", revision.commit());
    }

    /** What a call of Git lists in the project's folder and below it. */
    private Git.Result listed(String... call) throws IOException {
        List<String> words = new ArrayList<>(List.of(call));
        if (!prefix.isEmpty()) {
            words.addAll(List.of("--", prefix));
        }
        return checked(git.run(words.toArray(String[]::new)));
    }

    private static Stream<String> links(Git.Result tree) {
        return tree.items()
                .filter(item -> item.startsWith("120000 ") || item.startsWith(SUBMODULE))
                .map(item -> item.substring(item.indexOf('\t') + 1));
    }

    /**
     * Whether files of the project are in the working tree as a checkout of a revision would have them, or in neither: byte
     * by byte, whatever Git takes for the same. False also where a link or a conversion leaves it open.
     */
    public boolean holds(Revision revision, SortedSet<String> paths) throws IOException {
        Git.Result tree = tree(revision);
        return links(tree).findAny().isEmpty() && doubtful(tree, paths).isEmpty();
    }

    /** Those of some paths of which that is not certain, and every link and submodule of the revision. */
    public NavigableSet<String> doubtful(Revision revision, SortedSet<String> paths) throws IOException {
        Git.Result tree = tree(revision);
        return Stream.concat(doubtful(tree, paths).stream(), links(tree))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private SortedSet<String> doubtful(Git.Result tree, SortedSet<String> paths) throws IOException {
        Map<String, String> hashes = new HashMap<>();
        tree.items().forEach(item -> {
            int tab = item.indexOf('\t');
            hashes.put(item.substring(tab + 1), item.substring(item.lastIndexOf(' ', tab) + 1, tab));
        });
        SortedSet<String> doubtful = new TreeSet<>();
        List<String> files = new ArrayList<>();
        for (String path : paths) {
            Path file = top.resolve(path);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && hashes.containsKey(path)) {
                files.add(path);
            } else if (hashes.containsKey(path) || isFile(file)) {
                doubtful.add(path);
            }
        }
        if (!files.isEmpty() && convertsAll()) {
            doubtful.addAll(files);
            return doubtful;
        }
        int begin = 0;
        int characters = 0;
        for (int end = 1; end <= files.size(); end++) {
            characters += files.get(end - 1).length() + 3; // in quotes
            if (end == files.size() || characters + files.get(end).length() > MAX_CHARACTERS) {
                List<String> some = files.subList(begin, end);
                doubtful.addAll(converted(some));
                List<String> now = hashes(some);
                for (int i = 0; i < some.size(); i++) {
                    if (!now.get(i).equals(hashes.get(some.get(i)))) {
                        doubtful.add(some.get(i));
                    }
                }
                begin = end;
                characters = 0;
            }
        }
        return doubtful;
    }

    /** Where a path is; empty where this process can not name it, as it can no umlaut in the locale C. */
    private Optional<Path> file(String path) {
        try {
            return Optional.of(top.resolve(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A link counts, and a pipe: whatever something could be read from. */
    private static boolean isFile(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    private List<String> hashes(List<String> files) throws IOException {
        return checked(run(files, "hash-object", "--no-filters", "--"))
                .out()
                .lines()
                .toList();
    }

    /** Whether a checkout may write other bytes into files than Git keeps. */
    private boolean convertsAll() throws IOException {
        return git.run("config", "-z", "--get-regexp", "^core\\.(autocrlf|eol)$")
                .items()
                .anyMatch(item -> !HARMLESS.contains(item.substring(item.indexOf('\n') + 1)));
    }

    /** The same of one file, by its attributes. */
    private List<String> converted(List<String> files) throws IOException {
        List<String> converted = new ArrayList<>();
        List<String> attributes =
                checked(run(files, "check-attr", "-z", "-a", "--")).items().toList();
        for (int i = 0; i + 2 < attributes.size(); i += 3) {
            if (CONVERTING.contains(attributes.get(i + 1)) && !HARMLESS.contains(attributes.get(i + 2))) {
                converted.add(attributes.get(i));
            }
        }
        return converted;
    }

    private Git.Result run(List<String> files, String... command) throws IOException {
        return git.run(Stream.concat(Stream.of(command), files.stream()).toArray(String[]::new));
    }

    /** Whether a file, or one in a folder, is Git's to keep: of the index, so of the commit that is checked out. */
    public boolean tracks(Path file) throws IOException {
        return file.startsWith(top)
                && checked(git.run("ls-files", "-z", "--", path(top.relativize(file))))
                        .items()
                        .findAny()
                        .isPresent();
    }

    /** Whether a revision has a file at a path from the root, be it one that the clone lacks. */
    public boolean has(Revision revision, String path) throws IOException {
        trees.refuseForged(revision, path);
        return checked(git.run("ls-tree", "-z", "--name-only", revision.commit(), "--", path))
                .items()
                .anyMatch(path::equals);
    }

    /**
     * A file's text in a revision; empty when it is not there.
     *
     * @param refused the text of what is no regular file, or larger than 1 MiB
     * @throws UserException where it is there and the clone lacks it: it could be a stack's
     */
    public Optional<String> read(Revision revision, String path, String refused) throws IOException {
        trees.refuseForged(revision, path);
        Git.Result entry = checked(git.run("ls-tree", "-z", "-l", revision.commit(), "--", path));
        Matcher is = ENTRY.matcher(entry.out());
        if (!is.matches() || is.group(1).equals("040000")) {
            return Optional.empty();
        }
        if (!is.group(1).startsWith("100") || isTooLarge(is.group(2))) {
            return Optional.of(refused);
        }
        return Optional.of(checked(git.run("cat-file", "blob", revision.commit() + ":" + path))
                .out());
    }

    private static boolean isTooLarge(String size) {
        return size.length() > 7 || (!size.equals("BAD") && Integer.parseInt(size) > MAX_BYTES);
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
                        "--no-textconv",
                        "--ignore-submodules",
                        base.commit(),
                        "--"))
                .items();
        // Whoever made the index may have told Git not to look (update-index --assume-unchanged, --skip-worktree).
        Stream<String> overlooked = checked(git.run("ls-files", "-z", "-v"))
                .items()
                .filter(item -> Character.isLowerCase(item.charAt(0)) || item.charAt(0) == 'S')
                .map(item -> item.substring(2))
                .filter(path -> file(path)
                        .filter(file -> !Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                        .isEmpty());
        // What a submodule holds, only a Git in there could tell, which follows another configuration.
        Stream<String> submodules = submodules(checked(git.run("ls-files", "-z", "-s")), 1).keySet().stream();
        Stream<String> added = checked(git.run("ls-files", "-z", "--others", "--exclude-standard"))
                .items();
        return Stream.of(known, overlooked, submodules, added)
                .flatMap(paths -> paths)
                .collect(Collectors.toCollection(TreeSet::new));
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
