package dev.mullion.core.files;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Files that are written where nothing is: all of them, or none where one is in the way or can not be written. */
public final class NewFiles {
    private final Path directory;

    /** Of a directory, which is made when it is missing. */
    public NewFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes the files by their paths in the directory.
     *
     * @throws UserException naming all that is in the way
     */
    public void write(Map<String, String> files) throws IOException {
        files.keySet().forEach(name -> in(directory, name));
        refuseLinks(directory);
        Set<String> inTheWay = new TreeSet<>();
        files.keySet().forEach(name -> inTheWay(name, inTheWay));
        if (!inTheWay.isEmpty()) {
            throw new UserException(String.join("\n", inTheWay));
        }
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            try {
                Files.createDirectories(path.resolveSibling("."));
                write(path, file.getValue());
                written.add(path);
            } catch (IOException e) {
                for (Path each : written) {
                    Files.deleteIfExists(each); // or they would be in the way of the next try
                }
                throw IoProblem.of(path, e);
            }
        }
    }

    /**
     * Where a file of that name goes.
     *
     * @throws UserException when the name leads out of the directory: part of it may be somebody else's, as a tag in AWS is
     */
    public static Path in(Path directory, String name) {
        Path file = Path.of(name);
        for (Path part : file) {
            if (file.isAbsolute() || part.toString().equals("..")) {
                throw new UserException(directory + ": got the file " + Shown.text(name)
                        + ", which would lie elsewhere; nothing is written");
            }
        }
        return directory.resolve(file);
    }

    /**
     * Refuses a directory that is a link among the files of a repository, or is behind one: whoever made the commit would choose
     * where files go. A link anywhere else is the user's own.
     */
    static void refuseLinks(Path directory) throws IOException {
        for (Path at = directory.toAbsolutePath(); at.getParent() != null; at = at.getParent()) {
            if (!Files.isSymbolicLink(at)) {
                continue;
            }
            if (Files.exists(at)) { // else it leads nowhere, or to itself
                refuseLinks(at.resolveSibling(Files.readSymbolicLink(at)));
            }
            for (Path above = at.getParent().toRealPath(); above != null; above = above.getParent()) {
                if (Files.exists(above.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                    throw new UserException(
                            at + ": is a link in the repository " + above.getFileName() + "; name what it leads to");
                }
            }
        }
    }

    /** A file that could not be written whole is none. */
    private static void write(Path path, String text) throws IOException {
        Files.createFile(path);
        try {
            Files.writeString(path, text, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** What to say where a file, or a link, which may lead anywhere, stands where a folder of a file has to be. */
    static Optional<String> folderInTheWay(Path directory, String name) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            Path folder = directory.resolve(name.substring(0, slash));
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(folder + ": is no folder of its own; move it away, or use another directory");
            }
        }
        return Optional.empty();
    }

    private void inTheWay(String name, Set<String> inTheWay) {
        Optional<String> folder = folderInTheWay(directory, name);
        folder.ifPresent(inTheWay::add);
        Path file = directory.resolve(name);
        if (folder.isEmpty() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            inTheWay.add(file + ": exists; move it away, or use another directory");
        }
    }
}
