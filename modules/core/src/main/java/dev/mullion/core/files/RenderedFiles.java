package dev.mullion.core.files;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.core.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that this program writes into a directory and its folders, and knows again. Their hashes stand in {@code .mullion-render} (of
 * {@code mullion render}), in the format of {@code sha256sum}, below a line for each stack: a file that is not listed there, or was changed since, is somebody else's
 * and stays, and so does one of another stack.
 */
public final class RenderedFiles {
    /**
     * The names that each command makes: a list that somebody else wrote has nothing else removed. Of a cluster's key and an object,
     * never Pulumi.dev.yaml. Whoever wrote the list chose how long a line is: what may stand before the first dash holds none.
     */
    private enum Command {
        RENDER("[A-Za-z][A-Za-z0-9._-]*\\.ps1"
                + "|[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9._-]+\\.yaml"
                + "|istio/(?:values/)?[A-Za-z][A-Za-z0-9._-]*\\.(?:yaml|txt|sh)"),
        OPERATOR("service-account\\.yaml|stack-[a-z0-9-]+\\.yaml|Dockerfile|image/programs\\.txt"
                + "|image/work/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*+Pulumi\\.yaml");

        private final Pattern row;
        private final Pattern name;

        Command(String names) {
            row = Pattern.compile("([0-9a-f]{64})  (" + names + ")");
            name = Pattern.compile(names);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern OWNER = Pattern.compile("# ([A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100})");

    /** Nothing that is rendered is as large. */
    private static final long MAX_BYTES = 64 << 20;

    private final Path directory;
    private final String owner;
    private final Command command;

    private RenderedFiles(Path directory, String owner, Command command) {
        this.directory = directory;
        this.owner = owner;
        this.command = command;
    }

    /**
     * Of a directory, which is made when it is missing.
     *
     * @param owner whose files are written: {@code project/stack}
     */
    public RenderedFiles(Path directory, String owner) {
        this(directory, owner, Command.RENDER);
    }

    /** What {@code mullion operator} writes for all stacks of a folder; it has a list of its own. */
    public static RenderedFiles ofOperator(Path directory) {
        return new RenderedFiles(directory, "all/stacks", Command.OPERATOR);
    }

    private Path list() {
        return directory.resolve(".mullion-" + command);
    }

    /** What a run was writing when it was killed; the next begins with it. */
    private Path part() {
        return directory.resolve(".mullion-" + command + ".part");
    }

    /**
     * Of one stack among many, in {@code DIR/<project>/<stack>}.
     *
     * @throws UserException where a name is of dots alone, which is another folder, or one of the folders is a link or a file
     */
    public static RenderedFiles ofStack(Path directory, String project, String stack) {
        for (String name : List.of(project, stack)) {
            if (name.matches("\\.+")) {
                throw new UserException("got " + Shown.text(project + "/" + stack)
                        + "; rename the project or the stack: dots alone are no folder's name");
            }
        }
        NewFiles.folderInTheWay(directory, project + "/" + stack + "/").ifPresent(line -> {
            throw new UserException(line);
        });
        return new RenderedFiles(directory.resolve(project).resolve(stack), project + "/" + stack);
    }

    /**
     * Writes the files and removes those of an earlier run for the same owner that are no longer among them. Writes nothing
     * when one of them stands in the way of somebody else's. The list comes first, with what stands there and what will: a
     * run that was interrupted is taken up by the next.
     *
     * @return the files that were removed, sorted
     * @throws UserException naming every file that was not written by this program, or for another owner
     */
    public List<Path> write(Map<String, String> files) throws IOException {
        for (String name : files.keySet()) {
            if (!command.name.matcher(name).matches()) {
                throw new IllegalArgumentException("no later run would know " + name + " again");
            }
        }
        NewFiles.refuseLinks(directory);
        Files.createDirectories(directory);
        Map<String, Map<String, Set<String>>> lists = lists();
        Map<String, Set<String>> written = lists.getOrDefault(owner, new TreeMap<>());
        lists.remove(owner);
        refuseForeign(files, written, lists);
        Map<String, Set<String>> now = new TreeMap<>();
        files.forEach((name, text) -> now.put(name, Set.of(Sha256.hex(text))));
        Map<String, Set<String>> both = new TreeMap<>(written);
        now.forEach((name, hashes) -> both.merge(name, hashes, RenderedFiles::union));
        if (!both.equals(written)) {
            writeLists(both, lists);
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(directory.resolve(file.getKey()), file.getValue());
        }
        List<Path> removed = new ArrayList<>();
        for (String stale : written.keySet()) {
            if (!files.containsKey(stale)
                    && isOurs(stale, written)
                    && ownersOf(stale, lists).isEmpty()) {
                Files.deleteIfExists(directory.resolve(stale));
                removed.add(directory.resolve(stale));
            }
        }
        writeLists(now, lists);
        return removed;
    }

    /** Who else has a file of that name. */
    private static Set<String> ownersOf(String name, Map<String, Map<String, Set<String>>> others) {
        Set<String> owners = new TreeSet<>();
        others.forEach((other, list) -> {
            if (list.containsKey(name)) {
                owners.add(other);
            }
        });
        return owners;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }

    private void writeLists(Map<String, Set<String>> own, Map<String, Map<String, Set<String>>> others)
            throws IOException {
        Map<String, Map<String, Set<String>>> all = new TreeMap<>(others);
        all.put(owner, own);
        StringBuilder list = new StringBuilder();
        all.forEach((each, hashes) -> {
            list.append("# ").append(each).append('\n');
            hashes.forEach((name, known) -> known.forEach(
                    hash -> list.append(hash).append("  ").append(name).append('\n')));
        });
        write(list(), list.toString());
    }

    private void write(Path file, String text) throws IOException {
        try {
            Files.createDirectories(file.resolveSibling("."));
            WholeFile.write(file, part(), out -> out.write(text));
        } catch (IOException e) {
            throw IoProblem.of(file, e);
        }
    }

    private void refuseForeign(
            Map<String, String> files, Map<String, Set<String>> written, Map<String, Map<String, Set<String>>> others)
            throws IOException {
        List<String> foreign = new ArrayList<>();
        for (String name : files.keySet()) {
            NewFiles.folderInTheWay(directory, name).ifPresent(line -> {
                if (!foreign.contains(line)) {
                    foreign.add(line);
                }
            });
            Path file = directory.resolve(name);
            Set<String> owners = ownersOf(name, others);
            if (owners.isEmpty()) {
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isOurs(name, written)) {
                    foreign.add(file + ": exists and is not what mullion " + command
                            + " wrote; move it away, or use another directory");
                }
                continue;
            }
            Map<String, Set<String>> same = Map.of(name, Set.of(Sha256.hex(files.get(name))));
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isOurs(name, same)) {
                foreign.add(file + ": is of the stack " + String.join(" and of ", owners)
                        + ", whose text is another; use a directory for each stack");
            }
        }
        if (!foreign.isEmpty()) {
            throw new UserException(String.join("\n", foreign));
        }
    }

