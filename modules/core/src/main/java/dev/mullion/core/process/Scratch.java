package dev.mullion.core.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    private static @Nullable Scratch ofThisProcess;

    private final Path directory;
    private final FileChannel lock;
    private final Thread atExit = new Thread(this::remove, "scratch removal");

    private Scratch(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    public static Scratch make() throws IOException {
        Scratch scratch = locked();
        Runtime.getRuntime().addShutdownHook(scratch.atExit);
        return scratch;
    }

    /** An empty file that its maker removes as soon as it is read, and which else goes before the folder that it is in. */
    static Path file(String suffix) throws IOException {
        Path file = Files.createTempFile(ofThisProcess(), "", suffix);
        file.toFile().deleteOnExit();
        return file;
    }

    private static synchronized Path ofThisProcess() throws IOException {
        if (ofThisProcess == null) {
            ofThisProcess = locked();
            File directory = ofThisProcess.directory.toFile();
            directory.deleteOnExit(); // which comes after the hooks, of which one asks Git, and begins with the last
            new File(directory, LOCK).deleteOnExit();
        }
        return ofThisProcess.directory;
    }

    private static Scratch locked() throws IOException {
        Path directory = Files.createTempDirectory(PREFIX);
        OWN.add(directory);
        removeAbandoned(directory.resolveSibling("."), Files.getOwner(directory));
        Path early = directory.resolve(LOCK + ".new"); // so that no run meets the file without its lock
        FileChannel channel = FileChannel.open(early, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (channel.tryLock() != null) {
            Files.move(early, directory.resolve(LOCK));
        }
        return new Scratch(directory, channel);
    }

    public Path directory() {
        return directory;
    }

    /** A folder of that name that somebody else made is left alone, and so is a link. */
    static void removeAbandoned(Path folder, UserPrincipal user) {
        List<Path> all;
        try (Stream<Path> found = Files.list(folder.normalize())) {
            all = found.filter(
                            each -> NAME.matcher(each.getFileName().toString()).matches() && !OWN.contains(each))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return;
        }
        for (Path each : all) {
            try {
                if (isOf(user, each) && isAbandoned(each)) {
                    delete(each);
                }
            } catch (IOException | UncheckedIOException | OverlappingFileLockException e) {
                // Another run removes it, too.
            }
        }
    }

    /** Another user's could be exchanged for a link while it is removed. */
    private static boolean isOf(UserPrincipal user, Path directory) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(user);
    }

    private static boolean isAbandoned(Path directory) throws IOException {
        Path lock = directory.resolve(LOCK);
        if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
            Instant changed = Files.getLastModifiedTime(directory).toInstant();
            return changed.isBefore(Instant.now().minus(ABANDONED));
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return channel.tryLock() != null;
        }
    }

    private void remove() {
        try {
            lock.close();
            delete(directory);
        } catch (IOException | UncheckedIOException e) {
            // Another run takes it for abandoned and removes it, too; or its system clears it.
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
