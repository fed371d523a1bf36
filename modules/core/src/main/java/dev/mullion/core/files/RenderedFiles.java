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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that this program writes into a directory and its folders, and knows again. Their hashes stand in {@code .mullion-render}, in the
 * format of {@code sha256sum}: a file that is not listed there, or was changed since, is somebody else's and stays.
 */
public final class RenderedFiles {
    private static final String LIST = ".mullion-render";
    private static final Pattern ROW = Pattern.compile("([0-9a-f]{64})  (.+)");

    private final Path directory;

    /** Of a directory, which is made when it is missing. */
    public RenderedFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes the files and removes those of an earlier run that are no longer among them. Writes nothing when one of
     * them stands in the way of somebody else's.
     *
     * @throws UserException naming every file that was not written by this program
     */
    public void write(Map<String, String> files) throws IOException {
        Files.createDirectories(directory);
        Map<String, String> written = list();
        refuseForeign(files, written);
        Map<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, file.getValue());
            hashes.put(file.getKey(), Sha256.hex(file.getValue()));
        }
        for (String stale : written.keySet()) {
            if (!files.containsKey(stale) && isOurs(stale, written)) {
                Files.deleteIfExists(directory.resolve(stale));
            }
        }
        StringBuilder list = new StringBuilder();
        hashes.forEach(
                (name, hash) -> list.append(hash).append("  ").append(name).append('\n'));
        Files.writeString(directory.resolve(LIST), list);
    }

    private void refuseForeign(Map<String, String> files, Map<String, String> written) throws IOException {
        List<String> foreign = new ArrayList<>();
        for (String name : files.keySet()) {
            folderInTheWay(name).ifPresent(folder -> {
                String line = folder + ": is no folder of its own; move it away, or use another directory";
                if (!foreign.contains(line)) {
                    foreign.add(line);
                }
            });
            if (Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS) && !isOurs(name, written)) {
                foreign.add(directory.resolve(name) + ": exists and is not what mullion render wrote; move it away, or"
                        + " use another directory");
            }
        }
        if (!foreign.isEmpty()) {
            throw new UserException(String.join("\n", foreign));
        }
    }

    /** What stands where a folder of a file has to be: a file, or a link, which may lead anywhere. */
    private Optional<Path> folderInTheWay(String name) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            Path folder = directory.resolve(name.substring(0, slash));
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** A list that somebody else wrote must not lead out of the directory. */
    private static boolean isBelow(String name) {
        if (name.contains("\\")) {
            return false;
        }
        return !name.contains("/")
                || (!name.contains(":")
                        && Arrays.stream(name.split("/", -1))
                                .noneMatch(part -> part.isEmpty() || part.matches("\\.\\.?")));
    }

    private boolean isOurs(String name, Map<String, String> written) throws IOException {
        Path file = directory.resolve(name);
        // A link is never ours: what it points to may be anywhere.
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Sha256.hex(Files.readAllBytes(file)).equals(written.get(name));
    }

    private Map<String, String> list() throws IOException {
        Path list = directory.resolve(LIST);
        Map<String, String> hashes = new TreeMap<>();
        if (!Files.exists(list, LinkOption.NOFOLLOW_LINKS)) {
            return hashes;
        }
        if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
            throw new UserException(
                    list + ": is no file; this is no list of rendered files, remove it or use another directory");
        }
        // Any byte is a character of this charset, so that a foreign file is refused by its first line.
        for (String line : Files.readAllLines(list, StandardCharsets.ISO_8859_1)) {
            Matcher row = ROW.matcher(line);
            if (!row.matches() || !isBelow(row.group(2))) {
                throw new UserException(list + ": got " + Shown.text(line)
                        + "; this is no list of rendered files, remove it or use another directory");
            }
            hashes.put(row.group(2), row.group(1));
        }
        return hashes;
    }
}