    private boolean isOurs(String name, Map<String, Set<String>> written) throws IOException {
        Path file = directory.resolve(name);
        // A link is never ours, nor what is behind one: what it points to may be anywhere.
        return NewFiles.folderInTheWay(directory, name).isEmpty()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) <= MAX_BYTES
                && written.getOrDefault(name, Set.of()).contains(Sha256.hex(Files.readAllBytes(file)));
    }

    /** By owners; rows before the first one are of whoever runs. */
    private Map<String, Map<String, Set<String>>> lists() throws IOException {
        Path list = list();
        Map<String, Map<String, Set<String>>> hashes = new TreeMap<>();
        if (!Files.exists(list, LinkOption.NOFOLLOW_LINKS)) {
            return hashes;
        }
        if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS) || Files.size(list) > MAX_BYTES) {
            throw new UserException(
                    list + ": is no file; this is no list of rendered files, remove it or use another directory");
        }
        String of = owner;
        // Any byte is a character of this charset, so that a foreign file is refused by its first line.
        for (String line : Files.readAllLines(list, StandardCharsets.ISO_8859_1)) {
            Matcher other = OWNER.matcher(line);
            if (other.matches()) {
                of = other.group(1);
                continue;
            }
            Matcher row = command.row.matcher(line);
            if (!row.matches()) {
                throw new UserException(list + ": got " + Shown.text(line)
                        + "; this is no list of rendered files, remove it or use another directory");
            }
            hashes.computeIfAbsent(of, first -> new TreeMap<>())
                    .computeIfAbsent(row.group(2), first -> new TreeSet<>())
                    .add(row.group(1));
        }
        return hashes;
    }
}
