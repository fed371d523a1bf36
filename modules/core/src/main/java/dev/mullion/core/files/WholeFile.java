package dev.mullion.core.files;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there with all of its content or as it was before: it is written beside its place and then moved. A link
 * in its place is replaced, and not written through.
 */
public final class WholeFile {
    private WholeFile() {}

    /** What writes the content. */
    public interface Content {
        void write(Writer out) throws IOException;
    }

    /**
     * Writes a file that a user names. What is no file, as {@code /dev/null}, is written to as it is.
     *
     * @throws FileSystemException with the file's own name, whatever failed
     */
    public static void write(Path file, Content content) throws IOException {
        try {
            Path name = file.getFileName();
            if (name == null || Files.isDirectory(file)) {
                throw new FileSystemException(file.toString(), null, "is a directory");
            }
            if (Files.exists(file)
                    && !Files.isRegularFile(file)
                    && (!Files.isSymbolicLink(file) || isOfTheSystem(file))) {
                try (Writer out = Files.newBufferedWriter(file)) {
                    content.write(out);
                }
                return;
            }
            write(file, file.resolveSibling("." + name + ".mullion"), content);
        } catch (IOException e) {
            throw IoProblem.of(file, e);
        }
    }

    /** There {@code /dev/stdout} is a link; one anywhere else, somebody may have laid, to make a result vanish. */
    private static boolean isOfTheSystem(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return whole.startsWith("/dev") || whole.startsWith("/proc");
    }

    /**
     * Appends to a file that others append to, too, and makes it when it is missing: all of the bytes or none.
     *
     * @throws FileSystemException with the file's own name, whatever failed
     */
    public static void append(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long before = channel.size();
            try {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
        } catch (IOException e) {
            throw IoProblem.of(file, e);
        }
    }

    /** Writes it by way of another file in the same file system, which is replaced when it is there. */
    static void write(Path file, Path part, Content content) throws IOException {
        Files.deleteIfExists(part);
        // A run that is told to end, as a job that is cancelled, leaves nothing torn either.
        Thread ended = new Thread(() -> delete(part));
        try {
            Runtime.getRuntime().addShutdownHook(ended);
        } catch (IllegalStateException e) {
            throw new IOException("the program is told to end", e);
        }
        try {
            try (Writer out = Files.newBufferedWriter(
                    part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                content.write(out);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
            forget(ended);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // nobody is there to tell
        }
    }

    private static void forget(Thread ended) {
        try {
            Runtime.getRuntime().removeShutdownHook(ended);
        } catch (IllegalStateException e) {
            // the program ends, and it runs
        }
    }
}
