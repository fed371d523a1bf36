package dev.mullion.review;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder for files that only this run needs; it disappears also when this process is told to end, and with the next run
 * where this one had no time for it. A file in it is locked for as long as the run lives: a process's number would live again.
 */
public final class Scratch implements AutoCloseable {
    private static final String PREFIX = "mullion-diff";
    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+");
    private static final String LOCK = "lock";
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** A process loses its lock when it closes the file anywhere, so its own folders are not looked into. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel lock;
    private final Thread atExit = new Thread(this::remove, "scratch removal");

    private Scratch(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    public static Scratch make() throws IOException {
        Path directory = Files.createTempDirectory(PREFIX);
        OWN.add(directory);
        removeAbandoned(directory.resolveSibling("."));
        Path early = directory.resolve(LOCK + ".new"); // so that no run meets the file without its lock
        FileChannel channel = FileChannel.open(early, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (channel.tryLock() != null) {
            Files.move(early, directory.resolve(LOCK));
        }
        Scratch scratch = new Scratch(directory, channel);
        Runtime.getRuntime().addShutdownHook(scratch.atExit);
        return scratch;
    }

    public Path directory() {
        return directory;
    }

    /** A folder of that name that is not ours alone is left alone, and so is one that is a link. */
    static void removeAbandoned(Path folder) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.normalize(), PREFIX + "*")) {
            for (Path each : found) {
                if (NAME.matcher(each.getFileName().toString()).matches()
                        && !OWN.contains(each)
                        && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
                        && isAbandoned(each)) {
                    delete(each);
                }
            }
        } catch (IOException e) {
            // A folder of temporary files, which its system clears.
        }
    }

    private static boolean isAbandoned(Path directory) {
        Path lock = directory.resolve(LOCK);
        try {
            if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
                Instant changed = Files.getLastModifiedTime(directory).toInstant();
                return changed.isBefore(Instant.now().minus(ABANDONED));
            }
            try (FileChannel channel =
                    FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                return channel.tryLock() != null;
            }
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private void remove() {
        try {
            lock.close();
            delete(directory);
        } catch (IOException e) {
            // A folder of temporary files, which its system clears.
        }
        OWN.remove(directory);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The hook runs already.
        }
    }
}
